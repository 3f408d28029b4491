import { describe, expect, test } from 'vitest';
import { parseJson, stringifyJson } from '../../../src/core/json.ts';

describe('parseJson', () => {
  test('keeps every digit of an integer beyond 2^53 and leaves other numbers as they are', () => {
    const text =
      '[9007199254740991, 9007199254740993, -6575941946410689765, 1234567890123456.5, 1e20, "12345678901234567890"]';
    expect(parseJson(text)).toEqual({
      ok: true,
      value: [
        9007199254740991,
        9007199254740993n,
        -6575941946410689765n,
        1234567890123456.5,
        1e20,
        '12345678901234567890',
      ],
    });
  });

  test('finds long integers at any depth', () => {
    expect(parseJson('{"a":{"b":[{"id":12345678901234567890}]}}')).toEqual({
      ok: true,
      value: { a: { b: [{ id: 12345678901234567890n }] } },
    });
  });

  test("reads Python's bare NaN and Infinity, and leaves the words alone inside strings", () => {
    const text = '{"a": NaN, "b": Infinity, "c": -Infinity, "d": "NaN, \\"Infinity\\" \\\\", "e": "x"}';
    expect(parseJson(text)).toEqual({
      ok: true,
      value: { a: Number.NaN, b: Infinity, c: -Infinity, d: 'NaN, "Infinity" \\', e: 'x' },
    });
  });

  test('does not take other bare words, alone or beside NaN', () => {
    expect(parseJson('{"a": nan}').ok).toBe(false);
    expect(parseJson('{"a": NaN, "b": None}')).toMatchObject({ ok: false });
    expect(parseJson('{"a": NaNs}').ok).toBe(false);
  });

  test("says what is wrong and where, without a line number that would not be the file's", () => {
    expect(parseJson('{"a" 1}')).toEqual({
      ok: false,
      message: "Expected ':' after property name",
      offset: 5,
    });
    expect(parseJson('{"a": 1')).toMatchObject({ ok: false, offset: 7 });
    expect(parseJson('')).toEqual({ ok: false, message: 'Unexpected end of JSON input', offset: 0 });
    expect(parseJson('abc')).toMatchObject({ ok: false, offset: null });
  });

  test('a field named __proto__ stays a field', () => {
    const parsed = parseJson('{"__proto__": {"id": 12345678901234567890}}');
    expect(parsed.ok && Object.getPrototypeOf(parsed.value) === Object.prototype).toBe(true);
    expect(parsed.ok && stringifyJson(parsed.value)).toBe('{"__proto__":{"id":12345678901234567890}}');
  });
});

describe('stringifyJson', () => {
  test('writes what parseJson read, digit for digit', () => {
    const text = '{"id":-6575941946410689765,"list":[1,2.5,"a\\nb",null,true,9007199254740993]}';
    const parsed = parseJson(text);
    expect(parsed.ok && stringifyJson(parsed.value)).toBe(text);
  });

  test('indents, and writes null for what JSON has not', () => {
    expect(stringifyJson({ a: 12345678901234567890n, b: Number.NaN }, 2)).toBe(
      '{\n  "a": 12345678901234567890,\n  "b": null\n}',
    );
    expect(stringifyJson(undefined)).toBe('null');
  });
});
