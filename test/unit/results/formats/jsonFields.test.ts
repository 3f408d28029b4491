import { expect, test } from 'vitest';
import {
  jsonFields,
  pickFields,
  scanObject,
  wholeElements,
} from '../../../../src/core/results/formats/jsonFields.ts';

function fieldsOf(text: string): Record<string, string> | null {
  const bytes = Buffer.from(text);
  const fields = jsonFields(bytes);
  return (
    fields && Object.fromEntries([...fields].map(([name, range]) => [name, bytes.toString('utf8', ...range)]))
  );
}

test('the fields of an object are found with their values as they stand', () => {
  const text = ` { "a" : "x, \\"}\\\\" , "b":[1,{"c":"]"}],"d":{"e":[{}]}, "ü":-1.5e+3,
    "n":NaN,"t":true , "a2":"\\\\\\\\"} \n`;
  expect(fieldsOf(text)).toEqual({
    a: '"x, \\"}\\\\"',
    b: '[1,{"c":"]"}]',
    d: '{"e":[{}]}',
    ü: '-1.5e+3',
    n: 'NaN',
    t: 'true',
    a2: '"\\\\\\\\"',
  });
  expect(fieldsOf('{}')).toEqual({});
  expect(fieldsOf('\uFEFF{"a":1,"a":2}')).toEqual({ a: '2' });
});

test('what is no whole object is left to a parser', () => {
  const texts = [
    '',
    '[]',
    '{"a":1',
    '{"a":"1}',
    '{"a":}',
    '{"a" 1}',
    '{"a":1 "b":2}',
    '{a:1}',
    '{"a":[1}',
    '{"a":1}x',
  ];
  for (const text of texts) {
    expect(fieldsOf(text), text).toBeNull();
  }
  for (let end = 0; end < 30; end++)
    expect(fieldsOf('{"a":{"b":["c","d"]},"e":[1,2]}'.slice(0, end))).toBeNull();
});

test('some of the fields make an object of their own', () => {
  const bytes = Buffer.from('{"a":1,"big":[1,2,3],"c":{"d":"é"}}');
  const fields = jsonFields(bytes) ?? new Map();
  expect(pickFields(bytes, fields, ['c', 'none', 'a']).toString()).toBe('{"c":{"d":"é"},"a":1}');
  expect(pickFields(bytes, fields, ['none']).toString()).toBe('{}');
});

test('of an object that is cut off, the whole fields and elements are found', () => {
  const bytes = Buffer.from('{"a":{"b":1},"list":[{"x":"]"} , [2], "thr');
  const { fields, open, whole } = scanObject(bytes);
  expect(whole).toBe(false);
  expect([...fields.keys()]).toEqual(['a']);
  expect(open?.name).toBe('list');
  const elements = wholeElements(bytes, open?.start ?? 0);
  expect(elements.map((range) => bytes.toString('utf8', ...range))).toEqual(['{"x":"]"}', '[2]']);
  expect(wholeElements(Buffer.from('[]'), 0)).toEqual([]);
  expect(wholeElements(bytes, 0)).toEqual([]);
});
