import { describe, expect, test } from 'vitest';

import { compareTexts } from '../../../src/core/compare/compareTexts.ts';
import { steppedText } from '../../../src/core/compare/comparedText.ts';
import { type StepJson, stepsJson } from '../../../src/cli/diffJson.ts';

type Side = 'left' | 'right';

function stepsOf(left: string, right: string): StepJson[] {
  const [a, b] = [steppedText(left), steppedText(right)];
  return stepsJson(compareTexts(a, b), a, b);
}

/** The lines of a text without their ends, by another way than the code's: one split. */
const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

/** What the contract of `diff A B` says of one side; throws where it does not hold. */
function checkSide(steps: readonly StepJson[], side: Side, text: string): void {
  const places = steps.flatMap((step) => step[side] ?? []).sort((a, b) => a.chars[0] - b.chars[0]);
  expect(places.map(({ chars }) => text.slice(...chars)).join('')).toBe(text);
  const lines = linesOf(text);
  let end = 0;
  for (const {
    chars,
    lines: [first, last],
  } of places) {
    expect(chars[0]).toBe(end);
    expect(chars[1]).toBeGreaterThan(chars[0]);
    [, end] = chars;
    const own = text.slice(...chars).trim();
    expect(last).toBeGreaterThanOrEqual(first);
    // The step's own lines hold its own text, which begins on the first and ends on the last.
    const ownLines = linesOf(own);
    expect(last - first + 1).toBe(own === '' ? last - first + 1 : ownLines.length);
    const [begin = '', finish = ''] = [ownLines[0], ownLines.at(-1)];
    expect(lines[first - 1]).toContain(begin);
    expect(lines[last - 1]).toContain(finish);
    // As many line ends stand before the first line as its number says.
    expect(linesOf(text.slice(0, chars[0] + text.slice(...chars).search(/\S|$/)))).toHaveLength(
      own === '' ? linesOf(text.slice(0, chars[1])).length : first,
    );
  }
  expect(end).toBe(text.length);
}

function check(left: string, right: string): StepJson[] {
  const steps = stepsOf(left, right);
  checkSide(steps, 'left', left);
  checkSide(steps, 'right', right);
  for (const { kind, left: a, right: b, similarity, moved } of steps) {
    expect([a !== null, b !== null]).toEqual([kind !== 'right', kind !== 'left']);
    expect(similarity).toBeGreaterThanOrEqual(0);
    expect(similarity).toBeLessThanOrEqual(1);
    if (kind === 'left' || kind === 'right') expect([similarity, moved]).toEqual([0, false]);
    if (kind === 'same') expect(similarity).toBe(1);
  }
  return steps;
}

/** Numbers from 0 up to `below`, the same for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pieces = [
  'Let me compute 2 + 3 = 5.',
  'Wait, is that right?',
  '- a list item',
  '1. **First** step',
  '$$x = \\frac{1}{2}$$',
  '```py\nprint(1)\n\nprint(2)\n```',
  '# Heading',
  'é\u0301\u0323 combining',
  'שלום עולם 12',
  '漢字 と かな',
  '👩‍👩‍👧 \ud83d',
  '\udc00\ud800',
  'a\u0000b\u001b[2J',
  'x'.repeat(30),
];
const ends = ['\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\r\r', '\n \t\n', ' ', '\n\r', '\u2028'];

function randomText(next: (below: number) => number): string {
  let text = next(3) === 0 ? (ends[next(ends.length)] ?? '') : '';
  for (let count = next(12); count > 0; count -= 1)
    text += (pieces[next(pieces.length)] ?? '') + (next(12) === 0 ? '' : (ends[next(ends.length)] ?? ''));
  return text;
}

describe('the JSON of diff', () => {
  test.each([1, 2, 3, 4])('tiles both texts, whatever stands in them (seed %i)', (seed) => {
    const next = numbers(seed);
    for (let round = 0; round < 150; round += 1) check(randomText(next), randomText(next));
  });

  test('a text with itself is all the same, in order', () => {
    const next = numbers(9);
    for (let round = 0; round < 100; round += 1) {
      const text = randomText(next);
      for (const step of check(text, text)) {
        expect([step.kind, step.moved, step.left]).toEqual(['same', false, step.right]);
      }
    }
  });

  test('blank lines before the first step are its chars, but not its lines', () => {
    const [first, second] = check('\n\n  One.\n\n\nTwo.\nTwo on.\n\n', 'One.\n\nTwo.\nTwo on.');
    expect(first?.left).toEqual({ lines: [3, 3], chars: [0, 11] });
    expect(second?.left).toEqual({ lines: [6, 7], chars: [11, 25] });
    expect(second?.right).toEqual({ lines: [3, 4], chars: [6, 18] });
  });

  test('LF, CR LF and CR alone each end a line', () => {
    const [step] = check('a\rb\r\nc\nd\r\re', 'f');
    expect(step?.left).toEqual({ lines: [1, 4], chars: [0, 10] });
  });

  test.each([
    ['both empty', '', ''],
    ['one empty', '', 'One.'],
    ['blank', ' \n\n\t', ''],
    ['one line again and again', 'again and again\n\n'.repeat(200), 'again and again'],
  ])('%s', (_name, left, right) => {
    check(left, right);
  });

  test.each([
    ['one step of 1 MB without a space', 'x'.repeat(1_000_000)],
    ['one line repeated 20,000 times', 'again and again\n\n'.repeat(20_000)],
  ])('%s: every place of the text once', (_name, text) => {
    const places = stepsOf(text, 'again and again').flatMap(({ left }) => left ?? []);
    const sorted = places.toSorted((a, b) => a.chars[0] - b.chars[0]);
    expect(sorted.map(({ chars }) => text.slice(...chars)).join('') === text).toBe(true);
    expect(sorted.at(-1)?.lines[1]).toBe(Math.max(1, text.split('\n').length - 2));
  });
});
