import { expect, test } from 'vitest';

import type { ResultsIndex } from '../../../src/core/results/index/resultsIndex.ts';
import { noNames } from '../../../src/core/results/resultsNames.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { samplesOfRun } from '../../../src/core/results/toolSamples.ts';
import { judgedSample, type Verdict } from '../../../src/core/results/verdicts/verdict.ts';
import { VerdictBook } from '../../../src/core/results/verdicts/verdictBook.ts';
import { transferInput } from '../../../src/core/transfer/inputOf.ts';
import { judgedBy } from '../../../src/core/transfer/judgedRows.ts';
import type { JudgedOf } from '../../../src/core/transfer/runScores.ts';
import { hasVerdicts, unscoredModels } from '../../../src/core/transfer/unscored.ts';
import type { Score } from '../../../src/core/scorers/score.ts';
import { score } from '../verdicts/verdicts.ts';
import { harnessFiles, math, mathRun } from './harnessFiles.ts';
import { indexWith, inputShown } from './inputShown.ts';
import { ourRun } from './ourFiles.ts';

const said = [{ model: 'tuned', base: 'base' }];

/** What is said of a sample: by our scorer, by hand, or both. */
type Said = (sample: SavedSample) => { readonly ours?: Partial<Score>; readonly hand?: number };

function judged(index: ResultsIndex, of: Said): JudgedOf {
  const book = new VerdictBook();
  for (const run of index.runs) {
    for (const sample of samplesOfRun(index, run)) {
      const { ours, hand } = of(sample);
      const named = judgedSample(sample, sample.file);
      const at = '2026-01-02T03:04:05.000Z';
      const verdicts: Verdict[] = [];
      if (ours !== undefined) {
        verdicts.push({
          kind: 'scorer',
          sample: named,
          scorer: { name: 'own', version: 1 },
          score: score(ours),
          at,
        });
      }
      if (hand !== undefined) verdicts.push({ kind: 'hand', sample: named, value: hand, comment: '', at });
      for (const verdict of verdicts) book.take(verdict);
    }
  }
  return judgedBy({
    samplesOf: (run) => samplesOfRun(index, run),
    verdictsOf: (sample) => book.of(judgedSample(sample, sample.file)),
    all: () => book.all(),
  });
}

async function rescored(
  files: Readonly<Record<string, string>>,
  of: Said,
  verdicts: 'stored' | 'rescored' = 'rescored',
): Promise<string[]> {
  const index = await indexWith(files, said);
  const input = transferInput(index, {
    names: { ...noNames, models: said },
    set: new Map(),
    verdicts,
    judgedOf: judged(index, of),
  });
  return inputShown(input).slice(2);
}

/** Of MATH-500 as `math` and `legs` number its items. */
const numberOf = ({ item: { id } }: SavedSample): number => Number(/\d+/.exec(id)?.[0]);

test('ours take the place of the stored ones, and those by hand of both', async () => {
  const files = { ...mathRun('base', [0, 0, 1]), ...mathRun('tuned', [1, 1, 1]) };
  const lines = await rescored(files, (sample) => ({
    ours: { value: sample.label === 'base' ? 1 : 0 },
    ...(numberOf(sample) === 2 ? { hand: 1 } : {}),
  }));
  expect(lines).toEqual(['  MATH-500 (math) 100.0 → 33.3', '    [] items 0 1 2: 1 1 1 → 0 0 1 single']);
});

test('runs by two tools are compared once both are re-scored; a response that was cut off is 0', async () => {
  const files = {
    ...harnessFiles({
      model: 'base',
      task: 'hendrycks_math500',
      items: [1, 2, 3].map((n) => [
        { ...math(n), problem: `How many legs have ${n} tables with four legs each?` },
        0,
      ]),
    }),
    ...ourRun('tuned', [[1], ['truncated'], [1]]),
  };
  const lines = await rescored(files, (sample) => ({
    ours: sample.status === 'truncated' ? { value: null, rule: 'truncated' } : { value: 1 },
  }));
  expect(lines).toEqual([
    '  MATH-500 (math) 100.0 → 66.7',
    '    [] items 0 1 2: 1 1 1 → 1 0 1 single',
    '    ! results of two tools: base by lm-eval, tuned by reasoning-transfer',
  ]);
});

test('of a re-scored side, what our scorer found cut off, unclosed or empty is its truncated share', async () => {
  const files = { ...mathRun('base', [0, 0, 1, 0]), ...mathRun('tuned', [0, 0, 1, 0]) };
  const index = await indexWith(files, said);
  const rules = ['reasoning-unclosed', 'truncated', 'boxed', 'empty'] as const;
  const of: Said = (sample) => {
    if (sample.label === 'base') return numberOf(sample) === 3 ? {} : { ours: { value: 1 } };
    const rule = rules[numberOf(sample)] ?? 'boxed';
    // A verdict by hand closes no reasoning.
    return { ours: { value: rule === 'boxed' ? 1 : null, rule }, ...(rule === 'empty' ? { hand: 1 } : {}) };
  };
  const sidesBy = (verdicts: 'stored' | 'rescored') =>
    transferInput(index, {
      names: { ...noNames, models: said },
      set: new Map(),
      verdicts,
      judgedOf: judged(index, of),
    }).comparisons[0]?.benchmarks[0]?.sides.map(({ truncated }) => truncated);
  // The tool itself says of no response how it ended.
  expect(sidesBy('stored')).toEqual([null, null]);
  // Nor does our scorer, where it finds none cut off.
  expect(sidesBy('rescored')).toEqual([null, 0.75]);
});

test('responses in which our scorer finds no answer are counted', async () => {
  const files = { ...mathRun('base', [0, 0, 1]), ...mathRun('tuned', [1, 1, 1]) };
  const lines = await rescored(files, (sample) => ({
    ours: sample.label === 'tuned' && numberOf(sample) < 2 ? { value: 0, rule: 'none' } : { value: 1 },
  }));
  expect(lines).toContain('    ! no answer was found in 2 of 3 responses of tuned');
  expect(lines.join()).not.toContain('responses of base');
});

test('samples without a verdict keep their stored score, and the count is said', async () => {
  const files = { ...mathRun('base', [0, 0, 1]), ...mathRun('tuned', [0, 0, 0]) };
  const lines = await rescored(files, (sample) =>
    sample.label === 'tuned' && numberOf(sample) === 0 ? { ours: { value: 1 } } : {},
  );
  expect(lines).toEqual([
    '  MATH-500 (math) 33.3 → 33.3',
    '    [] items 0 1 2: 0 0 1 → 1 0 0 single',
    '    ! base with its stored scores: it is not re-scored',
    '    ! samples of tuned that keep their stored scores: 2',
  ]);
});

test('responses that no tool scored get their scores this way; those without are left out', async () => {
  const lines = (model: string) => ({
    [`${model}_hendrycks_math_500.jsonl`]: [1, 2, 3]
      .map((n) => `${JSON.stringify({ input: `How many legs have ${n} tables?`, output: '32' })}\n`)
      .join(''),
  });
  const files = { ...lines('base'), ...lines('tuned') };
  const index = await indexWith(files, said);
  const of: Said = ({ label, bytes }) => (bytes[0] === 0 && label === 'tuned' ? {} : { ours: { value: 1 } });
  expect(unscoredModels(index)).toEqual(['base (MATH-500)', 'tuned (MATH-500)']);
  expect(unscoredModels(index, judged(index, of))).toEqual([]);
  expect(hasVerdicts(index, judged(index, of))).toBe(true);
  expect(
    hasVerdicts(
      index,
      judged(index, () => ({})),
    ),
  ).toBe(false);
  const shown = [
    '  MATH-500 (math) 100.0 → 100.0',
    '    [] items 0 1: 1 1 → 1 1 single',
    '    ! no tool scored the responses of base: the verdicts are ours',
    '    ! no tool scored the responses of tuned: the verdicts are ours',
    '    ! samples of tuned that have no score and are left out: 1',
  ];
  expect(await rescored(files, of)).toEqual(shown);
  // They stand over nobody's, so they count beside stored ones too.
  expect(await rescored(files, of, 'stored')).toEqual(shown);
});

test('what a tool stored is not replaced unless that is asked for', async () => {
  const files = { ...mathRun('base', [0, 0, 1]), ...mathRun('tuned', [1, 1, 1]) };
  expect(await rescored(files, () => ({ ours: { value: 0 } }), 'stored')).toEqual([
    '  MATH-500 (math) 33.3 → 100.0',
    '    [] items 0 1 2: 0 0 1 → 1 1 1 single',
  ]);
});

test('IFEval by our scorer: instructions, and prompts for flips', async () => {
  const run = (model: string) =>
    harnessFiles({
      model,
      task: 'ifeval',
      metrics: ['prompt_level_strict_acc', 'inst_level_strict_acc'],
      items: [0, 1].map((key) => [
        { key, prompt: `Write ${key}.`, instruction_id_list: [], kwargs: [] },
        { prompt_level_strict_acc: 0, inst_level_strict_acc: [true, false] },
      ]),
    });
  const files = { ...run('base'), ...run('tuned') };
  const lines = await rescored(files, ({ label }) => ({
    ours:
      label === 'base'
        ? { value: null, rule: 'truncated' }
        : { value: 1, parts: { right: 2, of: 2 }, measures: { prompt_level_strict_acc: 1 } },
  }));
  expect(lines).toEqual([
    '  IFEval (non) 0.0 → 100.0',
    '    [] items 0 1: 0 0 → 2 2 of 2 2 verdicts 0 0 → 1 1',
  ]);
});
