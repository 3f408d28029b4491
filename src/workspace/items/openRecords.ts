import type { Problem } from '../../core/problem.ts';
import { binaryFormat, isParquet } from './binaryFormat.ts';
import { ReadFailure, type ByteSource } from './byteSource.ts';
import { csvRecords, isTableName } from './csvRecords.ts';
import { detectEncoding } from './encoding.ts';
import { ShapeFinder, type Recognises } from './fileShape.ts';
import { indexLines } from './lineIndex.ts';
import { jsonForm } from './readValue.ts';
import { noRecords, type Records } from './records.ts';
import { textRecords } from './textRecords.ts';
import { packingOf, unpack } from './unpack.ts';
import { say, verbatim } from '../../core/say.ts';

/** The records of a file, and what is wrong with it as a whole. */
export interface Opened {
  readonly records: Records;
  readonly problems: readonly Problem[];
}

/**
 * Finds the records of a file by its first bytes and, for CSV and TSV, by its name. A packed file (gzip, zstd)
 * is unpacked into memory first; its records have lines, but no bytes of the file.
 */
export async function openRecords(file: string, source: ByteSource, isItem: Recognises): Promise<Opened> {
  const head = await source.read(0, 64);
  if (head instanceof ReadFailure) return nothing(file, head.message);
  const packing = packingOf(head);
  if (packing === null) return openPlain(file, file, source, head, isItem);
  const unpacked = await unpack(source, packing);
  if (unpacked instanceof ReadFailure) return nothing(file, unpacked.message);
  const inner = unpacked.source;
  const torn: Problem[] = [];
  if (unpacked.torn !== null) {
    const message = say`This ${packing} file is cut off or damaged (${verbatim(unpacked.torn)}): what was unpacked before that is read, ${inner.size} bytes.`;
    torn.push({ file, message });
  }
  if (unpacked.trailing) {
    const message = say`Behind the end of the ${packing} data stand bytes that are none of it: they are left out, and all ${inner.size} bytes unpacked before them are read.`;
    torn.push({ file, message });
  }
  const innerHead = await inner.read(0, 64);
  if (innerHead instanceof ReadFailure) return nothing(file, innerHead.message);
  if (innerHead.length === 0 && torn.length > 0) return { records: noRecords, problems: torn };
  if (packingOf(innerHead) !== null) {
    return nothing(file, say`This file is packed twice; unpack it once, and open what comes of it.`);
  }
  const opened = await openPlain(file, file.replace(/\.[^./\\]*$/, ''), inner, innerHead, isItem);
  return { records: opened.records, problems: [...torn, ...opened.problems] };
}

/** @param name the file's name without what says how it is packed. */
async function openPlain(
  file: string,
  name: string,
  source: ByteSource,
  head: Buffer,
  isItem: Recognises,
): Promise<Opened> {
  if (isParquet(head)) {
    // Its codecs are set up when they are loaded; most sessions never need them.
    const { parquetRecords } = await import('./parquetRecords.ts');
    return parquetRecords(file, source);
  }
  const format = binaryFormat(head);
  if (format !== null) return nothing(file, format);
  const encoding = detectEncoding(head);
  const lines = await indexLines(source, encoding);
  if (lines instanceof ReadFailure) return nothing(file, lines.message);
  const finder = new ShapeFinder(file, source, encoding, lines, isItem);
  if (isTableName(name) && !(await finder.beginsAsJson())) return csvRecords(file, source, encoding, lines);
  const { values, problems } = await finder.find();
  const records = values.count === 0 ? noRecords : textRecords(file, source, encoding, values, jsonForm);
  return { records, problems };
}

function nothing(file: string, message: string): Opened {
  return { records: noRecords, problems: [{ file, message }] };
}
