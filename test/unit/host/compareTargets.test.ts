import { beforeEach, expect, test } from 'vitest';
import type { Item } from '../../../src/core/items/item.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { type ComparedView, CompareTargets } from '../../../src/host/compareTargets.ts';
import { choosing, messages, shownPicks, Uri, window } from '../../support/vscodeWords.ts';
import { legs, savedSample } from '../results/fixtures.ts';

/** Lines of two files of results: the group of the item whose sample stands there. */
const lines: Readonly<Record<string, readonly number[]>> = {
  '/w/base.jsonl': [1, 2, 1],
  '/w/tuned.jsonl': [2, 1],
};
const itemRow = { uri: 'file:///w/items.jsonl', line: 0, character: 0 };
const sampleRow = { kind: 'sample', id: 's' };

function editorOf(path: string, from: number, to = from) {
  const at = { start: { line: from }, end: { line: to }, active: { line: to } };
  return { document: { uri: Uri.file(path) }, selection: at, selections: [at] };
}

function targets(
  selected: Partial<Record<ComparedView, unknown>> = {},
  shown: Item | null = null,
  samples: readonly (SavedSample | null)[] = [],
) {
  const placed = (uri: Uri, line: number) => {
    const group = lines[uri.path]?.[line];
    return group === undefined ? null : { group, file: uri.path, place: line * 100 };
  };
  return new CompareTargets(
    {} as never,
    {
      isResults: (uri: Uri) => uri.path in lines,
      sampleAt: (uri: Uri, line: number) => Promise.resolve(placed(uri, line)),
      item: (group: number) => Promise.resolve(legs(group)),
      target: (row: unknown) => Promise.resolve(row === itemRow ? legs(9) : null),
    },
    {
      index: {
        item: (group: number) => ({ id: `legs/${group}`, question: 'How many?', published: null }),
        itemsIn: () => [{ group: 1 }, { group: 2 }],
      },
    } as never,
    {
      targetOf: (row) =>
        Promise.resolve(row === sampleRow ? { item: legs(5), isIt: ({ label }) => label === 'tuned' } : null),
    },
    (view) => selected[view],
    () => (shown ? { item: shown, currentSamples: () => samples.map((saved) => ({ saved })) } : null),
  );
}

const at = (file: string, place: number): SavedSample => savedSample({ file, bytes: [place, place + 1] });

beforeEach(() => {
  messages.length = 0;
  shownPicks.length = 0;
  choosing.length = 0;
  Object.assign(window, { activeTextEditor: undefined, visibleTextEditors: [] });
});

test('lines of two files of one item are the traces meant, those of other items in view are not', async () => {
  const active = editorOf('/w/base.jsonl', 0);
  const beside = editorOf('/w/tuned.jsonl', 0, 1);
  Object.assign(window, { activeTextEditor: active, visibleTextEditors: [active, beside] });
  const found = await targets().of(undefined);
  expect([found?.item.id, shownPicks]).toEqual(['legs/1', []]);
  const samples = [
    at('/w/base.jsonl', 0),
    at('/w/base.jsonl', 100),
    at('/w/tuned.jsonl', 0),
    at('/w/tuned.jsonl', 100),
  ];
  expect(found?.here.map((isIt) => samples.findIndex((sample) => isIt(sample)))).toEqual([0, 3]);
});

test('lines of several items in one file: which is meant is asked, and closing the pick compares nothing', async () => {
  const active = editorOf('/w/base.jsonl', 0, 2);
  Object.assign(window, { activeTextEditor: active, visibleTextEditors: [active] });
  choosing.push('legs/1');
  const found = await targets().of(undefined);
  expect(shownPicks).toEqual([
    {
      title: 'Traces of which of the 2 items are compared?',
      rows: [{ label: 'legs/1' }, { label: 'legs/2' }],
    },
  ]);
  expect([found?.item.id, found?.here.length]).toEqual(['legs/1', 2]);
  expect(await targets().of(undefined)).toBeNull();
  expect(messages).toEqual([]);
});

test("a tree's key is about the row that has the focus, else about the one that is selected", async () => {
  const key = (view: ComparedView, focused: unknown) => [{ view }, focused];
  const both = targets({ verdicts: sampleRow, benchmarks: itemRow });
  expect((await both.of(key('verdicts', sampleRow)))?.item.id).toBe('legs/5');
  expect((await both.of(key('verdicts', null)))?.item.id).toBe('legs/5');
  // As it comes from a VS Code that does not put the row in its place.
  const unfilled = { $treeViewId: 'reasoningTransfer.verdicts', $focusedTreeItem: true };
  expect((await both.of(key('verdicts', unfilled)))?.item.id).toBe('legs/5');
  expect((await both.of(key('benchmarks', itemRow)))?.item.id).toBe('legs/9');
  choosing.push('legs/2');
  const runs = { name: 'base', runs: [{ samples: [{ file: '/w/base.jsonl' }] }] };
  expect((await both.of(key('results', runs)))?.item.id).toBe('legs/2');
  expect(messages).toEqual([]);
});

test("a row that is of no item is none, and never the editor's", async () => {
  const active = editorOf('/w/base.jsonl', 0);
  Object.assign(window, { activeTextEditor: active, visibleTextEditors: [active] });
  const rows = { verdicts: { kind: 'run' }, benchmarks: { kind: 'file' }, results: { kind: 'problems' } };
  for (const [view, row] of Object.entries(rows)) {
    expect(await targets().of([{ view }, row])).toBeNull();
    expect(await targets({ [view]: row }).of({ view })).toBeNull();
  }
  expect(await targets().of({ view: 'traces' })).toBeNull();
  expect(new Set(messages.map(([, words]) => words))).toEqual(new Set(['Select an item first.']));
  expect(messages).toHaveLength(7);
  expect((await targets({}, legs(3)).of({ view: 'traces' }))?.item.id).toBe('legs/3');
});

test('in the traces panel the samples shown are the traces meant; one that is not saved yet is none', async () => {
  const shown = [at('/w/base.jsonl', 100), null, at('/w/tuned.jsonl', 0)];
  const found = await targets({}, legs(3), shown).of({ view: 'traces' });
  expect(found?.item.id).toBe('legs/3');
  // As they are after the results have been read again.
  const samples = [at('/w/base.jsonl', 0), at('/w/base.jsonl', 100), at('\\w\\tuned.jsonl', 0)];
  expect(found?.here.map((isIt) => samples.findIndex((sample) => isIt(sample)))).toEqual([1, 2]);
});

test("where VS Code does not say a tree's focused row the selected one is meant, in each tree", async () => {
  const runs = { name: 'base', runs: [{ samples: [{ file: '/w/base.jsonl' }] }] };
  const selected = { benchmarks: itemRow, results: runs, verdicts: sampleRow };
  for (const [view, id] of [
    ['benchmarks', 'legs/9'],
    ['results', 'legs/2'],
    ['verdicts', 'legs/5'],
  ] as const)
    for (const focused of [
      null,
      undefined,
      { $treeViewId: `reasoningTransfer.${view}`, $focusedTreeItem: true },
    ]) {
      choosing.splice(0, choosing.length, 'legs/2');
      expect((await targets(selected).of([{ view }, focused]))?.item.id).toBe(id);
      choosing.splice(0, choosing.length, 'legs/2');
      expect((await targets(selected).of({ view }))?.item.id).toBe(id);
    }
  expect(messages).toEqual([]);
});
