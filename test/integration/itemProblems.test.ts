import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { done, finish, role, said, startFaultServer, stream, usage } from '../support/faultServer.ts';
import {
  eventually,
  hoverAt,
  openAt,
  savedLines,
  setEndpoints,
  workspaceFolder,
} from './support/workbench.ts';

const good = JSON.stringify({
  problem: 'How many wheels have 3 bicycles?',
  solution: 'Two each.',
  answer: '6',
  subject: 'Prealgebra',
  level: 1,
  unique_id: 'own/wheels/1.json',
});
const withoutGold = good.replace('"answer":"6"', '"answer":""').replace('wheels/1', 'wheels/2');
const broken = `{"problem": "${'long '.repeat(1000)}`;

const evaluateItem = (): Thenable<unknown> =>
  vscode.commands.executeCommand('reasoningTransfer.evaluateItem');

suite('What is wrong with an item file', () => {
  const uri = vscode.Uri.joinPath(workspaceFolder().uri, 'wheels.jsonl');
  const told = (): string =>
    vscode.languages
      .getDiagnostics(uri)
      .map(({ range: { start, end }, source }) => {
        const place = `${start.line + 1}:${start.character}-${end.character}`;
        return `${source ?? ''} ${place}`;
      })
      .join(', ');
  const tells = (words: string): Promise<unknown> =>
    eventually(`"${words}" in the Problems view`, () => (told() === words ? true : undefined)).catch(
      (error: unknown) => assert.equal(told(), words, String(error)),
    );

  setup(() => writeFileSync(uri.fsPath, [good, broken, withoutGold, ''].join('\n')));

  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(uri.fsPath, { force: true });
  });

  test('is told where nothing can be evaluated, of a long line no more than its beginning', async () => {
    await openAt('wheels.jsonl', 1);
    await evaluateItem();
    assert.equal(told(), 'Reasoning Transfer 2:0-80');
  });

  test('of one file it is one list, for hovers and commands, and follows edits, saving and deleting', async () => {
    const editor = await openAt('wheels.jsonl', 1);
    await evaluateItem();
    await hoverAt(uri, 2, 5);
    const answer = withoutGold.indexOf('"answer"');
    const second = `Reasoning Transfer 3:${answer}-${answer + '"answer"'.length}`;
    assert.equal(told(), `Reasoning Transfer 2:0-80, ${second}`);
    await editor.edit((edit) => edit.replace(editor.document.lineAt(1).range, ''));
    await tells(second);
    await editor.document.save();
    await editor.edit((edit) => edit.insert(new vscode.Position(2, answer + '"answer":"'.length), '8'));
    await tells('');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await hoverAt(uri, 2, 5);
    await tells(second);
    rmSync(uri.fsPath);
    await tells('');
  });
});

suite('With the focus in the traces panel', () => {
  test('the item file beside it is the one that is meant', async () => {
    const server = await startFaultServer({
      replies: [stream([role, said('\\boxed{25}'), finish(), usage, done])],
    });
    await setEndpoints([{ label: 'beside', url: server.baseUrl, model: 'm' }]);
    await openAt('items/arithmetic.jsonl', 0);
    await evaluateItem();
    await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
    await eventually('the focus in the panel', () => (vscode.window.activeTextEditor ? undefined : true));
    await evaluateItem();
    assert.equal(server.posts.length, 2);
    assert.equal(savedLines('beside').length, 2);
    await setEndpoints([]);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await server.close();
  });
});
