import { expect, test, vi } from 'vitest';
import type { Item } from '../../../src/core/items/item.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { LaterSamples } from '../../../src/host/laterSamples.ts';
import { TraceCommands } from '../../../src/host/traceCommands.ts';
import { columnKey, columnName, sampleKey } from '../../../src/host/tracesColumn.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';
import { parseRestore } from '../../../src/host/tracesPlace.ts';
import type { ToTraces, TracesState } from '../../../src/protocol.ts';
import { endedTrace as trace } from '../../support/endedTrace.ts';
import { legs, right, savedSample } from '../results/fixtures.ts';

const item = legs(2);
const relations = [{ model: 'm/tuned', base: 'm/base' }];
const is =
  (...labels: string[]) =>
  ({ label }: { readonly label: string }): boolean =>
    labels.includes(label);

let written = 0;
/** A sample in a file of its own. */
function saved(label: string, changes: Partial<SavedSample> = {}): SavedSample {
  written += 1;
  return savedSample({ label, model: `m/${label}`, file: `/w/${written}.jsonl`, ...changes });
}

/** The panel's commands on a disk to which samples are added; each trace is read as its label and repeat. */
function setUp(first: readonly SavedSample[]) {
  const disk = [...first];
  const posted: ToTraces[] = [];
  const saving = {
    isComplete: false,
    loaded: () => Promise.resolve(),
    complete: () => Promise.resolve(),
    forItem: ({ id }: Item) => (id === item.id ? [...disk] : []),
  };
  const panel = { open: () => model, shown: null as TracesModel | null };
  const settings = { models: () => ({ models: relations }), inOrder: <T>(all: T): T => all };
  const parts: unknown[] = [settings, {}, saving, { anyRunning: false }, {}, panel, {}, {}, {}, {}];
  const commands = new TraceCommands(...(parts as unknown as ConstructorParameters<typeof TraceCommands>));
  const reads: string[] = [];
  const model: TracesModel = new TracesModel(
    (message) => posted.push(structuredClone(message)),
    (one) => {
      reads.push(`${one.label} ${one.repeat}`);
      const text = `${one.label} ${one.repeat} ${one.endedAt}`;
      return Promise.resolve({
        ok: true,
        trace: trace(text, `${one.extracted}`),
        score: right,
        choices: null,
        prompt: '',
      });
    },
  );
  panel.shown = model;
  const snapshot = (): TracesState => model.snapshot()!;
  return {
    ...{ disk, posted, saving, panel, commands, model, reads, snapshot },
    /** Its columns as they are shown, those that stand aside in brackets. */
    columns: () => snapshot().columns.map(({ label, aside }) => (aside === true ? `(${label})` : label)),
    shownOf: (label: string) => snapshot().columns.find(is(label))!,
    come: (...samples: SavedSample[]) => {
      disk.push(...samples);
      commands.offer();
    },
  };
}

test('columns that come later stand where the table of the item has them, and nothing else changes', async () => {
  const { commands, columns, come, reads, posted, shownOf } = setUp([saved('tuned'), saved('x')]);
  await commands.showItem(item, is('x'));
  await vi.waitFor(() => expect(shownOf('x').reasoning).not.toBe(''));
  posted.length = 0;
  come(saved('base'), saved('w'));
  expect(columns()).toEqual(['base', 'tuned', 'w', 'x']);
  expect(posted.map(({ type }) => type)).toEqual(['state']);
  expect(posted[0]).toMatchObject({ state: { asked: { key: columnKey({ label: 'x', model: 'm/x' }) } } });
  // Only what is new is read, and what was read stays where it is.
  expect(shownOf('x').reasoning).toMatch(/^x 0/);
  await vi.waitFor(() => expect(shownOf('base').reasoning).toMatch(/^base 0/));
  expect(reads).toEqual(['tuned 0', 'x 0', 'base 0', 'w 0']);
});

test('nothing is told where nothing is new, though files were written anew or runs have other names', async () => {
  const [a, b] = [saved('tuned'), saved('x')];
  const { commands, disk, columns, come, posted } = setUp([a, b]);
  await commands.showItem(item);
  posted.length = 0;
  disk.splice(0, 2, { ...a, judged: { scorer: null, hand: null } }, { ...b, label: 'renamed' });
  come();
  // The same response in another place of its file is the same response.
  disk[0] = { ...a, bytes: [50, 60] };
  come();
  expect([posted, columns()]).toEqual([[], ['tuned', 'x']]);
});

test('new repeats come into their column by their number, and the one that is read stays', async () => {
  const { commands, model, come, shownOf } = setUp([saved('x', { repeat: 1 })]);
  await commands.showItem(item);
  come(saved('x', { repeat: 2 }), saved('x', { repeat: 0 }));
  const { sample, samples } = shownOf('x');
  expect(samples.map(({ words }) => words.split(' · ')[0])).toEqual([
    'repeat 1 of 3',
    'repeat 2 of 3',
    'repeat 3 of 3',
  ]);
  expect(sample).toBe(1);
  model.step(shownOf('x').key, 2);
  await vi.waitFor(() => expect(shownOf('x').reasoning).toMatch(/^x 2/));
});

test('a run under another sampling that leads by now is a group of its own', async () => {
  const { commands, come, shownOf } = setUp([saved('x')]);
  await commands.showItem(item);
  const later = { samplingKey: '{}', sampling: { repeats: 1 }, endedAt: '2026-02-01T00:00:00.000Z' };
  come(saved('x', later), saved('x', { ...later, repeat: 1 }), saved('x', { repeat: 1 }));
  const { sample, samples } = shownOf('x');
  expect(sample).toBe(0);
  expect(samples.map(({ group }) => group)).toEqual([0, 0, 1, 1]);
  expect(new Set(samples.map(({ words }) => words)).size).toBe(4);
});

test('a newer response takes the place of one that is not read, or that failed, and of no other', async () => {
  const newer = { endedAt: '2026-02-01T00:00:00.000Z' };
  const failed = { status: 'failed', value: null, extracted: null } as const;
  const { commands, come, shownOf } = setUp([
    saved('x'),
    saved('x', { repeat: 1 }),
    saved('y', failed),
    saved('z', newer),
  ]);
  await commands.showItem(item);
  come(
    ...[0, 1].map((repeat) => saved('x', { ...newer, repeat, value: 0 })),
    saved('y', newer),
    saved('z', { ...failed, endedAt: '2026-03-01T00:00:00.000Z' }),
  );
  const kinds = (label: string) => shownOf(label).samples.map(({ verdict }) => verdict);
  await vi.waitFor(() => expect(shownOf('x').reasoning).not.toBe(''));
  expect(shownOf('x').reasoning).toBe('x 0 2026-01-02T03:04:06.000Z');
  expect(kinds('x')).toEqual(['right', 'wrong']);
  await vi.waitFor(() => expect(shownOf('y').reasoning).toBe(`y 0 ${newer.endedAt}`));
  expect(shownOf('z').samples).toHaveLength(1);
});

test('beside two models that are compared, others stand aside until they are shown', async () => {
  const { commands, model, columns, come, reads, shownOf, snapshot } = setUp([
    ...['base', 'tuned', 'x'].map((label) => saved(label)),
  ]);
  await commands.showPair(item, is('tuned'), is('base'));
  expect(columns()).toEqual(['tuned', 'base', '(x)']);
  come(saved('a'), saved('base', { repeat: 1 }));
  expect(columns()).toEqual(['tuned', 'base', '(x)', '(a)']);
  expect(shownOf('base').samples).toHaveLength(2);
  await vi.waitFor(() => expect(shownOf('base').reasoning).not.toBe(''));
  expect(reads).toEqual(['tuned 0', 'base 0']);
  expect(model.currentSamples().map(({ start }) => start.column.label)).toEqual(['tuned', 'base']);

  model.showColumn(shownOf('x').key);
  expect(columns()).toEqual(['tuned', 'base', 'x', '(a)']);
  await vi.waitFor(() => expect(shownOf('x').reasoning).toMatch(/^x 0/));
  expect(parseRestore(snapshot().restore)?.alone).toEqual(
    ['tuned', 'base', 'x'].map((label) => shownOf(label).key),
  );
  // Asked for as a whole, the item is shown as a whole.
  await commands.showItem(item);
  expect(columns()).toEqual(['tuned', 'base', 'x', 'a']);
  expect(parseRestore(snapshot().restore)).not.toHaveProperty('alone');
});

test('of a pair of which one has no traces there is nothing to compare', async () => {
  const { commands, columns, come } = setUp([saved('base'), saved('x')]);
  await commands.showPair(item, is('base'), is('gone'));
  expect(columns()).toEqual(['base']);
  come(saved('y'));
  expect(columns()).toEqual(['base', 'x', 'y']);
});

test('what comes later has no word of standing aside: whether it joins is for the panel, which knows what is aligned', async () => {
  const { commands, saving, columns, come, snapshot } = setUp([saved('a'), saved('b')]);
  await commands.showItem(item);
  const { askedAt } = snapshot();
  for (const isComplete of [false, true]) {
    saving.isComplete = isComplete;
    come(saved(`c${isComplete}`), saved(`d${isComplete}`));
  }
  expect(columns()).toEqual(['a', 'b', 'cfalse', 'ctrue', 'dfalse', 'dtrue']);
  expect([typeof askedAt, snapshot().askedAt]).toEqual(['number', askedAt]);
});

test('when the reader asked for an item is told, and not where it came into view otherwise', async () => {
  const { commands, model, snapshot } = setUp([saved('a'), saved('b')]);
  const other = legs(3);
  model.addSaved(item, []);
  model.addSaved(other, []);
  model.showItem(other);
  expect(snapshot()).not.toHaveProperty('askedAt');
  await commands.showPair(item, is('a'), is('b'));
  const first = snapshot().askedAt ?? Infinity;
  await new Promise((resolve) => setTimeout(resolve, 5));
  await commands.showItem(item, is('b'));
  expect(snapshot().askedAt).toBeGreaterThan(first);
  model.go('next');
  expect(snapshot()).not.toHaveProperty('askedAt');
});

test('what runs stays as it is, is told by the run itself, and is taken in where it is asked for', async () => {
  const { commands, model, columns, come, disk, shownOf } = setUp([saved('base'), saved('tuned')]);
  await commands.showPair(item, is('base'), is('tuned'));
  const of = { label: 'new', model: 'm/new' };
  const start = { column: columnName(of, null), repeat: [1, 1] as const, sampling: { repeats: 1 } };
  model.add(item, [{ ...start, key: sampleKey(of, 0) }]);
  expect(columns()).toEqual(['base', 'tuned', '(new)']);
  model.generate(item, sampleKey(of, 0), { type: 'sent' });
  const own = saved('new');
  come(own, saved('new', { promptHash: 'other' }));
  expect(shownOf('new').samples).toHaveLength(1);
  model.showItem(item);
  expect(columns()).toEqual(['base', 'tuned', 'new']);
  model.end(item, sampleKey(of, 0), { trace: trace('own', '8'), score: right, choices: null, saved: own });
  expect(disk).toContain(own);
  come();
  expect([shownOf('new').samples.length, shownOf('new').reasoning]).toEqual([2, 'own']);
});

test('of an item of which a run shows what it asks, that alone is shown', () => {
  const { model, columns, come } = setUp([saved('x')]);
  const of = { label: 'new', model: 'm/new' };
  model.add(item, [
    { key: sampleKey(of, 0), column: columnName(of, null), repeat: [1, 1], sampling: { repeats: 1 } },
  ]);
  come(saved('y'));
  expect(columns()).toEqual(['new']);
});

test('other items are brought up to date when they come into view', async () => {
  const { commands, model, disk, columns } = setUp([saved('x')]);
  await commands.showItem(legs(3));
  model.addSaved(item, []);
  disk.push(saved('y'));
  model.go('next');
  commands.onMessage({ type: 'go', to: 'next' }, model);
  expect(columns()).toEqual(['x', 'y']);
});

test('what is saved is looked at once of many changes, and no more when the window closes', async () => {
  vi.useFakeTimers();
  const listeners: (() => void)[] = [];
  const offer = vi.fn();
  const onDidChange = (listener: () => void) => {
    listeners.push(listener);
    return { dispose: () => void listeners.splice(0) };
  };
  const later = new LaterSamples({ onDidChange }, offer);
  for (let change = 0; change < 20; change += 1) listeners[0]?.();
  await vi.advanceTimersByTimeAsync(300);
  expect(offer).toHaveBeenCalledTimes(1);
  for (let change = 0; change < 40; change += 1) {
    listeners[0]?.();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(offer.mock.calls.length).toBeGreaterThan(3);
  const before = offer.mock.calls.length;
  listeners[0]?.();
  later.dispose();
  await vi.advanceTimersByTimeAsync(5000);
  expect([offer.mock.calls.length, listeners]).toEqual([before, []]);
  vi.useRealTimers();
});
