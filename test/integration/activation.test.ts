import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../package.json' with { type: 'json' };

suite('Activation', () => {
  const id = `${manifest.publisher}.${manifest.name}`;

  test('the extension activates by itself once VS Code has started', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not installed`);
    // `onStartupFinished` fires a moment after the tests begin; `activate` would hide that it did not.
    const deadline = Date.now() + 30_000;
    while (!extension.isActive && Date.now() < deadline) await new Promise((wake) => setTimeout(wake, 50));
    assert.ok(extension.isActive);
  });

  test('every command of the manifest is registered', async () => {
    await vscode.extensions.getExtension(id)?.activate();
    const registered = await vscode.commands.getCommands(true);
    const declared = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual(
      declared.filter((command) => !registered.includes(command)),
      [],
    );
  });
});
