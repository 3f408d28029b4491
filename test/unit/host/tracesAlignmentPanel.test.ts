import * as v from 'valibot';
import { beforeEach, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { packed } from '../../../src/core/compare/packedAlignment.ts';
import { columnKey, columnName, sampleKey } from '../../../src/host/tracesColumn.ts';
import type { TracesModel } from '../../../src/host/tracesModel.ts';
import { TracesPanel } from '../../../src/host/tracesPanel.ts';
import { webviewPanels } from '../../support/vscodeWords.ts';
import { legs } from '../results/fixtures.ts';
import { Memory } from './transferFixture.ts';

const labels = ['a', 'b'];
const keys = labels.map((label) => columnKey({ label, model: 'm' }));
const nothing = packed({ reference: 0, traces: [], rows: [] });

beforeEach(() => {
  webviewPanels.splice(0);
});

/** A panel that came back after a reload, with two columns of an item in it. */
function restored() {
  const asked: string[][] = [];
  let model: TracesModel | null = null;
  const panel = new TracesPanel(vscode.Uri.file('/extension'), new Memory(), {
    onMessage: () => undefined,
    load: () => Promise.reject(new Error('nothing is on disk')),
    verdictsOf: () => null,
    alignTraces: (traces) => {
      asked.push(traces.map(({ reasoning }) => reasoning));
      return Promise.resolve(nothing);
    },
    onOpened: () => undefined,
    onClosed: () => undefined,
    onRestore: (_restore, into) => {
      model = into;
      into.add(
        legs(2),
        labels.map((label) => ({
          key: sampleKey({ label, model: 'm' }, 0),
          column: columnName({ label, model: 'm' }, null),
          repeat: [1, 1] as const,
          sampling: { repeats: 1 },
        })),
      );
      into.showItem(legs(2));
      return Promise.resolve();
    },
  });
  const open = async () => {
    const view = vscode.window.createWebviewPanel('x', 'Traces', vscode.ViewColumn.One);
    await panel.deserializeWebviewPanel(view, null);
    const shown = webviewPanels.at(-1);
    if (shown === undefined) throw new Error('no panel');
    return shown;
  };
  const say = (text: string): void => {
    model?.generate(legs(2), sampleKey({ label: 'a', model: 'm' }, 0), { type: 'reasoning', text });
    model?.flush();
  };
  return { asked, open, say, panel };
}

const align = { type: 'align', align: { columns: keys, reference: keys[0], part: 'both' } };
const types = (told: readonly unknown[]): string[] =>
  told.map((one) => v.parse(v.object({ type: v.string() }), one).type);

test('the mode is kept for the next page, and a new webview gets an alignment when it asks', async () => {
  const { asked, open, panel } = restored();
  const first = await open();
  first.said.fire({ type: 'ready' });
  const look = { aligned: true, part: 'answer', reference: keys[1], foldSame: true };
  first.said.fire({ type: 'look', look });
  first.said.fire(align);
  await vi.waitFor(() => expect(types(first.told)).toEqual(['state', 'aligned']));
  const second = await open();
  for (const kept of [
    '&quot;aligned&quot;:true',
    '&quot;part&quot;:&quot;answer&quot;',
    '&quot;foldSame&quot;:true',
  ])
    expect(second.webview.html).toContain(kept);
  second.said.fire({ type: 'ready' });
  await new Promise((wake) => setTimeout(wake, 600));
  expect(types(second.told)).toEqual(['state']);
  second.said.fire(align);
  await vi.waitFor(() => expect(types(second.told)).toEqual(['state', 'aligned']));
  expect(asked.length).toBe(2);
  panel.dispose();
});

test('nothing is computed for a panel that is closed', async () => {
  const { asked, open, say, panel } = restored();
  const view = await open();
  view.said.fire({ type: 'ready' });
  view.said.fire(align);
  await vi.waitFor(() => expect(asked).toEqual([['', '']]));
  view.dispose();
  say('more');
  await new Promise((wake) => setTimeout(wake, 700));
  expect(asked.length).toBe(1);
  panel.dispose();
});
