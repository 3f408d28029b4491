/** When two steps belong together. From the study in `bench/compare`. */
export interface AlignmentRules {
  /** Of what two steps weigh they must share this much. */
  readonly threshold: number;
  /** The same, of a pair that does not stand in the order of the others. */
  readonly moved: number;
  /** The same, of steps in a small gap between pairs, or next to a pair: where they stand is evidence too. */
  readonly enclosed: number;
  /**
   * So many tokens that stand in one step alone are added to what two steps weigh before the thresholds are applied:
   * steps that say little must be more alike.
   */
  readonly doubt: number;
  readonly movedDoubt: number;
  readonly enclosedDoubt: number;
}

export const defaultRules: AlignmentRules = {
  threshold: 0.32,
  moved: 0.5,
  enclosed: 0.25,
  doubt: 8,
  movedDoubt: 10,
  enclosedDoubt: 1,
};
