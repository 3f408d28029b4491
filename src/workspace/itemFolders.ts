import { open, stat } from 'node:fs/promises';
import type { Benchmark } from '../core/items/benchmarks.ts';
import { ItemFile, type ItemEntry, type ItemFileOptions } from './itemFile.ts';
import { decode, detectEncoding } from './items/encoding.ts';
import { packingOf, unpackHead } from './items/unpack.ts';
import { isToolFile } from './itemFileNames.ts';
import { likelyQuestion } from './likelyQuestion.ts';

/** The files of a folder that may hold items, and how to tell cheaply which of them do. */

/** What is read of a file to tell whether it holds items. */
const headBytes = 64 * 1024;
/** A first record that does not end in `headBytes` is looked for in this much. */
const longHeadBytes = 2 * 1024 * 1024;

/** What a file's beginning says: its benchmark, and which state of the file that is of. */
export interface SniffedFile {
  readonly path: string;
  readonly benchmark: Benchmark;
  /** Bytes on disk. */
  readonly size: number;
  readonly mtimeMs: number;
}

/** A file whose records look like items, but of no benchmark that is known. */
export interface UnknownFile extends Omit<SniffedFile, 'benchmark'> {
  readonly benchmark: null;
  /** Why its records are no items. */
  readonly why: string;
  /** The field that is likely the question. */
  readonly question: string;
}

/**
 * Tells by its first 64 kB whether a file holds items, and of which benchmark; or whether it might, were it
 * described. A first record longer than that is looked for in 2 MB. Parquet says what it holds at its end, and is
 * opened. Null for any other file, and for one that cannot be read. Never rejects.
 */
export async function sniffItemFile(
  path: string,
  options: ItemFileOptions = {},
): Promise<SniffedFile | UnknownFile | null> {
  try {
    const stats = await stat(path);
    if (!stats.isFile() || stats.size === 0 || isToolFile(path)) return null;
    const file = /\.parquet$/i.test(path)
      ? await ItemFile.open(path, options)
      : await itemsOfHead(path, stats.size, options);
    if (file === null) return null;
    const state = { path, size: stats.size, mtimeMs: stats.mtimeMs };
    if (file.benchmark !== null) return { ...state, benchmark: file.benchmark };
    const question = await likelyQuestion(path, file);
    // What is wrong with its records comes after what is wrong with the beginning, which is cut off anywhere.
    return question === null
      ? null
      : { ...state, benchmark: null, question, why: file.problems.at(-1)?.message ?? '' };
  } catch {
    return null;
  }
}

/** The items in the beginning of a file; null for what cannot hold any. */
async function itemsOfHead(path: string, size: number, options: ItemFileOptions): Promise<ItemFile | null> {
  for (const most of [headBytes, longHeadBytes]) {
    const packed = await readHead(path, most);
    const packing = packingOf(packed);
    const head = packing === null ? packed : await unpackHead(packed, packing, most);
    const name = packing === null ? path : path.replace(/\.[^./\\]*$/, '');
    const text = textOf(head);
    const file = mayHoldItems(name, text) ? await ItemFile.fromText(name, text, options) : null;
    const whole = packed.length >= size && (packing === null || head.length < most);
    // Where the first line ends, more of the file would say the same.
    if ((file?.benchmark ?? null) !== null || whole || head.includes(10)) return file;
  }
  return null;
}

/** The benchmark of the beginning of a file, whose last record may be cut off. */
export async function benchmarkOfText(
  path: string,
  text: string,
  options: ItemFileOptions = {},
): Promise<Benchmark | null> {
  return mayHoldItems(path, text) ? (await ItemFile.fromText(path, text, options)).benchmark : null;
}

/** Most files of JSON that are no items show it by their first sign. */
function mayHoldItems(path: string, text: string): boolean {
  return !/\.json$/i.test(path) || /^[\s\uFEFF]*[{[]/.test(text);
}

async function readHead(path: string, most: number): Promise<Buffer> {
  const handle = await open(path);
  try {
    const buffer = Buffer.alloc(most);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, most - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === most) return buffer.subarray(0, length);
    }
  } finally {
    await handle.close();
  }
}

function textOf(head: Buffer): string {
  const encoding = detectEncoding(head);
  const bytes = head.subarray(
    encoding.start,
    head.length - ((head.length - encoding.start) % encoding.width),
  );
  // A character that the cut went through belongs to the last record, which is damaged anyway.
  return encoding.name === 'utf8' ? bytes.toString('utf8') : (decode(bytes, encoding) ?? '');
}

/** An item of a file without its text: what a list shows and what its saved samples are found by. */
export interface ListedItem {
  /** 0-based place among the values of the file. */
  readonly index: number;
  /** 1-based; null in a file without lines. */
  readonly line: number | null;
  readonly benchmark: string;
  readonly task: string | null;
  readonly id: string;
  readonly textHash: string;
  /** The beginning of the question, on one line. */
  readonly question: string;
}

const shownQuestion = 160;

/** An item as a list shows it. */
export function listedItem({ index, line, item }: ItemEntry): ListedItem | null {
  if (item === null) return null;
  const { benchmark, task, id, textHash } = item;
  const question = item.question
    .slice(0, 4 * shownQuestion)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, shownQuestion);
  return { index, line, benchmark, task, id, textHash, question };
}

/** An item whose id or question holds the words that were searched for. */
export interface FoundItem extends ListedItem {
  readonly path: string;
}

/**
 * Items of these files whose id or question holds `words` (upper and lower case alike), in order, each as it is
 * found. A file that cannot be read is left out.
 *
 * @param onSearched told how many items have been looked at so far, from time to time and at the end
 */
export async function* searchItems(
  files: Iterable<() => Promise<ItemFile>>,
  words: string,
  signal: AbortSignal,
  onSearched: (items: number) => void,
): AsyncGenerator<FoundItem, void, undefined> {
  const wanted = words.trim().toLowerCase();
  let searched = 0;
  for (const openFile of files) {
    try {
      const file = await openFile();
      for await (const entry of file.all()) {
        if (signal.aborted) return;
        const { item } = entry;
        if (item === null) continue;
        searched += 1;
        if (searched % 500 === 0) onSearched(searched);
        if (!item.id.toLowerCase().includes(wanted) && !item.question.toLowerCase().includes(wanted))
          continue;
        const listed = listedItem(entry);
        if (listed) yield { ...listed, path: file.path };
      }
    } catch {
      // The items of the other files are found all the same.
    }
  }
  onSearched(searched);
}
