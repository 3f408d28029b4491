const quote = 0x22;
const backslash = 0x5c;

/** Where the value of a field stands in bytes of JSON: [start, end). */
export type FieldRange = readonly [start: number, end: number];

/** What is found in the bytes of an object, as far as they go. */
export interface ObjectScan {
  readonly fields: ReadonlyMap<string, FieldRange>;
  /** The field whose value does not end, and where that begins; null where there is none. */
  readonly open: { readonly name: string; readonly start: number } | null;
  /** Whether the object ends, and nothing stands behind it. */
  readonly whole: boolean;
}

/**
 * The fields of one JSON object in UTF-8, found without parsing their values, so that large ones that nobody asks for
 * cost no more than a look. Of equal names the last one holds. Null where the bytes do not look like a whole object: a
 * parser then says what is wrong. What is within a value is not checked.
 */
export function jsonFields(bytes: Buffer): ReadonlyMap<string, FieldRange> | null {
  const { fields, whole } = scanObject(bytes);
  return whole ? fields : null;
}

/** As `jsonFields`, for an object that may be cut off or damaged. */
export function scanObject(bytes: Buffer): ObjectScan {
  const fields = new Map<string, FieldRange>();
  const stopped = { fields, open: null, whole: false };
  let at = skipSpace(bytes, bytes[0] === 0xef ? 3 : 0);
  if (bytes[at] !== 0x7b) return stopped;
  at = skipSpace(bytes, at + 1);
  if (bytes[at] === 0x7d) return { ...stopped, whole: isEnd(bytes, at + 1) };
  for (;;) {
    if (bytes[at] !== quote) return stopped;
    const nameEnd = stringEnd(bytes, at);
    const name = bytes.toString('utf8', at + 1, nameEnd - 1);
    at = skipSpace(bytes, nameEnd);
    if (bytes[at] !== 0x3a || name.includes('\\')) return stopped;
    const start = skipSpace(bytes, at + 1);
    const end = valueEnd(bytes, start);
    if (end > bytes.length) return { ...stopped, open: { name, start } };
    if (end === start) return stopped;
    fields.set(name, [start, end]);
    at = skipSpace(bytes, end);
    if (bytes[at] === 0x7d) return { ...stopped, whole: isEnd(bytes, at + 1) };
    if (bytes[at] !== 0x2c) return stopped;
    at = skipSpace(bytes, at + 1);
  }
}

/** The elements of the list that begins here, as far as they are whole. */
export function wholeElements(bytes: Buffer, start: number): readonly FieldRange[] {
  const elements: FieldRange[] = [];
  if (bytes[start] !== 0x5b) return elements;
  for (let at = skipSpace(bytes, start + 1); ;) {
    const end = valueEnd(bytes, at);
    if (end === at || end > bytes.length) return elements;
    elements.push([at, end]);
    at = skipSpace(bytes, end);
    if (bytes[at] !== 0x2c) return elements;
    at = skipSpace(bytes, at + 1);
  }
}

/** The bytes of an object with these of the fields alone; those that are not there are left out. */
export function pickFields(
  bytes: Buffer,
  fields: ReadonlyMap<string, FieldRange>,
  names: readonly string[],
): Buffer {
  const picked = names.flatMap((name) => {
    const range = fields.get(name);
    return range === undefined ? [] : [Buffer.from(`,${JSON.stringify(name)}:`), bytes.subarray(...range)];
  });
  const object = Buffer.concat([...picked, Buffer.from('}')]);
  // In place of the first comma.
  if (picked.length > 0) object.write('{');
  return picked.length > 0 ? object : Buffer.from('{}');
}

function isEnd(bytes: Buffer, at: number): boolean {
  return skipSpace(bytes, at) === bytes.length;
}

function skipSpace(bytes: Buffer, from: number): number {
  let at = from;
  for (
    let byte = bytes[at];
    byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
    byte = bytes[at]
  ) {
    at += 1;
  }
  return at;
}

/** Behind the closing quote of the string that begins here; behind the end of the bytes where it has none. */
function stringEnd(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(quote, start + 1); at >= 0; at = bytes.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (bytes[at - 1 - slashes] === backslash) slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
  return bytes.length + 1;
}

/** Behind the value that begins here: a string, a list or an object to its closing bracket, else to what ends it. */
function valueEnd(bytes: Buffer, start: number): number {
  const first = bytes[start];
  if (first === quote) return stringEnd(bytes, start);
  if (first !== 0x7b && first !== 0x5b) {
    let at = start;
    for (let byte = bytes[at]; byte !== undefined && isScalar(byte); byte = bytes[at]) at += 1;
    return at;
  }
  let depth = 0;
  for (let at = start; at < bytes.length;) {
    const byte = bytes[at];
    if (byte === quote) {
      at = stringEnd(bytes, at);
      continue;
    }
    if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return bytes.length + 1;
}

/** A digit, a letter, or one of `+-.`. */
function isScalar(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}
