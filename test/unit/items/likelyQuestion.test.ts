import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';
import { sniffItemFile } from '../../../src/workspace/itemFolders.ts';

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
  ['CSV', 'fruit.csv', 'nr,q,a\nx-1,Compute 1 + 1.,2\nx-2,Compute 1 + 2.,3\n', 'q'],
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
