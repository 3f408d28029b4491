import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ResultsIndex } from '../../../src/core/results/index/resultsIndex.ts';
import { noNames } from '../../../src/core/results/resultsNames.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { toolSamples } from '../../../src/core/results/toolSamples.ts';
import { readFolders } from '../../../src/workspace/results/resultsFolder.ts';
import { withStoredAnswers } from '../../../src/workspace/results/storedAnswers.ts';
import { logHeader, logMembers, logSample, reported, zipLog } from './formats/inspectSupport.ts';
import { docOf, line, lines } from './formats/lmEvalFixtures.ts';
import { savedSample } from './fixtures.ts';
import { folderWith } from './index/folder.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** The samples of the first item of a folder, as a hover has them from the index. */
async function samplesOf(files: Files): Promise<{ samples: readonly SavedSample[]; folder: string }> {
  const folder = folderWith(files);
  const index = new ResultsIndex((await readFolders([folder])).data, noNames);
  const group = index.groupOf(0);
  const item = index.item(group);
  return { samples: item === null ? [] : toolSamples(index.ofGroup(group), item), folder };
}

async function answersOf(files: Files): Promise<readonly (string | null)[]> {
  const { samples } = await samplesOf(files);
  expect(samples.length).toBeGreaterThan(0);
  expect(samples.every(({ extracted }) => extracted === null)).toBe(true);
  return (await withStoredAnswers(samples)).map(({ extracted }) => extracted);
}

const lmEvalName = 'org__m/samples_hendrycks_math500_2026-01-02T03-04-05.678901.jsonl';
const filtered = (
  text: unknown,
  response = 'I think so. The answer is 1.',
  metrics?: Record<string, string>,
) =>
  lines(
    line({ response, ...(metrics ? { metrics } : {}) }).replace(
      /"filtered_resps": \[.*?\], "filter"/,
      `"filtered_resps": ${JSON.stringify(text)}, "filter"`,
    ),
    line({ id: '1', doc: docOf('1') }),
  );
const long = 'First I add, then I look at what is left of it. '.repeat(4);

describe('the answer that was extracted is read from its file', () => {
  test.each([
    { what: 'one text', text: ['\\frac{1}{2}'], answer: '\\frac{1}{2}' },
    { what: 'a text for each repeat', text: [['7', '8']], answer: '7' },
    { what: 'several lines', text: [' a\n b '], answer: 'a b' },
    { what: 'none', text: [], answer: null },
    { what: 'an empty text', text: [' '], answer: null },
    {
      what: 'likelihoods',
      text: [
        ['-1.5', 'False'],
        ['-0.5', 'True'],
      ],
      answer: null,
    },
  ])('of lm-evaluation-harness: $what', async ({ text, answer }) => {
    expect(await answersOf({ [lmEvalName]: filtered(text) })).toEqual([answer]);
  });

  test('of lm-evaluation-harness, but not where it is the response again', async () => {
    expect(await answersOf({ [lmEvalName]: filtered([long], long) })).toEqual([null]);
    expect(await answersOf({ [lmEvalName]: filtered([long], `${long}${long}`) })).toEqual([long.trim()]);
  });

  test('of lm-evaluation-harness, also where its keys are in another order', async () => {
    const { filtered_resps, ...rest } = JSON.parse(line({ response: '12' })) as Record<string, unknown>;
    expect(filtered_resps).toEqual(['12']);
    const content = `${JSON.stringify({ ...rest, filtered_resps: ['13'] })}\n`;
    expect(await answersOf({ [lmEvalName]: content })).toEqual(['13']);
    const { resps, ...others } = rest;
    const first = `${JSON.stringify({ ...others, filtered_resps: ['14'], resps })}\n`;
    expect(await answersOf({ [lmEvalName]: first })).toEqual(['14']);
  });

  const scores = (judge: string, match: string): object => ({
    scores: { judge: { value: 'C', answer: judge }, match: { value: 'C', answer: match } },
  });
  const header = logHeader({
    results: { total_samples: 2, completed_samples: 2, scores: [reported('match', { accuracy: 1 })] },
  });

  test.each(['zip', 'JSON'])('of Inspect in %s, by the scorer that leads', async (kind) => {
    const samples = [logSample('1', 'C', scores('no', '42') as never), logSample('2', 'C')];
    const file: Files =
      kind === 'zip'
        ? { '2026-01-02T03-04-05_sums_x.eval': zipLog(logMembers(header, samples)) }
        : { 'log.json': JSON.stringify({ ...header, samples }) };
    expect(await answersOf(file)).toEqual(['42']);
  });

  test('of the Qwen2.5-Math evaluator, for each repeat', async () => {
    const row = {
      idx: 0,
      question: 'Invented question: what is three plus four?',
      gt: '7',
      answer: '7',
      code: ['It is \\boxed{7}.', 'It is \\boxed{8}.'],
      pred: ['7', '8'],
      report: [null, null],
      score: [true, false],
    };
    expect(await answersOf({ 'm/math500.jsonl': `${JSON.stringify(row)}\n` })).toEqual(['7', '8']);
  });
});

test('of many repeats a run is read whole or not at all, and what was read is kept', async () => {
  const repeats = (count: number): string =>
    `${JSON.stringify({
      idx: 0,
      question: 'Invented question: what is three plus four?',
      gt: '7',
      answer: '7',
      code: Array.from({ length: count }, () => 'It is \\boxed{7}.'),
      pred: Array.from({ length: count }, () => '7'),
      report: Array.from({ length: count }, () => null),
      score: Array.from({ length: count }, () => true),
    })}\n`;
  const { samples, folder } = await samplesOf({
    'a/math500.jsonl': repeats(40),
    'b/math500.jsonl': repeats(30),
    'c/math500.jsonl': repeats(20),
  });
  const read = await withStoredAnswers(samples);
  const answered = Map.groupBy(read, ({ label }) => label);
  expect(
    [...answered].map(([label, own]) => [label, own.filter(({ extracted }) => extracted === '7').length]),
  ).toEqual([
    ['a', 40],
    ['b', 0],
    ['c', 20],
  ]);
  for (const name of ['a', 'c']) writeFileSync(path.join(folder, name, 'math500.jsonl'), '');
  expect(await withStoredAnswers(samples)).toEqual(read);
});

test('samples of ours, and those whose file is gone, stay as they are', async () => {
  const own = savedSample();
  const tool = { format: 'lm-eval', metric: 'exact_match,none', task: 't', place: 0, repeat: 0 } as const;
  const gone = savedSample({ file: '/w/gone/samples_t.jsonl', extracted: null, tool });
  expect(await withStoredAnswers([own, gone])).toEqual([own, gone]);
});

test('a response that has no score in its file says why', async () => {
  const { samples } = await samplesOf({
    'hf/m_coqa.jsonl': `${JSON.stringify({ input: 'How many legs has a table?', output: 'Four.' })}\n`,
  });
  expect(samples.map(({ value, reason }) => [value, reason])).toEqual([
    [null, 'not scored: the file holds responses without scores'],
  ]);
});
