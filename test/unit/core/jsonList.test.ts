import { expect, test } from 'vitest';
import { jsonListAt, withField, withoutEntry } from '../../../src/core/jsonList.ts';

const text = `// mine
{
  "editor.fontSize": 14, // [not] a "list"
  "list": [
    // the base
    { "label": "base", "url": "http://a/v1", "note": "a \\"b\\" // c ]" },
    /* the tuned one */
    {
      "url": "http://b/v1",
      "sampling": { "stop": ["}", "]"], },
    }, // on b
    { "label": "last" } // the last
  ],
}
`;
const read = (of: string, ...path: string[]) => jsonListAt(of, path);
const list = read(text, 'list')!;

test('a list among comments is read, and where its entries stand', () => {
  expect(list.values).toEqual([
    { label: 'base', url: 'http://a/v1', note: 'a "b" // c ]' },
    { url: 'http://b/v1', sampling: { stop: ['}', ']'] } },
    { label: 'last' },
  ]);
  expect(
    list.entries.map(({ start, end }) => text.slice(start, start + 1) + text.slice(end - 1, end)),
  ).toEqual(['{}', '{}', '{}']);
});

test.each([0, 1, 2])('taking entry %i out keeps the others and all comments', (place) => {
  const left = withoutEntry(text, list, place);
  expect(read(left, 'list')?.values).toEqual(list.values.toSpliced(place, 1));
  for (const comment of [
    '// mine',
    '// [not]',
    '// the base',
    '/* the tuned one */',
    '// on b',
    '// the last',
  ])
    expect(left).toContain(comment);
  // Outside the list nothing has changed, and no comma is left before the list's end that was not there.
  expect(left.slice(0, 60)).toBe(text.slice(0, 60));
  expect(left).not.toMatch(/,\s*,/);
});

test('entries that stand on lines of their own go with their lines', () => {
  const plain = '{\n  "list": [\n    { "a": 1 },\n    { "a": 2 },\n    { "a": 3 }\n  ]\n}\n';
  const without = (place: number) => withoutEntry(plain, read(plain, 'list')!, place);
  expect(without(0)).toBe('{\n  "list": [\n    { "a": 2 },\n    { "a": 3 }\n  ]\n}\n');
  expect(without(1)).toBe('{\n  "list": [\n    { "a": 1 },\n    { "a": 3 }\n  ]\n}\n');
  expect(without(2)).toBe('{\n  "list": [\n    { "a": 1 },\n    { "a": 2 }\n  ]\n}\n');
  const one = '{"list": [{"a": 1}]}';
  expect(withoutEntry(one, read(one, 'list')!, 0)).toBe('{"list": []}');
});

test('a field is set where it stands, else first', () => {
  expect(withField(text, list.entries[0]!, 'label', 'a "b"')).toBe(
    text.replace('"label": "base"', '"label": "a \\"b\\""'),
  );
  expect(withField(text, list.entries[1]!, 'label', 'new')).toBe(
    text.replace('"url": "http://b/v1"', '"label": "new",\n      "url": "http://b/v1"'),
  );
});

test('nested in an object, and with a byte order mark', () => {
  const nested = '\uFEFF{ "folders": [], "settings": { "list": [ { "a": 1 }, ] } }';
  expect(read(nested, 'settings', 'list')?.values).toEqual([{ a: 1 }]);
});

test.each([
  '',
  '{',
  '{ "list": [',
  '{ "list": {} }',
  '{ "list": [{ "a" }] }',
  '[]',
  '{ list: [] }',
  '{ "list": [nope] }',
])('no list in %s', (none) => {
  expect(read(none, 'list')).toBeNull();
});
