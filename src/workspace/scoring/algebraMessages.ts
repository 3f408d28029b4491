import type { FormulaQuestion } from '../../core/scorers/score.ts';

/** What the thread of the algebra system is asked. */
export interface ToAlgebraThread extends FormulaQuestion {
  readonly id: number;
}

export type FromAlgebraThread =
  /** It is loaded, and can be asked. */
  | { readonly type: 'ready' }
  /** Null where it can tell neither way. */
  | { readonly type: 'answer'; readonly id: number; readonly same: boolean | null };
