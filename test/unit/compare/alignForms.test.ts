import { expect, test } from 'vitest';
import { scored } from '../../../bench/compare/found.ts';
import {
  generated,
  generatedCases,
  type GeneratedCase,
  generatedForms,
  type GeneratedForm,
} from '../../../bench/compare/generator.ts';
import { compareTexts } from '../../../src/core/compare/compareTexts.ts';

type Case = readonly [GeneratedForm, number, GeneratedCase];

const casesOf = (form: GeneratedForm, words: number): Case[] =>
  generatedCases.map((kind) => [form, words, kind]);
const cases = [
  ...generatedForms.flatMap((form) => casesOf(form, 4_000)),
  // The less a step says, the more of them say nearly the same by chance.
  ...casesOf('short', 20_000),
  ...casesOf('formula', 20_000),
  ...casesOf('short', 100_000),
  // The more formulas there are, the more of those that moved stand elsewhere too.
  ...casesOf('formula', 100_000),
];

/** Words of code are part of its lines, and none of them is edited: there is nothing to find. */
const hasNothingToFind = (form: GeneratedForm, kind: GeneratedCase): boolean =>
  form === 'code' && kind === '5 % of words edited';

test.each<Case>(cases)(
  'steps of one kind: what was done to them is found, and nothing else is paired: %s, %i words, %s',
  (form, words, kind) => {
    const made = generated(kind, words, form);
    const rows = scored('made', made, compareTexts(made.left, made.right));
    const value = (name: string): number | undefined =>
      rows.find((row) => row.name === `made: ${name}`)?.value;
    if (hasNothingToFind(form, kind)) expect(value('found')).toBeUndefined();
    else expect(value('found')).toBeGreaterThanOrEqual(98);
    expect(value('spurious')).toBeLessThan(1);
  },
);

/** Short texts have few steps that something was done to: of so many texts together it is told. */
const texts = 20;

test.each<readonly [GeneratedForm, number]>([
  ['formula', 500],
  ['formula', 2_000],
  ['display', 500],
  ['display', 2_000],
])('of short texts of formulas alone little is paired by chance: %s, %i words', (form, words) => {
  const mean = (kind: GeneratedCase, name: string): number => {
    let sum = 0;
    for (let at = 0; at < texts; at += 1) {
      const made = generated(kind, words + 17 * at, form);
      const rows = scored('made', made, compareTexts(made.left, made.right));
      sum += rows.find((row) => row.name === `made: ${name}`)?.value ?? NaN;
    }
    return sum / texts;
  };
  expect(mean('unrelated', 'spurious')).toBeLessThan(1);
  // Before signs were looked at together 98.1 % of short formulas were found.
  expect(mean('dropped, inserted, edited', 'found')).toBeGreaterThan(98.4);
});
