import type { Problem } from '../core/problem.ts';
import type { Sample } from '../core/results/sample.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { storedAnswer } from '../core/results/storedAnswer.ts';
import type { Verdicts } from '../core/results/verdicts/verdictBook.ts';
import type { TraceStatus } from '../core/traces/trace.ts';
import type { LineStarts } from '../workspace/results/lineStarts.ts';

/** A trace that is compared, in the keys of `diff --json`. */
export interface TraceTold {
  readonly model: string;
  readonly label: string;
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
    status: trace.status,
    extracted: stored ?? scorer?.score.extracted ?? null,
    score: saved.value ?? hand?.value ?? scorer?.score.value ?? null,
    repeat: saved.repeat,
    file: shown(saved.file),
    line: line === null ? null : line + 1,
  };
}

/** The verdict with its sign, so that it is not taken for a side; where there is none, why. */
export function verdictWords({ status, score }: TraceTold): string {
  if (status !== 'complete') return status;
  if (score === null) return 'not scored';
  return score >= 1 ? '✓ right' : score <= 0 ? '✗ wrong' : `${score.toFixed(2)} of 1`;
}

/** What keeps a trace from being compared as a whole response; a truncated one is a response, if a short one. */
export function toldProblem({ label, status, file, line }: TraceTold, { trace }: Sample): Problem | null {
  if (status !== 'failed' && status !== 'cancelled') return null;
  const why = trace.error === null ? '' : ` (${trace.error.message.replace(/\.$/, '')})`;
  const message = `${label}: this sample ${status === 'failed' ? 'failed' : 'was cancelled'}${why}; it is compared as far as it goes.`;
  return { file, ...(line === null ? {} : { line }), message };
}

export function truncatedNote({ label, status }: TraceTold): string | null {
  return status === 'truncated'
    ? `${label}: this sample is truncated; it is compared as far as it goes.`
    : null;
}

/** Final answers are known of scored samples alone. */
export function unscoredNote(told: readonly TraceTold[]): string | null {
  const isUnscored = told.every(({ status, score }) => status === 'complete' && score === null);
  return isUnscored
    ? 'Nobody has scored these samples: "rescore DIR" does, and finds the final answers.'
    : null;
}
