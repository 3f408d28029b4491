import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Item } from '../../../src/core/items/item.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';

const shared = fileURLToPath(new URL('../../../../shared/data/items/', import.meta.url));
const examples = fileURLToPath(new URL('../../../examples/workspace/items/', import.meta.url));

async function items(path: string): Promise<{ file: ItemFile; items: Item[]; problems: number }> {
  const file = await ItemFile.open(path);
  const found: Item[] = [];
  let problems = file.problems.length;
  for await (const entry of file.all()) {
    if (entry.item) found.push(entry.item);
    problems += entry.problems.length;
  }
  return { file, items: found, problems };
}

/** Benchmark, values, items, distinct ids, distinct texts, items with a gold, problems. */
async function summary(path: string): Promise<string> {
  const { file, items: found, problems } = await items(path);
  const ids = new Set(found.map((item) => item.id)).size;
  const texts = new Set(found.map((item) => item.textHash)).size;
  const golds = found.filter((item) => item.gold !== null).length;
  return [file.benchmark?.name, file.count, found.length, ids, texts, golds, problems].join(' ');
}

describe.skipIf(!existsSync(shared))('items as published (skipped where ../shared is absent)', () => {
  test.each([
    ['math500.jsonl', 'MATH-500 500 500 500 500 500 0'],
    ['aime24.jsonl', 'AIME24 30 30 30 30 30 0'],
    ['aime24.evalchemy.jsonl', 'AIME24 30 30 30 30 30 0'],
    ['aime25.evalchemy.jsonl', 'AIME25 30 30 30 30 30 0'],
    ['olympiadbench.jsonl', 'OlympiadBench 675 675 675 675 675 0'],
    ['ifeval_input_data.jsonl', 'IFEval 541 541 541 541 0 0'],
    ...['act_reach', 'app', 'just', 'land', 'prog', 'reach', 'val'].map((task): [string, string] => [
      `acpbench_mcq/${task}.json`,
      'ACPBench 40 40 40 40 40 0',
    ]),
  ])('%s', async (name, expected) => {
    expect(await summary(shared + name)).toBe(expected);
  });

  test("ACPBench's ids keep the digits of the file", async () => {
    for (const name of readdirSync(`${shared}acpbench_mcq`)) {
      const { items: found } = await items(`${shared}acpbench_mcq/${name}`);
      const { readFile } = await import('node:fs/promises');
      const text = await readFile(`${shared}acpbench_mcq/${name}`, 'utf8');
      const digits = [...text.matchAll(/^ {4}"id": (-?\d+),$/gm)].map((match) => match[1]);
      expect(found.map((item) => item.id)).toEqual(digits);
    }
  });

  test('every byte range is the JSON of its record', async () => {
    const { readFile } = await import('node:fs/promises');
    for (const name of ['olympiadbench.jsonl', 'acpbench_mcq/just.json', 'math500.jsonl']) {
      const bytes = await readFile(shared + name);
      for (const item of (await items(shared + name)).items) {
        const [start, end] = item.location.bytes ?? [0, 0];
        const text = bytes.subarray(start, end).toString();
        expect(text.startsWith('{') && text.endsWith('}')).toBe(true);
        expect(Object.keys(JSON.parse(text) as object)).toEqual(Object.keys(item.record));
      }
    }
  });

  test('26 of the 30 AIME24 texts of the two layouts are alike when matched; the golds agree', async () => {
    const one = (await items(`${shared}aime24.jsonl`)).items;
    const other = new Map(
      (await items(`${shared}aime24.evalchemy.jsonl`)).items.map((item) => [item.textHash, item]),
    );
    const linked = one.filter((item) => other.has(item.textHash));
    expect(linked).toHaveLength(26);
    for (const item of linked) expect(Number(other.get(item.textHash)?.gold)).toBe(Number(item.gold));
  });

  test('the seven ACPBench tasks are told by their group', async () => {
    const files = readdirSync(`${shared}acpbench_mcq`).sort();
    const tasks = await Promise.all(
      files.map(async (name) => (await items(`${shared}acpbench_mcq/${name}`)).items[0]?.task),
    );
    expect(tasks).toEqual([
      'reachable_action_mc',
      'applicable_actions_mc',
      'action_justification_mcq',
      'landmarks_mcq',
      'progression_mcq',
      'reachable_atom_mc',
      'validation_mcq',
    ]);
  });
});

describe('the example workspace', () => {
  test.each([
    ['arithmetic.jsonl', 'MATH-500 14 14 14 14 14 0'],
    ['science.jsonl', 'GPQA-Diamond 12 12 12 12 12 0'],
    ['planning.json', 'ACPBench 12 12 12 12 12 0'],
    ['instructions.jsonl', 'IFEval 12 12 12 12 0 0'],
  ])('%s', async (name, expected) => {
    expect(await summary(examples + name)).toBe(expected);
  });

  test('the planning ids are beyond 2^53, so that their digits are seen to be kept', async () => {
    const { items: found } = await items(`${examples}planning.json`);
    expect(found.filter((item) => typeof item.record.id !== 'bigint')).toEqual([]);
  });

  test('no published item is among the examples', async ({ skip }) => {
    if (!existsSync(shared)) skip('../shared is absent');
    const published = ['math500.jsonl', 'ifeval_input_data.jsonl', 'aime24.jsonl', 'olympiadbench.jsonl'].map(
      (name) => shared + name,
    );
    const acp = readdirSync(`${shared}acpbench_mcq`).map((name) => `${shared}acpbench_mcq/${name}`);
    const known = new Set<string>();
    for (const path of [...published, ...acp])
      for (const item of (await items(path)).items) known.add(item.textHash);
    for (const name of readdirSync(examples)) {
      for (const item of (await items(examples + name)).items)
        expect(known.has(item.textHash), item.id).toBe(false);
    }
  });
});
