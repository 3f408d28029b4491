import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readItem } from '../../../../src/core/items/readItem.ts';
import { isJsonObject, parseJson, type JsonObject } from '../../../../src/core/json.ts';
import { scalarText } from '../../../../src/core/items/layout.ts';
import { inspect } from '../../../../src/core/results/formats/inspect.ts';
import type { FileReading, ReadContext } from '../../../../src/core/results/formats/format.ts';
import type { ResultSource } from '../../../../src/core/results/formats/source.ts';
import { recount } from '../../../../src/core/results/recount.ts';
import { sampleState } from '../../../../src/core/results/sampleSet.ts';
import { tokenOverlap, tokenSketch } from '../../../../src/core/results/tokenSketch.ts';
import { diskSource } from '../../../../src/workspace/results/diskSource.ts';
import { sharedLines, sharedPath } from '../../scorers/sharedData.ts';
import { readContext } from '../support/memorySource.ts';

const folder = sharedPath('inspect');

/** The logs that are text stand there as `.txt`; Inspect writes them as `.json`. */
async function open(name: string): Promise<ResultSource> {
  const source = await diskSource(`${folder}/${name}`, 0);
  return { ...source, path: source.path.replace(/\.txt$/, '.json') };
}

async function read(
  name: string,
): Promise<{ reading: FileReading; context: ReadContext; source: ResultSource }> {
  const source = await open(name);
  expect(inspect.claims(source)).toBe(true);
  const context = readContext();
  return { reading: await inspect.read(source, context), context, source };
}

function named(part: string): string {
  const found = readdirSync(folder, { recursive: true })
    .map(String)
    .find((name) => name.includes(part));
  if (found === undefined) throw new Error(`no log ${part}`);
  return found;
}

const local = 'openai-api/local/';

describe.skipIf(!existsSync(folder))('real logs of Inspect (skipped where ../shared is absent)', () => {
  test.each([
    { log: 'input-task', metric: 'model_graded_fact/accuracy', value: 1, rows: 1, n: 1, partial: false },
    { log: 'log_formats.eval', metric: 'match/accuracy', value: 0, rows: 1, n: 1, partial: true },
    { log: 'log_formats.json', metric: 'match/accuracy', value: 0, rows: 1, n: 1, partial: true },
    { log: 'log_read_sample', metric: 'match/accuracy', value: 1, rows: 1, n: 1, partial: true },
    { log: 'log_streaming.eval', metric: 'match/accuracy', value: 0.75, rows: 4, n: 2, partial: true },
    { log: 'log_streaming.zstd', metric: 'match/accuracy', value: 0.75, rows: 4, n: 2, partial: true },
    { log: 'log_length', metric: 'exact/mean', value: 0, rows: 1, n: 1, partial: false },
    { log: 'K6CrF9ZX', metric: 'includes/accuracy', value: 8 / 30, rows: 30, n: 15, partial: false },
    { log: '7twHwb27', metric: 'choice/accuracy', value: 0, rows: 30, n: 15, partial: false },
    { log: 'EKTuCYPo', metric: 'includes/accuracy', value: null, rows: 30, n: 15, partial: false },
  ])('$log: the verdicts make what it reports', async ({ log, metric, value, rows, n, partial }) => {
    const { reading } = await read(named(log));
    const [part] = reading.parts;
    const [set] = reading.samples;
    expect(reading.problems).toEqual([]);
    expect(part).toMatchObject({ n, partial, run: set?.run });
    expect(part?.metrics.map(({ name }) => name)).toEqual([metric]);
    expect(set?.rows).toBe(rows);
    if (value !== null) expect(part?.metrics[0]?.value).toBeCloseTo(value, 12);
    const column = set?.metrics.find(({ name }) => name === metric) ?? null;
    const counted = recount([{ file: log, set: set!, column }]);
    expect(counted.value).toBeCloseTo(part!.metrics[0]!.value, 12);
    expect(counted.n).toBe(n);
    if (rows === 30) expect(counted.stderr).toBeCloseTo(part!.metrics[0]!.stderr!, 6);
  });

  test('say how they were asked', async () => {
    const { reading } = await read(named('K6CrF9ZX'));
    expect(reading.parts[0]).toMatchObject({
      model: `${local}SmolLM2-135M-Instruct`,
      task: 'math_500',
      repeats: 2,
      date: Date.UTC(2026, 10, 22, 0, 18, 21),
      asked: { api: 'chat', temperature: 0.7, maxTokens: 400, seed: 7, prompt: 'generate' },
    });
    const popularity = (await read('log_streaming.eval')).reading.parts[0];
    expect(popularity).toMatchObject({
      model: 'azureai/Meta-Llama-3-1-405B-Instruct-jqf',
      task: 'popularity',
    });
    expect(popularity?.asked.system).toContain('only respond with exactly "Yes" or "No"');
  });

  test('without scorers have rows without verdicts', async () => {
    const { reading } = await read(named('popularity_dPi'));
    expect(reading.parts[0]).toMatchObject({ metrics: [], n: 10, partial: true });
    expect(reading.samples[0]).toMatchObject({ rows: 10, metrics: [] });
  });

  test('of version 1 with NaN have no value', async () => {
    const { reading } = await read('log_with_nan.txt');
    expect(reading.problems).toEqual([]);
    expect(reading.parts[0]).toMatchObject({
      model: 'openai/gpt-4',
      task: 'wikipedia',
      metrics: [],
      n: null,
      partial: true,
    });
    expect(reading.samples).toEqual([]);
  });

  test('that are not finished give what is there', async () => {
    const { reading } = await read(named('HHbLoXcX'));
    expect(reading.problems).toEqual([]);
    expect(reading.parts[0]).toMatchObject({ partial: true, metrics: [], task: 'acp_app_mcq', n: 10 });
    expect(reading.samples[0]).toMatchObject({ rows: 10, metrics: [{ name: 'choice/accuracy' }] });
  });

  test('cut off anywhere give whole samples, or a problem', async () => {
    const source = await open('log_streaming.zstd.eval');
    const bytes = await source.read(0, source.size);
    const { openArchive } = await import('../../../../src/workspace/zip/openArchive.ts');
    const { bufferSource } = await import('../../../../src/workspace/items/byteSource.ts');
    const cut = bytes.subarray(0, 6000);
    const archive = (): ReturnType<ResultSource['archive']> => openArchive(bufferSource(Buffer.from(cut)));
    const reading = await inspect.read({ ...source, size: cut.length, archive }, readContext());
    expect(reading.samples[0]?.rows).toBe(2);
    expect(reading.parts[0]?.partial).toBe(true);
    expect(reading.problems[0]?.message).toContain('whole members were found');
  });

  test('link to the items as published', async () => {
    const location = { file: '', line: 1, bytes: null };
    const hashes = (records: readonly JsonObject[]): Set<string | undefined> =>
      new Set(records.map((record) => readItem(record, location).item?.textHash));
    const math = hashes(sharedLines('items/math500.jsonl'));
    for (const log of ['K6CrF9ZX', 'EKTuCYPo']) {
      const { items } = (await read(named(log))).context.items;
      expect(items.filter(({ textHash }) => math.has(textHash ?? ''))).toHaveLength(15);
      expect(items[0]?.published).toMatchObject({ benchmark: 'MATH-500', id: items[0]?.id });
      expect(items[0]?.fields).toMatchObject({ subject: 'Precalculus', level: '2' });
    }
    const text = readFileSync(sharedPath('items/acpbench_mcq/app.json'), 'utf8');
    const json = parseJson(text);
    if (!json.ok || !Array.isArray(json.value)) throw new Error('app.json is no list');
    const acp = json.value.filter((one) => isJsonObject(one));
    const { items } = (await read(named('7twHwb27'))).context.items;
    // The task asked in the words of `query`, so the texts are alike and not equal.
    for (const { published, gold, sketch } of items) {
      const record = acp.find(({ id }) => scalarText(id) === published?.id);
      const item = readItem(record ?? {}, location).item;
      expect(published).toEqual({ benchmark: 'ACPBench', task: item?.task, id: item?.id });
      expect(gold).toBe(item?.gold);
      expect(tokenOverlap(sketch, tokenSketch(item?.question ?? ''))).toBeGreaterThan(0.8);
    }
    expect(items).toHaveLength(15);
  });

  test('have samples whole: all zstd frames, prompt, answer, verdict', async () => {
    const { source } = await read('log_streaming.zstd.eval');
    const archive = await source.archive();
    const member = archive.members.find(({ name }) => name === 'samples/2_epoch_2.json')!;
    expect(await member.read()).toHaveLength(7738);
    const sample = await inspect.sample(source, { task: 'popularity', place: member.index, repeat: 1 });
    expect(sample).toMatchObject({
      id: '2',
      repeat: 1,
      status: 'complete',
      finishReason: 'stop',
      flags: [],
      reasoning: '',
      scores: [{ metric: 'match/accuracy', value: 1 }],
    });
    expect(sample?.prompt?.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(sample?.answer).toMatch(/^(?:Yes|No)/);
    const cut = await open('log_length_stop_reason.txt');
    expect(await inspect.sample(cut, { task: 'hello_world', place: 0, repeat: 0 })).toMatchObject({
      status: 'truncated',
      finishReason: 'length',
      answer: 'Hello',
      usage: { promptTokens: 12, completionTokens: 1, reasoningTokens: null },
    });
    const { reading } = await read('log_length_stop_reason.txt');
    expect(reading.samples[0]).toMatchObject({
      state: Uint8Array.of(sampleState.truncated),
      tokens: Uint32Array.of(1),
    });
  });
});
