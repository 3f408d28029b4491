import { describe, expect, test } from 'vitest';
import { detectEncoding, byteOfColumn } from '../../../src/workspace/items/encoding.ts';
import { ReadFailure } from '../../../src/workspace/items/byteSource.ts';
import { ShapeFinder } from '../../../src/workspace/items/fileShape.ts';
import { indexLines, type LineIndex } from '../../../src/workspace/items/lineIndex.ts';
import { Offsets } from '../../../src/workspace/items/offsets.ts';
import { chunkedSource } from './showFile.ts';

async function lineIndex(bytes: Buffer, chunk: number): Promise<LineIndex> {
  const lines = await indexLines(chunkedSource(bytes, chunk), detectEncoding(bytes));
  if (lines instanceof ReadFailure) throw new Error(lines.message);
  return lines;
}

/** The lines as an index tells them: blank ones in brackets. */
function told(lines: LineIndex): string {
  const all = Array.from({ length: lines.lines }, (_, line) => {
    const range = lines.range(line).join('-');
    return lines.filledIndex(line) === null ? `(${range})` : range;
  });
  return all.join(' ');
}

describe('wherever a chunk ends', () => {
  const text = '\ufeff{"a":1}\r\n\r\n \t\n{"b":"é😀"}\n\n  {"c":3}  ';
  const encoded: [string, Buffer][] = [
    ['utf8', Buffer.from(text)],
    ['utf16le', Buffer.from(text, 'utf16le')],
    ['utf16be', Buffer.from(text, 'utf16le').swap16()],
  ];

  test.each(encoded)('lines are where they are, in %s', async (name, bytes) => {
    const whole = told(await lineIndex(bytes, bytes.length + 1));
    if (name === 'utf8') expect(whole).toBe('3-12 (12-14) (14-17) 17-32 (32-33) 33-44');
    for (let chunk = 2; chunk < bytes.length; chunk += 2) {
      expect(told(await lineIndex(bytes, chunk)), `chunks of ${chunk}`).toBe(whole);
    }
  });

  test.each(encoded)('elements are where they are, in %s', async (name) => {
    const one = '{"prompt":"a\\\\\\"]}é","instruction_id_list":["x"],"n":[{}]}';
    const array = `\ufeff{"kéy": "]", "data" : [ ${one} ,\r\n ${one}\n] , "z": {"y": [ {"a":1} ]}}`;
    const bytes = name === 'utf8' ? Buffer.from(array) : Buffer.from(array, 'utf16le');
    if (name === 'utf16be') bytes.swap16();
    const ranges = async (chunk: number): Promise<string> => {
      const source = chunkedSource(bytes, chunk);
      const { values, problems } = await new ShapeFinder(
        'x',
        source,
        detectEncoding(bytes),
        await lineIndex(bytes, chunk),
        () => false,
      ).find();
      expect(problems).toEqual([]);
      return Array.from({ length: values.count }, (_, i) => values.range(i).join('-')).join(' ');
    };
    const whole = await ranges(bytes.length + 1);
    expect(whole.split(' ')).toHaveLength(2);
    for (let chunk = 2; chunk < bytes.length; chunk += 2)
      expect(await ranges(chunk), `chunks of ${chunk}`).toBe(whole);
  });
});

test('filled lines and their numbers are each the other backwards', async () => {
  let seed = 7;
  const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const rows = Array.from({ length: 500 }, () => (random() < 0.4 ? ' ' : 'x'));
  const lines = await lineIndex(Buffer.from(rows.join('\n')), 64);
  const filled = rows.flatMap((row, line) => (row === 'x' ? [line] : []));
  expect(lines.filled).toBe(filled.length);
  expect(filled.map((_, i) => lines.filledLine(i))).toEqual(filled);
  expect(filled.map((line) => lines.filledIndex(line))).toEqual(filled.map((_, i) => i));
  expect(lines.filledIndex(500)).toBeNull();
});

test('offsets above 4 GB are kept exactly', () => {
  const offsets = new Offsets(2 ** 40);
  for (let i = 0; i < 3000; i++) offsets.push(2 ** 33 + i * 3);
  expect([offsets.length, offsets.at(0), offsets.at(2999), offsets.at(3000)]).toEqual([
    3000,
    2 ** 33,
    2 ** 33 + 8997,
    Number.NaN,
  ]);
  expect([
    offsets.countUpTo(2 ** 33 - 1),
    offsets.countUpTo(2 ** 33 + 3),
    offsets.countUpTo(2 ** 40),
  ]).toEqual([0, 2, 3000]);
});

test('a column counts UTF-16 units, a byte what UTF-8 makes of them', () => {
  const line = Buffer.from('aé😀b');
  const utf8 = detectEncoding(line);
  const bytes = [0, 1, 2, 3, 4, 5, 9].map((column) => byteOfColumn(line, column, utf8));
  expect(bytes).toEqual([0, 1, 3, 7, 7, 8, 8]);
});
