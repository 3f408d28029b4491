import type { Endpoint, Sampling } from '../core/endpoint.ts';
import type { Item } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { Score } from '../core/scorers/score.ts';
import type { Trace } from '../core/traces/trace.ts';
import type { Column } from '../protocol.ts';
import { endWords, flagWords, samplingWords, verdictOf } from './traceWords.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What is known of a column before anything was sent. */
export interface ColumnStart {
  readonly key: string;
  readonly label: string;
  readonly model: string;
  readonly role: 'base' | 'tuned' | null;
  readonly repeat: readonly [number, number];
  readonly sampling: Sampling;
}

/** What a sample adds to a column when its trace has ended. */
export interface ColumnEnd {
  readonly trace: Trace;
  readonly score: Score;
  /** Something the reader must know beside the trace's own error, such as a failed save. */
  readonly note?: string;
  /** Where the sample is saved, if it is. */
  readonly saved?: SavedSample | null;
}

/** The key of a column: one label and repeat of an item. */
export function columnKey(endpoint: Pick<Endpoint, 'label'>, repeat: number): string {
  return JSON.stringify([endpoint.label, repeat]);
}

/** Puts into a column how it ended. */
export function endColumn(column: Mutable<Column>, end: ColumnEnd, gold: string | null): void {
  const { trace, score } = end;
  Object.assign(column, {
    reasoning: trace.reasoning,
    answer: trace.answer,
    state: trace.status,
    note: endWords(trace, end.note),
    flags: trace.flags.map(flagWords),
    verdict: verdictOf(score, gold),
    completionTokens: trace.usage.completionTokens,
    reasoningTokens: trace.usage.reasoningTokens,
    ttftMs: trace.timing.ttftMs,
    durationMs: trace.timing.durationMs,
  } satisfies Partial<Column>);
}

export function emptyColumn(start: ColumnStart): Mutable<Column> {
  return {
    key: start.key,
    label: start.label,
    model: start.model,
    role: start.role,
    repeat: start.repeat,
    state: 'queued',
    note: null,
    reasoning: '',
    answer: '',
    flags: [],
    verdict: null,
    completionTokens: null,
    reasoningTokens: null,
    ttftMs: null,
    durationMs: null,
    sampling: samplingWords(start.sampling),
  };
}

/** One text where all labels got the same; else each text under the labels that got it. */
export function promptWords(prompts: ReadonlyMap<string, string>): string | null {
  const labels = Map.groupBy(prompts, ([, text]) => text);
  if (labels.size <= 1) return labels.keys().next().value ?? null;
  return [...labels].map(([text, of]) => `[${of.map(([label]) => label).join(', ')}]\n${text}`).join('\n\n');
}

/** `name:line` of the item's file. */
export function placeWords(item: Item): string {
  const name = item.location.file.split(/[\\/]/).at(-1) ?? item.location.file;
  return item.location.line === null ? name : `${name}:${item.location.line}`;
}

/** What the webview keeps for the host, so that a reload finds the item again. */
export function restoreToken(item: Item): string {
  return JSON.stringify({ file: item.location.file, id: item.id, line: item.location.line });
}
