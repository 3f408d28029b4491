import { expect, test } from 'vitest';
import { compared } from './texts.ts';

const loop = (rounds: number): string =>
  Array.from(
    { length: rounds },
    () => 'Wait, let me check the sum again.\n\nThe sum is 12, so that is right.',
  ).join('\n\n');
const others = (what: string): string =>
  Array.from({ length: 300 }, (_, at) => `A ${what} of kind ${at * 7}, ${what}${at}.`).join('\n\n');

test.each([257, 1_000, 3_000])('a loop of two steps, %i times, is compared exactly', (rounds) => {
  const left = `We begin with this.\n\n${loop(rounds)}\n\nThat is the end.`;
  const right = `Let us see first.\n\n${loop(rounds + 5)}\n\nNow it is over.`;
  const { entries, coarse } = compared(left, right);
  expect(entries.filter(({ kind }) => kind === 'same')).toHaveLength(2 * rounds);
  expect(coarse).toBe(false);
});

test('a loop is found where other steps push it far away', () => {
  const { entries, coarse } = compared(
    `${others('pear')}\n\n${loop(1_000)}`,
    `${loop(1_000)}\n\n${others('quince')}`,
  );
  expect(entries.filter(({ kind, moved }) => kind === 'same' && !moved)).toHaveLength(2_000);
  expect(coarse).toBe(false);
});
