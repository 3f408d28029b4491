import type { FormulaQuestion } from './score.ts';

/** Whether two answers are the same, and in which way; else what differs, where that can be said. */
export type MathVerdict = MathEqual | MathUnequal;

export interface MathEqual {
  readonly equal: true;
  /** `algebra` where it was worked out exactly with roots left as they are, or by an algebra system. */
  readonly how: 'text' | 'number' | 'expression' | 'structure' | 'algebra';
}

export interface MathUnequal {
  readonly equal: false;
  readonly why: string | null;
  /** The two sides, where these rules cannot tell whether they are the same; else null. */
  readonly open: FormulaQuestion | null;
}

export const no = (why: string | null = null): MathUnequal => ({ equal: false, why, open: null });
export const yes = (how: MathEqual['how']): MathEqual => ({ equal: true, how });

/** Not the same as far as these rules can tell; a computer-algebra system may know better. */
export const unknown = (left: string, right: string): MathUnequal => ({
  equal: false,
  why: null,
  open: { left, right },
});
