/** A file's bytes as text, without its byte order mark. */
export interface DecodedText {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** What is no text in the encoding is U+FFFD. */
  readonly text: string;
  /** UTF-16 offset of the first such U+FFFD; null where all is text. */
  readonly replaced: number | null;
}

/** UTF-8, or UTF-16 where a byte order mark says so. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  try {
    return { encoding, text: new TextDecoder(encoding, { fatal: true }).decode(bytes), replaced: null };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const text = new TextDecoder(encoding).decode(bytes);
    return { encoding, text, replaced: firstReplaced(text, bytes, encoding) };
  }
}

/** A NUL among so many first bytes makes a file binary, as Git and VS Code have it. */
const sniffed = 8000;

/** Whether the beginning of a file says that it is no text; UTF-16 without a byte order mark seems so too. */
export function isBinary(bytes: Uint8Array): boolean {
  return encodingOf(bytes) === 'utf-8' && bytes.subarray(0, sniffed).includes(0);
}

function encodingOf([first, second]: Uint8Array): DecodedText['encoding'] {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** The offset of the first U+FFFD that stands for something else. */
function firstReplaced(text: string, bytes: Uint8Array, encoding: DecodedText['encoding']): number {
  if (encoding !== 'utf-8') {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const units = Math.floor(bytes.length / 2) - 1;
    for (let at = 0; at < units; at += 1)
      if (view.getUint16(2 * at + 2, encoding === 'utf-16le') !== text.charCodeAt(at)) return at;
    return Math.max(0, text.length - 1);
  }
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let place = mark;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    if (code === 0xfffd && !(bytes[place] === 0xef && bytes[place + 1] === 0xbf && bytes[place + 2] === 0xbd))
      return at;
    place += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code >= 0x10000) at += 1;
  }
  return Math.max(0, text.length - 1);
}
