import { expect, test } from 'vitest';
import { noCounts, type LabelCounts } from '../../../src/core/results/labelCounts.ts';
import { summaryWords } from '../../../src/host/summaryWords.ts';
import type { EvaluationSummary } from '../../../src/workspace/evaluation.ts';

const nothing: EvaluationSummary = {
  jobs: 0,
  complete: 0,
  truncated: 0,
  failed: 0,
  cancelled: 0,
  skipped: 0,
  rescored: 0,
  refused: 0,
  left: 0,
  labels: [],
  problems: [],
};
const of = (label: string, changes: Partial<LabelCounts>): LabelCounts => ({
  ...noCounts(label),
  ...changes,
});

test('who was right comes first, and zeros are left out', () => {
  const labels = [of('SmolLM2', { n: 5, sum: 1 }), of('thinker', { n: 5, sum: 5 })];
  expect(summaryWords({ ...nothing, labels, complete: 4, skipped: 6 })).toBe(
    'SmolLM2 1/5 right · thinker 5/5 right. 4 complete · 6 saved before.',
  );
});

test('a partial score is a percent, and what has none is said', () => {
  const labels = [
    of('a', { n: 4, sum: 2.5, partial: true }),
    of('b', { n: 3, sum: 0, unscored: 1 }),
    of('c', { unscored: 4 }),
    of('d', { uncounted: 4 }),
    of(`${'x'.repeat(40)}-600`, { n: 1, sum: 1 }),
  ];
  expect(
    summaryWords({ ...nothing, labels, failed: 4, cancelled: 1, left: 2, rescored: 1, skipped: 1 }),
  ).toBe(
    `a 63 % of 4 · b 0/3 right (1 without a score) · c 4 without a score · ${'x'.repeat(17)}…${'x'.repeat(14)}-600 1/1 right. ` +
      '4 failed · 3 cancelled · 1 saved before · 1 scored again, the gold answer or the scoring had changed.',
  );
});

test('nothing at all is no line', () => {
  expect(summaryWords(nothing)).toBe('');
});
