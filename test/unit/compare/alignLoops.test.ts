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

const round = 'wait, let me check the sum again because the number of ways may not be what we counted before';
const traceOf = (start: string, rounds: number, of: (at: number) => string): string =>
  [
    `We begin with ${start}.`,
    ...Array.from({ length: rounds }, (_, at) => of(at)),
    `The ${start} is at its end.`,
  ].join('\n\n');

test.each<[string, number, number, (at: number) => string, (at: number) => string]>([
  ['as often', 6_000, 6_000, () => round, () => round],
  ['less often', 6_000, 4_000, () => round, () => round],
  ['that counts in both', 6_000, 6_000, (at) => `${round} ${at}.`, (at) => `${round} ${at + 7}.`],
  ['that counts in one', 6_000, 6_000, (at) => `${round} ${at}.`, () => round],
  ['that counts to ten', 3_000, 3_000, (at) => `${round} ${at % 10}.`, (at) => `${round} ${(at * 3) % 10}.`],
  ['in other words', 6_000, 6_000, () => round, () => `No, ${round.replace('the sum', 'all of it')}`],
])('a paragraph repeated thousands of times is paired round by round: %s', (_, many, more, left, right) => {
  const { entries, coarse } = compared(traceOf('pears', many, left), traceOf('quinces', more, right));
  const pairs = entries.filter((entry) => entry.left !== null && entry.right !== null);
  // A round that counts further than the other text does has none with its number, and no place among the others.
  expect(pairs.length).toBeGreaterThanOrEqual(Math.min(many, more) - 7);
  expect(pairs.filter(({ moved }) => moved)).toHaveLength(0);
  expect(coarse).toBe(false);
});

test.each([
  ['once more', 'Hmm, let me think again.', 'Hmm, let me think once more.'],
  ['another first word', 'Hmm, let me think again.', 'Hm, let me think again.'],
  ['another pronoun', 'Wait, is that right?', 'Wait, is this right?'],
])('rounds of a few words are paired in order: %s', (_, one, other) => {
  for (const [many, more] of [
    [10, 10],
    [30, 30],
    [30, 25],
    [100, 100],
    [400, 399],
  ] as const) {
    for (const ends of [[], ['That is the end of it.']]) {
      const rounds = (round: string, times: number): string =>
        [...Array.from({ length: times }, () => round), ...ends].join('\n\n');
      const { entries, coarse } = compared(rounds(one, many), rounds(other, more));
      const pairs = entries.filter(({ left, right }) => left !== null && right !== null);
      expect(pairs).toHaveLength(Math.min(many, more) + ends.length);
      expect(pairs.filter(({ kind }) => kind === 'changed')).toHaveLength(Math.min(many, more));
      expect([pairs.some(({ moved }) => moved), coarse]).toEqual([false, false]);
    }
  }
});

test('rounds of a few words are paired where something else stands before them', () => {
  const trace = (start: string, round: string): string =>
    [start, ...Array.from({ length: 30 }, () => round)].join('\n\n');
  const { entries } = compared(
    trace('We begin with pears.', 'Hmm, let me think again.'),
    trace('The quince is next.', 'Hmm, let me think once more.'),
  );
  expect(entries.filter(({ kind }) => kind === 'changed')).toHaveLength(30);
});

test('rounds of loops that say nothing alike are not paired', () => {
  const rounds = (round: string): string => Array.from({ length: 30 }, () => round).join('\n\n');
  const { entries } = compared(rounds('Wait, is that right?'), rounds('So we can add both sums.'));
  expect(entries.filter(({ left, right }) => left !== null && right !== null)).toEqual([]);
});

test('a paragraph that is repeated in one text is paired once', () => {
  const { entries, coarse } = compared(
    traceOf('pears', 6_000, () => round),
    `${round}\n\nThat is all.`,
  );
  expect(entries.filter(({ kind }) => kind === 'same')).toHaveLength(1);
  expect(coarse).toBe(false);
});

test('a loop of 40,000 rounds that count, in other words, is paired round by round', () => {
  const rounds = (word: string): string =>
    Array.from({ length: 40_000 }, (_, at) => `- so the new ${word} sum is now here of all ${at}`).join('\n');
  const { entries, coarse } = compared(rounds('first'), rounds('second'));
  expect(entries.filter(({ left, right }) => left !== null && right !== null)).toHaveLength(40_000);
  expect(coarse).toBe(false);
});
