import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { show } from './showFile.ts';
import { tempFolder } from './tempFolder.ts';

const { path: folder } = tempFolder();
const item = (n: number): string => `{"problem": "What is ${n}?", "answer": "${n}", "unique_id": "own/${n}"}`;

describe('a value too large to be an item', () => {
  /** A file of one line of this size, as sparse as the disk allows: `{"problem": "` and then zeros. */
  function largeLine(name: string, megabytes: number, head: string, tail = ''): string {
    const path = join(folder, name);
    const descriptor = openSync(path, 'w');
    writeSync(descriptor, head);
    ftruncateSync(descriptor, megabytes * 1_000_000);
    writeSync(descriptor, tail, megabytes * 1_000_000);
    closeSync(descriptor);
    return path;
  }

  test('a line of 200 MB is one message, and is not held in memory', async () => {
    const path = largeLine('large.jsonl', 200, '{"problem": "');
    const before = process.memoryUsage.rss();
    const file = await ItemFile.open(path);
    expect(await show(file)).toBe(
      'no benchmark, 0\n! 1 - Not JSON as it should be: the closing } is missing.',
    );
    expect(process.memoryUsage.rss() - before).toBeLessThan(150e6);
  });

  test('a closed one says its size', async () => {
    const path = largeLine('closed.jsonl', 200, '{"problem": "', '"}\n');
    expect(await show(await ItemFile.open(path))).toBe(
      'no benchmark, 0\n! 1 - One value of 200 MB begins here; items are read up to 64 MiB each.',
    );
  });

  test('the other lines work', async () => {
    const path = largeLine('beside.jsonl', 100, `${item(1)}\n{"problem": "`, `"}\n${item(3)}\n`);
    const file = await ItemFile.open(path);
    expect((await show(file)).replaceAll(/\[.*?\] /g, '')).toBe(
      [
        'MATH-500, 3',
        '1 own/1',
        '2 no item',
        '  ! 2 - One value of 100 MB begins here; items are read up to 64 MiB each.',
        '3 own/3',
      ].join('\n'),
    );
  });

  test('one that is no JSON at all is one message', async () => {
    const path = largeLine('text.jsonl', 200, 'aaaa');
    expect(await show(await ItemFile.open(path))).toMatch(
      /^no benchmark, 0\n! 1 - This is not a file of items: it begins with "a"/,
    );
  });
});
