import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { editorReach, isNeverItems, isToolFile } from '../../../src/workspace/itemFileNames.ts';
import { listedItem, searchItems, sniffItemFile } from '../../../src/workspace/itemFolders.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'reasoning-transfer-sniff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const record = (id: string, problem = 'What is 1+1?'): object => ({
  problem,
  solution: '',
  answer: '2',
  subject: 'Algebra',
  level: 1,
  unique_id: id,
});
const line = (id: string, problem?: string): string => `${JSON.stringify(record(id, problem))}\n`;
const many = Array.from({ length: 2000 }, (_, i) => line(`own/${i}`)).join('');

/** A frame of zstd that decoders skip, of so many bytes. */
function skipped(length: number): Buffer {
  const frame = Buffer.alloc(8 + length, 7);
  frame.writeUInt32LE(0x184d2a50, 0);
  frame.writeUInt32LE(length, 4);
  return frame;
}

async function sniffed(name: string, content: string | Uint8Array): Promise<string | null> {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return (await sniffItemFile(file))?.benchmark?.name ?? null;
}

test.each([
  ['JSONL, of which the beginning is enough', 'many.jsonl', many],
  [
    'a list that is cut off',
    'list.json',
    JSON.stringify(
      many
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text) as object),
    ),
  ],
  ['a list over many lines', 'pretty.json', JSON.stringify([record('a'), record('b')], null, 2)],
  ['CSV', 'table.csv', 'problem,solution,answer,subject,level,unique_id\nWhat is 1+1?,,2,Algebra,1,own/1\n'],
  [
    'TSV',
    'table.tsv',
    'problem\tsolution\tanswer\tsubject\tlevel\tunique_id\nWhat is 1+1?\t\t2\tAlgebra\t1\town/1\n',
  ],
  ['gzip, cut off in the middle', 'many.jsonl.gz', gzipSync(many)],
  ['zstd', 'many.jsonl.zst', zstdCompressSync(many)],
  [
    'zstd behind a frame that is skipped',
    'skipped.jsonl.zst',
    Buffer.concat([skipped(3), zstdCompressSync(many)]),
  ],
  [
    'zstd behind a skipped frame longer than the first 64 kB',
    'skipped-far.jsonl.zst',
    Buffer.concat([skipped(100_000), zstdCompressSync(many)]),
  ],
  [
    'zstd behind an empty frame',
    'hollow.jsonl.zst',
    Buffer.concat([zstdCompressSync(''), zstdCompressSync(many)]),
  ],
  [
    'zstd whose first frame ends within a line',
    'split.jsonl.zst',
    Buffer.concat([zstdCompressSync(many.slice(0, 20)), zstdCompressSync(many.slice(20))]),
  ],
  [
    'gzip with other bytes behind it',
    'behind.jsonl.gz',
    Buffer.concat([gzipSync(line('a')), Buffer.from('and so on')]),
  ],
  ['UTF-16', 'wide.jsonl', Buffer.from(`\uFEFF${line('own/1')}`, 'utf16le')],
  ['a first record longer than the first 64 kB', 'long.jsonl', line('own/1', 'x'.repeat(200_000))],
])('%s is told by its first records', async (_, name, content) => {
  expect(await sniffed(name, content)).toBe('MATH-500');
});

test.each([
  ['a record of other fields', 'log.jsonl', '{"level":"info","message":"started"}\n'],
  ['an object of settings', 'settings-of-mine.json', '{"a": {"b": 1}}'],
  ['a text', 'notes.json', 'not json at all'],
  ['an empty file', 'empty.jsonl', ''],
  ['noise', 'noise.jsonl.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3])],
  ["a tool's own file, whatever is in it", 'package.json', JSON.stringify([record('a')])],
])('%s is no item file', async (_, name, content) => {
  expect(await sniffed(name, content)).toBeNull();
});

test('a file that is not there is no item file', async () => {
  expect(await sniffItemFile(path.join(folder, 'gone.jsonl'))).toBeNull();
});

test('names that are never looked into', () => {
  const never = [
    'a/node_modules/b/items.json',
    'w/.reasoning-transfer/base/samples_MATH-500_1.jsonl',
    'out/samples_gsm8k_2025.jsonl',
    'results_2025.json',
    'C:\\w\\.git\\x.json',
  ];
  expect(never.map(isNeverItems)).toEqual(never.map(() => true));
  expect(['items/samples.jsonl', 'my_results.json', 'git/x.json'].map(isNeverItems)).toEqual([
    false,
    false,
    false,
  ]);
  const tools = [
    'package.json',
    '/w/tsconfig.node.json',
    '.vscode/settings.json',
    'w/.eslintrc.json',
    'C:\\w\\package-lock.json',
  ];
  expect(tools.map(isToolFile)).toEqual(tools.map(() => true));
  expect(['items.json', 'packages.json', 'a/test.jsonl'].map(isToolFile)).toEqual([false, false, false]);
});

test('how far the editor reaches', () => {
  const mb = 1024 * 1024;
  const reaches = [
    editorReach('a.jsonl', 20 * mb),
    editorReach('a.jsonl', 20 * mb + 1),
    editorReach('a.jsonl', 50 * mb + 1),
    editorReach('a.parquet', 10),
    editorReach('a.jsonl.gz', 10),
  ];
  expect(reaches).toEqual(['all', 'no-codelens', 'too-large', 'no-text', 'no-text']);
});

test('an item in a list is its place, its identity and the beginning of its question', async () => {
  const file = await ItemFile.fromText(
    '/w/own.jsonl',
    `\n${line('own/7', `  two\n\nlines ${'x'.repeat(500)}`)}`,
  );
  const entry = await file.index(0);
  const listed = entry && listedItem(entry);
  expect(listed).toMatchObject({ index: 0, line: 2, benchmark: 'MATH-500', task: null, id: 'own/7' });
  expect(listed?.question).toMatch(/^two lines x+$/);
  expect(listed?.question.length).toBe(160);
});

test('items are searched by id and by the whole question, and counted', async () => {
  const far = `${'x'.repeat(5000)} Needle`;
  const text = line('own/1') + line('own/2', far) + 'not an item\n' + line('NEEDLE/3');
  const found: string[] = [];
  const counts: number[] = [];
  const files = [() => ItemFile.fromText('/w/own.jsonl', text)];
  const signal = new AbortController().signal;
  for await (const item of searchItems(files, ' needle', signal, (items) => counts.push(items))) {
    found.push(`${item.path}:${item.line} ${item.id}`);
  }
  expect(found).toEqual(['/w/own.jsonl:2 own/2', '/w/own.jsonl:4 NEEDLE/3']);
  expect(counts).toEqual([3]);
});

test('a search that is cancelled ends', async () => {
  const cancel = new AbortController();
  const found: string[] = [];
  for await (const item of searchItems(
    [() => ItemFile.fromText('/w/own.jsonl', many)],
    '',
    cancel.signal,
    () => undefined,
  )) {
    found.push(item.id);
    if (found.length === 3) cancel.abort();
  }
  expect(found).toEqual(['own/0', 'own/1', 'own/2']);
});

test('a file that cannot be opened is left out of a search', async () => {
  const files = [
    () => Promise.reject(new Error('no memory')),
    () => ItemFile.fromText('/w/a.jsonl', line('own/1')),
  ];
  const found: string[] = [];
  for await (const { id } of searchItems(files, '', new AbortController().signal, () => undefined))
    found.push(id);
  expect(found).toEqual(['own/1']);
});
