import { expect, test } from 'vitest';
import * as vscode from 'vscode';
import { webviewPanels } from '../../support/vscodeWords.ts';
import { ResultsIndex } from '../../../src/core/results/index/resultsIndex.ts';
import type { MatrixData } from '../../../src/core/results/matrix.ts';
import type { ResultItem } from '../../../src/core/results/resultItem.ts';
import type { ResultRun } from '../../../src/core/results/resultRun.ts';
import { noNames } from '../../../src/core/results/resultsNames.ts';
import { isSampleOf, toolSamples } from '../../../src/core/results/toolSamples.ts';
import { MatrixPanel } from '../../../src/host/matrixPanel.ts';
import { readFolders } from '../../../src/workspace/results/resultsFolder.ts';
import { folderWith, under } from '../results/index/folder.ts';
import { lmEvalFiles } from '../results/support/lmEvalFiles.ts';

/** An index that counts how often an item is read of it. */
class CountingIndex extends ResultsIndex {
  read = 0;

  override item(group: number): ResultItem | null {
    this.read += 1;
    return super.item(group);
  }
}

async function setUp() {
  const folder = folderWith({
    ...under('base', lmEvalFiles({ model: 'base', scores: [1, 0, 0] })),
    ...under('tuned', lmEvalFiles({ model: 'tuned', scores: [0, 1] })),
    ...under('tuned-other', lmEvalFiles({ model: 'tuned', task: 'minerva_math500', scores: [1, 1] })),
    ...under('gsm', lmEvalFiles({ model: 'tuned', task: 'gsm8k', scores: [1] })),
  });
  const index = new CountingIndex((await readFolders([folder])).data, noNames);
  const opened: (readonly [group: number, runs: readonly ResultRun[]])[] = [];
  const compared: typeof opened = [];
  const { event: onDidChange } = new vscode.EventEmitter<void>();
  const panel = new MatrixPanel(
    vscode.Uri.file('/x'),
    { index, load: () => Promise.resolve(), onDidChange, state: { kind: 'done', done: 0, of: 0 } },
    { models: () => ({ models: [], problems: [] }), onDidChange },
    {
      openItem: (...item) => opened.push(item),
      compareItem: (...item) => compared.push(item),
      evaluateItems: () => undefined,
    },
  );
  panel.show(undefined);
  const view = webviewPanels.at(-1)!;
  const data = (): MatrixData => (view.told.at(-1) as { readonly data: MatrixData }).data;
  return { index, opened, compared, panel, view, data };
}

test('shown first, the benchmark that most models were asked is worked out once', async () => {
  const { index, view, data } = await setUp();
  view.said.fire({ type: 'ready' });
  expect([data().benchmark, data().items.length]).toEqual(['MATH-500', 3]);
  expect(index.read).toBe(3);
  view.said.fire({ type: 'benchmark', benchmark: 'gone' });
  expect([data().benchmark, index.read]).toEqual(['MATH-500', 6]);
  view.said.fire({ type: 'benchmark', benchmark: null });
  expect([data().benchmark, index.read]).toEqual([null, 10]);
});

test('the item of a cell is compared with the runs of its column', async () => {
  const { opened, compared, view, data } = await setUp();
  view.said.fire({ type: 'ready' });
  const { items, columns } = data();
  view.said.fire({ type: 'compare-item', item: items[1]!.ref, model: columns[1]!.key });
  view.said.fire({ type: 'compare-item', item: items[1]!.ref, model: null });
  view.said.fire({ type: 'compare-item', item: 'gone', model: null });
  expect(compared.map(([, runs]) => runs.map(({ model, task }) => `${model} ${task}`))).toEqual([
    ['tuned hendrycks_math500'],
    [],
  ]);
  expect(opened).toEqual([]);
});

test('the item of a cell is opened with the runs whose samples are in its column', async () => {
  const { index, opened, view, data } = await setUp();
  view.said.fire({ type: 'ready' });
  const { items, columns } = data();
  expect(columns.map(({ label }) => label)).toEqual([
    'base',
    'tuned · hendrycks_math500',
    'tuned · minerva_math500',
  ]);
  for (const column of [...columns, null])
    view.said.fire({ type: 'open-item', item: items[1]!.ref, model: column?.key ?? null });
  expect(opened.map(([, runs]) => runs.map(({ model, task }) => `${model} ${task}`))).toEqual([
    ['base hendrycks_math500'],
    ['tuned hendrycks_math500'],
    ['tuned minerva_math500'],
    [],
  ]);
  // Of the item's samples, those of a column are known by its runs.
  const [group] = opened[0]!;
  const samples = toolSamples(index.ofGroup(group), index.item(group)!);
  const found = opened.map(([, runs]) =>
    samples
      .filter((sample) => runs.some((run) => isSampleOf(sample, run)))
      .map(({ label, tool, value }) => `${label} ${tool?.task} ${value}`),
  );
  expect(found).toEqual([
    ['base hendrycks_math500 0'],
    ['tuned hendrycks_math500 1'],
    ['tuned minerva_math500 1'],
    [],
  ]);
});
