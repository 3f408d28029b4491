import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readItem } from '../../../../src/core/items/readItem.ts';
import { qwenMath } from '../../../../src/core/results/formats/qwenMath.ts';
import type { FileReading } from '../../../../src/core/results/formats/format.ts';
import { diskSource } from '../../../../src/workspace/results/diskSource.ts';
import { sharedLines, sharedPath } from '../../scorers/sharedData.ts';
import { readContext } from '../support/memorySource.ts';

const folder = sharedPath('qwen25-math-evaluator/Qwen2.5-14B-Instruct');

async function read(
  name: string,
): Promise<{ reading: FileReading; context: ReturnType<typeof readContext> }> {
  const source = await diskSource(`${folder}/${name}`, 0);
  expect(qwenMath.claims(source)).toBe(true);
  const context = readContext();
  return { reading: await qwenMath.read(source, context), context };
}

function hashesOf(name: string): Set<string | undefined> {
  const location = { file: name, line: 1, bytes: null };
  return new Set(sharedLines(`items/${name}`).map((record) => readItem(record, location).item?.textHash));
}

describe.skipIf(!existsSync(folder))("an evaluator's real folder (skipped where ../shared is absent)", () => {
  test.each([
    { task: 'math500', file: 'math500.jsonl', acc: 0.804, n: 500, linked: 500 },
    { task: 'aime24', file: 'aime24.jsonl', acc: 0.2, n: 30, linked: 30 },
    { task: 'olympiadbench', file: 'olympiadbench.jsonl.gz', acc: 0.447, n: 675, linked: 675 },
  ])('$task: the verdicts make the stored acc, and the items are the published ones', async (row) => {
    const { reading: metrics } = await read(`${row.task}_metrics.json`);
    const { reading, context } = await read(row.file);
    const [part] = metrics.parts;
    const [set] = reading.samples;
    expect([...metrics.problems, ...reading.problems]).toEqual([]);
    expect(part).toMatchObject({ model: 'Qwen2.5-14B-Instruct', task: row.task, n: row.n, run: set?.run });
    expect(part?.metrics[0]?.value).toBeCloseTo(row.acc, 10);
    expect(set).toMatchObject({ model: 'Qwen2.5-14B-Instruct', task: row.task, rows: row.n });
    const verdicts = set?.metrics.find(({ name }) => name === 'acc')?.values ?? [];
    const mean = [...verdicts].reduce((sum, verdict) => sum + verdict, 0) / row.n;
    expect(mean.toFixed(3)).toBe(row.acc.toFixed(3));
    const published = hashesOf(`${row.task}.jsonl`);
    const linked = context.items.items.filter(({ textHash }) => published.has(textHash ?? '')).length;
    expect(linked).toBe(row.linked);
  });

  test('one sample, whole, from the packed file', async () => {
    const source = await diskSource(`${folder}/olympiadbench.jsonl.gz`, 0);
    const { reading } = await read('olympiadbench.jsonl.gz');
    const set = reading.samples[0];
    const last = (set?.rows ?? 0) - 1;
    const sample = await qwenMath.sample(source, {
      task: 'olympiadbench',
      place: set?.place[last] ?? -1,
      repeat: 0,
    });
    expect(sample?.id).toBe('674');
    expect(sample?.answer.length).toBeGreaterThan(100);
    expect(sample?.scores[0]?.value).toBe(set?.metrics[0]?.values[last]);
  });
});
