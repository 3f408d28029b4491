import { describe, expect, it } from 'vitest';
import { outputDifference, sameValue } from '../../../src/core/scorers/liveCodeBenchEqual.ts';
import { decimalKey, strip, words } from '../../../src/core/scorers/pythonText.ts';

describe('what a program prints', () => {
  it.each([
    ['3\n', '3'],
    ['  3  \n4 \n\n', '3\n4'],
    ['1.0 2.50', '1 2.5'],
    ['1e3', '1000'],
    ['+5 -0.0', '5 0'],
    ['.5 5.', '0.5 5'],
    ['1_000', '1000'],
    ['100000000000000000000000000.0', '100000000000000000000000000'],
    ['inf', 'Infinity'],
    ['a  b', 'a  b'],
    ['', '\n \n'],
    ['YES\r\nNO\r\n', 'YES\nNO'],
  ])('%j is the same as %j', (found, wanted) => {
    expect(outputDifference(found, wanted)).toBeNull();
    expect(outputDifference(wanted, found)).toBeNull();
  });

  it.each([
    ['3', '4', 1],
    ['50000000000000000', '50000000000000001', 1],
    ['0.30000000000000004', '0.3', 1],
    ['1 2', '1 2 3', 1],
    ['a b', 'a  b', 1],
    ['Yes', 'YES', 1],
    ['nan', 'NaN', 1],
    ['-inf', 'inf', 1],
    ['1,5', '1.5', 1],
    ['0x10', '16', 1],
    ['1\n2', '1\n3', 2],
    ['1\n2', '1 2', 0],
    ['1\n\n2', '1\n2', 0],
    ['1e1000000000000000000', '10e999999999999999999', 1],
  ])('%j is not %j', (found, wanted, line) => {
    expect(outputDifference(found, wanted)?.line).toBe(line);
    expect(outputDifference(wanted, found)?.line).toBe(line);
  });

  it('reads space and words as Python does', () => {
    expect(strip('\x1c\u3000 a\u00a0b \x85\n')).toBe('a\u00a0b');
    expect(strip('\ufeffa')).toBe('\ufeffa');
    expect(words(' a\u00a0b\x1dc  d ')).toEqual(['a', 'b', 'c', 'd']);
    expect(words('')).toEqual([]);
  });

  it('takes no word for a number that Decimal does not take', () => {
    for (const word of ['', '.', '+', 'e5', '1e', '--1', '1.2.3', '1/2', '٢', '0e99999999999999999999']) {
      expect([word, decimalKey(word)]).toEqual([word, undefined]);
    }
  });

  it('compares a million digits at once', () => {
    const digits = '9'.repeat(1_000_000);
    expect(outputDifference(`${digits}.0`, digits)).toBeNull();
    expect(outputDifference(`${digits}.0`, `${digits}1`)?.line).toBe(1);
  });
});

describe('what a function gives back', () => {
  it.each([
    ['[1, 2]', '[1,2]'],
    ['2.0', '2'],
    ['true', '1'],
    ['9007199254740993', '9007199254740993'],
    ['{"b": 1, "a": [2]}', '{"a": [2.0], "b": 1}'],
    ['"x"', '"x"'],
    ['null', 'null'],
    ['Infinity', 'Infinity'],
  ])('%s equals %s', (found, wanted) => {
    expect(sameValue(found, wanted)).toBe(true);
  });

  it.each([
    ['[1, 2]', '[2, 1]'],
    ['9007199254740992', '9007199254740993'],
    ['9007199254740992.0', '9007199254740993'],
    ['"1"', '1'],
    ['null', '0'],
    ['[]', '{}'],
    ['{"a": 1}', '{"a": 1, "b": null}'],
    ['{"a": 1, "c": null}', '{"a": 1, "b": null}'],
    ['NaN', 'NaN'],
    ['0.1', '0.10000000000000002'],
    ['not JSON: {1, 2}', '[1, 2]'],
    ['', 'null'],
    [`${'['.repeat(5000)}${']'.repeat(5000)}`, `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ])('%.40s is not %.40s', (found, wanted) => {
    expect(sameValue(found, wanted)).toBe(false);
  });

  it('says where the expected value is no JSON', () => {
    expect(sameValue('1', 'one')).toBeNull();
  });
});
