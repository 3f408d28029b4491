import type { Sampling } from '../../endpoint.ts';
import type { BeforeAnswer, TraceCounts } from '../alignedTraces.ts';
import type { ComparedPart } from '../comparedText.ts';
import { samenessOf, samenessWords } from '../sameness.ts';
import { roundedPercentWords, sharePercentWords } from '../../sharePercent.ts';
import { type ComparisonRecord, isScored, type RecordedEnd, type RecordedTrace } from './comparisonRecord.ts';
import { withoutAnswer } from './finalAnswerWords.ts';

/** One thing that is known of each trace, in words; `own` where it is a name or an answer that others wrote. */
export interface Fact {
  readonly name: string;
  readonly own: boolean;
  readonly values: readonly string[];
}

/** Longer answers are cut: the whole stands in the text. */
const longestAnswer = 200;
const none = '–';

export const partNames: Readonly<Record<ComparedPart, string>> = {
  both: 'reasoning and answer',
  reasoning: 'reasoning',
  answer: 'answer',
};

const endNames: Readonly<Record<RecordedEnd, string>> = {
  complete: 'complete',
  truncated: 'truncated',
  failed: 'failed',
  cancelled: 'cancelled',
  running: 'still running',
  unreadable: 'not readable any more',
};

/** The rows of the table of traces; what nobody has is left out. */
export function factsOf({ traces, aligned }: ComparisonRecord): readonly Fact[] {
  const counts = (of: (each: TraceCounts) => string): string[] =>
    traces.map((_, at) => {
      const found = aligned.traces[at];
      return found === undefined ? none : of(found.counts);
    });
  const facts = (name: string, values: readonly string[], own = false): Fact => ({ name, own, values });
  const each = (of: (trace: RecordedTrace) => string): string[] => traces.map(of);
  return [
    facts(
      'Model',
      each(({ model }) => model),
      true,
    ),
    facts(
      'Sample',
      each(({ repeat: [at, of] }) => (of === 1 ? none : `repeat ${at} of ${of}`)),
    ),
    facts(
      'Sampling',
      each(({ sampling }) => (sampling === null ? none : samplingWords(sampling))),
    ),
    facts(
      'End',
      each(({ end }) => endNames[end]),
    ),
    facts(
      'Ended',
      each(({ endedAt }) => (endedAt === null ? none : timeWords(endedAt))),
    ),
    facts(
      'Verdict',
      each(({ value }) => verdictWords(value)),
    ),
    facts(
      'Verdict of our scorer since',
      each(({ ours }) => (ours === null ? none : verdictWords(ours))),
    ),
    facts(
      'Verdict by hand',
      each(({ byHand }) => (byHand === null ? none : verdictWords(byHand))),
    ),
    facts(
      'Extracted answer',
      traces.every(({ extracted }) => extracted === null)
        ? each(() => none)
        : each((trace) => (trace.extracted === null ? withoutAnswer(isScored(trace)) : cut(trace.extracted))),
      true,
    ),
    facts(
      'Steps',
      counts(({ steps }) => String(steps)),
    ),
    facts(
      'Checking',
      counts(({ checks }) => String(checks)),
    ),
    facts(
      'Backtracking',
      counts(({ backtracks }) => String(backtracks)),
    ),
    facts('Repeated steps', counts(repeatedWords)),
    facts(
      'Before the final answer is first stated',
      counts(({ beforeAnswer }) => (beforeAnswer === null ? none : beforeAnswerWords(beforeAnswer))),
    ),
    facts(
      'In common with the reference',
      traces.map((_, at) => {
        if (at === aligned.reference) return 'the reference';
        const { similarity, identical } = aligned.traces[at] ?? { similarity: null, identical: false };
        const texts = [traces[at]?.text ?? '', traces[aligned.reference]?.text ?? ''] as const;
        const sameness = samenessOf(identical, ...texts);
        if (sameness !== null) return samenessWords[sameness];
        // Of nothing no share is in common: the summary says that there is none.
        return similarity === null || texts.some((text) => text.trim() === '')
          ? none
          : sharePercentWords(similarity);
      }),
    ),
  ].filter(({ values }) => values.some((value) => value !== none));
}

export function verdictWords(value: number | null): string {
  if (value === null) return 'no verdict';
  if (value >= 1) return 'right';
  return value <= 0 ? 'wrong' : `partly right (${roundedPercentWords(value, 0)})`;
}

/** `2026-01-31 09:05 UTC`. */
export function timeWords(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? none : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function beforeAnswerWords({ share, of }: BeforeAnswer): string {
  return of === 'reasoning' && share === 1
    ? 'all of the reasoning: the answer states it first'
    : `${sharePercentWords(share)} of the ${of}`;
}

function repeatedWords({ repeated, loop }: TraceCounts): string {
  if (loop === null) return String(repeated);
  const steps = loop.period === 1 ? '1 step' : `${loop.period} steps`;
  return `${repeated}, a loop from step ${loop.from} on: ${steps}, ${loop.times} times`;
}

function samplingWords({ temperature, topP, maxTokens, seed, stop, extraBody }: Sampling): string {
  const words = [
    ...(temperature === undefined ? [] : [`T ${temperature}`]),
    ...(topP === undefined ? [] : [`top-p ${topP}`]),
    ...(maxTokens === undefined ? [] : [`max ${maxTokens} tokens`]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...(stop === undefined ? [] : [`stop ${JSON.stringify(stop)}`]),
    ...(extraBody === undefined ? [] : [JSON.stringify(extraBody)]),
  ];
  return words.length === 0 ? "server's default" : words.join(', ');
}

function cut(text: string): string {
  return text.length <= longestAnswer
    ? text
    : `${text.slice(0, longestAnswer).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
