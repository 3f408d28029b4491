import type { AlignedStep, StepLabel } from './alignedTraces.ts';

/** The labels in plain English. */
export const labelNames: Readonly<Record<StepLabel, string>> = {
  setup: 'setting up',
  computing: 'computing',
  checking: 'checking',
  backtracking: 'backtracking',
  concluding: 'concluding',
};

/** Of a pair that is the same in another notation, such as `\dfrac` for `\frac`. */
export function isOtherNotation({
  state,
  similarity,
  marks,
}: Pick<AlignedStep, 'state' | 'similarity' | 'marks'>): boolean {
  return state === 'changed' && similarity === 1 && marks.length === 0;
}
