import type { Score } from '../../../src/core/scorers/score.ts';
import type { HandVerdict, JudgedSample, ScorerVerdict } from '../../../src/core/results/verdicts/verdict.ts';

export function judged(changes: Partial<JudgedSample> = {}): JudgedSample {
  return {
    file: 'logs/samples_math.jsonl',
    place: 0,
    task: 'hendrycks_math500',
    repeat: 0,
    benchmark: 'MATH-500',
    item: 'legs/2',
    textHash: 'hash',
    label: 'tuned',
    model: 'org/tuned',
    tool: 'lm-eval',
    metric: 'exact_match,none',
    stored: 0,
    storedAnswer: 'x = 5',
    ...changes,
  };
}

export function score(changes: Partial<Score> = {}): Score {
  return {
    value: 1,
    extracted: '8',
    range: [3, 4],
    rule: 'boxed · text',
    reason: '`\\boxed{8}` equals 8 as text',
    ...changes,
  };
}

export function byScorer(
  sample: Partial<JudgedSample> = {},
  ours: Partial<Score> = {},
  version = 1,
): ScorerVerdict {
  return {
    kind: 'scorer',
    sample: judged(sample),
    scorer: { name: 'math', version },
    score: score(ours),
    at: '2026-01-02T03:04:05.000Z',
  };
}

export function byHand(
  sample: Partial<JudgedSample> = {},
  value = 1,
  comment = 'it is the same',
): HandVerdict {
  return { kind: 'hand', sample: judged(sample), value, comment, at: '2026-01-03T03:04:05.000Z' };
}
