import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { accepting, eventually, hoverAt, openAt, plain, workspaceFolder } from './support/workbench.ts';

const records = Array.from({ length: 24 }, (_, index) => ({
  nr: `fruit-${index}`,
  frage: `Which of these grows on tree number ${index}?`,
  optionen: ['a stone', `apple ${index}`, 'a shoe'],
  loesung: 1,
}));

suite('Benchmarks of one’s own', () => {
  teardown(async () => {
    await vscode.workspace
      .getConfiguration('reasoningTransfer')
      .update('benchmarks', undefined, vscode.ConfigurationTarget.Global);
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
    const [entry] = vscode.workspace.getConfiguration('reasoningTransfer').get<unknown[]>('benchmarks') ?? [];
    assert.deepEqual(entry, {
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
  });
});
