import { expect, test } from 'vitest';
import { matchingText } from '../../../src/core/items/identity.ts';
import { tokenSketch } from '../../../src/core/results/tokenSketch.ts';

const texts = [
  '',
  '...',
  'What is 2+2? x_1 = 3.5',
  'Für α ≥ 0: 所以答案是 12。①½²',
  '𝔸𝟙 😀 𐐀𐐁 7',
  'a\ud800b \udc00c \ud835',
  'e\u0301 \u0939\u093f\u0928\u094d\u0926\u0940 كتاب',
  '😀',
  'x[asy]draw((0,0)--(1,1));[/asy]y',
];

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\[asy\].*?\[\/asy\]/gs, ' ')
    .toLowerCase();
}

function hashOf(word: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) value = Math.imul(value ^ word.charCodeAt(i), 0x01000193);
  // Those of numbers are the smaller half.
  return ((value >>> 1) | (/^\p{N}/u.test(word) ? 0 : 0x80000000)) >>> 0;
}

// Any mixture of what characters there are, the same each time.
const mixed = Array.from({ length: 300 }, (_, seed) =>
  String.fromCodePoint(
    ...Array.from({ length: 40 }, (_, at) => {
      const code = (seed * 7919 + at * at * 104_729 + at) % (at % 5 === 0 ? 0x110000 : 0x3000);
      return at % 3 === 0 ? 0x20 + (code % 0x5f) : code;
    }),
  ),
);

test('texts are matched by letters and digits as Unicode has them', () => {
  for (const text of [...texts, ...mixed]) {
    expect(matchingText(text)).toBe(plain(text).replace(/[^\p{L}\p{N}]+/gu, ''));
  }
});

test('words and numbers are those of Unicode', () => {
  for (const text of [...texts, ...mixed]) {
    const words = plain(text).match(/\p{L}+|\p{N}+/gu) ?? [];
    expect(tokenSketch(text)).toEqual([...new Set(words.map(hashOf))].sort((a, b) => a - b));
  }
});
