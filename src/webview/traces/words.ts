import * as l10n from '@vscode/l10n';
import {
  type Column,
  type ColumnState,
  type LiveMeasure,
  type Remedy,
  runningStates,
  type Verdict,
  type VerdictKind,
} from '../../protocol.ts';
import type { IconName } from '../icon.ts';
import { language } from '../language.ts';
import { count, percent } from '../numbers.ts';
import { showHidden } from '../../core/hiddenText.ts';

/** Every word the traces view says by itself. */

export type ColumnHead = Omit<Column, 'reasoning' | 'answer'>;

/** A state in a word; `icon: null` is drawn as a progress ring: something is under way. */
export function stateWords(state: ColumnState): { readonly icon: IconName | null; readonly words: string } {
  switch (state) {
    case 'queued':
      return { icon: 'clockface', words: l10n.t('Queued') };
    case 'retrying':
      return { icon: 'sync', words: l10n.t('Retrying') };
    case 'waiting':
      return { icon: null, words: l10n.t('Waiting for the first token') };
    case 'streaming':
      return { icon: null, words: l10n.t('Streaming') };
    case 'complete':
      return { icon: 'check', words: l10n.t('Complete') };
    case 'truncated':
      return { icon: 'warning', words: l10n.t('Truncated') };
    case 'failed':
      return { icon: 'error', words: l10n.t('Failed') };
    case 'cancelled':
      return { icon: 'circle-slash', words: l10n.t('Cancelled') };
    case 'unreadable':
      return { icon: 'error', words: l10n.t('Cannot be read') };
  }
}

export function verdictKindWords(kind: VerdictKind): { readonly icon: IconName; readonly words: string } {
  switch (kind) {
    case 'right':
      return { icon: 'pass-filled', words: l10n.t('Right') };
    case 'wrong':
      return { icon: 'error', words: l10n.t('Wrong') };
    case 'partial':
      return { icon: 'color-mode', words: l10n.t('Partial') };
    case 'none':
      return { icon: 'circle-slash', words: l10n.t('No score') };
  }
}

const tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** `Partial, 67 %`; for the other kinds the word alone says it. */
export function verdictWords(verdict: Pick<Verdict, 'kind' | 'value'>): string {
  const { words } = verdictKindWords(verdict.kind);
  return verdict.kind === 'partial' && verdict.value !== null ? `${words}, ${percent(verdict.value)}` : words;
}

/** The place of the extracted answer in the answer's text: the saved verdict's, else our scorer's. */
export function markedRange({ verdict, judged }: ColumnHead): Verdict['range'] {
  return verdict?.range ?? judged.ours?.range ?? null;
}

/** Milliseconds in words: `420 ms`, `3.2 s`, `4 min 07 s`. */
export function durationWords(ms: number): string {
  if (ms < 1_000) return l10n.t('{0} ms', count(ms));
  if (ms < 60_000) return l10n.t('{0} s', tenth.format(ms / 1_000));
  const seconds = Math.round(ms / 1_000);
  return l10n.t('{0} min {1} s', count(Math.floor(seconds / 60)), String(seconds % 60).padStart(2, '0'));
}

/** Tokens a second of the time in which tokens came; null where it cannot be told. */
export function tokensPerSecond(column: ColumnHead): number | null {
  const { completionTokens, ttftMs, durationMs } = column;
  if (completionTokens === null || ttftMs === null || durationMs === null) return null;
  // The first token came at ttftMs, so the time after it made one token fewer.
  const ms = durationMs - ttftMs;
  return completionTokens < 2 || ms <= 0 ? null : ((completionTokens - 1) / ms) * 1_000;
}

/** How long the texts of a column are, in UTF-16 units. */
export interface TextLengths {
  readonly reasoning: number;
  readonly answer: number;
}

/** The measures there are, as pairs of name and value. */
export function measures(
  column: ColumnHead,
  lengths: TextLengths,
  live: LiveMeasure | null,
): [name: string, value: string][] {
  if (live !== null && runningStates.has(column.state)) return liveMeasures(live, column.ttftMs);
  const { completionTokens, ttftMs, durationMs, waited } = column;
  const speed = tokensPerSecond(column);
  const found: [string, string | null][] = [
    [l10n.t('Tokens'), tokensWords(column, lengths)],
    [l10n.t('First token'), ttftMs === null ? null : durationWords(ttftMs)],
    [l10n.t('Tokens/s'), speed === null || completionTokens === null ? null : speedWords(speed)],
    [l10n.t('Time'), durationMs === null ? null : durationWords(durationMs)],
    [
      l10n.t('Waited'),
      waited === null ? null : l10n.t('{0}, {1} tries', durationWords(waited.ms), count(waited.tries)),
    ],
  ];
  return found.filter((pair): pair is [string, string] => pair[1] !== null);
}

function speedWords(perSecond: number): string {
  return perSecond < 100 ? tenth.format(perSecond) : count(perSecond);
}

/** What is known of a stream while it runs: servers send about one token a piece, and count them at the end. */
function liveMeasures({ pieces, ms }: LiveMeasure, ttftMs: number | null): [name: string, value: string][] {
  const streamed = ms - (ttftMs ?? 0);
  const found: [string, string | null][] = [
    [l10n.t('Tokens'), l10n.t('≈ {0} so far', count(pieces))],
    [l10n.t('First token'), ttftMs === null ? null : durationWords(ttftMs)],
    [l10n.t('Tokens/s'), streamed < 1_000 ? null : l10n.t('≈ {0}', count((pieces / streamed) * 1_000))],
    [l10n.t('Time'), durationWords(ms)],
  ];
  return found.filter((pair): pair is [string, string] => pair[1] !== null);
}

/**
 * `1,201 (900 reasoning, 301 answer)`, as the server counted. Most servers count both together: then the share
 * of the reasoning is told by the length of the texts, and said to be.
 */
function tokensWords(column: ColumnHead, { reasoning, answer }: TextLengths): string | null {
  const { completionTokens: all, reasoningTokens: thought } = column;
  if (all === null) return thought === null ? null : l10n.t('{0} reasoning', count(thought));
  if (thought !== null && thought <= all) {
    return l10n.t('{0} ({1} reasoning, {2} answer)', count(all), count(thought), count(all - thought));
  }
  if (reasoning === 0 || runningStates.has(column.state)) return count(all);
  return l10n.t('{0} (reasoning ≈ {1} by length)', count(all), percent(reasoning / (reasoning + answer)));
}

/** What stands where the answer would be, or beside one that is not whole; null where there is nothing to say. */
export function answerNotice(
  column: ColumnHead,
  empty: { readonly reasoning: boolean; readonly answer: boolean },
): string | null {
  const answerEmpty = empty.answer;
  const lead = answerEmpty ? l10n.t('No answer.') : l10n.t('Not a whole answer.');
  switch (column.state) {
    case 'queued':
    case 'retrying':
    case 'waiting':
    case 'streaming':
      return answerEmpty ? l10n.t('No answer yet') : null;
    case 'complete':
      return answerEmpty
        ? `${lead} ${column.note ?? (empty.reasoning ? l10n.t('The response has no text.') : l10n.t('The response has no text after its reasoning.'))}`
        : null;
    case 'truncated':
      return `${lead} ${column.note ?? l10n.t('The trace was cut before its end.')}`;
    case 'failed':
      return `${lead} ${column.note ?? l10n.t('The request failed.')}`;
    case 'cancelled':
      return `${lead} ${column.note ?? l10n.t('The request was cancelled.')}`;
    case 'unreadable':
      return column.note ?? l10n.t('It is not known: the saved trace cannot be read.');
  }
}

/**
 * A note under the state, on a whole answer: such as that it could not be saved. Why there is no whole answer stands
 * where the answer would be: there is room, and the heads of all columns are as high as the highest.
 */
export function topNote(column: ColumnHead, answerEmpty: boolean): string | null {
  return column.state === 'complete' && !answerEmpty ? column.note : null;
}

/** A remedy as a button says it. */
export function remedyWords(remedy: Remedy): string {
  switch (remedy) {
    case 'set-key':
      return l10n.t('Set API Key…');
    case 'edit-endpoints':
      return l10n.t('Edit Endpoints');
    case 'use-completions':
      return l10n.t('Use Completions');
  }
}

/** What stands where the reasoning would be, beside its heading. */
export function reasoningNotice(column: ColumnHead): string {
  if (column.state === 'unreadable') return l10n.t('not known');
  return runningStates.has(column.state) ? l10n.t('none yet') : l10n.t('none');
}

/** What a screen reader is told when a column ends: never tokens. */
export function announcement(column: ColumnHead): string | null {
  if (runningStates.has(column.state)) return null;
  const state = stateWords(column.state).words;
  const verdict = column.verdict === null ? null : verdictWords(column.verdict);
  const name =
    column.samples.length > 1
      ? l10n.t('{0}, sample {1} of {2}', column.label, column.sample + 1, column.samples.length)
      : column.label;
  const { hand } = column.judged;
  const said = [
    state,
    ...(verdict === null ? [] : [verdict]),
    ...(hand === null ? [] : [l10n.t('By hand: {0}', verdictWords(hand))]),
  ];
  return `${name}: ${said.join(', ').toLocaleLowerCase(language)}`;
}

/** The name of a column, for the names of its parts. */
export function columnName(head: ColumnHead): string {
  const label = showHidden(head.label);
  return head.samples.length > 1 ? l10n.t('{0}, sample {1}', label, head.sample + 1) : label;
}
