import { describe, expect, test } from 'vitest';
import { stringifyJson } from '../../../src/core/json.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { jsonl, math } from './mathLines.ts';
import { tempFolder } from './tempFolder.ts';

const { write } = tempFolder();

describe('encodings', () => {
  const swap = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
  interface Case {
    readonly name: string;
    readonly encode: (text: string) => Buffer;
    /** Bytes of the byte order mark, and of each unit: 0 where they differ. */
    readonly start: number;
    readonly width: number;
  }
  const encodings: Case[] = [
    { name: 'UTF-8 with a BOM', encode: (text) => Buffer.from(`\ufeff${text}`), start: 3, width: 0 },
    { name: 'UTF-16 LE', encode: (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), start: 2, width: 2 },
    { name: 'UTF-16 BE', encode: (text) => swap(`\ufeff${text}`), start: 2, width: 2 },
    { name: 'UTF-16 LE without a BOM', encode: (text) => Buffer.from(text, 'utf16le'), start: 0, width: 2 },
    { name: 'UTF-16 BE without a BOM', encode: (text) => swap(text), start: 0, width: 2 },
  ];
  // U+0A0A and U+0D0A have the bytes of line ends, U+225B those of a quote and a bracket.
  const record = { ...math(1), note: '\u0a0a \u0d0a \u225b ] 😀' };

  test.each(encodings)(
    '$name is read without a word, as JSONL and as an array',
    async ({ encode, start, width }) => {
      const one = stringifyJson(record);
      const size = (text: string): number => (width === 0 ? Buffer.byteLength(text) : width * text.length);
      const lines = await ItemFile.open(write('e.jsonl', encode(`${one}\r\n${one}\r\n`)));
      const second = start + size(`${one}\r\n`);
      expect(lines.problems).toEqual([]);
      expect(lines.count).toBe(2);
      expect((await lines.index(0))?.item?.location.bytes).toEqual([start, start + size(one)]);
      expect((await lines.index(1))?.item?.location.bytes).toEqual([second, second + size(one)]);
      expect((await lines.at(2, 5))?.item?.record).toEqual(record);

      const array = await ItemFile.open(write('e.json', encode(`[\r\n  ${one},\r\n  ${one}\r\n]\r\n`)));
      const begin = start + size('[\r\n  ');
      expect(array.problems).toEqual([]);
      expect((await array.index(0))?.item?.location.bytes).toEqual([begin, begin + size(one)]);
      const at = await Promise.all([2, one.length + 2, one.length + 3].map((column) => array.at(3, column)));
      expect(at.map((entry) => entry?.index)).toEqual([1, 1, undefined]);
      expect((await array.at(2, one.length + 3))?.index).toBeUndefined();
    },
  );

  test('CRLF is no part of an item', async () => {
    const file = await ItemFile.open(write('crlf.jsonl', jsonl(math(1), math(2)).replaceAll('\n', '\r\n')));
    const bytes = (await file.index(0))?.item?.location.bytes;
    expect(bytes?.[1]).toBe(Buffer.byteLength(stringifyJson(math(1))));
    expect(file.count).toBe(2);
  });
});
