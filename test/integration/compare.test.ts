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
    assert.match(diff.label, /^\S.* · walker-0 ↔ walker-1$/);
    const texts = await Promise.all(
      [input.original, input.modified].map(async (uri) =>
        (await vscode.workspace.openTextDocument(uri)).getText(),
      ),
    );
    const header = '──── 1 ↔ 1 ────';
    for (const text of texts) assert.ok(text.split('\n').includes(header), text);
    assert.match(
      texts[0] ?? '',
      new RegExp(`^walker-0 \\(m\\)\\n.*\\n[^\\n]*answer 1[^]*${header}\\n${marker} home`),
    );
    assert.match(texts[1] ?? '', new RegExp(`${marker} away`));
    const wrong = await eventually('an editor on the right side', () => vscode.window.activeTextEditor);
    assert.equal(wrong.document.uri.scheme, 'reasoning-transfer-comparison');
    await Promise.all(servers.map((server) => server.close()));
  });

  test('any two texts are compared: a file, then what is selected in an editor; a binary file is refused', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const [file, binary] = ['compared-left.txt', 'compared.bin'].map((name) =>
      vscode.Uri.joinPath(folder, name),
    );
    assert.ok(file && binary);
    await vscode.workspace.fs.writeFile(
      file,
      Buffer.from('We count the 7 apples.\n\nThen we add 5 pears.\n'),
    );
    await vscode.workspace.fs.writeFile(binary, Uint8Array.of(1, 0, 2));
    await vscode.commands.executeCommand('reasoningTransfer.selectForCompare', file, [file]);
    const document = await vscode.workspace.openTextDocument({
      content: 'not this\nWe count the 7 apples.\n\nThen we add 6 pears.',
    });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 3, 99);
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.commands.executeCommand('reasoningTransfer.compareWithSelected', binary, [binary]);
    assert.equal(tabs().filter(({ label }) => label.includes('compared.bin')).length, 0);
    await vscode.commands.executeCommand('reasoningTransfer.compareWithSelected', document.uri);
    const tab = await eventually('the comparison', () =>
      tabs().find(({ label }) => label.startsWith('compared-left.txt ↔ ')),
    );
    assert.match(tab.label, /:2-4$/);
    const { input } = tab;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const right = (await vscode.workspace.openTextDocument(input.modified)).getText();
    assert.ok(!right.includes('not this') && right.includes('──── 2 ↔ 2 · '), right);
    await vscode.workspace.fs.delete(file);
    await vscode.workspace.fs.delete(binary);
  });
});
