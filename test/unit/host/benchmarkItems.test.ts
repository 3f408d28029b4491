import { expect, test } from 'vitest';
import type * as vscode from 'vscode';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';
import type { OwnBenchmark } from '../../../src/core/items/ownBenchmark.ts';
import { BenchmarkItems } from '../../../src/host/benchmarkItems.ts';
import type { IndexedFile } from '../../../src/host/benchmarksIndex.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';

const fields = { name: 'Mine', domain: 'other', fields: { question: 'q' } };
const { own: mine } = parseBenchmarks([fields]);
const [benchmark] = mine;

function indexed(name: string): IndexedFile {
  if (benchmark === undefined) throw new Error('no benchmark');
  const path = `/w/${name}`;
  const uri: unknown = { toString: () => path, fsPath: path, path };
  return { path, name, uri: uri as vscode.Uri, benchmark, size: 10, mtimeMs: 1, reach: 'all' };
}

/** Items of files that hold one text; a null cannot be opened at all. */
function itemsOf(texts: Record<string, string | null>) {
  const released: string[] = [];
  const state: { own: readonly OwnBenchmark[] } = { own: mine };
  let done: () => void = () => undefined;
  const documents = {
    get own() {
      return state.own;
    },
    at: ({ path }: vscode.Uri) => {
      const text = texts[path.slice(3)];
      if (typeof text !== 'string') return Promise.reject(new Error('cannot be opened'));
      return ItemFile.fromText(path, text, { benchmarks: state.own });
    },
    release: ({ path }: vscode.Uri) => void released.push(path),
  };
  const verdicts = {
    of: () => [],
    loaded: () => Promise.resolve(),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const items = new BenchmarkItems(documents, verdicts, () => done());
  /** The count after it has been read anew. */
  const read = async (file: IndexedFile): Promise<number | undefined> => {
    const changed = new Promise<void>((resolve) => (done = resolve));
    items.summary(file);
    await changed;
    return items.summary(file)?.count;
  };
  return { items, read, released, state };
}

test('a file that cannot be opened holds up no other, and each is given up after its summary', async () => {
  const { read, released } = itemsOf({ 'a.jsonl': null, 'b.jsonl': '{"q": "Why?"}\n{"q": "Who?"}\n' });
  expect(await read(indexed('a.jsonl'))).toBe(0);
  expect(await read(indexed('b.jsonl'))).toBe(2);
  expect(released).toEqual(['/w/a.jsonl', '/w/b.jsonl']);
});

test('a summary is read again where the user’s own benchmarks have changed', async () => {
  const { items, read, state } = itemsOf({ 'a.jsonl': '{"q": "Why?"}\n{"r": "Who?", "q": "Who?"}\n' });
  const file = indexed('a.jsonl');
  expect(await read(file)).toBe(2);
  expect(items.summary(file)?.count).toBe(2);
  state.own = parseBenchmarks([{ ...fields, fields: { question: 'r' } }]).own;
  expect(await read(file)).toBe(1);
});
