import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { Settings } from '../../src/host/settings.ts';
import { accepting, eventually, hoverAt, openAt, plain, workspaceFolder } from './support/workbench.ts';

const records = Array.from({ length: 24 }, (_, index) => ({
  nr: `fruit-${index}`,
  frage: `Which of these grows on tree number ${index}?`,
  optionen: ['a stone', `apple ${index}`, 'a shoe'],
  loesung: 1,
}));

const user = vscode.ConfigurationTarget.Global;
const tabs = (): string[] =>
  vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));

suite('Benchmarks of one’s own', () => {
  const save = (value: unknown, target: vscode.ConfigurationTarget): Thenable<void> =>
    vscode.workspace.getConfiguration('reasoningTransfer').update('benchmarks', value, target);

  teardown(async () => {
    await save(undefined, vscode.ConfigurationTarget.Global);
    await save(undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('an unknown file is described by what is proposed, shown as it would be sent, saved, and read', async () => {
    const file = path.join(workspaceFolder().uri.fsPath, 'fruit.jsonl');
    writeFileSync(file, records.map((record) => JSON.stringify(record)).join('\n'));
    const editor = await openAt('fruit.jsonl', 4, 3);
    assert.doesNotMatch(plain(await hoverAt(editor.document.uri, 4, 3)), /fruit-4/);

    const described = vscode.commands.executeCommand(
      'reasoningTransfer.describeBenchmark',
      editor.document.uri,
    );
    const preview = await eventually('the preview', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'reasoning-transfer-mapping'),
    );
    assert.match(
      preview.getText(),
      /Of the first 20 records of fruit\.jsonl, 20 are items, 20 with a gold answer/,
    );
    assert.match(preview.getText(), /grows on tree number 0\?[^]*apple 0/);
    assert.equal(preview.getText().match(/as it would be sent/g)?.length, 3);

    await accepting(described);
    const saved = vscode.workspace.getConfiguration('reasoningTransfer').inspect<unknown[]>('benchmarks');
    assert.equal(saved?.globalValue, undefined);
    assert.deepEqual(saved?.workspaceValue?.[0], {
      name: 'fruit',
      domain: 'other',
      fields: { question: 'frage', answer: 'loesung', choices: 'optionen', id: 'nr' },
      answerKind: 'choice',
      answerIndex: 0,
      files: ['fruit.jsonl'],
    });
    const hover = await eventually('the hover of an item', async () => {
      const text = plain(await hoverAt(editor.document.uri, 4, 3));
      return text.includes('fruit-4') ? text : undefined;
    });
    assert.match(hover, /fruit/);
    assert.match(hover, /gold [^\n]*apple 4/);
    assert.ok(!tabs().some((name) => name.includes('fruit.jsonl.items.md')), tabs().join());
  });

  test('a benchmark of the workspace leaves those of the user', async () => {
    const settings = new Settings();
    try {
      await save(
        [
          { name: 'MATH-500', system: 'of the user' },
          { name: 'IFEval', system: 'of the user' },
        ],
        user,
      );
      await save([{ name: 'MATH-500', system: 'of the workspace' }], vscode.ConfigurationTarget.Workspace);
      const systems = [...settings.benchmarks().prompts].map(([name, { system }]) => `${name}: ${system}`);
      assert.deepEqual(systems, ['MATH-500: of the workspace', 'IFEval: of the user']);
      const scope = settings.scopeOfBenchmark(vscode.Uri.file('/elsewhere/a.jsonl'));
      assert.equal(scope, 'user');
      assert.equal(await settings.addBenchmark({ name: 'Mine' }, scope), true);
      assert.equal(settings.benchmarkEntries().length, 3);
      await save({ not: 'a list' }, user);
      assert.equal(await settings.addBenchmark({ name: 'Mine' }, 'user'), false);
      assert.deepEqual(
        vscode.workspace.getConfiguration('reasoningTransfer').inspect('benchmarks')?.globalValue,
        { not: 'a list' },
      );
    } finally {
      settings.dispose();
    }
  });

  test('what is described is shown below, and is gone when nothing is chosen', async () => {
    writeFileSync(path.join(workspaceFolder().uri.fsPath, 'fruit.jsonl'), JSON.stringify(records[0]));
    const editor = await openAt('fruit.jsonl', 0);
    const described = vscode.commands.executeCommand(
      'reasoningTransfer.describeBenchmark',
      editor.document.uri,
    );
    await eventually('the preview', () =>
      tabs().some((name) => name.endsWith('items.md')) ? true : undefined,
    );
    assert.equal(vscode.window.tabGroups.all.length, 2);
    await eventually('the end', async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return tabs().some((name) => name.endsWith('items.md')) ? undefined : true;
    });
    await described;
    await eventually('one group of editors', () => vscode.window.tabGroups.all.length === 1 || undefined);
  });
});
