import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src/core/json.ts';
import { ownScore, shown } from './scoring.ts';

type Row = [gold: JsonValue, answer: string, expected: string, scoring?: JsonObject];

describe('exact', () => {
  test.each<Row>([
    ['Paris', ' Paris\n', '1 Paris'],
    ['Paris', 'paris', '0 paris'],
    ['Paris', 'PARIS', '1 PARIS', { ignoreCase: true }],
    ['Paris', 'Paris.', '0 Paris.'],
    [['Paris', 'Lutetia'], 'Lutetia', '1 Lutetia'],
    [['Paris', 'Lutetia'], 'Paris / Lutetia', '0 Paris / Lutetia'],
    [7, '7', '1 7'],
    [true, 'true', '1 true'],
    ['caf\u00e9', 'cafe\u0301', '1 cafe\u0301'],
    ['Paris', 'I think of towns.\n\n**Paris**\n', '1 Paris', { from: 'last line' }],
    ['Paris', 'Paris\nRome', '0 Rome', { from: 'last line' }],
    ['Paris', 'So $\\boxed{\\text{Paris}}$.', '1 Paris', { from: 'boxed' }],
    ['Paris', 'So $\\boxed{ Rome }$, no, $\\boxed{Paris}$', '1 Paris', { from: 'boxed' }],
    ['Paris', 'Paris', '0 none', { from: 'boxed' }],
    ['x^{2}', '\\boxed{x^{2}}', '1 x^{2}', { from: 'boxed' }],
    ['Paris', 'Rome? **Answer:** Paris.', '1 Paris', { from: 'stated' }],
    ['Paris', '**Answer: Paris**', '1 Paris', { from: 'stated' }],
    ['U.S.', 'Answer: U.S.', '1 U.S.', { from: 'stated' }],
    ['Paris', 'The answer is Paris. It lies on the Seine.', '1 Paris', { from: 'stated' }],
    ['Paris', 'The answer is not Rome.\nAnswer:\n\nParis', '1 Paris', { from: 'stated' }],
    ['Paris', 'Answer: Rome\nWait. Final answer: Paris', '1 Paris', { from: 'stated' }],
    ['Paris', 'Paris', '1 Paris', { from: 'stated' }],
    ['Paris', 'Answer: Rome\n\\boxed{Paris}', '1 Paris', { from: 'stated' }],
  ])('%j: %j is %s under %j', (gold, answer, expected, scoring) => {
    expect(shown('exact', gold, answer, scoring)).toBe(expected);
  });

  test('the rule names the part and the kind, the reason both answers', () => {
    const wrong = ownScore('exact', ['Paris', 'Lutetia'], 'Answer: Rome', { from: 'stated' });
    expect([wrong.rule, wrong.reason]).toEqual([
      'answer: · exact',
      '`Rome` is not the same as `Paris`, `Lutetia`',
    ]);
    const right = ownScore('exact', 'Paris', 'Paris');
    expect([right.rule, right.reason]).toEqual(['whole answer · exact', '`Paris` is the gold answer']);
  });
});

describe('normalised', () => {
  test.each<Row>([
    ['The Eiffel Tower', 'eiffel tower.', '1 eiffel tower.'],
    ['Eiffel Tower', 'It is the Eiffel Tower', '0 It is the Eiffel Tower'],
    ['1,000', '1000', '1 1000'],
    ['1.5', '15', '0 15'],
    ['-5', '5', '0 5'],
    ['−5', '-5', '1 -5'],
    ['well-known', 'well known', '1 well known'],
    ['ﬁne', 'FINE', '1 FINE'],
    ['«Ja!»', 'ja', '1 ja'],
    ['?', '!', '0 !'],
    ['The', 'a', '0 a'],
    ['北京', '北京。', '1 北京。'],
    ['New  York', 'new\nyork', '1 new\nyork'],
    ['Paris', 'Lots of words\nThe Paris!', '1 The Paris!', { from: 'last line' }],
  ])('%j: %j is %s under %j', (gold, answer, expected, scoring) => {
    expect(shown('normalised', gold, answer, scoring)).toBe(expected);
  });
});

describe('contains', () => {
  test.each<Row>([
    ['Paris', 'It is Paris, of course.', '1 Paris'],
    ['Paris', 'Parisian', '0 none'],
    ['Paris', 'it is paris', '0 none'],
    ['Paris', 'it is paris', '1 paris', { ignoreCase: true }],
    ['New York', 'New\n  York', '1 New\n  York'],
    ['5', '15 or 52', '0 none'],
    ['5', '15 or 5.', '1 5'],
    ['C++', 'use C++, not C', '1 C++'],
    ['a.c', 'abc', '0 none'],
    [['Rome', 'Paris'], 'Rome, no, Paris', '1 Paris'],
    ['Paris', 'Paris\nRome', '0 none', { from: 'last line' }],
    ['I', 'İ', '0 none', { ignoreCase: true }],
  ])('%j: %j is %s under %j', (gold, answer, expected, scoring) => {
    expect(shown('contains', gold, answer, scoring)).toBe(expected);
  });
});

describe('F1', () => {
  test.each<[JsonValue, string, number, number]>([
    ['the cat sat', 'cat sat', 1, 1],
    ['cat sat on mat', 'the cat', 2 / 5, 0],
    [['dog', 'big cat'], 'a cat', 2 / 3, 0],
    ['dog', 'cat', 0, 0],
    ['cat', 'cat cat cat', 0.5, 0],
    ['1.5', '15', 0, 0],
  ])('%j: %j is %d', (gold, answer, f1, em) => {
    const { value, measures, extracted } = ownScore('f1', gold, answer);
    expect([value, measures, extracted]).toEqual([expect.closeTo(f1, 10), { em }, answer]);
  });

  test('the reason counts words', () => {
    expect(ownScore('f1', 'cat sat on mat', 'the cat').reason).toBe(
      'words of the answer: 1, of `cat sat on mat`: 4, in both: 1',
    );
  });
});

describe('pattern', () => {
  test.each<Row>([
    ['B', 'Answer: A\nAnswer: B', '1 B', { pattern: 'Answer: (.*)' }],
    ['A', 'Answer: A\nAnswer: B', '1 A', { pattern: 'Answer: (.*)', match: 'first' }],
    ['b', 'ANSWER: B ', '1 B', { pattern: 'Answer: (.*)', ignoreCase: true }],
    ['b', 'ANSWER: B', '0 none', { pattern: 'Answer: (.*)' }],
    ['42', 'x 41 y 42 z', '1 42', { pattern: '\\d+' }],
    ['42', 'nothing', '0 none', { pattern: '\\d+' }],
    ['42', 'Answer:  \n', '0 none', { pattern: 'Answer:(.*)' }],
    ['42', '\\boxed{42} 7', '1 42', { pattern: '\\d+', from: 'boxed' }],
  ])('%j: %j is %s under %j', (gold, answer, expected, scoring) => {
    expect(shown('pattern', gold, answer, scoring)).toBe(expected);
  });

  test('one that would hang ends', () => {
    const began = performance.now();
    expect(shown('pattern', 'x', 'a'.repeat(20_000), { pattern: '(a+)+b' })).toBe('0 none');
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
