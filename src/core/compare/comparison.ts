import type { Step } from '../traces/steps.ts';

/** A text and the steps that tile it, as `splitSteps` or `comparedText` gives them. */
export interface SteppedText {
  readonly text: string;
  readonly steps: readonly Step[];
}

/** Half-open UTF-16 offsets in a whole text, not in one of its steps. */
export type TextRange = readonly [start: number, end: number];

/**
 * What two steps are to each other. `same`: equal but for white space. `changed`: a pair with other words, or with
 * the same in another notation (`\dfrac` for `\frac`: then its similarity is 1 and it has no edits; `2^{n+1}` and `2^n + 1`
 * are not: of the same tokens in another grouping or case it is 0.99 at most). `left`, `right`: a step
 * that the other text has nothing like.
 */
export type EntryKind = 'same' | 'changed' | 'left' | 'right';

/** The words of a pair that are not in the other step: in each text in order, never touching, white space not alone. */
export interface WordEdits {
  readonly left: readonly TextRange[];
  readonly right: readonly TextRange[];
}

/** A pair of steps, or a step that has none. */
export interface Entry {
  readonly kind: EntryKind;
  /** The pair does not stand in the order of the others. */
  readonly moved: boolean;
  /** 0 to 1: 1 for `same`, 0 for `left` and `right`. */
  readonly similarity: number;
  /** 0-based index of the step in each text; at least one is there. */
  readonly left: number | null;
  readonly right: number | null;
  /** Of a `changed` pair; null else. */
  readonly edits: WordEdits | null;
  /** The two steps say another value of the same thing, see `disagree`. */
  readonly disagrees: boolean;
}

/** Two texts beside each other. Each step of each text is in exactly one entry. */
export interface Comparison {
  /**
   * In reading order: by the left text's steps; steps of the right text alone behind the pair, or the left text's own
   * steps, that they follow. A moved pair stands where its left step does.
   */
  readonly entries: readonly Entry[];
  /** 0 to 1: the share of both texts' weight that stands in pairs, each pair by its similarity; 1 for two blank texts. */
  readonly similarity: number;
  /** The texts were too repetitive to be compared as exactly as others. */
  readonly coarse: boolean;
}
