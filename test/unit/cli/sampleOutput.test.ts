import { expect, it } from 'vitest';
import { sampleWords } from '../../../src/cli/sampleOutput.ts';
import { legs, right, sample } from '../results/fixtures.ts';

const words = (changes: Parameters<typeof sample>[0]): string => sampleWords(sample(changes));

it('says why an answer is not wholly right', () => {
  expect(words({ score: { ...right, value: 0, extracted: '9', reason: 'is not 8' } })).toContain(
    'wrong: is not 8  9 (gold 8)',
  );
  const parts = { ...right, value: 1 / 3, extracted: null, reason: '1 of 3 followed; not: no_comma' };
  expect(words({ score: parts })).toContain('0.33 of 1: 1 of 3 followed; not: no_comma');
});

it('shows what was taken for the answer, not a whole program', () => {
  const score = { ...right, extracted: 'print(1)\nprint(2)' };
  expect(words({ item: { ...legs(2), gold: null }, score })).not.toMatch(/print|unknown/);
  expect(words({ item: { ...legs(2), gold: null } })).toMatch(/right {2}8 {2}/);
});
