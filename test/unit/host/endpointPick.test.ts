import { expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { configure } from '../../support/vscodeWords.ts';
import { EndpointPick } from '../../../src/host/endpointPick.ts';
import { Settings } from '../../../src/host/settings.ts';

const endpoints = ['first', 'second', 'third'].map((label, place) => ({
  label,
  url: `http://127.0.0.1:800${place}/v1`,
  model: `org/model-${place}`,
}));

/** The labels that are picked before the user does anything. */
async function picked(wanted?: readonly string[]): Promise<string[]> {
  configure({ endpoints });
  const memory: vscode.Memento = {
    keys: () => [],
    get: () => ['first'],
    update: () => Promise.resolve(),
  };
  const show = vi.spyOn(vscode.window, 'showQuickPick').mockResolvedValue(undefined);
  await new EndpointPick(memory, new Settings(), () => undefined).pick(2, wanted);
  const [rows] = show.mock.calls.at(-1) ?? [];
  show.mockRestore();
  return ((await rows) ?? []).flatMap((row) =>
    typeof row === 'object' && 'picked' in row && row.picked ? [row.label] : [],
  );
}

test('endpoints that are named are picked beforehand, by label or model; else the last ones', async () => {
  expect(await picked()).toEqual(['first']);
  expect(await picked(['second', 'org/model-2', 'not there'])).toEqual(['second', 'third']);
  expect(await picked(['not there'])).toEqual(['first']);
});
