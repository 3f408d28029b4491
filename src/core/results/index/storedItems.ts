import type { ResultItem } from '../resultItem.ts';

/**
 * Items in compact form: their texts in one block of bytes, read when one is asked for, so that an index of many
 * thousand items is loaded without parsing any of them.
 */
export interface StoredItems {
  readonly count: number;
  /** By item: where its JSON begins in `text`; one more at the end. */
  readonly offsets: Uint32Array;
  /** UTF-8. */
  readonly text: Uint8Array;
  /** By item: the place of its task in `tasks`. */
  readonly task: Uint16Array;
  readonly tasks: readonly string[];
  /** By item: the text hash as 32 bytes; zeros where it has none. */
  readonly hash: Uint8Array;
  /** By item: a hash of what it was published as, equal for equal ones; 0 where that is not known. */
  readonly published: Uint32Array;
  /** By item: where its sketch begins in `sketches`; one more at the end. */
  readonly sketchOffsets: Uint32Array;
  readonly sketches: Uint32Array;
}

const hashBytes = 32;

/** Writes items in compact form, in their order. */
export function storeItems(items: readonly ResultItem[]): StoredItems {
  const tasks = [...new Set(items.map(({ task }) => task))];
  const taskPlaces = new Map(tasks.map((task, place) => [task, place]));
  const texts = items.map(({ id, published, gold, question, fields }) =>
    Buffer.from(JSON.stringify([id, published, gold, question, fields]), 'utf8'),
  );
  const hash = new Uint8Array(items.length * hashBytes);
  items.forEach(({ textHash }, place) => {
    if (textHash !== null) hash.set(Buffer.from(textHash, 'hex'), place * hashBytes);
  });
  return {
    count: items.length,
    offsets: offsetsOf(texts.map(({ length }) => length)),
    text: Buffer.concat(texts),
    task: Uint16Array.from(items, ({ task }) => taskPlaces.get(task) ?? 0),
    tasks,
    hash,
    published: Uint32Array.from(items, ({ published }) => publishedHash(published)),
    sketchOffsets: offsetsOf(items.map(({ sketch }) => sketch.length)),
    sketches: Uint32Array.from(items.flatMap(({ sketch }) => sketch)),
  };
}

/** One list of items behind the other. */
export function joinItems(a: StoredItems, b: StoredItems): StoredItems {
  const tasks = [...new Set([...a.tasks, ...b.tasks])];
  const places = b.tasks.map((task) => tasks.indexOf(task));
  return {
    count: a.count + b.count,
    offsets: joinOffsets(a.offsets, b.offsets),
    text: joined(new Uint8Array(a.text.length + b.text.length), a.text, b.text),
    task: joined(
      new Uint16Array(a.count + b.count),
      a.task,
      b.task.map((task) => places[task] ?? 0),
    ),
    tasks,
    hash: joined(new Uint8Array(a.hash.length + b.hash.length), a.hash, b.hash),
    published: joined(new Uint32Array(a.count + b.count), a.published, b.published),
    sketchOffsets: joinOffsets(a.sketchOffsets, b.sketchOffsets),
    sketches: joined(new Uint32Array(a.sketches.length + b.sketches.length), a.sketches, b.sketches),
  };
}

/** The items at these places, in their order. */
export function pickItems(items: StoredItems, places: Uint32Array): StoredItems {
  const texts = pickParts(items.offsets, items.text, places, (length) => new Uint8Array(length));
  const sketches = pickParts(
    items.sketchOffsets,
    items.sketches,
    places,
    (length) => new Uint32Array(length),
  );
  const hash = new Uint8Array(places.length * hashBytes);
  places.forEach((place, at) => {
    hash.set(items.hash.subarray(place * hashBytes, (place + 1) * hashBytes), at * hashBytes);
  });
  return {
    count: places.length,
    offsets: texts.offsets,
    text: texts.values,
    task: Uint16Array.from(places, (place) => items.task[place] ?? 0),
    tasks: items.tasks,
    hash,
    published: Uint32Array.from(places, (place) => items.published[place] ?? 0),
    sketchOffsets: sketches.offsets,
    sketches: sketches.values,
  };
}

/** The item at a place, whole. */
export function storedItem(items: StoredItems, place: number): ResultItem {
  const [start, end] = [items.offsets[place] ?? 0, items.offsets[place + 1] ?? 0];
  const bytes = items.text.subarray(start, end);
  // Written by `storeItems` alone; a damaged file fails its checksum before.
  const [id, published, gold, question, fields] = JSON.parse(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
  ) as [string, ResultItem['published'], string | null, string, Record<string, string>];
  return {
    task: taskOf(items, place),
    id,
    published,
    textHash: hashOf(items, place),
    gold,
    question,
    fields,
    sketch: sketchOf(items, place),
  };
}

/** FNV-1a; two published items may have one hash. */
function publishedHash(key: ResultItem['published']): number {
  if (key === null) return 0;
  const text = JSON.stringify([key.benchmark, key.task, key.id]);
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0 || 1;
}

export function taskOf(items: StoredItems, place: number): string {
  return items.tasks[items.task[place] ?? 0] ?? '';
}

/** In hex; null where the item has no text. */
export function hashOf(items: StoredItems, place: number): string | null {
  return hasHash(items, place) ? hashText(items, place, 'hex') : null;
}

/** As 32 characters of a byte each, which is quicker to make and to compare; null where the item has no text. */
export function hashKey(items: StoredItems, place: number): string | null {
  return hasHash(items, place) ? hashText(items, place, 'latin1') : null;
}

/** The key of a hash in hex. */
export function hashKeyOf(hex: string): string {
  return Buffer.from(hex, 'hex').toString('latin1');
}

function hasHash({ hash }: StoredItems, place: number): boolean {
  const start = place * hashBytes;
  for (let at = start; at < start + hashBytes; at++) if (hash[at] !== 0) return true;
  return false;
}

function hashText({ hash }: StoredItems, place: number, encoding: 'hex' | 'latin1'): string {
  let bytes = asBuffer.get(hash);
  if (bytes === undefined) {
    bytes = Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength);
    asBuffer.set(hash, bytes);
  }
  return bytes.toString(encoding, place * hashBytes, (place + 1) * hashBytes);
}

/** One for all hashes of an index: making one for each takes longer than reading it. */
const asBuffer = new WeakMap<Uint8Array, Buffer>();

export function sketchOf({ sketchOffsets, sketches }: StoredItems, place: number): number[] {
  return [...sketches.subarray(sketchOffsets[place] ?? 0, sketchOffsets[place + 1] ?? 0)];
}

function offsetsOf(lengths: readonly number[]): Uint32Array<ArrayBuffer> {
  const offsets = new Uint32Array(lengths.length + 1);
  let sum = 0;
  lengths.forEach((length, place) => {
    sum += length;
    offsets[place + 1] = sum;
  });
  return offsets;
}

function joinOffsets(a: Uint32Array, b: Uint32Array): Uint32Array {
  const end = a.at(-1) ?? 0;
  return joined(
    new Uint32Array(a.length + b.length - 1),
    a,
    b.subarray(1).map((offset) => end + offset),
  );
}

function joined<T extends Uint8Array | Uint16Array | Uint32Array>(into: T, a: T, b: T): T {
  into.set(a);
  into.set(b, a.length);
  return into;
}

function pickParts<T extends Uint8Array | Uint32Array>(
  offsets: Uint32Array,
  values: T,
  places: Uint32Array,
  empty: (length: number) => T,
): { readonly offsets: Uint32Array; readonly values: T } {
  const end = (place: number): number => offsets[place + 1] ?? 0;
  const lengths = Array.from(places, (place) => end(place) - (offsets[place] ?? 0));
  const picked = offsetsOf(lengths);
  const into = empty(picked.at(-1) ?? 0);
  places.forEach((place, at) => into.set(values.subarray(offsets[place], end(place)), picked[at]));
  return { offsets: picked, values: into };
}
