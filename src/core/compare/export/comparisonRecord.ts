import type { Sampling } from '../../endpoint.ts';
import type { AlignedTraces } from '../alignedTraces.ts';
import type { ComparedPart } from '../comparedText.ts';

/** How a trace ended: `running` has not yet, of `unreadable` the text is lost. */
export type RecordedEnd = 'complete' | 'truncated' | 'failed' | 'cancelled' | 'running' | 'unreadable';

/** One of the traces of a comparison, as a page to send tells of it. */
export interface RecordedTrace {
  readonly label: string;
  readonly model: string;
  /** 1-based repeat, and how many there are. */
  readonly repeat: readonly [number, number];
  /** Null where it is not known. */
  readonly sampling: Sampling | null;
  readonly end: RecordedEnd;
  /** ISO 8601; null where it has not ended, or is not saved. */
  readonly endedAt: string | null;
  /** 0 to 1; null where it has no verdict. */
  readonly value: number | null;
  /** Our scorer's verdict since, 0 to 1, where it is another than the saved one or none was saved; else null. */
  readonly ours: number | null;
  /** A person's verdict, 0 to 1; null where nobody judged it. */
  readonly byHand: number | null;
  readonly extracted: string | null;
  /** What `aligned` counts in: the part of it that is compared. */
  readonly text: string;
  /** UTF-16 offset at which the answer begins in it; null where no reasoning stands before one. */
  readonly answerAt: number | null;
}

/** Whether somebody looked for its final answer. A trace that is cut off counts without a look. */
export function isScored({ value, ours, end }: Pick<RecordedTrace, 'value' | 'ours' | 'end'>): boolean {
  return value !== null || ours !== null || end === 'truncated';
}

/** What is compared, and what came of it. */
export interface ComparisonRecord {
  readonly item: {
    readonly benchmark: string;
    readonly id: string;
    readonly question: string;
    readonly gold: string | null;
  };
  readonly part: ComparedPart;
  /** In the order of `aligned.traces`; their labels differ. */
  readonly traces: readonly RecordedTrace[];
  readonly aligned: AlignedTraces;
  /** When it was made, ISO 8601. */
  readonly at: string;
}
