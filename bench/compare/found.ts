import type { Comparison, SteppedText } from '../../src/core/compare/comparison.ts';
import type { OutcomeRow } from '../support/outcome.ts';
import type { Generated } from './generator.ts';

/**
 * How much of what the generator did was found. A step is found where it has the partner that was made of it, or one
 * with the same words; a dropped or inserted one where it has none. Any other pair is spurious.
 */
export function scored(name: string, made: Generated, { entries, coarse }: Comparison): OutcomeRow[] {
  const partners = new Map(entries.map(({ left, right }) => [left, right]));
  let [touched, found, spurious] = [0, 0, 0];
  made.partner.forEach((wanted, step) => {
    const is = partners.get(step) ?? null;
    const isSame = is !== null && wordsOf(made.left, step) === wordsOf(made.right, is);
    const isRight =
      is === wanted ||
      isSame ||
      (is !== null && wanted !== null && wordsOf(made.right, is) === wordsOf(made.right, wanted));
    if (made.touched[step] === true) {
      touched += 1;
      if (isRight) found += 1;
    }
    if (is !== null && !isRight) spurious += 1;
  });
  for (const { left, right } of entries) {
    if (right === null || !made.inserted.has(right)) continue;
    touched += 1;
    if (left === null || wordsOf(made.left, left) === wordsOf(made.right, right)) found += 1;
  }
  const steps = Math.min(made.left.steps.length, made.right.steps.length);
  return [
    ...(touched === 0 ? [] : [{ name: `${name}: found`, value: (100 * found) / touched, unit: '%' }]),
    { name: `${name}: spurious`, value: (300 * spurious) / steps, unit: 'of 300 steps' },
    { name: `${name}: coarse`, value: coarse ? 1 : 0, unit: '' },
  ];
}

function wordsOf({ text, steps }: SteppedText, step: number): string {
  return text.slice(steps[step]?.start, steps[step]?.end).trim();
}
