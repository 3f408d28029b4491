import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { cliFolder, mathItems } from './cliFolder.ts';
import { objects } from './program.ts';

const here = cliFolder();
const { cli } = here;

describe('items', () => {
  test('lists ids, lines and bytes', async () => {
    const ended = await cli(['items', 'math500.jsonl', '--json']).ended;
    const text = await readFile(path.join(here.folder, 'math500.jsonl'));
    const [found] = objects(ended.stdout);
    const { items, ...rest } = found as { items: { id: string; line: number; bytes: [number, number] }[] };
    expect([ended.status, ended.stderr, rest]).toEqual([
      0,
      '',
      { benchmark: 'MATH-500', domain: 'math', count: 3, problems: [] },
    ]);
    expect(Object.keys(found!)).toEqual(['benchmark', 'domain', 'count', 'items', 'problems']);
    expect(items.map(({ id, line }) => `${line} ${id}`)).toEqual([
      '1 own/1.json',
      '2 own/2.json',
      '3 own/3.json',
    ]);
    const read = items.map(({ bytes }) => JSON.parse(text.subarray(...bytes).toString()) as unknown);
    expect(read).toEqual(mathItems);
  });

  test('problems are in the output, and give status 1', async () => {
    await writeFile(path.join(here.folder, 'math500.jsonl'), `${JSON.stringify(mathItems[0])}\nnot json\n`);
    const ended = await cli(['items', 'math500.jsonl', '--json']).ended;
    expect(ended.status).toBe(1);
    expect(objects(ended.stdout)[0]).toMatchObject({
      count: 1,
      problems: [{ file: 'math500.jsonl', line: 2 }],
    });
    const words = await cli(['items', 'math500.jsonl']).ended;
    expect(words.stdout).toBe('MATH-500: 1 item\n       1  own/1.json\n');
    expect(words.stderr).toMatch(/^math500\.jsonl:2: /);
  });

  test.each(['nothing.jsonl', '.', 'empty.jsonl'])('nothing is said on stdout of %s', async (name) => {
    await writeFile(path.join(here.folder, 'empty.jsonl'), '');
    const ended = await cli(['items', name]).ended;
    expect([ended.status, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr.startsWith(`${name}: `)).toBe(true);
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a file without items is unreadable input, told as JSON too', async () => {
    await writeFile(path.join(here.folder, 'empty.jsonl'), '');
    const ended = await cli(['items', 'empty.jsonl', '--json']).ended;
    expect(ended.status).toBe(2);
    const [found] = objects(ended.stdout);
    expect(found).toMatchObject({ benchmark: null, domain: null, count: 0, items: [] });
    expect(found?.problems).toHaveLength(1);
    expect(ended.stderr).toMatch(/^empty\.jsonl: /);
  });
});

describe('score', () => {
  const line = (changes: Record<string, unknown>): string =>
    JSON.stringify({ benchmark: 'MATH-500', item: { answer: '12' }, response: '$\\boxed{12}$', ...changes });

  test('one line a line, in order, bad ones in their place', async () => {
    const stdin = [
      line({}),
      'nonsense',
      line({ response: '\u2028<think>hm</think>So \\boxed{13}' }).replaceAll('\\u2028', '\u2028'),
      '',
      line({ benchmark: 'Nothing' }),
      line({ finish_reason: 'length' }),
    ].join('\r\n');
    const ended = await cli(['score'], { stdin: `\ufeff${stdin}` }).ended;
    expect(ended.status).toBe(1);
    expect(
      objects(ended.stdout).map(({ score, extracted }) => `${String(score)} ${String(extracted)}`),
    ).toEqual(['1 12', 'null undefined', '0 13', 'null undefined', 'null undefined', 'null null']);
  });

  test('a field that is missing or of another kind is said in our words', async () => {
    const lines = [
      line({ item: undefined }),
      line({ item: [] }),
      line({ response: 3 }),
      line({ benchmark: undefined }),
      line({ choices: 'A' }),
      line({ choices: ['A', 2] }),
    ];
    const ended = await cli(['score'], { stdin: lines.join('\n') }).ended;
    expect(objects(ended.stdout).map(({ reason }) => reason)).toEqual([
      '`item`: is missing',
      '`item`: must be an object in the published fields',
      '`response`: must be text',
      '`benchmark`: is missing',
      '`choices`: must be a list of texts',
      '`choices.1`: must be text',
    ]);
  });

  test('status 1 where an item has no gold answer, and a score in its place that says so', async () => {
    const ended = await cli(['score'], { stdin: `${line({})}\n${line({ item: { problem: 'x' } })}\n` }).ended;
    expect(ended.status).toBe(1);
    expect(objects(ended.stdout).map(({ score, reason }) => [score, reason])).toEqual([
      [1, expect.any(String)],
      [null, 'the item has no gold answer: `answer` is missing or empty'],
    ]);
  });

  test('status 0 where every line could be read', async () => {
    const ended = await cli(['score', '--json'], { stdin: `${line({})}\n` }).ended;
    expect([ended.status, ended.stderr, objects(ended.stdout).length]).toEqual([0, '', 1]);
  });
});
