import { expect, test } from 'vitest';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';
import {
  entryOfFile,
  isTaken,
  mergedEntry,
  proposedName,
  withEntry,
} from '../../../src/host/benchmarkEntries.ts';
import { saveRow } from '../../../src/host/mappingForm.ts';
import {
  mappedRecords,
  mappingEntry,
  mappingText,
  nameFault,
  type Mapping,
} from '../../../src/host/mappingText.ts';
import { fieldPaths, sampleOf } from '../../../src/host/recordFields.ts';

const mapping: Mapping = {
  domain: 'math',
  fields: { question: 'frage', answer: 'loesung' },
  answerKind: 'math',
};
const records = [
  { frage: 'What is 1+1?', loesung: '2' },
  { frage: 'What is 2+2?', loesung: '4' },
];

test('an entry names its file with the folders to it, and no other file', () => {
  const files = (file: string): string[] => mappingEntry('a', file, mapping).files;
  expect(files('data/fruit/test.jsonl')).toEqual(['data/fruit/test.jsonl']);
  const odd = 'sets {v1}/a?b*.jsonl';
  const [own] = parseBenchmarks([mappingEntry('a', odd, mapping)]).own;
  expect(own?.names?.(`/w/${odd}`)).toBe(true);
  expect(own?.names?.('/w/sets v1/a?b*.jsonl')).toBe(false);
});

test('what is saved under a name stays, and belongs to the file that it lists', () => {
  const old = {
    ...mappingEntry('test', 'data/a/test.jsonl', { ...mapping, answerIndex: 0 }),
    prompt: '{{question}}',
    stop: ['\n'],
    answerPattern: '= (.+)',
  };
  const entries = [{ name: 'AIME24', system: 'x' }, null, old];
  expect(isTaken(entries, 'test', 'data/b/test.jsonl')).toBe(true);
  expect(isTaken(entries, 'test', 'data/a/test.jsonl')).toBe(false);
  expect(entryOfFile(entries, 'data/a/test.jsonl')).toBe('test');
  expect(entryOfFile(entries, 'data/b/test.jsonl')).toBeNull();

  const again = mergedEntry(
    entries,
    mappingEntry('test', 'data/a/test.jsonl', { ...mapping, domain: 'non' }),
  );
  expect(again).toEqual({
    name: 'test',
    domain: 'non',
    fields: { question: 'frage', answer: 'loesung' },
    answerKind: 'math',
    files: ['data/a/test.jsonl'],
    prompt: '{{question}}',
    stop: ['\n'],
    answerPattern: '= (.+)',
  });
  const fresh = mappingEntry('other', 'x.jsonl', mapping);
  expect(mergedEntry(entries, fresh)).toEqual(fresh);
});

test('an entry takes the place of the one of its name', () => {
  const list = [{ name: ' a ' }, 7, { name: 'b' }];
  expect(withEntry(list, { name: 'a', prompt: 'new' })).toEqual([
    { name: 'a', prompt: 'new' },
    7,
    { name: 'b' },
  ]);
  expect(withEntry(list, { name: 'c' })).toEqual([...list, { name: 'c' }]);
});

test('a proposed name is nobody else’s', () => {
  const named = (...names: string[]) => names.map((name) => ({ name, files: ['elsewhere.jsonl'] }));
  const proposed = (path: string, entries: readonly unknown[] = []) =>
    proposedName(entries, path, `/w/${path}`);
  expect(proposed('data/b/test.jsonl.gz')).toBe('test');
  expect(proposed('data/b/test.jsonl', named('test'))).toBe('b-test');
  expect(proposed('data/b/test.jsonl', named('test', 'b-test'))).toBe('test-2');
  expect(proposed('data/AIME24.jsonl')).toBe('data-AIME24');
  expect(proposed('data/.jsonl')).toBe('.jsonl');
  expect(proposed('a.jsonl', [{ name: 'Mine', files: ['a.jsonl'] }])).toBe('Mine');
  expect(nameFault(proposed(`${'x'.repeat(200)}.jsonl`), 'x', mapping)).toBeNull();
});

test('a mapping that gives no items, or is no entry, cannot be saved, and the row says why', () => {
  const row = (changes: Partial<Mapping>): string => {
    const { label, detail, step } = saveRow(
      mappedRecords('a', 'a.jsonl', { ...mapping, ...changes }, records).fault,
    );
    return [step, label, detail].join(' | ');
  };
  expect(row({})).toBe('save | $(check) Save | ');
  expect(row({ fields: { question: 'frage' } })).toBe(
    'blocked | $(warning) Cannot be saved yet | fields.answer: This is missing: without the right answer nothing can be scored ("answerKind": "none").',
  );
  expect(row({ fields: { question: 'gone', answer: 'loesung' } })).toMatch(
    /^blocked \| .* \| None of the first 2 records is an item\. Not an item .* "gone" is missing\.$/,
  );
  expect(nameFault('a\u0007', 'a.jsonl', mapping)).toMatch(/^name: .*control characters/);
});

test('the preview and the rows hide nothing of the file', () => {
  const sly = [{ frage: 'What is 1+1?\u202E\n$(trash) and\r\u200Bmore', loesung: '2' }];
  const text = mappingText(mappedRecords('a', 'a.jsonl', mapping, sly));
  expect(text).toContain('Of the first 1 records of a.jsonl, 1 are items, 1 with a gold answer.');
  expect(text).toContain('What is 1+1?⟨U+202E⟩\n$(trash) and⟨U+000D⟩⟨U+200B⟩more');
  expect(sampleOf(sly, 'frage')).toBe('What is 1+1?⟨U+202E⟩ \\$(trash) and ⟨U+200B⟩more');
});

test('fields are listed one level deep, and shown by the first record that has them', () => {
  const of = [
    { a: 1, b: { c: [1, 2] } },
    { 'x.y': 'whole name', a: 2 },
  ];
  expect(fieldPaths(of)).toEqual(['a', 'b', 'b.c', 'x.y']);
  expect(['a', 'b.c', 'x.y', 'none'].map((path) => sampleOf(of, path))).toEqual([
    '1',
    '[1, 2]',
    'whole name',
    '',
  ]);
});
