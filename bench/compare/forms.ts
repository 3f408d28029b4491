import { compareTexts } from '../../src/core/compare/compareTexts.ts';
import type { OutcomeRow } from '../support/outcome.ts';
import { scored } from './found.ts';
import { generated, generatedCases, generatedForms } from './generator.ts';

const sizes = [2_000, 20_000, 100_000] as const;

/** The rows that say the worst of all forms, sizes and cases. */
export const leastFound = 'ours, steps of one form, in the worst case: found';
export const mostSpurious = 'ours, steps of one form, in the worst case: spurious';

/**
 * What is found of what was done to texts of steps of one form, and what is spurious, by form, size and case. `mixed`
 * is reasoning as it mostly is. Of code no word is edited, so that there is nothing to be found.
 */
export function formRows(): OutcomeRow[] {
  const rows = generatedForms.flatMap((form) =>
    sizes.flatMap((words) =>
      generatedCases.flatMap((kind) => {
        const made = generated(kind, words, form);
        return scored(
          `ours, steps: ${form}, ${words} words, ${kind}`,
          made,
          compareTexts(made.left, made.right),
        );
      }),
    ),
  );
  const values = (what: string): number[] =>
    rows.filter(({ name }) => name.endsWith(`: ${what}`)).map(({ value }) => value);
  return [
    ...rows,
    { name: leastFound, value: Math.min(...values('found')), unit: '%' },
    { name: mostSpurious, value: Math.max(...values('spurious')), unit: 'of 300 steps' },
  ];
}
