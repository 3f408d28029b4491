import { isUtf8 } from 'node:buffer';

/**
 * How a file's bytes are text. A byte order mark tells; without one, JSON's first character, which is ASCII,
 * tells UTF-16 by the zero byte beside it (RFC 4627, section 3).
 */
export interface Encoding {
  readonly name: 'utf8' | 'utf16le' | 'utf16be';
  /** Bytes of the byte order mark: where the text begins. */
  readonly start: number;
  /** Bytes of one code unit. */
  readonly width: 1 | 2;
}

/** @param head the first bytes of the file; four are enough. */
export function detectEncoding(head: Uint8Array): Encoding {
  const [a, b, c] = head;
  if (a === 0xff && b === 0xfe) return { name: 'utf16le', start: 2, width: 2 };
  if (a === 0xfe && b === 0xff) return { name: 'utf16be', start: 2, width: 2 };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: 'utf8', start: 3, width: 1 };
  if (a !== undefined && a !== 0 && b === 0) return { name: 'utf16le', start: 0, width: 2 };
  if (a === 0 && b !== undefined && b !== 0) return { name: 'utf16be', start: 0, width: 2 };
  return { name: 'utf8', start: 0, width: 1 };
}

/** The text of whole code units; null where the bytes are no text in this encoding. */
export function decode(bytes: Buffer, encoding: Encoding): string | null {
  switch (encoding.name) {
    case 'utf8':
      return isUtf8(bytes) ? bytes.toString('utf8') : null;
    case 'utf16le':
      return bytes.length % 2 === 0 ? bytes.toString('utf16le') : null;
    case 'utf16be':
      return bytes.length % 2 === 0 ? Buffer.from(bytes).swap16().toString('utf16le') : null;
  }
}

/**
 * One byte for each code unit, so that one scanner serves every encoding: ASCII as it is, anything else 0x80
 * or above, which no sign of JSON's grammar is. UTF-8 has that property already and is not copied.
 */
export function foldUnits(bytes: Buffer, encoding: Encoding): Buffer {
  if (encoding.width === 1) return bytes;
  const low = encoding.name === 'utf16le' ? 0 : 1;
  const folded = Buffer.allocUnsafe(bytes.length >> 1);
  for (let i = 0; i < folded.length; i++) {
    const unit = bytes[2 * i + low] ?? 0;
    folded[i] = bytes[2 * i + 1 - low] === 0 ? unit : 0xff;
  }
  return folded;
}

/**
 * The byte offset of a column (UTF-16 units from the line's start) in the bytes of a line. Past the end of the
 * line: its end.
 */
export function byteOfColumn(line: Uint8Array, column: number, encoding: Encoding): number {
  if (encoding.width === 2) return Math.min(2 * column, line.length);
  let units = 0;
  for (let i = 0; i < line.length; i++) {
    const byte = line[i] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    if (units >= column) return i;
    // Four bytes in UTF-8 are two units in UTF-16.
    units += byte >= 0xf0 ? 2 : 1;
  }
  return line.length;
}
