import { expect, test } from 'vitest';
import { parseJson, type JsonObject, type JsonValue } from '../../../../src/core/json.ts';
import { ownScore, shown } from './scoring.ts';

test.each<[gold: JsonValue, answer: string, expected: string, scoring?: JsonObject]>([
  [{ a: 1, b: [2] }, '{"b": [2.0], "a": 1}', '1 {"b": [2.0], "a": 1}'],
  ['{"a": 1}', 'So:\n```json\n{"a": 1}\n```\nDone.', '1 {"a": 1}'],
  [{ a: 1 }, 'First {"a": 2}, then {"a": 1}, see [1].', '1 {"a": 1}'],
  [{ a: '}' }, 'It is {"a": "}"} {oops', '1 {"a": "}"}'],
  [[1, 2], 'f(x) = {x} and "quoted [1, 2]', '1 [1, 2]'],
  [[1, 2], '[2, 1]', '0 [2, 1]'],
  ["{'a': None}", '{"a": null}', '1 {"a": null}'],
  [5, 'It is\n5', '1 5'],
  [5, '```\n5.0\n```', '1 5.0'],
  ['Paris', '"Paris"', '1 "Paris"'],
  [true, 'true', '1 true'],
  [{ a: 1 }, 'no', '0 none'],
  [{ a: 1 }, '{"a": 1', '0 none'],
  [{ a: 1 }, '\\boxed{ {"a": 1} }', '1 {"a": 1}', { from: 'boxed' }],
])('%j: %j is %s under %j', (gold, answer, expected, scoring) => {
  expect(shown('json', gold, answer, scoring)).toBe(expected);
});

test.each<[JsonValue, string, string]>([
  [{ a: { b: [1, 2] } }, '{"a": {"b": [1, 3]}}', 'at `$.a.b[1]` there is `3`, not `2`'],
  [{ a: 1, 'b c': 2 }, '{"a": 1}', '`$["b c"]` is missing'],
  [{ a: 1 }, '{"a": 1, "b": 2}', '`$` has a key too many: `b`'],
  [[1], '[1, 2]', '`$` has 2 values, not 1'],
  [{ a: 1 }, '{"a": "1"}', 'at `$.a` there is `"1"`, not `1`'],
  [{ a: [] }, '{"a": {}}', 'at `$.a` there is an object, not a list'],
  [{ a: 1 }, '{"toString": 1}', '`$.a` is missing'],
  [{ a: null }, '{}', '`$.a` is missing'],
])('%j against %j: %s', (gold, answer, reason) => {
  expect(ownScore('json', gold, answer).reason).toBe(reason);
});

test('numbers are compared with all digits', () => {
  const big = parseJson('{"n": 12345678901234567891}');
  if (!big.ok) throw new Error(big.message);
  expect(shown('json', big.value, '{"n": 12345678901234567891}')).toMatch(/^1 /);
  expect(shown('json', big.value, '{"n": 12345678901234567890}')).toMatch(/^0 /);
});

test('long texts of brackets and quotes end soon', () => {
  const began = performance.now();
  for (const piece of ['[', '{', '["', '{"a":[', ']}', '```\n[', '[[]', '"[\n', '{"a":1}{']) {
    expect(ownScore('json', { a: 1 }, piece.repeat(30_000)).value).not.toBeNull();
  }
  expect(performance.now() - began).toBeLessThan(5000);
});
