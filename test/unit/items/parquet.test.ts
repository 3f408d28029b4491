import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { show } from './showFile.ts';
import { tempFolder } from './tempFolder.ts';

const { write } = tempFolder();
const fixture = (name: string): string => new URL(`fixtures/${name}.parquet`, import.meta.url).pathname;
const shown = async (name: string, bytes: Buffer): Promise<string> =>
  show(await ItemFile.open(write(name, bytes)));

describe('Parquet', () => {
  test.each(['none', 'snappy', 'gzip', 'zstd', 'lz4', 'brotli', 'v2'])(
    'rows of several row groups are items without lines, packed with %s',
    async (codec) => {
      const file = await ItemFile.open(fixture(`math.${codec}`));
      const ids = Array.from({ length: 12 }, (_, n) => `null [none] own/${n}`);
      expect(await show(file)).toBe(['MATH-500, 12', ...ids].join('\n'));
      // Across row groups, forth and back.
      for (const n of [11, 0, 5, 4, 9, 10]) {
        expect((await file.index(n))?.item).toMatchObject({
          question: `What is ${n}+1? ½ 😀`,
          gold: `${n + 1}`,
          record: { level: (n % 5) + 1 },
          location: { line: null, bytes: null, row: n },
        });
      }
      expect((await file.byId('own/7'))?.index).toBe(7);
      expect(await file.at(1)).toBeNull();
      expect(await file.indexesInSelection(1, 0, 9, 0)).toEqual([]);
      expect(file.lineOf(3)).toBeNull();
      expect(await file.countByBenchmark()).toEqual(new Map([['MATH-500', 12]]));
    },
  );

  test('lists, structs, times and integers beyond 2^53 are JSON values', async () => {
    const file = await ItemFile.open(fixture('nested'));
    const entry = await file.index(2);
    expect(entry?.item?.id).toBe('9007199254740995');
    expect(entry?.item?.record).toEqual({
      id: 9007199254740995n,
      group: 'own_mcq',
      context: 'Two boxes stand on a table.',
      question: 'Which box is number 2?',
      choices: { text: ['the red one', 'the blue one'], label: ['A', 'B'] },
      answer: 'A',
      small: 2,
      share: 0.5,
      price: 0.5,
      when: '2024-05-01T12:30:02.000Z',
      turns: [{ role: 'user', tokens: [2, 9007199254740993n] }],
      empty: null,
    });
    expect((await file.index(1))?.item?.record.turns).toBeNull();
  });

  test('columns of binary data are named and left out', async () => {
    expect(await show(await ItemFile.open(fixture('binary')))).toBe(
      [
        'MATH-500, 2',
        '! - image.bytes This column holds binary data, and is not read.',
        '! - raw This column holds binary data, and is not read.',
        'null [none] own/a',
        'null [none] own/b',
      ].join('\n'),
    );
  });

  test('what is wrong with an item names its row', async () => {
    expect(await show(await ItemFile.open(fixture('noGold')))).toBe(
      [
        'MATH-500, 3',
        'null [none] own/a',
        'null [none] own/b',
        '  ! - answer Row 2: No gold answer: "answer" should hold the gold answer. Until it does, the item can be asked, but not scored.',
        'null [none] own/a',
        '  ! - unique_id Row 3: The id "own/a" stands in row 1 too. Both can be asked, but they count as one item: give one of them another id.',
      ].join('\n'),
    );
  });
});

describe('one message for a Parquet file that cannot be read', () => {
  const whole = readFileSync(fixture('math.snappy'));
  const footer = whole.readUInt32LE(whole.length - 8);

  test('cut off', async () => {
    for (const length of [4, 8, 11, 100, whole.length - 1]) {
      expect(await shown('cut.parquet', whole.subarray(0, length)), `${length} bytes`).toBe(
        'no benchmark, 0\n! - - This Parquet file is cut off: its end, which says what is in it, is missing.',
      );
    }
  });

  test('a damaged footer', async () => {
    const longer = Buffer.from(whole);
    longer.writeUInt32LE(whole.length, whole.length - 8);
    expect(await shown('longer.parquet', longer)).toMatch(
      /^no benchmark, 0\n! - - This Parquet file is damaged: .*\. Fetch or write it again\.$/,
    );
    const start = whole.length - 8 - footer;
    // Whatever byte of it is wrong, nothing throws and nothing hangs; most of it is told at once.
    for (let at = start; at < whole.length - 8; at += 7) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      expect(await shown('footer.parquet', bytes), `byte ${at}`).toMatch(
        /^(?:no benchmark, 0\n!|MATH-500, \d+)/,
      );
    }
  });

  test('damaged rows: those of other row groups are read, and one message says which are not', async () => {
    const bytes = Buffer.from(whole);
    // The first row group's pages begin right behind the magic bytes.
    bytes.fill(0xff, 4, 120);
    const text = await shown('rows.parquet', bytes);
    expect(text).toMatch(
      /^MATH-500, 12\nnull no item\n {2}! - - Rows 1 to 5 of this Parquet file cannot be read: .*\nnull no item\nnull no item\nnull no item\nnull no item\nnull \[none\] own\/5\n/,
    );
    expect(text.match(/cannot be read/g)).toHaveLength(1);
  });

  test('an unknown way of packing', async () => {
    expect(await show(await ItemFile.open(fixture('lzo')))).toBe(
      'no benchmark, 0\n! - - The column "problem" is packed with LZO, which cannot be read. Known are UNCOMPRESSED, SNAPPY, GZIP, BROTLI, ZSTD, LZ4, LZ4_RAW: write the file again with one of these.',
    );
  });

  test('encrypted, and empty', async () => {
    const encrypted = Buffer.from(whole);
    encrypted.write('PARE', encrypted.length - 4);
    expect(await shown('encrypted.parquet', encrypted)).toBe(
      'no benchmark, 0\n! - - This Parquet file is encrypted, and cannot be read.',
    );
    expect(await show(await ItemFile.open(fixture('empty')))).toBe(
      'no benchmark, 0\n! - - This Parquet file has no rows: there are no items in it.',
    );
  });
});
