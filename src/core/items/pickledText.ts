import { say, verbatim } from '../say.ts';

/** The text of a pickle, or why it was not read. */
export type PickledText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/**
 * Reads a pickle (protocols 0 to 5) that holds one text and nothing else. Only opcodes that make a text, keep it in
 * the memo or frame it are taken; any other is refused by its name, so that nothing is ever looked up, called or
 * built. The opcodes are those of Python's `Lib/pickletools.py`.
 */
export function readPickledText(bytes: Uint8Array): PickledText {
  const reader = new PickleReader(bytes);
  try {
    return { ok: true, text: reader.read() };
  } catch (error) {
    if (error instanceof RefusedPickle) return { ok: false, message: error.message };
    throw error;
  }
}

class RefusedPickle extends Error {}

class PickleReader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  read(): string {
    let text: string | null = null;
    for (;;) {
      const place = this.at;
      const opcode = this.view.getUint8(this.skip(1));
      const made = this.step(opcode, place);
      if (made === 'stop') break;
      if (made === null) continue;
      if (text !== null) throw new RefusedPickle(say`it holds more than one text`);
      text = made.text;
    }
    if (text === null) throw new RefusedPickle(say`it holds no text`);
    return text;
  }

  /** The text an opcode makes, null for one that makes nothing, or that the pickle ends here. */
  private step(opcode: number, place: number): { readonly text: string } | 'stop' | null {
    switch (opcode) {
      case 0x80: // PROTO
        if (this.view.getUint8(this.skip(1)) > 5) throw new RefusedPickle(say`its protocol is not known`);
        return null;
      case 0x95: // FRAME: lengths are not needed, since everything is in memory
        this.skip(8);
        return null;
      case 0x58: // BINUNICODE
        return this.utf8(this.view.getUint32(this.skip(4), true));
      case 0x8c: // SHORT_BINUNICODE
        return this.utf8(this.view.getUint8(this.skip(1)));
      case 0x8d: // BINUNICODE8
        return this.utf8(Number(this.view.getBigUint64(this.skip(8), true)));
      case 0x56: // UNICODE
        return { text: unescaped(this.line()) };
      case 0x94: // MEMOIZE
        return null;
      case 0x71: // BINPUT
        this.skip(1);
        return null;
      case 0x72: // LONG_BINPUT
        this.skip(4);
        return null;
      case 0x70: // PUT
        this.line();
        return null;
      case 0x2e: // STOP
        return 'stop';
      default: {
        const name = opcodeNames.get(opcode) ?? `0x${opcode.toString(16).padStart(2, '0')}`;
        throw new RefusedPickle(say`byte ${place}: ${verbatim(name)} makes something other than text`);
      }
    }
  }

  /** Goes on by so many bytes; gives where they begin. */
  private skip(count: number): number {
    const begin = this.at;
    if (count > this.bytes.length - begin) throw new RefusedPickle(say`it is cut off`);
    this.at = begin + count;
    return begin;
  }

  private utf8(length: number): { readonly text: string } {
    const begin = this.skip(length);
    try {
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      return { text: decoder.decode(this.bytes.subarray(begin, this.at)) };
    } catch {
      throw new RefusedPickle(say`its text is not UTF-8`);
    }
  }

  private line(): string {
    const end = this.bytes.indexOf(0x0a, this.at);
    if (end === -1) throw new RefusedPickle(say`it is cut off`);
    const line = Buffer.from(this.bytes.subarray(this.at, end)).toString('latin1');
    this.at = end + 1;
    return line;
  }
}

/** Python's `raw-unicode-escape`: `\uXXXX` and `\UXXXXXXXX`, and nothing else, are escapes. */
function unescaped(line: string): string {
  return line.replace(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8}))/g,
    (whole: string, short?: string, long?: string) => {
      const code = Number.parseInt(short ?? long ?? '', 16);
      if (code > 0x10ffff) throw new RefusedPickle(say`its text has ${whole}, which is no character`);
      return String.fromCodePoint(code);
    },
  );
}

/** What is refused, by the names that `pickletools` gives. */
const opcodeNames: ReadonlyMap<number, string> = new Map([
  ...Object.entries({
    I: 'INT',
    J: 'BININT',
    K: 'BININT1',
    M: 'BININT2',
    L: 'LONG',
    S: 'STRING',
    T: 'BINSTRING',
    U: 'SHORT_BINSTRING',
    B: 'BINBYTES',
    C: 'SHORT_BINBYTES',
    N: 'NONE',
    F: 'FLOAT',
    G: 'BINFLOAT',
    ']': 'EMPTY_LIST',
    a: 'APPEND',
    e: 'APPENDS',
    l: 'LIST',
    ')': 'EMPTY_TUPLE',
    t: 'TUPLE',
    '}': 'EMPTY_DICT',
    d: 'DICT',
    s: 'SETITEM',
    u: 'SETITEMS',
    '0': 'POP',
    '2': 'DUP',
    '(': 'MARK',
    '1': 'POP_MARK',
    g: 'GET',
    h: 'BINGET',
    j: 'LONG_BINGET',
    c: 'GLOBAL',
    R: 'REDUCE',
    b: 'BUILD',
    i: 'INST',
    o: 'OBJ',
    P: 'PERSID',
    Q: 'BINPERSID',
  }).map(([letter, name]): [number, string] => [letter.charCodeAt(0), name]),
  ...[
    ...['NEWOBJ', 'EXT1', 'EXT2', 'EXT4', 'TUPLE1', 'TUPLE2', 'TUPLE3', 'NEWTRUE', 'NEWFALSE', 'LONG1'],
    'LONG4',
  ].map((name, index): [number, string] => [0x81 + index, name]),
  [0x8e, 'BINBYTES8'],
  ...['EMPTY_SET', 'ADDITEMS', 'FROZENSET', 'NEWOBJ_EX', 'STACK_GLOBAL'].map(
    (name, index): [number, string] => [0x8f + index, name],
  ),
  [0x96, 'BYTEARRAY8'],
  [0x97, 'NEXT_BUFFER'],
  [0x98, 'READONLY_BUFFER'],
]);
