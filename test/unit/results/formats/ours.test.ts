import { describe, expect, test } from 'vitest';

import type { FileReading, SamplePlace } from '../../../../src/core/results/formats/format.ts';
import { formatOf } from '../../../../src/core/results/formats/readResults.ts';
import { ours } from '../../../../src/core/results/formats/ours.ts';
import { readSampleHead } from '../../../../src/core/results/readSampleLine.ts';
import { resultsJson } from '../../../../src/core/results/resultsJson.ts';
import type { Sample } from '../../../../src/core/results/sample.ts';
import { writeSampleLine } from '../../../../src/core/results/sampleLine.ts';
import { sampleState } from '../../../../src/core/results/sampleSet.ts';
import { failedSample, legs, right, sample, trace, truncatedSample } from '../fixtures.ts';
import { damaged, seeds } from '../support/damage.ts';
import { memorySource, readWith, rowsOf } from '../support/memorySource.ts';

const folder = '/w/.reasoning-transfer/tuned-7b';
const path = `${folder}/samples_MATH-500_2026-01-02T03-04-05.678901.jsonl`;
const summaryPath = `${folder}/results_2026-01-02T03-04-05.678901.json`;
const fileOf = (samples: readonly Sample[], itemsInFile: number | null = 3): string =>
  samples.map((one) => `${writeSampleLine(one, { convention: 'boxed', itemsInFile })}\n`).join('');
const placeOf = ({ samples: [set] }: FileReading, row: number): SamplePlace => ({
  task: set?.task ?? '',
  place: set?.place[row] ?? -1,
  repeat: set?.repeat[row] ?? -1,
});
const wrong = { ...right, value: 0, extracted: '9', reason: 'Not the gold answer.' };
const at = (item: number, changes: Partial<Sample> = {}): Partial<Sample> => ({
  item: legs(item),
  ...changes,
});
const run = [sample(at(1)), sample(at(2, { score: wrong })), truncatedSample(at(3)), failedSample(at(4))];

test('our own folder is asked first, and its other files are none', () => {
  const format = (file: string, content: string): string | undefined =>
    formatOf(memorySource(file, content))?.name;
  expect(format(path, fileOf(run))).toBe('reasoning-transfer');
  expect(format(summaryPath, '{}')).toBe('reasoning-transfer');
  expect(ours.claims(memorySource(`${folder}/verdicts_MATH-500.jsonl`, '{}'))).toBe(false);
  expect(ours.claims(memorySource('/w/samples_MATH-500_2026.jsonl', fileOf(run)))).toBe(false);
});

test('samples count as they do everywhere', async () => {
  const { reading, context } = await readWith(ours, path, fileOf(run, 4));
  expect(reading.problems).toEqual([]);
  const metric = 'exact_match,none';
  expect(rowsOf(reading, context)).toMatchObject([
    { model: 'tuned-7b', task: 'MATH-500', id: 'legs/1', repeat: 0, state: sampleState.ended, [metric]: 1 },
    { id: 'legs/2', state: sampleState.ended, [metric]: 0 },
    { id: 'legs/3', state: sampleState.truncated, [metric]: 0 },
    { id: 'legs/4', state: sampleState.failed, [metric]: Number.NaN },
  ]);
  expect([...(reading.samples[0]?.tokens ?? [])]).toEqual([12, 12, 12, 12]);
  expect(context.items.items[0]).toMatchObject({
    published: { benchmark: 'MATH-500', task: null, id: 'legs/1' },
    textHash: legs(1).textHash,
    gold: '4',
    question: legs(1).question,
    fields: { level: '1' },
  });
  expect(reading.parts).toMatchObject([
    {
      model: 'tuned-7b',
      task: 'MATH-500',
      metrics: [],
      n: 3,
      repeats: 1,
      partial: true,
      date: Date.parse('2026-01-02T03:04:06.000Z'),
      asked: { api: 'chat', temperature: 0.6, topP: 0.95, maxTokens: 512, prompt: 'boxed' },
    },
  ]);
});

test('an empty answer counts as 0', async () => {
  const empty = sample({
    trace: { ...trace, answer: '', reasoning: '', flags: ['empty'] },
    score: { ...right, value: null },
  });
  const { reading } = await readWith(ours, path, fileOf([empty]));
  expect(reading.samples[0]?.metrics[0]?.values[0]).toBe(0);
});

test('of several of one question the newest counts, a failed one never over one that ended', async () => {
  const later = '2026-01-02T04:00:00.000Z';
  const content = fileOf([
    sample(at(1)),
    failedSample(at(2)),
    sample(at(1, { score: wrong, endedAt: later })),
    sample(at(2, { endedAt: later })),
    failedSample(at(1, { endedAt: '2026-01-02T05:00:00.000Z' })),
    sample(at(1, { repeat: 1 })),
  ]);
  const { reading, context } = await readWith(ours, path, content);
  expect(
    rowsOf(reading, context).map((row) => [row.id, row.repeat, row.state, row['exact_match,none']]),
  ).toEqual([
    ['legs/1', 0, sampleState.ended, 0],
    ['legs/2', 0, sampleState.ended, 1],
    ['legs/1', 1, sampleState.ended, 1],
  ]);
  expect(reading.end).toBeUndefined();
  expect(await ours.sample(memorySource(path, content), placeOf(reading, 0))).toMatchObject({
    scores: [{ value: 0 }],
  });
});

test('a run is whole when every repeat of every item in its file has ended', async () => {
  const both = [0, 1].map((repeat) => sample(at(1, { repeat, sampling: { repeats: 2 } })));
  const partial = async (samples: readonly Sample[], items: number | null): Promise<unknown> =>
    (await readWith(ours, path, fileOf(samples, items))).reading.parts[0]?.partial;
  expect(await partial(both, 1)).toBe(false);
  expect(await partial(both.slice(1), 1)).toBe(true);
  expect(await partial(both, 2)).toBe(true);
  expect(await partial(both, null)).toBe(true);
});

test('a benchmark with tasks has a run for each, and none without a scorer has a metric', async () => {
  const acp = { ...legs(1), benchmark: 'ACPBench', task: 'app' };
  const mine = { ...legs(2), benchmark: 'Mine' };
  const { reading } = await readWith(
    ours,
    path,
    fileOf([sample({ item: acp }), truncatedSample({ item: mine })]),
  );
  expect(reading.samples.map(({ task, metrics }) => [task, metrics.map(({ name }) => name)])).toEqual([
    ['ACPBench_app', ['exact_match,none']],
    ['Mine', []],
  ]);
});

test('a summary is of the same run as its samples', async () => {
  const heads = run.map((one) => {
    const head = readSampleHead(writeSampleLine(one, { convention: 'boxed', itemsInFile: 4 }));
    if (!head.ok) throw new Error(head.why);
    return head.value;
  });
  const { reading } = await readWith(ours, summaryPath, resultsJson(heads, 'tuned-7b') ?? '');
  const samples = await readWith(ours, path, fileOf(run, 4));
  expect(reading.problems).toEqual([]);
  expect(reading.parts).toHaveLength(1);
  const [part] = reading.parts;
  expect(part).toMatchObject({ model: 'tuned-7b', task: 'MATH-500', n: 3, repeats: 1, partial: true });
  expect(part?.run).toBe(samples.reading.samples[0]?.run);
  expect(part?.run).toBe(samples.reading.parts[0]?.run);
  expect(part?.date).toBe(samples.reading.parts[0]?.date);
  const [metric] = part?.metrics ?? [];
  expect(metric?.name).toBe('exact_match,none');
  expect(metric?.value).toBeCloseTo(1 / 3, 12);
  expect(metric?.stderr).toBeCloseTo(1 / 3, 12);
  const values = [...(samples.reading.samples[0]?.metrics[0]?.values ?? [])].filter(
    (value) => !Number.isNaN(value),
  );
  expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(
    metric?.value ?? Number.NaN,
    6,
  );
});

test('a sample is had whole', async () => {
  const content = fileOf(run);
  const { reading } = await readWith(ours, path, content);
  expect(await ours.sample(memorySource(path, content), placeOf(reading, 0))).toEqual({
    task: 'MATH-500',
    id: 'legs/1',
    question: legs(1).question,
    gold: '4',
    record: legs(1).record,
    choices: null,
    prompt: sample(at(1)).prompt.messages,
    repeat: 0,
    reasoning: trace.reasoning,
    answer: trace.answer,
    status: 'complete',
    flags: [],
    finishReason: 'stop',
    usage: trace.usage,
    scores: [{ metric: 'exact_match,none', value: 1, extracted: '8', explanation: right.reason }],
    error: null,
  });
  expect(await ours.sample(memorySource(path, content), placeOf(reading, 3))).toMatchObject({
    status: 'failed',
    error: 'The server refused the connection.',
    scores: [{ value: null }],
  });
});

describe('what cannot be read', () => {
  test('is a problem on its line, and the rest stays', async () => {
    const [first = '', second = ''] = fileOf(run).split('\n');
    const content = `${first}\n{"trace": 1}\nno\n${second}\n${second.slice(0, 99)}`;
    const { reading } = await readWith(ours, path, content, { chunkBytes: 64 });
    expect(reading.samples[0]?.rows).toBe(2);
    expect(reading.problems.map(({ line }) => line)).toEqual([2, 3, 5]);
    expect(reading.problems[2]?.message).toContain('cut off');
  });

  test.each(['', '{}', '[]', '{"results": {"MATH-500": {"exact_match,none": 1}}}', '{"results":'])(
    'of a summary: %s',
    async (content) => {
      const { reading } = await readWith(ours, summaryPath, content);
      expect(reading.parts).toEqual([]);
      expect(reading.problems).toHaveLength(1);
    },
  );
});

test.each(seeds(150))('damage %i gives problems or the same values', async (seed) => {
  const content = fileOf(run);
  const bytes = damaged(content, seed);
  const { reading, context } = await readWith(ours, path, bytes);
  const values: Record<string, number> = { 'legs/1': 1, 'legs/2': 0, 'legs/3': 0 };
  for (const row of rowsOf(reading, context)) {
    const value = row['exact_match,none'];
    if (typeof value !== 'number' || Number.isNaN(value) || values[String(row.id)] === undefined) continue;
    const whole = Buffer.from(bytes).toString('utf8');
    const hit = !whole.includes(`"value": ${value}`);
    expect(value === values[String(row.id)] || hit || reading.problems.length > 0).toBe(true);
  }
});
