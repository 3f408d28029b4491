import { expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { webviewPanels } from '../../support/vscodeWords.ts';
import { TransferPanel, type TransferActions } from '../../../src/host/transferPanel.ts';
import type { TransferChoice } from '../../../src/protocol.ts';
import { mathRun } from '../transfer/harnessFiles.ts';
import { transferOn } from './transferFixture.ts';

const files = { ...mathRun('base', [1, 0, 0]), ...mathRun('rl', [1, 1, 0]) };
const models = [{ model: 'rl', base: 'base', method: 'rl' }];
const choice: TransferChoice = { variant: 'v1-relative', level: 80, cohort: null, verdicts: 'stored' };

async function setUp() {
  const made = await transferOn(files, { models });
  const acted: TransferActions[] = [];
  const panel = new TransferPanel(vscode.Uri.file('/x'), made.model, (action) => acted.push(action));
  const types = (): string[] => {
    const told: unknown[] = webviewPanels.at(-1)?.told ?? [];
    return told.map((message) =>
      typeof message === 'object' && message && 'type' in message ? String(message.type) : '',
    );
  };
  return { ...made, panel, acted, types, view: () => webviewPanels.at(-1)! };
}

test('nothing is computed before the view is there to be told', async () => {
  const { panel, sources, types, view } = await setUp();
  const input = vi.spyOn(sources, 'input');
  panel.show(undefined);
  expect([types(), input.mock.calls.length]).toEqual([[], 0]);
  view().said.fire({ type: 'ready' });
  expect(types()).toEqual(['data']);
  const count = webviewPanels.length;
  panel.show(undefined);
  expect(webviewPanels).toHaveLength(count);
});

test('opened at a row of the results it says so, once, after what it shows', async () => {
  const { panel, types, view } = await setUp();
  panel.show({ kind: 'model', name: 'rl', benchmark: 'MATH-500', runs: [] });
  view().said.fire({ type: 'ready' });
  expect(types()).toEqual(['data', 'reveal']);
  expect(view().told.at(-1)).toEqual({ type: 'reveal', model: 'rl', benchmark: 'MATH-500' });
  panel.show({ kind: 'benchmark', name: 'MATH-500', benchmark: 'MATH-500' });
  expect(view().told.at(-1)).toEqual({ type: 'reveal', model: null, benchmark: 'MATH-500' });
  view().said.fire({ type: 'ready' });
  expect(types().filter((type) => type === 'reveal')).toHaveLength(2);
});

test('a choice of the reader is computed under, and one that a reload kept where nothing newer is known', async () => {
  const { panel, view, choices } = await setUp();
  panel.show(undefined);
  view().said.fire({ type: 'ready', choice });
  expect(view().told.at(-1)).toMatchObject({ state: { transfer: { variant: 'v1-relative', level: 80 } } });
  view().said.fire({ type: 'choose', choice: { ...choice, level: 90 } });
  expect(view().told.at(-1)).toMatchObject({ state: { transfer: { variant: 'v1-relative', level: 90 } } });
  view().said.fire({ type: 'ready', choice });
  expect(choices.get().level).toBe(90);
  // What is not of the form is dropped.
  view().said.fire({ type: 'choose', choice: { ...choice, level: 100 } });
  expect(choices.get().level).toBe(90);
});

test('after a reload the panel is what it was', async () => {
  const { panel, choices, view } = await setUp();
  panel.show(undefined);
  const memory = {
    choice,
    base: null,
    hidden: [],
    chart: '',
    chartTable: false,
    sort: { by: 'base', descending: false },
    flips: null,
    direct: null,
    scroll: 0,
  };
  await panel.deserializeWebviewPanel(
    vscode.window.createWebviewPanel('x', 'Transfer', vscode.ViewColumn.One),
    memory,
  );
  expect(choices.get()).toEqual(choice);
  view().said.fire({ type: 'ready', choice });
  expect(view().told.at(-1)).toMatchObject({ state: { transfer: { variant: 'v1-relative' } } });
});

test('flips are answered, also where there are none', async () => {
  const { panel, view } = await setUp();
  panel.show(undefined);
  view().said.fire({ type: 'ready' });
  view().said.fire({ type: 'flips', left: 'base', right: 'rl', benchmark: 'MATH-500' });
  expect(view().told.at(-1)).toMatchObject({ type: 'flips', right: 'rl', list: { benchmark: 'MATH-500' } });
  view().said.fire({ type: 'flips', left: 'base', right: 'gone', benchmark: 'MATH-500' });
  expect(view().told.at(-1)).toMatchObject({ type: 'flips', right: 'gone', list: null });
});

test('what the panel asks of others is handed on, and what is none of its messages is not', async () => {
  const { panel, view, acted } = await setUp();
  panel.show(undefined);
  view().said.fire({ type: 'open-item', group: 3, left: 'base', right: 'rl' });
  view().said.fire({ type: 'open-item', group: -1, left: 'base', right: 'rl' });
  view().said.fire({ type: 'set-domain', benchmark: null, domain: 'none' });
  view().said.fire({ type: 'run', command: 'rm' });
  expect(acted).toEqual([
    { type: 'open-item', group: 3, left: 'base', right: 'rl' },
    { type: 'set-domain', benchmark: null, domain: 'none' },
  ]);
});
