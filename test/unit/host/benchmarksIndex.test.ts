import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findBenchmark } from '../../../src/core/items/benchmarks.ts';
import { BenchmarksIndex } from '../../../src/host/benchmarksIndex.ts';
import * as folders from '../../../src/workspace/itemFolders.ts';
import { changedFile, listedFiles, Uri } from '../../support/vscodeWords.ts';

vi.mock(import('../../../src/workspace/itemFolders.ts'), { spy: true });
const sniff = vi.mocked(folders.sniffItemFile);

const state = { size: 10, mtimeMs: 1 };
const known = findBenchmark('MATH-500');

beforeEach(() => {
  vi.useFakeTimers();
  sniff.mockReset();
  sniff.mockImplementation((path) =>
    Promise.resolve(
      path.includes('items') && known !== null
        ? { ...state, path, benchmark: known }
        : path.includes('log')
          ? null
          : { ...state, path, benchmark: null, why: '', question: 'q' },
    ),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

test('a file that was no items and grows is told anew when it was left alone, others soon', async () => {
  const uris = ['items', 'table', 'log'].map((name) => Uri.file(`/w/${name}.jsonl`));
  listedFiles.splice(0, Infinity, ...uris);
  const index = new BenchmarksIndex(() => ({}));
  await index.load();
  expect([index.files().length, index.unknownFiles().length]).toEqual([1, 1]);
  const told = (): string[] =>
    ['items', 'table', 'log'].map(
      (name) => `${name} ${sniff.mock.calls.filter(([path]) => path.includes(name)).length}`,
    );
  expect(told()).toEqual(['items 1', 'table 1', 'log 1']);
  for (let passed = 0; passed < 5; passed += 1) {
    for (const uri of uris) changedFile.fire(uri);
    await vi.advanceTimersByTimeAsync(400);
  }
  expect(told()).toEqual(['items 6', 'table 1', 'log 1']);
  await vi.advanceTimersByTimeAsync(5000);
  expect(told()).toEqual(['items 6', 'table 2', 'log 2']);
  index.dispose();
});
