import type { SteppedText } from '../../src/core/compare/comparison.ts';
import { steppedText } from '../../src/core/compare/comparedText.ts';

/** Two texts of one step, code of nothing but rows that differ alike: no row stands once. */
export function hugeStep(rows: number): { readonly left: SteppedText; readonly right: SteppedText } {
  const of = (number: number): SteppedText =>
    steppedText(`\`\`\`\n${`x = x + ${number}\n`.repeat(rows)}\`\`\``);
  return { left: of(1), right: of(2) };
}
