import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { ReadFailure } from '../../../src/workspace/items/byteSource.ts';
import { unpack, type Packing } from '../../../src/workspace/items/unpack.ts';
import { chunkedSource, show } from './showFile.ts';
import { tempFolder } from './tempFolder.ts';

const { write } = tempFolder();
const line = (n: number): string =>
  `{"problem": "What is ${n}?", "answer": "${n}", "unique_id": "own/${n}"}\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => line(from + i)).join('');
const pack: Record<Packing, (text: string | Buffer) => Buffer> = { gzip: gzipSync, zstd: zstdCompressSync };
const both: [Packing, string][] = [
  ['gzip', 'gz'],
  ['zstd', 'zst'],
];

describe.each(both)('%s', (packing, extension) => {
  const shown = async (name: string, bytes: Buffer): Promise<string> =>
    show(await ItemFile.open(write(`${name}.${extension}`, bytes)));

  test('items have lines, and no bytes of the file', async () => {
    expect(await shown('items.jsonl', pack[packing](`\n${lines(1, 3)}`))).toBe(
      'MATH-500, 2\n2 [none] own/1\n3 [none] own/2',
    );
    const file = await ItemFile.open(write(`at.jsonl.${extension}`, pack[packing](`\n${lines(1, 3)}`)));
    expect((await file.at(3, 5))?.item?.id).toBe('own/2');
    expect((await file.index(0))?.item?.location).toEqual({ file: file.path, line: 2, bytes: null });
    expect(await file.countByBenchmark()).toEqual(new Map([['MATH-500', 2]]));
  });

  test('JSON and CSV', async () => {
    const json = `[\n${lines(1, 2).trim()},\n${lines(2, 3)}]`;
    expect(await shown('items.json', pack[packing](json))).toBe(
      'MATH-500, 2\n2 [none] own/1\n3 [none] own/2',
    );
    const csv = 'problem,answer,unique_id\n"a\nb",1,own/1\nc,2,own/2\n';
    expect(await shown('items.csv', pack[packing](csv))).toBe('MATH-500, 2\n2 [none] own/1\n4 [none] own/2');
  });

  test('several members or frames are read whole, wherever one ends', async () => {
    const parts = Array.from({ length: 30 }, (_, i) => pack[packing](lines(i * 100, i * 100 + 100)));
    const file = await ItemFile.open(write(`parts.jsonl.${extension}`, Buffer.concat(parts)));
    expect([file.count, file.problems]).toEqual([3000, []]);
    expect((await file.index(2999))?.item?.id).toBe('own/2999');
    const tiny = Buffer.concat(Array.from({ length: 50 }, (_, n) => pack[packing](line(n))));
    for (const size of [1, 7, 64]) {
      const unpacked = await unpack(chunkedSource(tiny, size), packing);
      if (unpacked instanceof ReadFailure) throw new Error(unpacked.message);
      const text = await unpacked.source.read(0, 1e6);
      expect(text instanceof ReadFailure ? text : text.toString()).toBe(lines(0, 50));
    }
  });

  test('a torn archive keeps what came before the tear', async () => {
    const whole = pack[packing](Array.from({ length: 3000 }, (_, n) => line((n * 7919) % 104729)).join(''));
    const file = await ItemFile.open(
      write(`torn.jsonl.${extension}`, Buffer.concat([pack[packing](lines(0, 10)), whole.subarray(0, 9000)])),
    );
    expect(file.problems).toHaveLength(1);
    expect(file.problems[0]?.message).toMatch(
      /^This (?:gzip|zstd) file is cut off or damaged \(.+\): what was unpacked before that is read, \d+ bytes\.$/,
    );
    expect(file.count).toBeGreaterThanOrEqual(10);
    expect((await file.index(9))?.item?.id).toBe('own/9');
    const nothing = await ItemFile.open(write(`head.jsonl.${extension}`, whole.subarray(0, 6)));
    expect([nothing.count, nothing.problems.length]).toEqual([0, 1]);
  });

  test('what is no archive behind a whole one is told, and nothing before it is lost', async () => {
    const file = await ItemFile.open(
      write(
        `behind.jsonl.${extension}`,
        Buffer.concat([pack[packing](lines(0, 10)), Buffer.from('and so on')]),
      ),
    );
    expect(file.count).toBe(10);
    expect(file.problems.map(({ message }) => message)).toEqual([
      `Behind the end of the ${packing} data stand bytes that are none of it: they are left out, and all ${lines(0, 10).length} bytes unpacked before them are read.`,
    ]);
  });

  test('zeros behind a whole archive pad it, and nothing is wrong', async () => {
    const archive = pack[packing](lines(0, 10));
    for (const zeros of [1, 512, 200_000, 65_536 - archive.length]) {
      const padded = Buffer.concat([archive, Buffer.alloc(zeros)]);
      const file = await ItemFile.open(write(`padded-${zeros}.jsonl.${extension}`, padded));
      expect([file.count, file.problems]).toEqual([10, []]);
    }
    const more = Buffer.concat([archive, Buffer.alloc(70_000), Buffer.from('x')]);
    const file = await ItemFile.open(write(`padded-more.jsonl.${extension}`, more));
    expect([file.count, file.problems[0]?.message]).toEqual([10, expect.stringMatching(/^Behind the end/)]);
  });

  test('a bomb is refused once it passes the limit', async () => {
    const bomb = pack[packing](Buffer.alloc(8 * 1024 * 1024, 'a'));
    expect(bomb.length).toBeLessThan(10_000);
    const refused = await unpack(chunkedSource(bomb, bomb.length), packing, 1024 * 1024);
    expect(refused).toEqual(
      new ReadFailure('This file unpacks to more than 1 MiB: unpack it, and open the file that comes of it.'),
    );
    const many = Buffer.concat(Array.from({ length: 300 }, () => pack[packing](Buffer.alloc(4096))));
    expect(await unpack(chunkedSource(many, many.length), packing, 1024 * 1024)).toBeInstanceOf(ReadFailure);
    const whole = await unpack(chunkedSource(bomb, bomb.length), packing, 8 * 1024 * 1024);
    expect(whole instanceof ReadFailure ? whole : whole.source.size).toBe(8 * 1024 * 1024);
  });

  test('packed twice, and packed nothing', async () => {
    expect(await shown('twice.jsonl', pack[packing](pack[packing](lines(0, 2))))).toBe(
      'no benchmark, 0\n! - - This file is packed twice; unpack it once, and open what comes of it.',
    );
    expect(await shown('nothing.jsonl', pack[packing](''))).toBe(
      'no benchmark, 0\n! - - This file is empty: there are no items in it.',
    );
  });
});

test('skippable frames of zstd are no text', async () => {
  const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  const frames = [skipped, zstdCompressSync(line(1)), skipped, zstdCompressSync(line(2)), skipped];
  const file = await ItemFile.open(write('skip.jsonl.zst', Buffer.concat(frames)));
  expect(await show(file)).toBe('MATH-500, 2\n1 [none] own/1\n2 [none] own/2');
});

test('bytes that come in parts are read by any range', async () => {
  const text = Buffer.from(lines(0, 60_000));
  const unpacked = await unpack(chunkedSource(gzipSync(text), 65_536), 'gzip');
  if (unpacked instanceof ReadFailure) throw new Error(unpacked.message);
  const { source } = unpacked;
  for (const [start, end] of [
    [0, 10],
    [1_048_570, 1_048_580],
    [16_380, 3_000_000],
    [text.length - 5, text.length + 5],
    [2_097_152, 2_097_153],
  ] as const) {
    const bytes = await source.read(start, end);
    expect(bytes instanceof ReadFailure ? bytes : text.subarray(start, end).equals(bytes)).toBe(true);
  }
  const chunks: Buffer[] = [];
  await source.scan((chunk, offset) => {
    expect(offset).toBe(chunks.reduce((sum, { length }) => sum + length, 0));
    return chunks.push(Buffer.from(chunk)) > 0;
  });
  expect(Buffer.concat(chunks).equals(text)).toBe(true);
});

test('a published set as it is packed', async ({ skip }) => {
  const name = 'qwen25-math-evaluator/Qwen2.5-14B-Instruct/olympiadbench.jsonl.gz';
  const path = fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));
  if (!existsSync(path)) skip(`${path} is not there`);
  const file = await ItemFile.open(path);
  expect([file.benchmark?.name, file.count, file.lineOf(674)]).toEqual(['OlympiadBench', 675, 675]);
  expect(await file.countByBenchmark()).toEqual(new Map([['OlympiadBench', 675]]));
});
