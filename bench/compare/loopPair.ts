import type { SteppedText } from '../../src/core/compare/comparison.ts';
import { steppedText } from '../../src/core/compare/comparedText.ts';

/** Two texts of nothing but rounds of a loop that count, with one word that is another in the second. */
export function loopPair(rounds: number): { readonly left: SteppedText; readonly right: SteppedText } {
  const of = (word: string): SteppedText =>
    steppedText(
      Array.from({ length: rounds }, (_, at) => `- so the new ${word} sum is now here of all ${at}`).join(
        '\n',
      ),
    );
  return { left: of('first'), right: of('second') };
}
