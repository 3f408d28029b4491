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
