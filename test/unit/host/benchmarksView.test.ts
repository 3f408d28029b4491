import { beforeEach, expect, test } from 'vitest';
import { findBenchmark } from '../../../src/core/items/benchmarks.ts';
import type { BenchmarkNode } from '../../../src/host/benchmarkNodes.ts';
import { BenchmarksView } from '../../../src/host/benchmarksView.ts';
import { ran, Uri } from '../../support/vscodeWords.ts';

beforeEach(() => {
  ran.length = 0;
});

const unknown = (count: number): unknown[] =>
  Array.from({ length: count }, (_, nr) => ({
    name: `${nr}.csv`,
    uri: Uri.file(`/w/${nr}.csv`),
    benchmark: null,
  }));

/** The view over so many files that were not recognised, and one that was, where wanted. */
function viewOf(count: number) {
  const known: unknown[] = [];
  let drawn = 0;
  const index = {
    load: () => Promise.resolve(),
    state: { kind: 'done', tooMany: false },
    files: () => known,
    unknownFiles: () => unknown(count),
  };
  const view = new BenchmarksView(index as never, {} as never, {} as never, () => (drawn += 1));
  const kinds = async (node?: BenchmarkNode): Promise<string[]> =>
    (await view.getChildren(node)).map(({ kind }) => kind);
  return { view, known, kinds, drawn: () => drawn };
}

test('where no file is recognised the view says so, and shows the others when it is asked', async () => {
  const { view, known, kinds, drawn } = viewOf(3);
  expect(await kinds()).toEqual([]);
  const said = ['setContext', 'reasoningTransfer.benchmarksOnlyUnknown'];
  expect(ran).toEqual([[...said, true]]);
  view.showUnrecognised();
  expect(drawn()).toBe(1);
  expect(await kinds()).toEqual(['unknown']);
  known.push({ name: 'a.jsonl', benchmark: findBenchmark('MATH-500') });
  expect(await kinds()).toEqual(['domain', 'unknown']);
  expect(ran).toEqual([
    [...said, true],
    [...said, false],
  ]);
});

test('files that were not recognised stand behind those that were, in pages where there are many', async () => {
  const { view, known, kinds } = viewOf(450);
  known.push({ name: 'a.jsonl', benchmark: findBenchmark('MATH-500') });
  expect(await kinds()).toEqual(['domain', 'unknown']);
  const [, group] = await view.getChildren();
  const pages = await view.getChildren(group);
  expect(pages.map((page) => (page.kind === 'unknown page' ? [page.from, page.to] : page.kind))).toEqual([
    [0, 200],
    [200, 400],
    [400, 450],
  ]);
  const last = await view.getChildren(pages[2]);
  expect(last.map((row) => (row.kind === 'unknown file' ? row.file.name : row.kind))).toEqual(
    Array.from({ length: 50 }, (_, nr) => `${400 + nr}.csv`),
  );
});
