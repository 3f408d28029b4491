import type { Endpoint, Sampling } from '../core/endpoint.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { Verdicts } from '../core/results/verdicts/verdictBook.ts';
import type { Score } from '../core/scorers/score.ts';
import type { Trace } from '../core/traces/trace.ts';
import { type Column, type ColumnState, type Delta, runningStates } from '../protocol.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What a column is, its samples apart. */
export type ColumnName = Pick<Column, 'key' | 'label' | 'model' | 'role'>;

/** What a column shows of one sample. */
export type SampleState = Omit<
  Column,
  keyof ColumnName | 'aside' | 'samples' | 'sample' | 'judged' | 'canJudge'
>;

/** What a column shows now, as it is compared with others. */
export interface ShownTexts {
  readonly key: string;
  /** 0-based. */
  readonly sample: number;
  readonly reasoning: string;
  readonly answer: string;
  readonly finalAnswer: string | null;
  /** It did not end as it should, or not yet. */
  readonly cut: boolean;
  /** Its texts are on their way from disk. */
  readonly loading: boolean;
}

/** What is known of a sample before anything was sent. */
export interface SampleStart {
  readonly key: string;
  readonly column: ColumnName;
  /** 1-based repeat and how many there are. */
  readonly repeat: readonly [number, number];
  readonly sampling: Sampling;
  /** The prompt and sampling of saved samples that are not of the run in view; else absent. */
  readonly group?: string;
  /** Where it is saved already; its texts are read when it is looked at. */
  readonly saved?: SavedSample;
}

/** How the texts of a sample grew. */
export type GrownText = Omit<Delta, 'key'>;

/** What was said of a saved sample since; null where nothing can be. */
export type VerdictsOf = (saved: SavedSample) => Verdicts | null;

/** What a sample adds when its trace has ended. */
export interface SampleEnd {
  readonly trace: Trace;
  readonly score: Score;
  /** The options in the order they were sent; null where the prompt has none. */
  readonly choices: readonly string[] | null;
  /** Something the reader must know beside the trace's own error, such as a failed save. */
  readonly note?: string;
  /** Where the sample is saved, if it is. */
  readonly saved?: SavedSample | null;
}

/** The key of a column: one label, and the model behind it. */
export function columnKey({ label, model }: Pick<Endpoint, 'label' | 'model'>): string {
  return JSON.stringify([label, model]);
}

export function columnName(
  { label, model }: Pick<Endpoint, 'label' | 'model'>,
  role: Column['role'],
): ColumnName {
  return { key: columnKey({ label, model }), label, model, role };
}

/**
 * The key of a sample of an item.
 *
 * @param group tells samples under other prompts or samplings from those of the run in view, which have none
 */
export function sampleKey(of: Pick<Endpoint, 'label' | 'model'>, repeat: number, group = ''): string {
  return JSON.stringify([of.label, of.model, repeat, group]);
}

export function isRunning(state: ColumnState | null): boolean {
  return state !== null && runningStates.has(state);
}
