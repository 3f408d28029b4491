import type { FormatName } from '../../../src/core/results/formats/format.ts';
import type { ResultRun } from '../../../src/core/results/resultRun.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { savedSample } from '../results/fixtures.ts';
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
    answerHash: null,
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

/** The saved sample that a verdict names. */
export function savedAs(sample: JudgedSample): SavedSample {
  const { place, repeat, stored, storedAnswer, textHash, label, model, tool, metric } = sample;
  return {
    ...savedSample(),
    item: { benchmark: sample.benchmark, task: null, id: `${sample.item} ${place}` },
    textHash,
    label,
    model,
    repeat,
    value: stored,
    extracted: storedAnswer,
    bytes: [place, place],
    ...(tool === null
      ? {}
      : { tool: { format: tool as FormatName, metric, task: sample.task ?? '', place, repeat } }),
  };
}

/** A run, as far as verdicts need one; `file` tells it from others. */
export function runWith(file: string, sample: SavedSample | undefined): ResultRun {
  return {
    model: sample?.label ?? '',
    modelRaw: sample?.model ?? '',
    checkpoint: null,
    task: sample?.tool?.task ?? 'math',
    benchmark: sample?.item.benchmark ?? null,
    domain: 'math',
    metric: sample?.tool?.metric ?? null,
    value: null,
    reported: false,
    stderr: null,
    samplesSay: null,
    n: null,
    of: null,
    repeats: 1,
    truncated: null,
    meanTokens: null,
    uncounted: 0,
    unscored: 0,
    partial: false,
    superseded: false,
    format: sample?.tool?.format ?? 'reasoning-transfer',
    file,
    line: null,
    samplesFile: null,
    date: 0,
    asked: {},
    metrics: [],
    samples: [],
  };
}
