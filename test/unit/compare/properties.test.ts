import { describe, expect, test } from 'vitest';
import { chanceFrom, type Chance } from '../../../bench/support/sampleText.ts';
import { comparedText } from '../../../src/core/compare/comparedText.ts';
import { compareTexts } from '../../../src/core/compare/compareTexts.ts';
import type { Comparison, Entry, SteppedText } from '../../../src/core/compare/comparison.ts';
import { stepped } from './texts.ts';

const parts = [
  'the sum of both is even',
  'wait, let me check that again',
  'so \\(x = \\frac{1}{2}\\)',
  'and 3,000 apples',
  '$$a^2 + b^2 = c^2$$',
  '所以答案是 12。',
  'שלום עולם',
  'e\u0301 and 👩‍🔬',
  '\ud800 alone',
  '\0',
  '### Step 3: the end',
  '- an item',
  '```\ncode\n\nmore\n```',
  '\\[\nx = 7\n\\]',
  '---',
  '1. one',
];
const separators = [' ', '\n', '\n\n', '\r\n\r\n', '\r', '\n \n', ', '];

function pick(values: readonly string[], chance: Chance): string {
  return values[Math.floor(chance() * values.length)] ?? '';
}

function someText(chance: Chance): string {
  const pieces = Array.from({ length: Math.floor(chance() ** 2 * 60) }, () => {
    const words = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => pick(parts, chance)).join(' ');
    return (chance() < 0.4 ? `${words} ${Math.floor(chance() * 50)}` : words) + pick(separators, chance);
  });
  return pieces.join('');
}

/** A text made of another: parts left out, put in, changed, moved. */
function variant(text: string, chance: Chance): string {
  const pieces = text.split(/(?<=\n)/);
  const changed = pieces.flatMap((piece) => {
    const what = chance();
    if (what < 0.1) return [];
    if (what < 0.2) return [piece, `${pick(parts, chance)}\n\n`];
    return [what < 0.4 ? piece.replace(/\S+/, pick(parts, chance)) : piece];
  });
  if (chance() < 0.5 && changed.length > 2) {
    const [moved = ''] = changed.splice(Math.floor(chance() * changed.length), 1);
    changed.splice(Math.floor(chance() * changed.length), 0, moved);
  }
  return changed.join('');
}

const cases = Array.from({ length: 250 }, (_, seed) => {
  const chance = chanceFrom(seed);
  const left = someText(chance);
  const right = seed % 3 === 0 ? someText(chance) : variant(left, chance);
  const asTrace = (text: string): SteppedText =>
    seed % 5 === 0
      ? comparedText(
          { reasoning: text.slice(0, text.length >> 1), answer: text.slice(text.length >> 1) },
          'both',
        )
      : stepped(text);
  return { left: asTrace(left), right: asTrace(right) };
});

function chars({ text, steps }: SteppedText, { entries }: Comparison, side: 'left' | 'right'): string {
  const found = entries.flatMap((entry) => entry[side] ?? []).sort((a, b) => a - b);
  return found.map((step) => text.slice(steps[step]?.start, steps[step]?.end)).join('');
}

function mirror({ left, right, kind, edits, ...rest }: Entry): Entry {
  return {
    ...rest,
    kind: kind === 'left' ? 'right' : kind === 'right' ? 'left' : kind,
    left: right,
    right: left,
    edits: edits === null ? null : { left: edits.right, right: edits.left },
  };
}

const inOneOrder = (entries: readonly Entry[]): Entry[] =>
  [...entries].sort((a, b) => (a.left ?? -1) - (b.left ?? -1) || (a.right ?? -1) - (b.right ?? -1));

describe('of 250 pairs of texts', () => {
  test('each step is in exactly one entry, and together they are the texts', () => {
    for (const { left, right } of cases) {
      const found = compareTexts(left, right);
      expect(chars(left, found, 'left')).toBe(left.text);
      expect(chars(right, found, 'right')).toBe(right.text);
    }
  });

  test('pairs that did not move ascend in both texts, and entries are in reading order', () => {
    for (const { left, right } of cases) {
      let [leftAt, rightAt, anyLeft] = [-1, -1, -1];
      for (const { left: a, right: b, moved } of compareTexts(left, right).entries) {
        if (a !== null) {
          expect(a).toBe(anyLeft + 1);
          anyLeft = a;
        }
        if (moved) continue;
        if (a !== null) expect(a).toBeGreaterThan(leftAt);
        if (b !== null) expect(b).toBeGreaterThan(rightAt);
        leftAt = a ?? leftAt;
        rightAt = b ?? rightAt;
      }
    }
  });

  test('a text is the same as itself', () => {
    for (const { left } of cases) {
      const { entries, similarity, coarse } = compareTexts(left, left);
      expect(entries.map(({ kind, moved, left: a, right: b }) => [kind, moved, a, b])).toEqual(
        left.steps.map((_, at) => ['same', false, at, at]),
      );
      expect([similarity, coarse]).toEqual([1, false]);
    }
  });

  test('the other way round everything is mirrored', () => {
    let paired = 0;
    for (const { left, right } of cases) {
      const [there, back] = [compareTexts(left, right), compareTexts(right, left)];
      expect(inOneOrder(back.entries)).toEqual(inOneOrder(there.entries.map(mirror)));
      expect([back.similarity, back.coarse]).toEqual([there.similarity, there.coarse]);
      paired += there.entries.filter(({ kind }) => kind === 'changed').length;
    }
    expect(paired).toBeGreaterThan(300);
  });

  test('edits are in order, apart, within their step, and what they leave is the same on both sides', () => {
    for (const { left, right } of cases) {
      for (const entry of compareTexts(left, right).entries) {
        const { edits, similarity } = entry;
        if (edits === null) continue;
        for (const [side, text] of [
          ['left', left],
          ['right', right],
        ] as const) {
          const step = text.steps[entry[side] ?? 0];
          let at = step?.start ?? 0;
          for (const [start, end] of edits[side]) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            expect(text.text.slice(start, end).trim()).not.toBe('');
            at = end + 1;
          }
          expect(at - 1).toBeLessThanOrEqual(step?.end ?? 0);
        }
        expect(similarity === 1).toBe(edits.left.length + edits.right.length === 0);
      }
    }
  });
});
