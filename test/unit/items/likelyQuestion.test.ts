import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test, vi } from 'vitest';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';
import * as proposals from '../../../src/core/items/proposeBenchmark.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { sniffItemFile } from '../../../src/workspace/itemFolders.ts';

vi.mock(import('../../../src/core/items/proposeBenchmark.ts'), { spy: true });
const proposed = vi.mocked(proposals.proposeBenchmark);

const folder = mkdtempSync(path.join(tmpdir(), 'reasoning-transfer-unknown-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fruit = Array.from({ length: 30 }, (_, i) => ({
  nr: `fruit-${i}`,
  frage: `Which grows on tree ${i}?`,
  loesung: `apple ${i}`,
}));
const lines = (records: readonly object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** What is said of a file of no known benchmark: the field of its question, or that it is none. */
async function question(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  const found = await sniffItemFile(file);
  if (found === null) return 'not listed';
  return found.benchmark === null ? found.question : `known: ${found.benchmark.name}`;
}

test.each([
  ['JSONL', 'fruit.jsonl', lines(fruit), 'frage'],
  ['JSONL of which the beginning is enough', 'long.jsonl', lines(fruit).repeat(500), 'frage'],
  ['a list over many lines', 'fruit.json', JSON.stringify(fruit, null, 2), 'frage'],
  ['a list under a key', 'key.json', JSON.stringify({ version: 1, data: fruit }), 'frage'],
  ['CSV', 'fruit.csv', 'nr,aufgabe,a\nx-1,Compute 1 + 1.,2\nx-2,Compute 1 + 2.,3\n', 'aufgabe'],
  [
    'CSV with an answer called so',
    'answers.csv',
    'nr,q,antwort\nx-1,Compute 1 + 1.,2\nx-2,Add 1 to 2.,3\n',
    'q',
  ],
  [
    'a question that is long',
    'longest.jsonl',
    lines(['Where', 'When'].map((word) => ({ t: `${word} ${'so '.repeat(9000)}?` }))),
    't',
  ],
  [
    'options, and the letter of one',
    'letters.csv',
    'text,A,B,right\nan apple is,red,a fish,A\na sea is,a stone,blue,B\n',
    'text',
  ],
  [
    'a list of options',
    'options.jsonl',
    lines([
      { t: 'an apple is', options: ['red', 'a fish'], n: 0 },
      { t: 'a sea is', options: ['a stone', 'blue'], n: 1 },
    ]),
    't',
  ],
  ['packed', 'fruit.jsonl.gz', gzipSync(lines(fruit)), 'frage'],
  [
    'a text with a label',
    'label.jsonl',
    lines([
      { text: 'a good film', label: 1 },
      { text: 'a bad one', label: 0 },
    ]),
    'text',
  ],
])('%s with other fields than any benchmark has a likely question', async (_, name, content, field) => {
  expect(await question(name, content)).toBe(field);
});

test.each([
  ['a log', 'log.jsonl', lines([{ level: 'info', message: 'the server has started', ts: 1 }])],
  [
    'results of another name',
    'out.jsonl',
    lines([{ doc: { q: 'What is it?' }, prompt: 'Why so?', resps: [['b']] }]),
  ],
  ['settings', 'mine.json', '{"a": {"b": 1}, "title": "What is this?"}'],
  ['words of a program', 'words.json', '{"Save all the files?": "Alle Dateien sichern?"}'],
  [
    'a list of what is no question',
    'tools.json',
    '[{"path": "a b/c d e", "n": 1}, {"path": "b c/d", "n": 2}]',
  ],
  ['a list of one', 'one.json', '[{"question": "Which one is it?"}]'],
  [
    'users',
    'users.csv',
    'id,name,email,city\n1,Ada Lovelace,ada@example.org,London\n2,Alan Turing,alan@example.org,Wilmslow\n',
  ],
  [
    'orders',
    'orders.tsv',
    'order\titem\tquantity\tright_of_return\n1\ta red chair\t2\tyes\n2\ta blue table\t1\tno\n',
  ],
  [
    'translations',
    'words.csv',
    'key,source,target\nsave,Save all files,Alle Dateien sichern\nopen,Open a file,Eine Datei öffnen\n',
  ],
  ['marks by letter', 'marks.csv', 'name,A,B,C\nAda Lovelace,1,2,3\nAlan Turing,2,2,1\n'],
  ['plain text beside a short one', 'plain.csv', 'nr,q,a\nx-1,Compute 1 + 1.,2\nx-2,Compute 1 + 2.,3\n'],
  [
    'events',
    'events.jsonl',
    lines([
      { ts: 1, event: 'the door was opened' },
      { ts: 2, event: 'the door was closed' },
    ]),
  ],
  [
    'what a linter says',
    'lint.jsonl',
    lines([
      { file: 'a.ts', line: 3, msg: 'Missing semicolon here' },
      { file: 'b.ts', line: 4, msg: 'Unused variable x' },
    ]),
  ],
  [
    'places',
    'places.jsonl',
    lines(
      ['New York', 'Los Angeles'].map((name, n) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [n, 2] },
        properties: { name },
      })),
    ),
  ],
  [
    'a list of what is no question in lines',
    'tools.jsonl',
    lines([
      { path: 'a b/c d e', n: 1 },
      { path: 'b c/d', n: 2 },
    ]),
  ],
  ['numbers', 'numbers.csv', 'x,y\n1,2\n3,4\n'],
  [
    'conversations',
    'chat.jsonl',
    lines(['Hello you?', 'And you?'].map((content) => ({ messages: [{ role: 'user', content }] }))),
  ],
  ['a tool’s own', 'package.json', JSON.stringify(fruit)],
])('%s is not listed', async (_, name, content) => {
  expect(await question(name, content)).toBe('not listed');
});

test('as much of wide tables and long texts is looked at as says what they are', async () => {
  const wide = Array.from({ length: 400 }, (_, n) => `column ${n}`);
  const table = [wide, ...[1, 2, 3].map((row) => wide.map((name) => `${name} of ${row}`))];
  const text = (last: string): string => table.map((row) => `${row.join(',')},${last}\n`).join('');
  const seen = proposed.mock.calls.length;
  expect(await question('wide.csv', text('frage').replace('column 3,', 'question,'))).toBe('question');
  await question('texts.jsonl', lines([1, 2].map((n) => ({ text: 'word '.repeat(99_999), n }))));
  const records = proposed.mock.calls.slice(seen).flatMap(([given]) => given);
  expect(records).toHaveLength(5);
  expect(Math.max(...records.map((record) => Object.keys(record).length))).toBe(60);
  expect(Math.max(...records.map((record) => JSON.stringify(record).length))).toBeLessThan(4000);
});

test('the records that a file was told by are not read again', async () => {
  const file = path.join(folder, 'once.jsonl');
  writeFileSync(file, lines(fruit));
  const unknown = await ItemFile.open(file);
  const first = await unknown.firstRecords(20);
  expect(first).toEqual(fruit.slice(0, 20));
  expect((await unknown.firstRecords(20))[0]).toBe(first[0]);
  expect(await unknown.firstRecords(25)).toEqual(fruit.slice(0, 25));
});

test('why a file was not recognised, until its benchmark is described', async () => {
  const file = path.join(folder, 'why.jsonl');
  writeFileSync(file, lines(fruit));
  const unknown = await sniffItemFile(file);
  expect(unknown?.benchmark === null && unknown.why).toMatch(
    /^Not an item of a known benchmark: it has the fields "nr", "frage", "loesung"/,
  );
  const { own } = parseBenchmarks([{ name: 'Fruit', domain: 'other', fields: { question: 'frage' } }]);
  expect((await sniffItemFile(file, { benchmarks: own }))?.benchmark?.name).toBe('Fruit');
});
