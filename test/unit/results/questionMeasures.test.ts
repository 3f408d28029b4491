import { describe, expect, it } from 'vitest';

import { isJsonObject, parseJson, type JsonObject } from '../../../src/core/json.ts';
import {
  questionGroup,
  questionMeasures,
  type CandidateSample,
} from '../../../src/core/results/questionMeasures.ts';
import { readOurResults } from '../../../src/core/results/formats/oursResults.ts';
import { readSampleHead, type SampleHead } from '../../../src/core/results/readSampleLine.ts';
import { resultsJson } from '../../../src/core/results/resultsJson.ts';
import type { Sample } from '../../../src/core/results/sample.ts';
import { writeSampleLine } from '../../../src/core/results/sampleLine.ts';
import { scoreTrace } from '../../../src/core/scorers/registry.ts';
import { decided } from '../../support/decided.ts';
import { failedSample, legs, sample, trace, truncatedSample } from './fixtures.ts';
import { memorySource } from './support/memorySource.ts';

/** Candidates of questions by their names: gold and what the answer says, `+-` for a plausible one called implausible. */
const run = (questions: Record<string, string>): CandidateSample[] =>
  Object.entries(questions).flatMap(([group, candidates]) =>
    candidates.split(' ').map((candidate): CandidateSample => {
      const [gold, said] = candidate;
      const word = { '+': 'yes', '-': 'No' }[said ?? ''] ?? null;
      return {
        item: { benchmark: 'MC-TACO' },
        group,
        repeat: 0,
        status: said === '…' ? 'truncated' : said === 'x' ? 'failed' : 'complete',
        flags: [],
        gold: gold === '+' ? 'yes' : 'no',
        value: said === '…' || said === 'x' ? null : gold === said ? 1 : 0,
        extracted: word,
      };
    }),
  );
const figures = (questions: Record<string, string>): string => {
  const measures = questionMeasures(run(questions));
  if (measures === null) return 'none';
  const percent = (value: number): string => (100 * value).toFixed(1);
  return `EM ${percent(measures.em.value)} F1 ${percent(measures.f1.value)} of ${measures.questions}`;
};

describe('by question, as the official evaluator counts', () => {
  it.each([
    ['all right', { q: '++ -- --' }, 'EM 100.0 F1 100.0 of 1'],
    // P = 1/2, R = 1.
    ['one too many', { q: '++ -+ --' }, 'EM 0.0 F1 66.7 of 1'],
    // P = 1, R = 1/2.
    ['one missed', { q: '++ +- --' }, 'EM 0.0 F1 66.7 of 1'],
    ['P is 1 where none is called plausible, R is 0', { q: '+- --' }, 'EM 0.0 F1 0.0 of 1'],
    ['P is 0, and R is 1 where none is plausible', { q: '-+ --' }, 'EM 0.0 F1 0.0 of 1'],
    ['both are 1 where there is nothing to find', { q: '-- --' }, 'EM 100.0 F1 100.0 of 1'],
    ['no answer found is neither', { q: '++ -?' }, 'EM 0.0 F1 100.0 of 1'],
    ['nor is a truncated one', { q: '++ +…' }, 'EM 0.0 F1 66.7 of 1'],
    ['averaged over questions', { q: '++ --', r: '++ -+', s: '+- --' }, 'EM 33.3 F1 55.6 of 3'],
    ['not over candidates', { q: '++ ++ ++ ++ ++ --', r: '-+' }, 'EM 50.0 F1 50.0 of 2'],
    ['without a question of which a candidate failed', { q: '++ -x', r: '++ --' }, 'EM 100.0 F1 100.0 of 1'],
    ['none', { q: '+x' }, 'none'],
  ])('%s', (_name, questions, expected) => {
    expect(figures(questions)).toBe(expected);
  });

  it('repeats are averaged within their question', () => {
    const once = run({ q: '++ --', r: '++ --' });
    const again = run({ q: '+- --' }).map((one) => ({ ...one, repeat: 1 }));
    expect(questionMeasures([...once, ...again])).toMatchObject({ em: { value: 0.75 }, f1: { value: 0.75 } });
    expect(questionMeasures(once)?.em).toEqual({ value: 1, stderr: 0 });
    expect(questionMeasures(run({ q: '++' }))?.em).toEqual({ value: 1, stderr: null });
  });

  it('a candidate without a gold answer, or scored by nothing, takes its question out', () => {
    const [first, second] = run({ q: '++ --' });
    if (first === undefined || second === undefined) throw new Error('two');
    expect(questionMeasures([first, { ...second, gold: null, value: null }])).toBeNull();
    expect(questionMeasures([first, { ...second, value: null }])).toBeNull();
  });
});

it('a question is its sentence and its words', () => {
  const of = (fields: JsonObject): string | undefined => questionGroup('MC-TACO', { answer: 'x', ...fields });
  const group = of({ sentence: 's', question: 'q' });
  expect(group).toMatch(/^[\w-]{22}$/);
  expect(of({ sentence: 's', question: 'q', answer: 'y' })).toBe(group);
  expect(of({ sentence: 's', question: 'p' })).not.toBe(group);
  expect(of({ sentence: 'sq', question: '' })).not.toBe(group);
  expect(of({ question: 'q' })).toBeUndefined();
  expect(questionGroup('HeadQA', { sentence: 's', question: 'q' })).toBeUndefined();
});

const heads = (samples: readonly Sample[]): SampleHead[] =>
  samples.map((each) => {
    const head = readSampleHead(writeSampleLine(each, { convention: '', itemsInFile: samples.length }));
    if (!head.ok) throw new Error(head.why);
    return head.value;
  });
const results = (samples: readonly Sample[]): JsonObject => {
  const json = parseJson(resultsJson(heads(samples), 'f') ?? '');
  if (!json.ok || !isJsonObject(json.value)) throw new Error('no object');
  return json.value;
};
/** As `expect.closeTo`, which is of any type. */
const near = (value: number): unknown => expect.closeTo(value, 12);
/** A sample of an item of ours, scored by its benchmark's scorer. */
const answered = (benchmark: string, n: number, record: JsonObject, answer: string): Sample => {
  const score = decided(scoreTrace({ benchmark, record }, { status: 'complete', flags: [], answer }, null));
  const gold = benchmark === 'CoQA' ? 'roof' : record.label === 1 ? 'yes' : 'no';
  return sample({ item: { ...legs(n), benchmark, record, gold }, trace: { ...trace, answer }, score });
};

describe('a run’s summary', () => {
  const taco = (n: number, question: string, label: number, answer: string): Sample =>
    answered('MC-TACO', n, { sentence: 'He baked.', question, answer: `candidate ${n}`, label }, answer);

  it('has the measures by question beside the accuracy by candidate', async () => {
    const samples = [
      taco(1, 'How long?', 1, 'Answer: yes'),
      taco(2, 'How long?', 0, 'Answer: yes'),
      taco(3, 'How often?', 1, 'Yes.'),
      taco(4, 'How often?', 0, 'No.'),
    ];
    const json = results(samples);
    expect(json.results).toMatchObject({
      'MC-TACO': { 'acc,none': 0.75, 'em,by-question': 0.5, 'f1,by-question': near(5 / 6) },
    });
    expect(json.higher_is_better).toEqual({ 'MC-TACO': { acc: true, em: true, f1: true } });
    const path = '/w/.reasoning-transfer/tuned-7b/results_2026-01-02T03-04-05.678901.json';
    const { parts } = await readOurResults(memorySource(path, resultsJson(heads(samples), 'f') ?? ''));
    expect(parts[0]?.metrics.map(({ name }) => name)).toEqual([
      'acc,none',
      'em,by-question',
      'f1,by-question',
    ]);
  });

  it('has the other measures of the scores, counted as the metric is', () => {
    const coqa = (n: number, answer: string): Sample =>
      answered('CoQA', n, { story: 's', questions: ['Where?'], answers: ['roof'] }, answer);
    const item = (n: number) => ({ item: { ...legs(n), benchmark: 'CoQA' } });
    const whole = [coqa(1, 'the roof'), coqa(2, 'roof, there')];
    expect(results(whole).results).toMatchObject({
      CoQA: { 'f1,none': near(5 / 6), 'em,none': 0.5 },
    });
    const cut = [...whole, truncatedSample(item(3)), failedSample(item(4))];
    expect(results(cut).results).toMatchObject({
      CoQA: { 'f1,none': near(5 / 9), 'em,none': near(1 / 3) },
    });
    // A score that another version took without the measure.
    const older = { ...coqa(3, 'roof'), score: { ...sample().score } };
    expect(results([...whole, older]).results).not.toHaveProperty(['CoQA', 'em,none']);
  });
});
