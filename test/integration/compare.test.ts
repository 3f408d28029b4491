import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { done, finish, said, startFaultServer, stream } from '../support/faultServer.ts';
import {
  accepting,
  eventually,
  hoverAt,
  openAt,
  plain,
  savedLines,
  setEndpoints,
} from './support/workbench.ts';

suite('Compare traces', () => {
  suiteTeardown(async () => {
    await setEndpoints([]);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('two labels of one item stand in the diff editor, and the hover has the way there', async () => {
    const marker = `walked ${Date.now()}`;
    const servers = await Promise.all(
      [`<think>${marker} home</think>\\boxed{1}`, `<think>${marker} away</think>\\boxed{2}`].map((text) =>
        startFaultServer({ replies: [stream([said(text), finish(), done])] }),
      ),
    );
    await setEndpoints(
      servers.map(({ baseUrl }, index) => ({ label: `walker-${index}`, url: baseUrl, model: 'm' })),
    );
    const editor = await openAt('items/arithmetic.jsonl', 10, 3);
    const isSaved = (label: string): boolean => savedLines(label).some((line) => line.includes(marker));
    await eventually('a trace of each', async () => {
      // On a machine that is busy a pick may be accepted before it is filled; then nobody is asked.
      await accepting(vscode.commands.executeCommand('reasoningTransfer.evaluateItem'));
      return (isSaved('walker-0') && isSaved('walker-1')) || undefined;
    });
    await eventually('the way to the comparison', async () => {
      const hover = plain(await hoverAt(editor.document.uri, 10, 3));
      return hover.includes('command:reasoningTransfer.compareTraces') || undefined;
    });
    await vscode.commands.executeCommand('reasoningTransfer.compareTraces', {
      uri: editor.document.uri.toString(),
      line: 10,
      character: 3,
    });
    const diff = await eventually('the diff editor', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find((tab) => tab.input instanceof vscode.TabInputTextDiff),
    );
    const { input } = diff;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.match(diff.label, /^walker-0 \(run of [^)]+\) ↔ walker-1 \(run of [^)]+\) · /);
    const texts = await Promise.all(
      [input.original, input.modified].map(async (uri) =>
        (await vscode.workspace.openTextDocument(uri)).getText(),
      ),
    );
    assert.match(
      texts[0] ?? '',
      new RegExp(`## Reasoning\\n\\n${marker} home\\n\\n## Answer\\n\\n\\\\boxed\\{1\\}`),
    );
    assert.match(texts[1] ?? '', new RegExp(`${marker} away`));
    await Promise.all(servers.map((server) => server.close()));
  });
});
