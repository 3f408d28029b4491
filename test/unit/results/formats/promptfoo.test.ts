import { describe, expect, test } from 'vitest';

import type { FileReading, SamplePlace } from '../../../../src/core/results/formats/format.ts';
import { promptfoo } from '../../../../src/core/results/formats/promptfoo.ts';
import { sampleState } from '../../../../src/core/results/sampleSet.ts';
import { damaged, seeds } from '../support/damage.ts';
import { memorySource, readWith, rowsOf } from '../support/memorySource.ts';

/** A result as promptfoo writes it, of a test that asks for the legs of so many tables. */
const result = (testIdx: number, promptIdx: number, changes: object = {}): object => ({
  id: `r-${testIdx}-${promptIdx}`,
  promptIdx,
  testIdx,
  testCase: { vars: { n: testIdx }, assert: [{ type: 'equals', value: '{{legs}}' }] },
  promptId: 'abc',
  provider: { id: promptIdx === 0 ? 'openai:oak' : 'openai:elm', label: promptIdx === 0 ? '' : undefined },
  prompt: { raw: `How many legs have ${testIdx} tables?`, label: 'legs' },
  vars: { question: `How many legs have ${testIdx} tables?`, legs: String(4 * testIdx) },
  response: {
    output: String(4 * testIdx),
    finishReason: 'stop',
    tokenUsage: { prompt: 9, completion: 3, total: 12 },
  },
  failureReason: 0,
  success: true,
  score: 1,
  gradingResult: { pass: true, score: 1, reason: 'All assertions passed' },
  namedScores: {},
  latencyMs: 5,
  ...changes,
});
const wrong = {
  success: false,
  score: 0.25,
  failureReason: 1,
  error: 'Expected output "8" to equal "9"',
  gradingResult: { pass: false, score: 0.25, reason: 'Expected output "8" to equal "9"' },
};
const broken = {
  success: false,
  score: 0,
  failureReason: 2,
  error: 'API error: 500',
  response: { error: 'API error: 500' },
};
const metrics = (score: number, pass: number, fail: number, error: number): object => ({
  score,
  testPassCount: pass,
  testFailCount: fail,
  testErrorCount: error,
});
const results = [
  result(1, 0),
  result(2, 0, { ...wrong, provider: { id: 'openai:oak' } }),
  result(3, 0, { ...broken, provider: { id: 'openai:oak' } }),
  result(1, 1, { response: { output: { legs: 4 }, finishReason: 'length', tokenUsage: {} } }),
];
const whole = {
  evalId: 'eval-1',
  results: {
    version: 3,
    timestamp: '2026-01-02T03:04:05.000Z',
    prompts: [
      { id: 'abc', label: 'legs', raw: 'x', provider: 'openai:oak', metrics: metrics(1.25, 1, 1, 1) },
      { id: 'abc', label: 'legs', raw: 'x', provider: 'openai:elm', metrics: metrics(1, 1, 0, 0) },
    ],
    results,
    stats: { successes: 2, failures: 1, errors: 1 },
  },
  config: { description: 'Table legs' },
  shareableUrl: null,
};
const json = JSON.stringify(whole, null, 2);
const lines = `${results.map((one) => JSON.stringify(one)).join('\n')}\n`;
const claims = (path: string, content: string): boolean => promptfoo.claims(memorySource(path, content));
const placeOf = ({ samples }: FileReading, row: number, at = 0): SamplePlace => ({
  task: samples[at]?.task ?? '',
  place: samples[at]?.place[row] ?? -1,
  repeat: samples[at]?.repeat[row] ?? -1,
});

test('a provider with a prompt is a run, a test an item', async () => {
  expect(claims('/w/out.json', json)).toBe(true);
  const { reading, context } = await readWith(promptfoo, '/w/out.json', json);
  expect(reading.problems).toEqual([]);
  expect(rowsOf(reading, context)).toMatchObject([
    {
      model: 'openai:oak',
      task: 'Table legs',
      id: '1',
      repeat: 0,
      state: sampleState.ended,
      pass: 1,
      score: 1,
    },
    { model: 'openai:oak', id: '2', state: sampleState.ended, pass: 0, score: 0.25 },
    { model: 'openai:oak', id: '3', state: sampleState.failed, pass: 0, score: 0 },
    { model: 'openai:elm', id: '1', state: sampleState.truncated, pass: 1, score: 1 },
  ]);
  expect([...(reading.samples[0]?.tokens ?? [])].slice(0, 2)).toEqual([3, 3]);
  expect(context.items.items).toHaveLength(3);
  expect(context.items.items[1]).toMatchObject({ question: 'How many legs have 2 tables?', gold: '8' });
  expect(reading.parts).toMatchObject([
    {
      model: 'openai:oak',
      task: 'Table legs',
      n: 3,
      repeats: 1,
      date: Date.parse('2026-01-02T03:04:05.000Z'),
    },
    { model: 'openai:elm', n: 1, asked: { prompt: 'legs' } },
  ]);
  expect(reading.parts.map(({ run }) => run)).toEqual(reading.samples.map(({ run }) => run));
  expect(reading.parts.map((part) => part.metrics.map(({ value }) => value))).toEqual([
    [1 / 3, 1.25 / 3],
    [1, 1],
  ]);
});

test('a sample is had whole', async () => {
  const { reading } = await readWith(promptfoo, '/w/out.json', json);
  const source = memorySource('/w/out.json', json);
  expect(await promptfoo.sample(source, placeOf(reading, 1))).toEqual({
    task: 'Table legs',
    id: '2',
    question: 'How many legs have 2 tables?',
    gold: '8',
    record: { question: 'How many legs have 2 tables?', legs: '8' },
    choices: null,
    prompt: [{ role: 'user', content: 'How many legs have 2 tables?' }],
    repeat: 0,
    reasoning: '',
    answer: '8',
    status: 'complete',
    flags: [],
    finishReason: 'stop',
    usage: { promptTokens: 9, completionTokens: 3, reasoningTokens: null },
    scores: [
      { metric: 'pass', value: 0, extracted: null, explanation: 'Expected output "8" to equal "9"' },
      { metric: 'score', value: 0.25, extracted: null, explanation: null },
    ],
    error: null,
  });
  expect(await promptfoo.sample(source, placeOf(reading, 2))).toMatchObject({
    status: 'failed',
    error: 'API error: 500',
  });
  const cut = await promptfoo.sample(source, placeOf(reading, 0, 1));
  expect(cut).toMatchObject({ status: 'truncated', finishReason: 'length' });
  expect(JSON.parse(cut?.answer ?? '')).toEqual({ legs: 4 });
});

test('messages in a prompt are messages', async () => {
  const raw = JSON.stringify([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Why?' },
  ]);
  const content = `${JSON.stringify(result(1, 0, { prompt: { raw, label: 'chat' } }))}\n`;
  const { reading } = await readWith(promptfoo, '/w/out.jsonl', content);
  const sample = await promptfoo.sample(memorySource('/w/out.jsonl', content), placeOf(reading, 0));
  expect(sample?.prompt?.map(({ role }) => role)).toEqual(['system', 'user']);
});

test('a test that is repeated is one item with repeats', async () => {
  const same = { vars: { question: 'Why?' }, testCase: { vars: { question: 'Why?' } } };
  const repeated = [result(5, 0, same), result(6, 0, { ...same, success: false, failureReason: 1 })];
  const content = `${repeated.map((one) => JSON.stringify(one)).join('\n')}\n`;
  const { reading, context } = await readWith(promptfoo, '/w/out.jsonl', content);
  expect(rowsOf(reading, context)).toMatchObject([
    { id: '5', repeat: 0, pass: 1 },
    { id: '5', repeat: 1, pass: 0 },
  ]);
  const source = memorySource('/w/out.jsonl', content);
  expect(await promptfoo.sample(source, placeOf(reading, 1))).toMatchObject({ id: '5', repeat: 1 });
});

describe('JSONL', () => {
  test('is the same results', async () => {
    expect(claims('/w/out.jsonl', lines)).toBe(true);
    const { reading, context } = await readWith(promptfoo, '/w/out.jsonl', lines, { chunkBytes: 100 });
    const fromJson = await readWith(promptfoo, '/w/out.json', json);
    const bare = (rows: readonly Record<string, unknown>[]): unknown =>
      rows.map(({ id, pass, score, state, model }) => [id, pass, score, state, model]);
    expect(bare(rowsOf(reading, context))).toEqual(bare(rowsOf(fromJson.reading, fromJson.context)));
    expect(reading.samples[0]?.task).toBe('out');
    expect(reading.parts).toEqual([]);
  });

  test('of which several results stand on one line, as older versions wrote', async () => {
    const glued = results.map((one) => JSON.stringify(one)).join('');
    const { reading } = await readWith(promptfoo, '/w/out.jsonl', glued);
    expect(reading.problems).toEqual([]);
    expect(reading.samples.map(({ rows }) => rows)).toEqual([3, 1]);
    const source = memorySource('/w/out.jsonl', glued);
    expect(await promptfoo.sample(source, placeOf(reading, 2))).toMatchObject({ id: '3', status: 'failed' });
  });

  test('with bad lines keeps the others', async () => {
    const [first = '', second = ''] = lines.split('\n');
    const content = `${first}\n{"promptIdx": 0}\nno\n${second}\n${second.slice(0, 50)}`;
    const { reading } = await readWith(promptfoo, '/w/out.jsonl', content);
    expect(reading.samples[0]?.rows).toBe(2);
    expect(reading.problems.map(({ line }) => line)).toEqual([2, 3, 5]);
  });
});

test('version 2 has its prompts in a table, and its results have no index', async () => {
  const old = results.map((one) => {
    const {
      promptIdx: _prompt,
      testIdx: _test,
      failureReason: _reason,
      ...rest
    } = one as Record<string, unknown>;
    return rest;
  });
  const prompts = whole.results.prompts.map(({ metrics: figures, ...prompt }) => {
    const { testErrorCount: _error, ...kept } = figures as Record<string, unknown>;
    return { ...prompt, metrics: kept };
  });
  const content = JSON.stringify({
    evalId: 'eval-0',
    results: {
      version: 2,
      timestamp: '2024-01-02T03:04:05.000Z',
      results: old,
      table: { head: { prompts }, body: [] },
    },
  });
  expect(claims('/w/old.json', content)).toBe(true);
  const { reading, context } = await readWith(promptfoo, '/w/old.json', content);
  expect(reading.problems).toEqual([]);
  // An error that an assertion gave is no failure; one of the provider is.
  expect(rowsOf(reading, context).map(({ id, state, task }) => [id, state, task])).toEqual([
    ['0', sampleState.ended, 'eval-0'],
    ['1', sampleState.ended, 'eval-0'],
    ['2', sampleState.failed, 'eval-0'],
    ['0', sampleState.truncated, 'eval-0'],
  ]);
  expect(reading.parts.map(({ run }) => run)).toEqual(reading.samples.map(({ run }) => run));
});

test('a summary of its own is read too', async () => {
  const content = JSON.stringify(whole.results);
  expect(claims('/w/summary.json', content)).toBe(true);
  const { reading } = await readWith(promptfoo, '/w/summary.json', content);
  expect(reading.samples.map(({ task, rows }) => [task, rows])).toEqual([
    ['summary', 3],
    ['summary', 1],
  ]);
});

test.each([
  ['/w/results.json', '{"results": {"hendrycks_math_500": {"alias": "x"}}}'],
  ['/w/package.json', '{"name": "x", "version": "1"}'],
  ['/w/a.jsonl', '{"prompt": "x", "response": "y"}\n'],
])('%s is not promptfoo’s', (path, content) => {
  expect(claims(path, content)).toBe(false);
});

test('a result that is none is a problem, the others stay', async () => {
  const content = JSON.stringify({
    ...whole,
    results: { ...whole.results, results: [results[0], { success: 1 }, results[3]] },
  });
  const { reading } = await readWith(promptfoo, '/w/out.json', content);
  expect(reading.samples.map(({ rows }) => rows)).toEqual([1, 1]);
  expect(reading.problems.map(({ field }) => field)).toEqual(['results.results.1']);
});

test.each(seeds(200))('damage %i gives problems or the same values', async (seed) => {
  const bytes = damaged(lines, seed);
  const { reading, context } = await readWith(promptfoo, '/w/out.jsonl', bytes);
  const scores = new Set([1, 0.25, 0]);
  const text = Buffer.from(bytes).toString('utf8');
  for (const row of rowsOf(reading, context)) {
    const score = Number(row.score);
    const written = text.split(/"score":/).some((rest) => Math.fround(Number.parseFloat(rest)) === score);
    expect(scores.has(score) || written || reading.problems.length > 0).toBe(true);
  }
  for (const [at, set] of reading.samples.entries()) {
    for (let row = 0; row < set.rows; row++)
      await promptfoo.sample(memorySource('/w/out.jsonl', bytes), placeOf(reading, row, at));
  }
  const inJson = await readWith(promptfoo, '/w/out.json', damaged(json, seed));
  expect(inJson.reading.samples.length > 0 || inJson.reading.problems.length > 0).toBe(true);
});
