/** Whether two answers are the same, and in which way; else what differs, where that can be said. */
export type MathVerdict =
  | { readonly equal: true; readonly how: 'text' | 'number' | 'expression' | 'structure' }
  | { readonly equal: false; readonly why: string | null };

export const no = (why: string | null = null): MathVerdict => ({ equal: false, why });
export const yes = (how: 'text' | 'number' | 'expression' | 'structure'): MathVerdict => ({
  equal: true,
  how,
});
