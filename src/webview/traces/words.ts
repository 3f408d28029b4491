import {
  type Column,
  type ColumnState,
  runningStates,
  type Verdict,
  type VerdictKind,
} from '../../protocol.ts';
import type { IconName } from '../icon.ts';

/** Every word the traces view says by itself. */

export type ColumnHead = Omit<Column, 'reasoning' | 'answer'>;

/** `icon: null` is drawn as a progress ring: something is under way. */
export const STATES: Readonly<
  Record<ColumnState, { readonly icon: IconName | null; readonly words: string }>
> = {
  queued: { icon: 'clockface', words: 'Queued' },
  retrying: { icon: 'sync', words: 'Retrying' },
  waiting: { icon: null, words: 'Waiting for the first token' },
  streaming: { icon: null, words: 'Streaming' },
  complete: { icon: 'check', words: 'Complete' },
  truncated: { icon: 'warning', words: 'Truncated' },
  failed: { icon: 'error', words: 'Failed' },
  cancelled: { icon: 'circle-slash', words: 'Cancelled' },
};

export const VERDICTS: Readonly<Record<VerdictKind, { readonly icon: IconName; readonly words: string }>> = {
  right: { icon: 'pass-filled', words: 'Right' },
  wrong: { icon: 'error', words: 'Wrong' },
  partial: { icon: 'color-mode', words: 'Partial' },
  none: { icon: 'circle-slash', words: 'No score' },
};

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** `Partial, 67 %`; for the other kinds the word alone says it. */
export function verdictWords(verdict: Verdict): string {
  const { words } = VERDICTS[verdict.kind];
  return verdict.kind === 'partial' && verdict.value !== null
    ? `${words}, ${whole.format(verdict.value * 100)} %`
    : words;
}

/** Milliseconds in words: `420 ms`, `3.2 s`, `4 min 07 s`. */
export function durationWords(ms: number): string {
  if (ms < 1_000) return `${whole.format(ms)} ms`;
  if (ms < 60_000) return `${tenth.format(ms / 1_000)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${whole.format(Math.floor(seconds / 60))} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** Tokens a second of the time in which tokens came; null where it cannot be told. */
export function tokensPerSecond(column: ColumnHead): number | null {
  const { completionTokens, ttftMs, durationMs } = column;
  if (completionTokens === null || ttftMs === null || durationMs === null) return null;
  // The first token came at ttftMs, so the time after it made one token fewer.
  const ms = durationMs - ttftMs;
  return completionTokens < 2 || ms <= 0 ? null : ((completionTokens - 1) / ms) * 1_000;
}

/** The measures there are, as pairs of name and value. */
export function measures(column: ColumnHead): [name: string, value: string][] {
  const { completionTokens, reasoningTokens, ttftMs, durationMs } = column;
  const speed = tokensPerSecond(column);
  const found: [string, string | null][] = [
    ['Tokens', tokensWords(completionTokens, reasoningTokens)],
    ['First token', ttftMs === null ? null : durationWords(ttftMs)],
    ['Tokens/s', speed === null ? null : tenth.format(speed)],
    ['Time', durationMs === null ? null : durationWords(durationMs)],
  ];
  return found.filter((pair): pair is [string, string] => pair[1] !== null);
}

/** `1,201 (900 reasoning)`: of all tokens of the response those of its reasoning, where the server says. */
function tokensWords(all: number | null, reasoning: number | null): string | null {
  if (reasoning === null) return all === null ? null : whole.format(all);
  return all === null
    ? `${whole.format(reasoning)} reasoning`
    : `${whole.format(all)} (${whole.format(reasoning)} reasoning)`;
}

/** What stands where the answer would be, or beside one that is not whole; null where there is nothing to say. */
export function answerNotice(column: ColumnHead, answerEmpty: boolean): string | null {
  const lead = answerEmpty ? 'No answer.' : 'Not a whole answer.';
  switch (column.state) {
    case 'queued':
    case 'retrying':
    case 'waiting':
    case 'streaming':
      return answerEmpty ? 'No answer yet' : null;
    case 'complete':
      return answerEmpty ? `${lead} ${column.note ?? 'The response has no text after its reasoning.'}` : null;
    case 'truncated':
      return `${lead} ${column.note ?? 'The trace was cut before its end.'}`;
    case 'failed':
      return `${lead} ${column.note ?? 'The request failed.'}`;
    case 'cancelled':
      return `${lead} ${column.note ?? 'The request was cancelled.'}`;
  }
}

/** A note on a whole answer, such as that it could not be saved; elsewhere the notice or the state says it. */
export function completeNote(column: ColumnHead, answerEmpty: boolean): string | null {
  return column.state === 'complete' && !answerEmpty ? column.note : null;
}

/** What stands where the reasoning would be, beside its heading. */
export function reasoningNotice(column: ColumnHead): string {
  return runningStates.has(column.state) ? 'none yet' : 'none';
}

/** What a screen reader is told when a column ends: never tokens. */
export function announcement(column: ColumnHead): string | null {
  if (runningStates.has(column.state)) return null;
  const state = STATES[column.state].words.toLowerCase();
  const verdict = column.verdict === null ? null : verdictWords(column.verdict).toLowerCase();
  const of = column.repeat[1] > 1 ? `, sample ${column.repeat[0]} of ${column.repeat[1]}` : '';
  return `${column.label}${of}: ${verdict === null ? state : `${state}, ${verdict}`}`;
}
