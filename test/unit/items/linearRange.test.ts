import { expect, test } from 'vitest';
import { linearRange } from '../../../src/core/items/linearPattern.ts';

type Range = readonly [number, number] | null;

const find = (pattern: string, text: string, which: 'first' | 'last', ignoreCase = false): Range => {
  const found = linearRange(pattern, ignoreCase);
  if (typeof found === 'string') throw new Error(`${pattern}: ${found}`);
  return found(text, which);
};
/** The range of the group in the first or last of the matches that JavaScript's own engine finds. */
const native = (pattern: string, text: string, which: 'first' | 'last', ignoreCase = false): Range => {
  const all = [...text.matchAll(new RegExp(pattern, `gmud${ignoreCase ? 'i' : ''}`))];
  const match = which === 'first' ? all[0] : all.at(-1);
  return match?.indices?.[1] ?? match?.indices?.[0] ?? null;
};

test('finds the first and the last match where JavaScript finds them', () => {
  const atoms = ['a', '.', '[^a]', '\\d', '(a)', '(?:a|b)', '(a|ab)', '(|a)', '^', '$', '\\b', '(b\\d)'];
  const signs = ['', '*', '+', '?', '*?', '{1,2}'];
  const texts = ['', 'a', 'aab', 'b1 a2', 'ab\naa\n 12', 'xbab b7', '\u{1F600}a\u{1F600}', 'abababab'];
  const pieces = atoms.flatMap((each) =>
    signs.flatMap((sign) => (/^(?:[$^]|\\b)$/.test(each) && sign !== '' ? [] : [each + sign])),
  );
  const wrong: string[] = [];
  let checked = 0;
  for (const first of pieces)
    for (const second of pieces)
      for (const pattern of [first + second, `${first}|${second}`]) {
        if (typeof linearRange(pattern) === 'string') continue;
        for (const text of texts)
          for (const which of ['first', 'last'] as const) {
            checked += 1;
            const [ours, theirs] = [find(pattern, text, which), native(pattern, text, which)];
            if (JSON.stringify(ours) !== JSON.stringify(theirs))
              wrong.push(
                `${which} ${pattern} on ${JSON.stringify(text)}: ${String(ours)} not ${String(theirs)}`,
              );
          }
      }
  expect(checked).toBeGreaterThan(50_000);
  expect(wrong.slice(0, 20)).toEqual([]);
}, 120_000);

test('takes case as JavaScript does', () => {
  for (const [pattern, text] of [
    ['answer: (.*)', 'ANSWER: B\nAnswer: c'],
    ['[a-c]+', 'xABCx'],
    ['[^a]', 'Aa b'],
    ['straße', 'STRAßE'],
    ['\\x41\\u0042', 'ab'],
    ['k', '\u212a'],
    ['\\p{Lu}', 'a'],
    ['σ', 'ς Σ'],
  ] as const) {
    for (const which of ['first', 'last'] as const) {
      expect([pattern, find(pattern, text, which, true)]).toEqual([
        pattern,
        native(pattern, text, which, true),
      ]);
    }
  }
});

test('the last of many matches takes time in line with the text', () => {
  const text = `${'ab'.repeat(30_000)}c`;
  const began = performance.now();
  for (const pattern of ['(a|b)', '(?:a+)+b', 'a.*?b', '(ab)+?', '.*.*b']) {
    expect([pattern, find(pattern, text, 'last')]).toEqual([pattern, native(pattern, text, 'last')]);
  }
  expect(find('a[^]*d', text, 'last')).toBeNull();
  expect(find('(?:a|b)+d', text, 'last')).toBeNull();
  expect(performance.now() - began).toBeLessThan(10_000);
}, 60_000);
