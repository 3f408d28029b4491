import { expect, test } from 'vitest';
import type * as vscode from 'vscode';
import { findBenchmark } from '../../../src/core/items/benchmarks.ts';
import { BenchmarkCommands } from '../../../src/host/benchmarkCommands.ts';
import type { IndexedFile } from '../../../src/host/benchmarksIndex.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { editorReach } from '../../../src/workspace/itemFileNames.ts';
import { quickPicks, Uri } from '../../support/vscodeWords.ts';

const line = (id: string): string =>
  JSON.stringify({
    problem: `What is ${id}?`,
    solution: '',
    answer: '2',
    subject: 'A',
    level: 1,
    unique_id: id,
  });

function indexed(name: string): IndexedFile {
  const benchmark = findBenchmark('MATH-500');
  if (benchmark === null) throw new Error('no benchmark');
  const path = `/w/${name}`;
  const uri: unknown = Uri.file(path);
  return {
    path,
    name,
    benchmark,
    size: 10,
    mtimeMs: 1,
    uri: uri as vscode.Uri,
    reach: editorReach(path, 10),
  };
}

/** `findItem` over files of one item each, whose search of the workspace ends as `load` does. */
function finding(load: () => Promise<void>, ...names: string[]) {
  const commands = new BenchmarkCommands(
    { load, files: () => names.map(indexed) },
    { open: ({ path }) => ItemFile.fromText(path.replace(/\.(gz|parquet)$/, ''), line(path.slice(3))) },
    { of: () => [], loaded: () => Promise.resolve() },
  );
  commands.findItem();
  const pick = quickPicks.at(-1);
  if (!pick) throw new Error('Nothing was listed.');
  return pick;
}

test('items of plain files are found before those of packed copies, each with its benchmark', async () => {
  const pick = finding(() => Promise.resolve(), 'a.jsonl.gz', 'b.parquet', 'c.jsonl', 'd.json');
  await expect.poll(() => pick.busy).toBe(false);
  expect(pick.items).toMatchObject([
    { label: 'c.jsonl', description: 'MATH-500 · c.jsonl:1' },
    { label: 'd.json', description: 'MATH-500 · d.json:1' },
    { label: 'a.jsonl.gz' },
    { label: 'b.parquet' },
  ]);
  expect(pick.title).toBe('Find Item: 4 found · 4 items of 4 files searched');
});

test('a search that fails says why, and the next words are searched for all the same', async () => {
  const loads = [Promise.reject(new Error('The folder\u202E is\ngone.')), Promise.resolve()];
  const pick = finding(() => loads.shift() ?? Promise.resolve(), 'a.jsonl');
  expect(pick.busy).toBe(true);
  await expect.poll(() => pick.busy).toBe(false);
  expect(pick.title).toBe('The folder⟨U+202E⟩ is gone.');
  pick.value = 'A.JSON';
  pick.valueChanged.fire(pick.value);
  await expect.poll(() => pick.items.length).toBe(1);
});

test('a search that fails after it was closed says nothing', async () => {
  const failing = Promise.withResolvers<undefined>();
  const pick = finding(() => failing.promise.then(() => undefined), 'a.jsonl');
  pick.hide();
  failing.reject(new Error('gone'));
  await expect(failing.promise).rejects.toThrow('gone');
  await Promise.resolve();
  expect([pick.title, pick.items]).toEqual(['Find Item', []]);
});
