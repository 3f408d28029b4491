import { expect, test } from 'vitest';
import { parseJson } from '../../../src/core/json.ts';

test('what is wrong beside a Python number is said, at its place', () => {
  const text = '{"a": NaN, "b": Infinity, "c": "cut o';
  expect(parseJson(text)).toMatchObject({ ok: false, offset: text.length });
  expect(parseJson('{"a": NaN, "b": -Infinity, x}')).toMatchObject({ ok: false, offset: 27 });
});
