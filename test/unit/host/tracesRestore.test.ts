import { beforeEach, expect, test } from 'vitest';
import type { Item } from '../../../src/core/items/item.ts';
import { TraceCommands } from '../../../src/host/traceCommands.ts';
import { columnKey } from '../../../src/host/tracesColumn.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';
import { parseRestore, restoreToken } from '../../../src/host/tracesPlace.ts';
import type { ToTraces } from '../../../src/protocol.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { answering, configure, messages, Uri } from '../../support/vscodeWords.ts';
import { legs, savedSample } from '../results/fixtures.ts';

const path = '/w/items.jsonl';
const line = (id: number): string =>
  `${JSON.stringify({ problem: `Item ${id}: what is 1+1?`, solution: '', answer: '2', subject: 'Algebra', level: 1, unique_id: `n/${id}` })}\n`;

beforeEach(() => {
  configure({ endpoints: [], models: [], sampling: {}, benchmarks: [] });
  messages.splice(0);
  answering.splice(0);
});

/** The commands on a file of four items; labels by item: saved by us, and by other tools, which are read when told. */
async function setUp(ours: Record<string, readonly string[]>, tools: Record<string, readonly string[]>) {
  const file = await ItemFile.fromText(path, [1, 2, 3, 4].map(line).join(''));
  const whole = Promise.withResolvers<null>();
  const saved = {
    isComplete: false,
    loaded: () => Promise.resolve(),
    complete: () => whole.promise,
    forItem: ({ id }: Pick<Item, 'id'>) =>
      [...(ours[id] ?? []), ...(saved.isComplete ? (tools[id] ?? []) : [])].map((label) =>
        savedSample({ label, model: `m/${label}`, file: `/w/${label}/${id}.jsonl` }),
      ),
  };
  const selection = { isEmpty: true, start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
  const documents = {
    editor: () => Promise.resolve({ document: { uri: Uri.file(path) }, selections: [selection] }),
    of: () => Promise.resolve(file),
    at: () => Promise.resolve(file),
    report: () => undefined,
  };
  const posted: ToTraces[] = [];
  const model = new TracesModel(
    (message) => posted.push(structuredClone(message)),
    () => Promise.resolve({ ok: false, why: 'not looked at' }),
  );
  const panel = { open: () => model, shown: model, aligned: true };
  const results = { target: () => Promise.resolve(null), restored: () => Promise.resolve(null) };
  const settings = { models: () => ({ models: [] }), inOrder: <T>(all: T): T => all };
  const parts: unknown[] = [
    settings,
    documents,
    saved,
    { anyRunning: false },
    {},
    panel,
    results,
    {},
    {},
    {},
  ];
  const commands = new TraceCommands(...(parts as unknown as ConstructorParameters<typeof TraceCommands>));
  return {
    commands,
    model,
    posted,
    columns: () =>
      model.snapshot()?.columns.map(({ label, aside }) => (aside === true ? `(${label})` : label)),
    place: () => {
      const { item, position } = model.snapshot() ?? {};
      return `${item?.id}: ${(position?.[0] ?? -1) + 1} of ${position?.[1]}`;
    },
    /** The results of other tools have been read, which the panel is told as in the editor. */
    read: () => {
      saved.isComplete = true;
      whole.resolve(null);
      commands.offer();
    },
  };
}

const of = (label: string): string => columnKey({ label, model: `m/${label}` });

test("after a reload the other tools' columns and items come when they have been read, aligned or not", async () => {
  const { commands, model, columns, place, read } = await setUp(
    { 'n/2': ['own'] },
    { 'n/1': ['tool'], 'n/2': ['harness', 'tool'], 'n/4': ['tool'] },
  );
  await commands.restore({ file: path, id: 'n/2', line: 2 }, model);
  expect(columns()).toEqual(['own']);
  read();
  expect(columns()).toEqual(['harness', 'own', 'tool']);
  await expect.poll(place).toBe('n/2: 2 of 3');
  model.go('next');
  expect([place(), columns()]).toEqual(['n/4: 3 of 3', ['tool']]);
});

test('an item that only other tools answered is there at once, and its columns when they have been read', async () => {
  const { commands, model, columns, read, posted } = await setUp({}, { 'n/2': ['harness', 'tool'] });
  await commands.restore({ file: path, id: 'n/2', line: 2 }, model);
  expect([posted.at(-1)?.type, columns()]).toEqual(['state', []]);
  read();
  expect(columns()).toEqual(['harness', 'tool']);
});

test('what stood aside stands aside after a reload, also where what is compared comes later', async () => {
  const { commands, model, columns, read } = await setUp(
    { 'n/2': ['own', 'x'] },
    { 'n/2': ['harness', 'tool'] },
  );
  const restore = { file: path, id: 'n/2', line: 2, alone: [of('own'), of('tool')] };
  await commands.restore(restore, model);
  expect(columns()).toEqual(['own', '(x)']);
  read();
  expect(columns()).toEqual(['own', 'tool', '(x)', '(harness)']);
  expect(parseRestore(model.snapshot()?.restore ?? '')).toEqual(restore);
});

test('where nothing that was compared is there any more, all is shown', async () => {
  const { commands, model, columns } = await setUp({ 'n/2': ['own', 'x'] }, {});
  await commands.restore({ file: path, id: 'n/2', line: 2, alone: [of('gone')] }, model);
  expect(columns()).toEqual(['own', 'x']);
});

test('what was kept for a reload is read again, and what is not ours is not', () => {
  expect(parseRestore(restoreToken(legs(2), null))).toEqual({
    file: '/bench/math500.jsonl',
    id: 'legs/2',
    line: 2,
  });
  expect(parseRestore(restoreToken(legs(2), ['a']))?.alone).toEqual(['a']);
  for (const other of ['', '{', '{"file":1}', '{"file":"a","id":"b","line":1,"alone":"c"}'])
    expect(parseRestore(other)).toBeNull();
});

test('results that are still being read are waited for before an item is said to have none', async () => {
  const late = await setUp({}, { 'n/2': ['tool'] });
  const shown = late.commands.showTraces(undefined);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(messages).toEqual([]);
  late.read();
  await shown;
  expect([late.columns(), messages]).toEqual([['tool'], []]);
  const none = await setUp({}, {});
  none.read();
  await none.commands.showTraces(undefined);
  expect(messages.map(([, words]) => words)).toEqual(['This item has not been evaluated yet.']);
});

test('a panel that is opened early gets the items of the file that come later', async () => {
  const { commands, place, columns, read } = await setUp(
    { 'n/2': ['own'] },
    { 'n/2': ['tool'], 'n/3': ['tool'] },
  );
  await commands.showTraces(undefined);
  expect(place()).toBe('n/2: 1 of 1');
  read();
  expect(columns()).toEqual(['own', 'tool']);
  await expect.poll(place).toBe('n/2: 1 of 2');
});
