import type { Problem } from '../core/problem.ts';
import type { FormatName } from '../core/results/formats/format.ts';
import type { Sample } from '../core/results/sample.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { storedAnswer } from '../core/results/storedAnswer.ts';
import type { Verdicts } from '../core/results/verdicts/verdictBook.ts';
import { type ComparedPart, isElsewhere } from '../core/compare/comparedText.ts';
import type { Trace, TraceStatus } from '../core/traces/trace.ts';
import type { LineStarts } from '../workspace/results/lineStarts.ts';

/** A trace that is compared, in the keys of `diff --json`. */
export interface TraceTold {
  readonly model: string;
  readonly label: string;
  /** The tool that saved it. */
  readonly format: FormatName;
  readonly status: TraceStatus;
  /** As the tool stored it, else as our scorer's saved verdict says; null where neither does. */
  readonly extracted: string | null;
  /** From 0 to 1; of the tool, else of a saved verdict; null where there is none. */
  readonly score: number | null;
  /** 0-based. */
  readonly repeat: number;
  /** As the folder was given. */
  readonly file: string;
  /** 1-based; null where it has no line of its own. */
  readonly line: number | null;
}

/** What is known of a sample that was read. */
export async function traceTold(
  saved: SavedSample,
  { trace, score }: Sample,
  { scorer, hand }: Verdicts,
  lines: LineStarts,
  shown: (file: string) => string,
): Promise<TraceTold> {
  const stored = storedAnswer({ extracted: score.extracted, response: trace.answer.length });
  const hasLines = saved.file.endsWith('.jsonl');
  const line = hasLines ? await lines.lineAt(saved.file, saved.bytes[0]) : null;
  return {
    model: saved.model,
    label: saved.label,
    format: saved.tool?.format ?? 'reasoning-transfer',
    status: trace.status,
    extracted: stored ?? scorer?.score.extracted ?? null,
    score: saved.value ?? hand?.value ?? scorer?.score.value ?? null,
    repeat: saved.repeat,
    file: shown(saved.file),
    line: line === null ? null : line + 1,
  };
}

/** The verdict with its sign, so that it is not taken for a side; where there is none, why. */
export function outcomeWords({ status, score }: TraceTold): string {
  if (status !== 'complete') return status;
  if (score === null) return 'not scored';
  return score >= 1 ? '✓ right' : score <= 0 ? '✗ wrong' : `${score.toFixed(2)} of 1`;
}

/**
 * What keeps a trace from being compared as a whole response; a truncated one is a response, if a short one.
 *
 * @param name what sentences call the trace
 */
export function toldProblem(
  { status, file, line }: TraceTold,
  error: Trace['error'],
  name: string,
): Problem | null {
  if (status !== 'failed' && status !== 'cancelled') return null;
  const why = error === null ? '' : ` (${error.message.replace(/\.$/, '')})`;
  const message = `${name}: this sample ${status === 'failed' ? 'failed' : 'was cancelled'}${why}; it is compared as far as it goes.`;
  return { file, ...(line === null ? {} : { line }), message };
}

export function truncatedNote({ status }: TraceTold, name: string): string | null {
  return status === 'truncated'
    ? `${name}: this sample is truncated; it is compared as far as it goes.`
    : null;
}

/** That nothing of a trace is of the part that is compared, and where its text is; null where something is. */
export function lackingWords(trace: Trace, part: ComparedPart, name: string): string | null {
  if (!isElsewhere(trace, part)) return null;
  return part === 'reasoning'
    ? `${name} has no marked reasoning: all of its text is its answer, which --part both compares.`
    : `${name} has no answer: all of its text is its reasoning, which --part both compares.`;
}

/** That the answer of a trace is all of its text, where the other one's reasoning stands apart; null where not. */
export function wholeAnswerNote(trace: Trace, other: Trace, part: ComparedPart, name: string): string | null {
  if (part !== 'answer' || !isElsewhere(trace, 'reasoning') || other.reasoning.trim() === '') return null;
  return `${name} has no marked reasoning: all of its text is compared as its answer.`;
}

/** Final answers are known of scored samples alone. */
export function unscoredNote(told: readonly TraceTold[]): string | null {
  const isUnscored = told.every(({ status, score }) => status === 'complete' && score === null);
  return isUnscored
    ? 'Nobody has scored these samples: "rescore DIR" does, and finds the final answers.'
    : null;
}

/**
 * What sentences call two traces: their labels; where one label stands for both, with the tool of each, or else with
 * the repeat.
 */
export function traceNames(told: readonly [TraceTold, TraceTold]): readonly [TraceName, TraceName] {
  const [left, right] = told;
  const isOneLabel = left.label === right.label;
  const tools = left.format !== right.format;
  const repeats = (isOneLabel && !tools) || told.some(({ repeat }) => repeat > 0);
  const nameOf = ({ label, format, repeat }: TraceTold): TraceName => {
    const which = [...(tools ? [format] : []), ...(repeats ? [`repeat ${repeat + 1}`] : [])];
    return { name: isOneLabel ? `${label} (${which[0] ?? ''})` : label, which };
  };
  return [nameOf(left), nameOf(right)];
}

/** What a trace is called in sentences, and what tells it from the other beside its label. */
export interface TraceName {
  readonly name: string;
  readonly which: readonly string[];
}
