import type { ComparedText } from './comparedText.ts';
import type { TextRange } from './comparison.ts';

/** What a step does, by words in it alone (`stepLabels.ts`); null where no word says so. */
export const stepLabels = ['setup', 'computing', 'checking', 'backtracking', 'concluding'] as const;
export type StepLabel = (typeof stepLabels)[number];

/** One of the traces that are aligned. */
export interface ComparedTrace extends ComparedText {
  /** The answer that was extracted from it; null where none was, or none is known. */
  readonly finalAnswer: string | null;
}

/**
 * What a step is to its partner in the other trace. Of the reference, which may have several partners: `same` where it
 * is so in all others, `apart` where it is paired in none, else `changed`; `moved` where all its partners are.
 */
export type StepState = 'same' | 'changed' | 'apart' | 'moved';

/** Where a step stands among the rows. */
export interface StepPlace {
  /** 0-based. */
  readonly column: number;
  readonly row: number;
  /** 1-based, in its trace. */
  readonly number: number;
}

export interface AlignedStep {
  /** 1-based, in its trace. */
  readonly number: number;
  /** Half-open UTF-16 offsets in the compared text. */
  readonly start: number;
  readonly end: number;
  readonly state: StepState;
  /** Words that the partner does not have, in order, in offsets of the compared text. Of the reference: that any does not. */
  readonly marks: readonly TextRange[];
  /** With its partner; of the reference, and of a step without one, null. */
  readonly similarity: number | null;
  /** A number or a formula stands where the partner has another one. */
  readonly disagrees: boolean;
  readonly label: StepLabel | null;
  /** Where a moved step's partner stands; of the reference, the first of its partners. Null else. */
  readonly partner: StepPlace | null;
  /** The 1-based number of the earlier step of this trace that it repeats; null where it repeats none. */
  readonly repeats: number | null;
}

/** What stands side by side: a step of the reference with its partners, or steps that nobody else has. */
export interface AlignedRow {
  /** All traces have the step, word for word. */
  readonly same: boolean;
  /** A pair in it disagrees; of a moved pair, the row where the step stands that is not the reference's. */
  readonly disagrees: boolean;
  /** One for each trace, in their order; empty where a trace has nothing here, several only where they stand apart. */
  readonly cells: readonly (readonly AlignedStep[])[];
}

/** Where two lines of thought part. */
export interface Divergence {
  /** 0-based. */
  readonly row: number;
  /** `parts`: from here on hardly a step has a partner; `differs`: they go on together after it. */
  readonly kind: 'parts' | 'differs';
}

/** Where a trace goes round in circles. */
export interface Loop {
  /** 1-based number of the first step that is repeated on. */
  readonly from: number;
  /** How many steps in a row are repeated again and again, and how often. */
  readonly period: number;
  readonly times: number;
}

/** What there is in a trace, counted. */
export interface TraceCounts {
  readonly steps: number;
  readonly checks: number;
  readonly backtracks: number;
  /** Steps that are the same as an earlier one. */
  readonly repeated: number;
  readonly loop: Loop | null;
  /**
   * Share of the compared text's characters before the step that first states the final answer, 0 to 1; null where the
   * final answer is not known or stands nowhere.
   */
  readonly beforeAnswer: number | null;
}

export interface AlignedTrace {
  readonly counts: TraceCounts;
  /** With the reference, as `Comparison.similarity`; null for the reference itself. */
  readonly similarity: number | null;
  /** Word for word the reference's; true for the reference. */
  readonly identical: boolean;
  readonly coarse: boolean;
  /** From the reference; null for the reference, and where they never part. */
  readonly divergence: Divergence | null;
  /** 0-based number of its final answer among the different ones; null where none is known. */
  readonly answer: number | null;
}

/** Traces of one item beside each other: each step of each is in exactly one cell. */
export interface AlignedTraces {
  /** 0-based. */
  readonly reference: number;
  readonly traces: readonly AlignedTrace[];
  /** Top to bottom; the steps of each trace in its own order. */
  readonly rows: readonly AlignedRow[];
}
