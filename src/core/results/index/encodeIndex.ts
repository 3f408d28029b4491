import type { SampleSet } from '../sampleSet.ts';
import type { IndexData, IndexedFile } from './indexData.ts';
import type { StoredItems } from './storedItems.ts';

/**
 * An index as one block of bytes, little endian:
 *
 * | bytes | what |
 * |---|---|
 * | 0–7 | `RTindex` and the version |
 * | 8–11 | length of the header |
 * | 12–15 | checksum of everything else |
 * | 16– | the header, JSON, with a place for every column in the order of their bytes |
 * | then | the columns, each on a multiple of 8 |
 *
 * Columns are read where they stand, without a copy, so that loading a million samples takes milliseconds.
 */
const magic = 'RTindex';
/** Changes with whatever is stored, or how it is read out of files: an index of another version is built anew. */
export const indexVersion = 7;
const checksumAt = 12;
const headerAt = 16;

type Column = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array;
type ColumnType = 'f64' | 'f32' | 'u32' | 'u16' | 'u8';
/** Type, offset behind the header, and length of a column. */
type ColumnPlace = readonly [ColumnType, number, number];

interface SetHeader {
  readonly run: string;
  readonly model: string | null;
  readonly task: string;
  readonly rows: number;
  readonly columns: Readonly<Record<'item' | 'repeat' | 'place' | 'state' | 'tokens', ColumnPlace>>;
  readonly metrics: readonly {
    readonly name: string;
    readonly values: ColumnPlace;
    readonly of: ColumnPlace | null;
  }[];
}

interface FileHeader extends Omit<IndexedFile, 'reading'> {
  readonly reading:
    | (Omit<NonNullable<IndexedFile['reading']>, 'samples'> & { readonly samples: readonly SetHeader[] })
    | null;
}

type ItemColumn = 'offsets' | 'text' | 'task' | 'hash' | 'published' | 'sketchOffsets' | 'sketches';

interface Header {
  readonly files: readonly FileHeader[];
  readonly items: Pick<StoredItems, 'count' | 'tasks'> & Readonly<Record<ItemColumn, ColumnPlace>>;
}

export function encodeIndex({ files, items }: IndexData): Uint8Array<ArrayBuffer> {
  const columns: Column[] = [];
  let length = 0;
  const put = (type: ColumnType, column: Column): ColumnPlace => {
    const place: ColumnPlace = [type, length, column.length];
    columns.push(column);
    length = aligned(length + column.byteLength);
    return place;
  };
  const setHeader = (set: SampleSet): SetHeader => ({
    run: set.run,
    model: set.model,
    task: set.task,
    rows: set.rows,
    columns: {
      item: put('u32', set.item),
      repeat: put('u16', set.repeat),
      place: put('f64', set.place),
      state: put('u8', set.state),
      tokens: put('u32', set.tokens),
    },
    metrics: set.metrics.map(({ name, values, of }) => ({
      name,
      values: put('f32', values),
      of: of === null ? null : put('u16', of),
    })),
  });
  const header: Header = {
    files: files.map(({ reading, ...file }) => ({
      ...file,
      reading: reading === null ? null : { ...reading, samples: reading.samples.map(setHeader) },
    })),
    items: {
      count: items.count,
      tasks: items.tasks,
      offsets: put('u32', items.offsets),
      text: put('u8', items.text),
      task: put('u16', items.task),
      hash: put('u8', items.hash),
      published: put('u32', items.published),
      sketchOffsets: put('u32', items.sketchOffsets),
      sketches: put('u32', items.sketches),
    },
  };
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  const bytes = new Uint8Array(aligned(headerAt + text.length) + length);
  const columnsAt = aligned(headerAt + text.length);
  bytes.set(text, headerAt);
  let at = columnsAt;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at = aligned(at + column.byteLength);
  }
  const view = new DataView(bytes.buffer);
  bytes.set(Buffer.from(magic, 'latin1'));
  view.setUint8(7, indexVersion);
  view.setUint32(8, text.length, true);
  view.setUint32(checksumAt, checksum(bytes), true);
  return bytes;
}

/** The index in these bytes; null where they are of another version, damaged, or none. */
export function decodeIndex(bytes: Uint8Array<ArrayBuffer>): IndexData | null {
  if (bytes.length < headerAt || bytes.length % 8 !== 0 || bytes.byteOffset % 8 !== 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, 7).toString('latin1');
  const length = view.getUint32(8, true);
  if (start !== magic || view.getUint8(7) !== indexVersion || headerAt + length > bytes.length) return null;
  if (view.getUint32(checksumAt, true) !== checksum(bytes)) return null;
  // Written by `encodeIndex` alone, of this version, and whole by its checksum.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + headerAt, length).toString('utf8');
  const { files, items } = JSON.parse(text) as Header;
  const columnsAt = bytes.byteOffset + aligned(headerAt + length);
  const at = ([, offset]: ColumnPlace): number => columnsAt + offset;
  const f64 = (place: ColumnPlace) => new Float64Array(bytes.buffer, at(place), place[2]);
  const f32 = (place: ColumnPlace) => new Float32Array(bytes.buffer, at(place), place[2]);
  const u32 = (place: ColumnPlace) => new Uint32Array(bytes.buffer, at(place), place[2]);
  const u16 = (place: ColumnPlace) => new Uint16Array(bytes.buffer, at(place), place[2]);
  const u8 = (place: ColumnPlace) => new Uint8Array(bytes.buffer, at(place), place[2]);
  const set = ({ columns, metrics, ...rest }: SetHeader): SampleSet => ({
    ...rest,
    item: u32(columns.item),
    repeat: u16(columns.repeat),
    place: f64(columns.place),
    state: u8(columns.state),
    tokens: u32(columns.tokens),
    metrics: metrics.map(({ name, values, of }) => ({
      name,
      values: f32(values),
      of: of === null ? null : u16(of),
    })),
  });
  return {
    files: files.map(({ reading, ...file }) => ({
      ...file,
      reading: reading === null ? null : { ...reading, samples: reading.samples.map(set) },
    })),
    items: {
      count: items.count,
      tasks: items.tasks,
      offsets: u32(items.offsets),
      text: u8(items.text),
      task: u16(items.task),
      hash: u8(items.hash),
      published: u32(items.published),
      sketchOffsets: u32(items.sketchOffsets),
      sketches: u32(items.sketches),
    },
  };
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}

/**
 * The body of MurmurHash3 (x86, 32 bits) over all words but the one that holds the checksum, in four lanes that a
 * processor works on at once, and over the lanes.
 */
function checksum(bytes: Uint8Array<ArrayBuffer>): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let [a, b, c, d] = [words.length, 1, 2, 3];
  const behind = words.length - (words.length % 4);
  for (let at = 0; at < behind; at += 4) {
    a = mixed(a, words[at] ?? 0);
    b = mixed(b, words[at + 1] ?? 0);
    c = mixed(c, words[at + 2] ?? 0);
    d = mixed(d, at + 3 === checksumAt / 4 ? 0 : (words[at + 3] ?? 0));
  }
  let hash = mixed(mixed(mixed(a, b), c), d);
  for (let at = behind; at < words.length; at++) hash = mixed(hash, words[at] ?? 0);
  return hash >>> 0;
}

function mixed(hash: number, value: number): number {
  let word = Math.imul(value, 0xcc9e2d51);
  word = (word << 15) | (word >>> 17);
  const sum = hash ^ Math.imul(word, 0x1b873593);
  return (Math.imul((sum << 13) | (sum >>> 19), 5) + 0xe6546b64) | 0;
}
