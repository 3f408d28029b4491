import { expect, test } from 'vitest';
import { linearPattern } from '../../../src/core/items/linearPattern.ts';

const find = (pattern: string, text: string): string | null => {
  const found = linearPattern(pattern);
  if (typeof found === 'string') throw new Error(`${pattern}: ${found}`);
  return found(text);
};
/** What JavaScript's own engine finds. */
const native = (pattern: string, text: string): string | null => {
  const match = new RegExp(pattern, 'mu').exec(text);
  return match === null ? null : (match[1] ?? match[0]);
};

test('finds what JavaScript finds, for every pattern made of these pieces', () => {
  const atoms = [
    'a',
    '.',
    '[^a]',
    '\\d',
    '\\s',
    '(a)',
    '(?:a|b)',
    '(a|ab)',
    '(|a)',
    '^',
    '$',
    '\\b',
    '(?<n>b\\d)',
  ];
  const signs = ['', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{1,}?', '{0,2}?'];
  const texts = ['', 'a', 'aab', 'b1 a2', 'ab\naa\n 12', 'xbab b7', '\u{1F600}a', 'abababab'];
  const pieces = atoms.flatMap((each) =>
    signs.flatMap((sign) => (/^(?:[$^]|\\b)$/.test(each) && sign !== '' ? [] : [each + sign])),
  );
  const wrong: string[] = [];
  let checked = 0;
  for (const first of pieces)
    for (const second of pieces)
      for (const pattern of [
        first + second,
        `${first}|${second}`,
        `(?:${first}${second})+b`,
        `(${first}|${second})*`,
      ]) {
        // A group of one name may stand once.
        if (pattern.split('<n>').length > 2) continue;
        const found = linearPattern(pattern);
        if (typeof found === 'string') {
          expect(found).toMatch(/^A part that may be empty/);
          continue;
        }
        for (const text of texts) {
          checked += 1;
          if (found(text) !== native(pattern, text))
            wrong.push(
              `${pattern} on ${JSON.stringify(text)}: ${JSON.stringify([found(text), native(pattern, text)])}`,
            );
        }
      }
  expect(checked).toBeGreaterThan(100_000);
  expect(wrong.length === 0 ? [] : [wrong.length, ...wrong.slice(0, 20)]).toEqual([]);
}, 120_000);

test('finds what JavaScript finds, for patterns as people write them', () => {
  const text = 'So 2\u00A0× 21.\r\nThe answer is:  $1,042.50 \r\n#### \\boxed{42} (é😀)\nAnswer: C.';
  const patterns = [
    '#### (.+)',
    '^Answer: ([A-Z])',
    '(?:answer|result)\\s*(?:is|=)?\\s*:?\\s*\\$?(\\d{1,3}(?:,\\d{3})*(?:\\.\\d+)?)\\s*$',
    '\\\\boxed\\{([^}]*)\\}',
    '\\p{L}+',
    '(\\u{1F600})',
    '([\\u{1F600}-\\u{1F64F}])',
    '\\ud83d\\ude00',
    '[\\]é]',
    '\\x41nswer',
    '.*is(.*)',
    '[^]*(\\d)',
    '[]',
    '(?:)',
    '$',
    'nowhere',
  ];
  for (const pattern of patterns)
    expect([pattern, find(pattern, text)]).toEqual([pattern, native(pattern, text)]);
});

test('patterns that take others minutes end', () => {
  const text = 'a'.repeat(20_000);
  for (const pattern of ['(a+)+b', '(a|a)*b', '(?:a?){30}a{30}b', '.*.*.*.*=.*', '(.*a){12}b']) {
    expect([pattern, find(pattern, text)]).toEqual([pattern, null]);
  }
}, 120_000);

test.each([
  ['(', /^This is no regular expression: /],
  ['(a)\\1', /^References to a group/],
  ['(?<n>a)\\k<n>', /^References to a group/],
  ['(a*)*', /^A part that may be empty cannot repeat/],
  ['(?:a|b?)?', /^A part that may be empty cannot repeat/],
  ['(?=a)', /^Look-around is not supported/],
  ['(?<!a)b', /^Look-around is not supported/],
  ['(?:a{999}){999}', /^This repeats too much/],
  ['a{1000}b{1000}c{1000}', /^This repeats too much/],
])('%s is refused', (pattern, message) => {
  expect(linearPattern(pattern)).toMatch(message);
});
