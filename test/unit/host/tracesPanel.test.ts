import { beforeEach, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { columnKey, columnName, sampleKey } from '../../../src/host/tracesColumn.ts';
import type { TracesModel } from '../../../src/host/tracesModel.ts';
import { TracesPanel } from '../../../src/host/tracesPanel.ts';
import type { Restore } from '../../../src/host/tracesPlace.ts';
import { type FromTraces, parseTracesLook } from '../../../src/protocol.ts';
import { webviewPanels } from '../../support/vscodeWords.ts';
import { legs } from '../results/fixtures.ts';
import { Memory } from './transferFixture.ts';

const keys = ['a', 'b', 'c'].map((label) => columnKey({ label, model: 'm' }));

beforeEach(() => {
  webviewPanels.splice(0);
});

/** A panel that came back with what the webview kept, two of the columns of its items compared. */
async function restored(kept: unknown) {
  const asked: FromTraces[] = [];
  const from: (Restore | null)[] = [];
  const panel = new TracesPanel(vscode.Uri.file('/extension'), new Memory(), {
    onMessage: (message) => asked.push(message),
    load: () => Promise.reject(new Error('nothing is on disk')),
    verdictsOf: () => null,
    alignTraces: () => Promise.resolve(null),
    onOpened: () => undefined,
    onClosed: () => undefined,
    onRestore: (restore, model) => {
      from.push(restore);
      for (const item of [legs(2), legs(3)]) {
        model.add(item, ['a', 'b', 'c'].map(start));
        model.showAlone(item, keys.slice(0, 2));
      }
      model.showItem(legs(3), undefined);
      return Promise.resolve();
    },
  });
  const start = (label: string) => {
    const of = { label, model: 'm' };
    const column = columnName(of, null);
    return { key: sampleKey(of, 0), column, repeat: [1, 1] as const, sampling: { repeats: 1 } };
  };
  const view = vscode.window.createWebviewPanel('x', 'Traces', vscode.ViewColumn.One);
  await panel.deserializeWebviewPanel(view, kept);
  const page = webviewPanels.at(-1)!;
  page.said.fire({ type: 'ready' });
  return { panel, page, asked, from };
}

const aside = (model: TracesModel | null): (string | undefined)[] | undefined =>
  model?.snapshot()?.columns.map(({ label, aside: is }) => (is === true ? `(${label})` : label));

test('a column that stands aside is shown when the webview asks for it', async () => {
  const { panel, page } = await restored(null);
  page.said.fire({ type: 'go', to: 'previous' });
  expect(aside(panel.shown)).toEqual(['a', 'b', '(c)']);
  page.said.fire({ type: 'show-column', key: 'gone' });
  const before = page.told.length;
  page.said.fire({ type: 'show-column', key: keys[2] });
  expect(aside(panel.shown)).toEqual(['a', 'b', 'c']);
  expect(page.told.slice(before)).toMatchObject([{ type: 'state' }]);
  panel.dispose();
});

test('who fills the panel is told of what was kept, and that another item was gone to', async () => {
  const place = { file: '/w/a.jsonl', id: '1', line: 2, alone: [keys[0]] };
  const kept = {
    restore: JSON.stringify(place),
    questionOpen: false,
    promptOpen: false,
    folded: [],
    ...parseTracesLook({}),
  };
  const { panel, page, asked, from } = await restored(kept);
  expect(from).toEqual([place]);
  page.said.fire({ type: 'go', to: 'previous' });
  expect(asked).toEqual([{ type: 'go', to: 'previous' }]);
  expect(panel.shown?.item).toEqual(legs(2));
  page.dispose();
  expect(panel.shown).toBeNull();
  panel.dispose();
});
