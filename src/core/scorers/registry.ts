import type { AnswerKind, OwnItem } from '../items/ownItem.ts';
import type { JsonObject } from '../json.ts';
import type { Trace, TraceFlag, TraceStatus } from '../traces/trace.ts';
import { coqaAnswer } from './coqa.ts';
import { haluEvalAnswer } from './haluEval.ts';
import { ifEvalAnswer } from './ifeval/ifeval.ts';
import { judgedAnswer } from './judge.ts';
import { liveCodeBenchProgram } from './liveCodeBench.ts';
import { mathAnswer, olympiadAnswer } from './math.ts';
import { mcTacoAnswer } from './mcTaco.ts';
import { acpAnswer, gpqaChoice, headQaChoice } from './multipleChoice.ts';
import { containsAnswer } from './own/contains.ts';
import { exactAnswer } from './own/exact.ts';
import { f1Answer } from './own/f1.ts';
import { jsonAnswer } from './own/json.ts';
import { normalisedAnswer } from './own/normalised.ts';
import { numberAnswer } from './own/number.ts';
import { patternAnswer } from './own/pattern.ts';
import type { Score, Scorer, Undecided } from './score.ts';
import { isUndecided } from './score.ts';
import { yesNoAnswer } from './yesNo.ts';
import { say, verbatim } from '../say.ts';

const scorers: ReadonlyMap<string, Scorer> = new Map([
  ['MATH-500', mathAnswer],
  ['AIME24', mathAnswer],
  ['AIME25', mathAnswer],
  ['OlympiadBench', olympiadAnswer],
  ['GSM8K', mathAnswer],
  ['LiveCodeBench', liveCodeBenchProgram],
  ['GPQA-Diamond', gpqaChoice],
  ['ACPBench', acpAnswer],
  ['HeadQA', headQaChoice],
  ['CoQA', coqaAnswer],
  ['HaluEval', haluEvalAnswer],
  ['MC-TACO', mcTacoAnswer],
  ['IFEval', ifEvalAnswer],
]);

/** By how the answers of a benchmark of the user's own are scored; their records are `OwnItem.scored`. */
const ownScorers: Readonly<Record<AnswerKind, Scorer | null>> = {
  math: mathAnswer,
  choice: acpAnswer,
  'yes-no': yesNoAnswer,
  exact: exactAnswer,
  normalised: normalisedAnswer,
  contains: containsAnswer,
  pattern: patternAnswer,
  number: numberAnswer,
  f1: f1Answer,
  json: jsonAnswer,
  judge: judgedAnswer,
  none: null,
};

/**
 * The scorer of a benchmark; null where there is none yet.
 *
 * @param kind of a benchmark of the user's own
 */
export function scorerFor(benchmark: string, kind?: AnswerKind): Scorer | null {
  return kind === undefined ? (scorers.get(benchmark) ?? null) : ownScorers[kind];
}

const none = (rule: string, reason: string): Score => ({
  value: null,
  extracted: null,
  range: null,
  rule,
  reason,
});

/**
 * Scores a trace by its answer, never by its reasoning. What has no answer of its own is null, with the reason
 * and how it counts: truncated, unclosed and empty traces as 0, failed and cancelled ones not at all. A complete
 * trace in which no answer is found is 0, with `extracted` null.
 */
export function scoreTrace(
  item: { readonly benchmark: string; readonly record: JsonObject; readonly own?: OwnItem },
  trace: Pick<Trace, 'status' | 'flags' | 'answer'>,
  choices: readonly string[] | null,
): Score | Undecided {
  const { status, flags, answer } = trace;
  if (status === 'failed') return none(status, say`failed: not counted`);
  if (status === 'cancelled') return none(status, say`cancelled: not counted`);
  const { own } = item;
  const scorer = scorerFor(item.benchmark, own?.answerKind);
  const ended = withoutAnswer(status, flags);
  if (ended !== null) return scorer?.cutOff?.(ended) ?? ended;
  if (scorer === null) {
    const why =
      own === undefined
        ? say`no scorer yet for ${verbatim(item.benchmark)}`
        : say`${verbatim(item.benchmark)} is not scored`;
    return none('no scorer', why);
  }
  const score = scorer.score({ record: own?.scored ?? item.record, answer, choices });
  // Without a gold answer an empty one has no score either.
  if (answer.trim() === '' && (isUndecided(score) || score.value !== null)) {
    const zero = { ...none('none', say`no answer found: there is nothing after the reasoning`), value: 0 };
    return scorer.cutOff?.(zero) ?? zero;
  }
  return score;
}

/** The score of what was cut off or is empty; null where there is an answer. */
function withoutAnswer(status: TraceStatus, flags: readonly TraceFlag[]): Score | null {
  if (flags.includes('reasoning-unclosed')) {
    return none('reasoning-unclosed', say`truncated: the reasoning was never closed; counts as 0`);
  }
  if (status === 'truncated') return none('truncated', say`truncated: counts as 0`);
  return flags.includes('empty') ? none('empty', say`empty: counts as 0`) : null;
}

/** What a sample adds to an aggregate: its value, 0 for one without an end, null for one that is left out. */
export function countedValue(
  status: TraceStatus,
  flags: readonly TraceFlag[],
  value: number | null,
): number | null {
  if (status === 'failed' || status === 'cancelled') return null;
  if (status === 'truncated' || flags.includes('reasoning-unclosed') || flags.includes('empty')) return 0;
  return value;
}
