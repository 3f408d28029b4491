import { expect, test } from 'vitest';
import { compared, shown } from './texts.ts';

const plan = 'First we find the radius of the circle from its area.';
const area = 'The area is \\(49\\pi\\), so the radius is \\(\\sqrt{49} = 7\\).';
const circumference = 'The circumference of the circle is then \\(2 \\times 7\\pi = 14\\pi\\).';
const doubt = 'Wait, maybe the question asks for the diameter instead of the circumference?';
const end = '**Final Answer:** \\(\\boxed{14\\pi}\\)';
const text = (...steps: string[]) => steps.join('\n\n');

test('steps that are the same but for white space are the same', () => {
  const left = text(plan, area, end);
  const right = text(plan.replace('the radius', 'the\r\nradius'), `  ${area}`, end).replaceAll(
    '\n\n',
    '\r\n\r\n',
  );
  expect(shown(left, right)).toEqual(['same 1-1', 'same 2-2', 'same 3-3']);
  expect(compared(left, right).similarity).toBe(1);
});

test('steps that one text lacks stand alone, in reading order', () => {
  expect(shown(text(plan, area, doubt, end), text(plan, area, circumference, end))).toEqual([
    'same 1-1',
    'same 2-2',
    'left 3-',
    'right -3',
    'same 4-4',
  ]);
});

test('a step in other words is paired, one with nothing in common is not', () => {
  const other = 'To begin, we find the radius of the circle out of its area.';
  expect(shown(text(plan, area), text(other, area))).toEqual([
    'changed 1-1: [First] [from] → [To begin,] [out of]',
    'same 2-2',
  ]);
});

test('the same formula in another notation is a pair without edits', () => {
  const left = 'So \\[ x \\leq \\dfrac{1}{2} \\cdot \\left( a + \\sqrt{b} \\right) \\]';
  const right = 'So $$ x \\le \\frac12 \\times (a + \\sqrt{b}) $$';
  const { entries } = compared(text(plan, left), text(plan, right));
  expect(entries[1]).toMatchObject({ kind: 'changed', similarity: 1, edits: { left: [], right: [] } });
});

test('steps with the same words in another order are not called the same notation', () => {
  const [entry] = compared('a = 3 and b = 5', 'b = 5 and a = 3').entries;
  expect(entry?.similarity).toBeLessThan(1);
});

test('what is computed counts more than the words around it', () => {
  const left = text(plan, 'We get \\(x^2 - 7x + 12 = 0\\), so \\(x = 3\\) or \\(x = 4\\).', end);
  const right = text(
    plan,
    'The equation is:\n\\[x^2 - 7x + 12 = 0\\]',
    'We get what we wanted, so that is done.',
    end,
  );
  expect(shown(left, right)[1]).toMatch(/^changed 2-2/);
});

test('a step that stands elsewhere is moved, where it says enough to tell', () => {
  const long = text(plan, area, circumference, doubt, end);
  expect(shown(long, text(circumference, plan, area, doubt, end))).toEqual(
    ['right -1', 'same 1-2', 'same 2-3', 'left 3-', 'same 4-4', 'same 5-5']
      .map((line) => (line === 'left 3-' ? 'same 3-1 moved' : line))
      .filter((line) => line !== 'right -1'),
  );
});

test('short steps that stand elsewhere are not called moved', () => {
  const left = text('So:', plan, area, circumference, doubt, end);
  const right = text(plan, area, circumference, doubt, 'So:', end);
  expect(shown(left, right)).toEqual([
    'left 1-',
    'same 2-1',
    'same 3-2',
    'same 4-3',
    'same 5-4',
    'right -5',
    'same 6-6',
  ]);
});

test('short steps beside a moved one move with it', () => {
  const filler = Array.from(
    { length: 6 },
    (_, at) => `Paragraph number ${at} talks of ${'abcdef'[at] ?? ''}-shaped things.`,
  );
  const block = [circumference, 'So:'];
  const lines = shown(text(...block, ...filler), text(...filler, ...block));
  expect(lines.slice(0, 2)).toEqual(['same 1-7 moved', 'same 2-8 moved']);
});

test('short steps are paired where both stand between the same steps', () => {
  const left = text(plan, area, 'So x = 3.', circumference, end);
  expect(shown(left, left.replace('So x = 3.', 'So x = 4.'))).toContain('changed 3-3 disagrees: [3] → [4]');
});

test.each([
  ['12', '15'],
  ['$12$', '$15$'],
  ['12', '-15'],
])('a number alone is a pair with another one in its place: %s and %s', (one, other) => {
  const lines = (number: string, ...more: string[]): string => text(plan, area, number, ...more);
  for (const after of [[circumference, end], []]) {
    const found = shown(lines(one, ...after), lines(other, ...after));
    expect(found[2]).toMatch(/^changed 3-3/);
    expect(found).toHaveLength(3 + after.length);
  }
  expect(shown(lines(one, end), lines('apples', end))).toContain('left 3-');
  // Several numbers are no answer.
  expect(shown(lines('12 7 9', end), lines('15 4', end))).toContain('left 3-');
});

test.each([2, 3, 4, 5, 6, 8, 20, 40])('%i short steps that differ in their numbers are paired', (many) => {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const steps = (name: (at: number) => string, by: number): string[] =>
    Array.from({ length: many }, (_, at) => `So ${name(at)} = ${at + by}.`);
  const names = [(at: number) => `x${letters[at % 26] ?? ''}${at < 26 ? '' : 'a'}`, () => 'x'];
  for (const name of names) {
    const [left, right] = [2, 62].map((by) => [plan, area, doubt, ...steps(name, by)]);
    if (left === undefined || right === undefined) throw new Error('There are two texts.');
    const inOrder = left.map((_, at) => [at, at]);
    expect(pairsOf(left, right)).toEqual(inOrder);
    expect(pairsOf([...left, end], [...right, end])).toEqual([...inOrder, [left.length, left.length]]);
    const more = pairsOf([...left, end], [...right, 'So x = 990.', end]);
    expect(more.filter(([a, b]) => a !== null && b !== null)).toHaveLength(left.length + 1);
  }
});

test('other numbers in the same words are a pair between pairs, in texts of any size', () => {
  const steps = (number: (at: number) => number): string =>
    Array.from({ length: 400 }, (_, at) => `Case ${at * 7} of the ${at}th kind.\n\nSo $x = ${number(at)}$.`)
      .concat('That is all.')
      .join('\n\n');
  const { entries } = compared(
    steps((at) => at * 3 + 1),
    steps((at) => at * 5 + 2),
  );
  expect(entries.filter(({ kind, disagrees }) => kind === 'changed' && disagrees)).toHaveLength(400);
  expect(entries).toHaveLength(801);
});

test('a short step next to a pair is paired in a large gap too', () => {
  const other = (side: string): string[] =>
    Array.from({ length: 6 }, (_, at) => `${side}${at} talks about ${side}thing${at * 31} alone`);
  const left = text(plan, area, 'So \\(x = 3\\).', ...other('pear'), circumference, end);
  const right = text(plan, area, 'So \\(x = 4\\).', ...other('quince'), circumference, end);
  expect(shown(left, right)[2]).toBe('changed 3-3 disagrees: [3] → [4]');
});

test('unrelated headings with numbers are not paired', () => {
  const left = text('1. **1**: Every number is divisible by one.', circumference);
  const right = text('1. \\(a_1 = 1\\)', doubt);
  expect(compared(left, right).entries.every(({ kind }) => kind === 'left' || kind === 'right')).toBe(true);
});

test('texts of one short step each are paired by what they share', () => {
  expect(shown('The answer is 12.', 'The answer is 13.')).toEqual(['changed 1-1 disagrees: [12] → [13]']);
  expect(shown('The answer is 12.', 'Paris')).toEqual(['left 1-', 'right -1']);
});

test.each([4, 5, 8])('%i steps that all say nearly the same are paired with those in other words', (many) => {
  const steps = (word: string): string[] =>
    Array.from({ length: many }, (_, at) => `${word} whether ${2 * at + 11} is a prime number: it is.`);
  expect(pairsOf(steps('Check'), steps('Test'))).toEqual(steps('').map((_, at) => [at, at]));
});

test('rounds of several paragraphs in other words are paired', () => {
  const round = (word: string): string[] =>
    ['red', 'blue', 'green', 'white', 'black'].map(
      (ball) =>
        `Wait, let me check the ${ball} ball again, since the ${word} of such balls may not be what we counted.`,
    );
  const [left, right] = ['number', 'count'].map((word) =>
    Array.from({ length: 40 }, () => round(word)).flat(),
  );
  expect(pairsOf(left ?? [], right ?? [])).toEqual(left?.map((_, at) => [at, at]));
});

test('other answers at the end of both texts are a pair that disagrees', () => {
  const steps = ['First we count the apples.', 'Then the pears are counted too.', '**Final Answer**'];
  const [left, right] = [12, 15].map((answer) => [...steps, `\\[\\boxed{${answer}}\\]`].join('\n\n'));
  const last = compared(left ?? '', right ?? '').entries.at(-1);
  expect([last?.left, last?.right, last?.kind, last?.disagrees]).toEqual([3, 3, 'changed', true]);
});

test('what stands beside a moved step is no other step of the same end', () => {
  const [start, moved, one, other] = [
    'Start here with the sum.',
    'The very same unusual paragraph about quokkas, plums and tangents stands here once.',
    'Meanwhile apples are weighed on Monday, before anyone counts the pears.',
    'Elsewhere cold rivers carry boats and barges slowly to the valley.',
  ];
  const left = [start, moved, one, other];
  const right = [start, one, other, 'Start there with the sum.', moved];
  const { entries } = compared(left.join('\n\n'), right.join('\n\n'));
  expect(entries.flatMap((entry) => entry.left ?? []).sort()).toEqual([0, 1, 2, 3]);
  expect(entries.flatMap((entry) => entry.right ?? []).sort()).toEqual([0, 1, 2, 3, 4]);
});

function pairsOf(left: readonly string[], right: readonly string[]): (number | null)[][] {
  return compared(left.join('\n\n'), right.join('\n\n')).entries.map((entry) => [entry.left, entry.right]);
}
