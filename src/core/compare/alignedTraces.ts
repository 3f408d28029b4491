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

/** A similarity of a step is told in steps of this part of one. */
export const SIMILARITY_PARTS = 10_000;

/** A similarity as `AlignedStep` tells it: 1 only where it is. */
export function roundedSimilarity(similarity: number): number {
  if (similarity >= 1) return 1;
  return Math.min(Math.round(similarity * SIMILARITY_PARTS), SIMILARITY_PARTS - 1) / SIMILARITY_PARTS;
}

export interface AlignedStep {
  /** 1-based, in its trace. */
  readonly number: number;
  /** Half-open UTF-16 offsets in the compared text. */
  readonly start: number;
  readonly end: number;
  readonly state: StepState;
  /** A step of the reference that is the same wherever it has a partner, but has none in some of the others. */
  readonly notInAll: boolean;
  /** Words that the partner does not have, in order, in offsets of the compared text. Of the reference: that any does not. */
  readonly marks: readonly TextRange[];
  /** With its partner, as `roundedSimilarity` gives it; of the reference, and of a step without one, null. */
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
  /** All traces have the step, the same but for white space. */
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
  /** `parts`: from here on hardly a step has a partner; `differs`: the first row that differs in substance. */
  readonly kind: 'parts' | 'differs';
  /**
   * Of the characters of the reference and of the trace the share that stands in pairs, 0 to 1: from the row on where
   * they part, behind it where they differ. Null where no text is there.
   */
  readonly paired: readonly [reference: number | null, own: number | null];
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
  /** Null where the final answer is not known or stands nowhere. */
  readonly beforeAnswer: BeforeAnswer | null;
}

/** How much a trace wrote before the step that first states its final answer. */
export interface BeforeAnswer {
  /** 0 to 1, in characters; 1 where the reasoning does not state it but the answer does. */
  readonly share: number;
  /** Of the reasoning; of all that is compared where no reasoning stands before an answer. */
  readonly of: 'reasoning' | 'text';
}

export interface AlignedTrace {
  readonly counts: TraceCounts;
  /** With the reference, as `Comparison.similarity`; null for the reference itself. */
  readonly similarity: number | null;
  /** Every step is the reference's but for white space, in its order; true for the reference. `samenessOf` tells more. */
  readonly identical: boolean;
  readonly coarse: boolean;
  /** From the reference; null for the reference, and where every step has a partner that says the same. */
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
