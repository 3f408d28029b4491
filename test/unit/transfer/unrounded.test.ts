import { expect, test } from 'vitest';
import { unrounded } from '../../../src/core/transfer/unrounded.ts';

test('every share of up to 500 parts is what it was before it was kept in 32 bits', () => {
  const wrong: string[] = [];
  for (let parts = 1; parts <= 500; parts++) {
    for (let right = 0; right <= parts; right++) {
      if (unrounded(Math.fround(right / parts)) !== right / parts) wrong.push(`${right}/${parts}`);
    }
  }
  expect(wrong).toEqual([]);
});

test.each([0.4, 0.1, 0.66, 0.007, 0.1234, 0.98765, 0.123457, 1e-7, 0.9999])('so is %d', (value) => {
  expect(unrounded(Math.fround(value))).toBe(value);
});

test('a number of more digits becomes no other of 32 bits', () => {
  for (let at = 1; at < 2000; at++) {
    const value = Math.fround(Math.sqrt(at / 2001));
    const found = unrounded(value);
    expect(Math.fround(found)).toBe(value);
    expect(String(found).length).toBeLessThanOrEqual(22);
  }
});

test.each([0, 1, 0.5, 0.625, 1 / 3, 0.1 + 0.2, Math.PI / 4, NaN, -0.4000000059604645, 7.3])(
  'what 32 bits hold exactly, or did not hold, stays: %d',
  (value) => {
    expect(unrounded(value)).toBe(value);
  },
);
