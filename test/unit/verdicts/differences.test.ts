import { expect, it } from 'vitest';
import { countOf, differencesOf } from '../../../src/core/results/verdicts/differences.ts';
import type { Verdict } from '../../../src/core/results/verdicts/verdict.ts';
import { VerdictBook } from '../../../src/core/results/verdicts/verdictBook.ts';
import { judgedRuns } from '../../../src/core/results/verdicts/judgedRuns.ts';
import { judgedKey, judgedSample } from '../../../src/core/results/verdicts/verdict.ts';
import { byHand, byScorer, runWith, savedAs } from './verdicts.ts';

/** Runs of the samples that these verdicts are on, as they are now. */
const runsOf = (...verdicts: Verdict[]) => {
  const book = new VerdictBook();
  for (const verdict of verdicts) book.take(verdict);
  const bySample = Map.groupBy(verdicts, ({ sample }) =>
    JSON.stringify([sample.label, sample.tool, sample.metric]),
  );
  const samples = new Map(
    [...bySample].map(([key, own]) => [
      key,
      [...new Map(own.map(({ sample }) => [judgedKey(sample), sample])).values()].map(savedAs),
    ]),
  );
  const runs = [...samples].map(([key, of]) => runWith(key, of[0]));
  return differencesOf(
    judgedRuns(
      runs,
      ({ file }) => samples.get(file) ?? [],
      (saved) => book.of(judgedSample(saved, 'logs/samples_math.jsonl')),
    ),
  );
};
const groupsOf = (...verdicts: Verdict[]) =>
  runsOf(...verdicts).flatMap(({ groups }) =>
    groups.map(({ reason, higher, samples }) => `${higher ? '+' : '-'}${samples.length} ${reason}`),
  );

it('counts both verdicts over the same samples', () => {
  const [run] = runsOf(
    byScorer({ place: 1, stored: 1 }),
    byScorer({ place: 2, stored: 0 }),
    byScorer({ place: 3, stored: 1 }, { value: 0 }),
    byScorer({ place: 4, stored: 0 }),
    byScorer({ place: 5, stored: null }),
    byScorer({ place: 6, stored: 1 }, { value: null, rule: 'no gold' }),
  );
  expect(run).toMatchObject({ n: 4, stored: 0.5, ours: 0.75, byHand: null, unstored: 1 });
  expect(run?.unscored).toHaveLength(1);
  expect(run && countOf(run)).toBe(3);
});

it('counts verdicts by hand apart', () => {
  const [run] = runsOf(
    byScorer({ place: 1 }, { value: 0 }),
    byScorer({ place: 2 }, { value: 0 }),
    byHand({ place: 2 }),
  );
  expect(run).toMatchObject({ n: 2, stored: 0, ours: 0, byHand: { value: 0.5, n: 2 } });
  expect(run?.hands).toHaveLength(1);
  const [alone] = runsOf(byHand());
  expect(alone).toMatchObject({ n: 0, stored: null, ours: null, byHand: { value: 1, n: 1 } });
  expect(alone?.hands).toHaveLength(1);
});

it('compares what the tool measured', () => {
  const measures = { em: 0, f1: 0.5 };
  const of = (metric: string, stored: number) =>
    runsOf(byScorer({ metric, stored }, { value: 0.5, measures })).map(countOf);
  expect(of('f1,none', 0.5)).toEqual([0]);
  expect(of('em,none', 0)).toEqual([0]);
  expect(of('em,none', 0.5)).toEqual([1]);
  expect(of('acc', 0.5)).toEqual([0]);
});

it('weighs an item by its instructions where the measure is by instruction', () => {
  const of = (metric: string) =>
    runsOf(
      byScorer(
        { benchmark: 'IFEval', place: 1, metric, stored: 1 },
        { value: 1, parts: { right: 1, of: 1 } },
      ),
      byScorer(
        { benchmark: 'IFEval', place: 2, metric, stored: 0 },
        { value: 0, parts: { right: 0, of: 3 } },
      ),
    ).map(({ stored, ours }) => [stored, ours]);
  expect(of('inst_level_strict_acc,none')).toEqual([[0.25, 0.25]]);
  expect(of('prompt_level_strict_acc,none')).toEqual([[0.5, 0.5]]);
});

it('counts what was cut off as 0, as everywhere', () => {
  const cut = {
    value: null,
    extracted: null,
    range: null,
    rule: 'truncated',
    reason: 'truncated: counts as 0',
  };
  expect(groupsOf(byScorer({ stored: 1 }, cut))).toEqual([
    '-1 the response was cut off: ours counts it as 0, whatever it holds',
  ]);
  expect(groupsOf(byScorer({ stored: 0 }, cut))).toEqual([]);
});

it('groups by why they differ, and by which way', () => {
  expect(
    groupsOf(
      byScorer({ place: 1, storedAnswer: 'x = 5' }),
      byScorer({ place: 2, storedAnswer: 'y' }),
      byScorer({ place: 3, storedAnswer: '$8$' }, { rule: 'boxed · expression' }),
      byScorer({ place: 4, storedAnswer: '' }),
      byScorer({ place: 5, storedAnswer: null }, { rule: 'last math · number' }),
      byScorer({ place: 6, stored: 1 }, { value: 0, extracted: null, range: null, rule: 'none' }),
    ),
  ).toEqual([
    '+2 lm-eval took another part of the response; ours took "boxed"',
    '+1 the same answer, which ours finds equal (expression)',
    '+1 lm-eval read no answer; ours took "boxed"',
    '+1 ours decided by "last math · number"',
    '-1 ours finds no answer in the response',
  ]);
});

it('keeps models, benchmarks and tools apart, the most differences first', () => {
  const runs = runsOf(
    byScorer({ place: 1, label: 'base', stored: 1 }),
    byScorer({ place: 2, label: 'tuned' }),
    byScorer({ place: 3, label: 'tuned', tool: 'inspect' }),
    byScorer({ place: 4, label: 'tuned', tool: 'inspect' }),
  );
  expect(runs.map((run) => `${run.label} ${run.tool ?? ''} ${countOf(run)}`)).toEqual([
    'tuned inspect 2',
    'tuned lm-eval 1',
    'base lm-eval 0',
  ]);
});

it('takes the mean over items, whatever their repeats', () => {
  const repeats = [
    byScorer({ place: 1, repeat: 0, stored: 1 }),
    byScorer({ place: 1, repeat: 1, stored: 0 }),
    byScorer({ place: 1, repeat: 2, stored: 0 }),
    byScorer({ place: 2, repeat: 0, stored: 1 }, { value: 0 }),
  ];
  expect(runsOf(...repeats)).toMatchObject([{ n: 2, samples: 4, stored: (1 / 3 + 1) / 2, ours: 0.5 }]);
});

it('leaves out runs that others displaced, and verdicts on what is gone', () => {
  const book = new VerdictBook();
  const verdicts = [byScorer({ place: 1 }), byScorer({ place: 2 })];
  for (const verdict of verdicts) book.take(verdict);
  const [first] = verdicts.map(({ sample }) => savedAs(sample));
  const of = (superseded: boolean) =>
    judgedRuns(
      [{ ...runWith('a', first), superseded }],
      () => (first ? [first] : []),
      (saved) => book.of(judgedSample(saved, 'logs/samples_math.jsonl')),
    ).map(({ samples }) => samples.length);
  expect(of(false)).toEqual([1]);
  expect(of(true)).toEqual([]);
});

it('counts what we saved of a response that was cut off as 0, on both sides', () => {
  const cut = {
    value: null,
    extracted: null,
    range: null,
    rule: 'truncated',
    reason: 'truncated: counts as 0',
  };
  const ours = { task: null, tool: null, metric: null };
  const [right, truncated] = [
    byScorer({ ...ours, place: 1, stored: 1 }),
    byScorer({ ...ours, place: 2, stored: null }, cut),
  ];
  const book = new VerdictBook();
  for (const verdict of [right, truncated]) book.take(verdict);
  const samples = [savedAs(right.sample), { ...savedAs(truncated.sample), status: 'truncated' as const }];
  const runs = judgedRuns(
    [runWith('a', samples[0])],
    () => samples,
    (saved) => book.of(judgedSample(saved, 'logs/samples_math.jsonl')),
  );
  expect(differencesOf(runs)).toMatchObject([
    { n: 2, stored: 0.5, ours: 0.5, unstored: 0, metric: 'exact_match' },
  ]);
});
