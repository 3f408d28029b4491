import { beforeEach, expect, test, vi } from 'vitest';
import { TraceCommands } from '../../../src/host/traceCommands.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';
import { FileNeighbours } from '../../../src/host/fileNeighbours.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { configure, Uri } from '../../support/vscodeWords.ts';
import { savedSample } from '../results/fixtures.ts';

const line = (id: number): string =>
  `${JSON.stringify({ problem: `Item ${id}: what is 1+1?`, solution: '', answer: '2', subject: 'Algebra', level: 1, unique_id: `n/${id}` })}\n`;
const path = '/w/items.jsonl';

beforeEach(() => configure({ endpoints: [], models: [], sampling: {}, benchmarks: [] }));

/** The commands on a file of six items, of which those in `evaluated` have saved samples. */
async function setUp(evaluated: number[], anyRunning = false) {
  const file = await ItemFile.fromText(path, [1, 2, 3, 4, 5, 6].map(line).join(''));
  const selection = { isEmpty: true, start: { line: 3, character: 0 }, end: { line: 3, character: 0 } };
  const document = { uri: Uri.file(path) };
  const documents = {
    editor: () => Promise.resolve({ document, selections: [selection] }),
    of: () => Promise.resolve(file),
    at: () => Promise.resolve(file),
    report: () => undefined,
  };
  const saved = {
    loaded: () => Promise.resolve(),
    complete: () => Promise.resolve(),
    isComplete: true,
    forItem: ({ id }: { id: string }) =>
      evaluated.map((of) => `n/${of}`).includes(id) ? [savedSample({ label: 'a', reason: id })] : [],
    read: () => Promise.resolve({ ok: false, problem: { file: path, message: 'gone' } }),
  };
  const settings = { models: () => ({ models: [] }), inOrder: <T>(rows: T): T => rows };
  const model = new TracesModel(
    () => undefined,
    () => Promise.resolve({ ok: false, why: 'not read' }),
  );
  const results = {
    target: () => Promise.resolve(null),
    restored: () => Promise.resolve(null),
    itemsOf: () => Promise.resolve([]),
  };
  const parts = [settings, documents, saved, { anyRunning }, {}, { open: () => model }, results] as const;
  const commands = new TraceCommands(...(parts as unknown as ConstructorParameters<typeof TraceCommands>));
  const place = (): string => {
    const { item, position } = model.snapshot() ?? {};
    return `${item?.id}: ${(position?.[0] ?? -1) + 1} of ${position?.[1]}`;
  };
  return { commands, model, file, saved, selection, place };
}

test('traces of one item go on to the other evaluated items of its file, in its order', async () => {
  const { commands, model, place } = await setUp([2, 4, 6]);
  await commands.showTraces(undefined);
  expect(place()).toBe('n/4: 2 of 3');
  model.go('previous');
  expect(place()).toBe('n/2: 1 of 3');
  expect(model.snapshot()?.columns.map(({ label }) => label)).toEqual(['a']);
  model.go('next');
  model.go('next');
  expect(place()).toBe('n/6: 3 of 3');
});

test('after a reload they are there again, also beside an item that has no samples any more', async () => {
  const { commands, model, place } = await setUp([1, 2, 6]);
  await commands.restore({ file: path, id: 'n/4', line: 4 }, model);
  await expect.poll(place).toBe('n/4: 3 of 4');
  model.go('next');
  expect(place()).toBe('n/6: 4 of 4');
});

test('a selection and what a run feeds stay as they are', async () => {
  const selected = await setUp([1, 4, 5, 6]);
  Object.assign(selected.selection, { isEmpty: false, end: { line: 5, character: 0 } });
  await selected.commands.showTraces(undefined);
  expect(selected.place()).toBe('n/4: 1 of 2');
  const running = await setUp([1, 4], true);
  await running.commands.showTraces(undefined);
  expect(running.place()).toBe('n/4: 1 of 1');
});

test('a file is read through once, then only what has samples; a very large one not at all', async () => {
  const { file, saved } = await setUp([2, 4, 6]);
  const all = vi.spyOn(file, 'all');
  const neighbours = new FileNeighbours(saved);
  const item = (await file.index(3))?.item;
  if (!item) throw new Error('no item');
  const index = vi.spyOn(file, 'index');
  const ids = async (): Promise<string[]> => (await neighbours.of(file, item)).map(({ id }) => id);
  expect(await ids()).toEqual(['n/2', 'n/4', 'n/6']);
  expect(await ids()).toEqual(['n/2', 'n/4', 'n/6']);
  expect(all).toHaveBeenCalledTimes(1);
  expect(index.mock.calls).toEqual([[1], [3], [5], [1], [3], [5]]);
  vi.spyOn(file, 'size', 'get').mockReturnValue(1024 ** 3);
  expect(await ids()).toEqual(['n/4']);
});
