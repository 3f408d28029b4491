import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Settings } from '../../src/host/settings.ts';
import { setEndpoints } from './support/workbench.ts';

const configuration = (): vscode.WorkspaceConfiguration =>
  vscode.workspace.getConfiguration('reasoningTransfer');
const user = vscode.ConfigurationTarget.Global;
const workspace = vscode.ConfigurationTarget.Workspace;

suite('Settings', () => {
  let settings: Settings;

  setup(() => (settings = new Settings()));

  teardown(async () => {
    settings.dispose();
    await setEndpoints([]);
    for (const name of ['sampling', 'models', 'benchmarks'])
      await configuration().update(name, undefined, user);
    for (const name of ['endpoints', 'models']) await configuration().update(name, undefined, workspace);
  });

  test('the api of one endpoint is changed, and of no other of the same model', async () => {
    await setEndpoints([
      { url: 'http://127.0.0.1:8000/v1', model: 'm' },
      { url: 'not an address at all:', model: 'broken' },
      { url: 'http://127.0.0.1:8001/v1', model: 'm' },
    ]);
    const [, second] = settings.endpoints().endpoints;
    assert.ok(second);
    assert.equal(await settings.setApi(second.label, 'completions'), true);
    assert.deepEqual(configuration().get('endpoints'), [
      { url: 'http://127.0.0.1:8000/v1', model: 'm' },
      { url: 'not an address at all:', model: 'broken' },
      { url: 'http://127.0.0.1:8001/v1', model: 'm', api: 'completions' },
    ]);
    assert.equal(await settings.setApi('nobody', 'completions'), false);
  });

  test('the entry of an endpoint is shown in the settings file, among its comments', async () => {
    await setEndpoints([
      { url: 'http://127.0.0.1:8000/v1', model: 'm' },
      { url: 'http://127.0.0.1:8001/v1', model: 'n', label: 'second' },
    ]);
    const endpoint = { label: 'second', model: 'n' };
    await vscode.commands.executeCommand('reasoningTransfer.editEndpoint', { kind: 'endpoint', endpoint });
    const editor = vscode.window.activeTextEditor;
    assert.match(editor?.document.uri.path ?? '', /\/settings\.json$/);
    assert.deepEqual(JSON.parse(editor?.document.getText(editor.selection) ?? ''), {
      url: 'http://127.0.0.1:8001/v1',
      model: 'n',
      label: 'second',
    });
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('setting a base keeps entries that are not of the form', async () => {
    const odd = { model: 'a', base: 'b', metod: 'rl' };
    await configuration().update('models', [odd, { model: 'c', base: 'b' }], user);
    await settings.setBase({ model: 'c', base: 'd', method: 'sft' });
    await settings.setBase({ model: 'e', base: 'd', method: 'rl' });
    assert.deepEqual(configuration().get('models'), [
      odd,
      { model: 'c', base: 'd', method: 'sft' },
      { model: 'e', base: 'd', method: 'rl' },
    ]);
  });

  test('a default sampling that is not of its form leaves no endpoint to use, and is named', async () => {
    await setEndpoints([{ url: 'http://127.0.0.1:8000/v1', model: 'm' }]);
    await configuration().update('sampling', { temperature: '0.6', maxTokens: 100 }, user);
    assert.deepEqual(settings.endpoints().endpoints, []);
    assert.match(settings.problems()[0]?.field ?? '', /reasoningTransfer\.sampling\.temperature/);
  });

  test('a benchmark that does not exist is named', async () => {
    await configuration().update('benchmarks', [{ name: 'MATH500', prompt: '{{question}}' }], user);
    assert.deepEqual(
      settings.problems().map(({ field }) => field),
      ['reasoningTransfer.benchmarks[0].name'],
    );
  });

  test('endpoints that the workspace hides are said to be hidden', async () => {
    await configuration().update('endpoints', [{ url: 'http://127.0.0.1:8000/v1', model: 'w' }], workspace);
    const added = await settings.addEndpoints([{ url: 'http://127.0.0.1:8002/v1', model: 'mine' }]);
    assert.deepEqual(added, { added: 1, hidden: true });
    assert.deepEqual(
      settings.endpoints().endpoints.map(({ model }) => model),
      ['w'],
    );
  });

  test('another system message, stop or example is another convention', async () => {
    const conventionOf = async (changes: object): Promise<string> => {
      await configuration().update('benchmarks', [{ name: 'MATH-500', ...changes }], user);
      return settings.convention('MATH-500');
    };
    const conventions = [
      await conventionOf({}),
      await conventionOf({ system: 'Be short.' }),
      await conventionOf({ system: 'Think for long.' }),
      await conventionOf({ stop: ['###'] }),
      await conventionOf({ fewShot: [{ prompt: 'p', answer: 'a' }] }),
    ];
    assert.equal(conventions[0], '');
    assert.equal(new Set(conventions).size, conventions.length);
  });
});
