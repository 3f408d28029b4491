import type { Comparison, Entry, SteppedText } from '../core/compare/comparison.ts';
import { linesOf, TextLines } from './diffLines.ts';

/** Where a step is: lines 1-based and inclusive, chars half-open UTF-16 offsets. */
interface StepPlace {
  readonly lines: readonly [number, number];
  readonly chars: readonly [number, number];
}

export interface StepJson {
  readonly kind: Entry['kind'];
  readonly moved: boolean;
  readonly similarity: number;
  readonly left: StepPlace | null;
  readonly right: StepPlace | null;
}

/** The steps of a comparison as `diff --json` prints them. */
export function stepsJson({ entries }: Comparison, left: SteppedText, right: SteppedText): StepJson[] {
  const [lefts, rights] = [placesOf(left), placesOf(right)];
  return entries.map(({ kind, moved, similarity, left: a, right: b }) => ({
    kind,
    moved,
    similarity,
    left: a === null ? null : lefts(a),
    right: b === null ? null : rights(b),
  }));
}

function placesOf({ text, steps }: SteppedText): (index: number) => StepPlace | null {
  const lines = new TextLines(text);
  return (index) => {
    const step = steps[index];
    if (step === undefined) return null;
    const { start, end } = step;
    return { lines: linesOf(text, lines, [start, end]), chars: [start, end] };
  };
}
