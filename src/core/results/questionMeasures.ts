import { createHash } from 'node:crypto';
import * as v from 'valibot';

import type { TraceFlag, TraceStatus } from '../traces/trace.ts';
import { metricValue } from './metric.ts';

const candidate = v.object({ sentence: v.string(), question: v.string() });

/**
 * What the candidates of one question of MC-TACO have in common: a short hash of sentence and question. Undefined for
 * items of other benchmarks, and for a record without them.
 */
export function questionGroup(benchmark: string, record: unknown): string | undefined {
  if (benchmark !== 'MC-TACO') return undefined;
  const parsed = v.safeParse(candidate, record);
  if (!parsed.success) return undefined;
  const { sentence, question } = parsed.output;
  return createHash('sha256')
    .update(JSON.stringify([sentence, question]), 'utf8')
    .digest('base64url')
    .slice(0, 22);
}

/** What is read of a sample of one candidate answer; of several of one candidate and repeat, the one that counts. */
export interface CandidateSample {
  readonly item: { readonly benchmark: string };
  readonly repeat: number;
  readonly status: TraceStatus;
  readonly flags: readonly TraceFlag[];
  /** `yes` or `no`; null where the item has no gold answer. */
  readonly gold: string | null;
  /** 1 where the answer says what `gold` does. */
  readonly value: number | null;
  /** The word by which it says so. */
  readonly extracted: string | null;
  /** See `questionGroup`. */
  readonly group?: string;
}

/** A mean with its standard error; that is null below two values. */
export interface Mean {
  readonly value: number;
  readonly stderr: number | null;
}

/** Measures by question, each in [0, 1]. */
export interface QuestionMeasures {
  readonly questions: number;
  readonly em: Mean;
  readonly f1: Mean;
}

/**
 * MC-TACO's own measures of a run: of each question whether all its candidates are right (EM), and F1 of the
 * candidates called plausible, where precision and recall are 1 if their denominator is 0; repeats are averaged
 * inside a question, then all questions. A cut-off answer says neither yes nor no. A question with a candidate that
 * counts nowhere (failed, cancelled, without a gold answer) is left out; candidates that were not asked are not missed.
 *
 * Source: CogComp/MCTACO, evaluator/evaluator.py ("Strict Acc.", "Avg F1").
 *
 * @returns null where there is no whole question
 */
export function questionMeasures(samples: readonly CandidateSample[]): QuestionMeasures | null {
  const questions = new Map<string, Map<number, CandidateSample[]>>();
  const broken = new Set<string>();
  for (const sample of samples) {
    const { group, repeat } = sample;
    if (group === undefined) continue;
    if (metricValue(sample.item.benchmark, sample) === null) broken.add(group);
    const repeats = questions.get(group) ?? new Map<number, CandidateSample[]>();
    questions.set(group, repeats);
    repeats.set(repeat, [...(repeats.get(repeat) ?? []), sample]);
  }
  const figures = [...questions].flatMap(([group, repeats]) =>
    broken.has(group) ? [] : [ofQuestion([...repeats.values()])],
  );
  if (figures.length === 0) return null;
  return {
    questions: figures.length,
    em: meanOf(figures.map(({ em }) => em)),
    f1: meanOf(figures.map(({ f1 }) => f1)),
  };
}

interface Figures {
  readonly em: number;
  readonly f1: number;
}

function ofQuestion(repeats: readonly (readonly CandidateSample[])[]): Figures {
  const each = repeats.map(ofRepeat);
  return { em: mean(each.map(({ em }) => em)), f1: mean(each.map(({ f1 }) => f1)) };
}

function ofRepeat(candidates: readonly CandidateSample[]): Figures {
  const isYes = (word: string | null): boolean => word?.trim().toLowerCase() === 'yes';
  const called = candidates.filter(({ value, extracted }) => value !== null && isYes(extracted));
  const plausible = candidates.filter(({ gold }) => isYes(gold));
  const hits = called.filter(({ gold }) => isYes(gold)).length;
  const precision = called.length === 0 ? 1 : hits / called.length;
  const recall = plausible.length === 0 ? 1 : hits / plausible.length;
  return {
    em: candidates.every(({ value }) => value === 1) ? 1 : 0,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

/** @param values at least one */
export function meanOf(values: readonly number[]): Mean {
  const value = mean(values);
  const squares = values.reduce((sum, each) => sum + (each - value) ** 2, 0);
  return {
    value,
    stderr: values.length < 2 ? null : Math.sqrt(squares / (values.length - 1) / values.length),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
