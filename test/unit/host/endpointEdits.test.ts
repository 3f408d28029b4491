import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type * as vscode from 'vscode';
import { jsonListAt } from '../../../src/core/jsonList.ts';
import { EndpointCommands } from '../../../src/host/endpointCommands.ts';
import { EndpointEdits } from '../../../src/host/endpointEdits.ts';
import { Secrets } from '../../../src/host/secrets.ts';
import { Settings } from '../../../src/host/settings.ts';
import { SettingsFiles } from '../../../src/host/settingsFiles.ts';
import {
  answering,
  asked,
  configure,
  configureWorkspace,
  ConfigurationTarget,
  messages,
  prompts,
  ran,
  selections,
  shownDocuments,
  typing,
  Uri,
  workspace,
  written,
} from '../../support/vscodeWords.ts';
import { tempFolder } from '../items/tempFolder.ts';

const url = 'http://127.0.0.1:8000/v1';
const text = `{
  // fonts
  "editor.fontSize": 14,
  "reasoningTransfer.endpoints": [
    // the base
    { "url": "${url}", "model": "org/base" },
    {
      // greedy
      "label": "tuned",
      "url": "${url}",
      "model": "org/tuned"
    },
    { "label": "other", "url": "${url}", "model": "org/other" } // not asked any more
  ]
}
`;
const key = 'reasoningTransfer.endpoints';
const entriesOf = (of: string, ...path: string[]) => jsonListAt(of, [...path, key])?.values ?? [];

const folder = tempFolder();
mkdirSync(join(folder.path, 'globalStorage', 'ours'), { recursive: true });
mkdirSync(join(folder.path, '.vscode'));
const settings = new Settings();
const files = new SettingsFiles(
  Uri.file(join(folder.path, 'globalStorage', 'ours')) as unknown as vscode.Uri,
);
const storage = {
  get: () => Promise.resolve(undefined),
  store: () => Promise.resolve(),
  delete: () => Promise.resolve(),
  keys: () => Promise.resolve([]),
  onDidChange: () => ({ dispose: () => undefined }),
};
const commands = new EndpointCommands(
  settings,
  new Secrets(storage),
  { refresh: () => Promise.resolve() },
  new EndpointEdits(settings, files),
);
const row = (label: string) => ({
  kind: 'endpoint',
  endpoint: settings.endpoints().endpoints.find((endpoint) => endpoint.label === label),
});
const saved = (name = 'settings.json') => readFileSync(join(folder.path, name), 'utf8');
const labels = () => settings.endpoints().endpoints.map(({ label }) => label);

beforeEach(() => {
  folder.write('settings.json', text);
  configure({ endpoints: entriesOf(text), models: [], sampling: {}, benchmarks: [] });
  configureWorkspace({ endpoints: undefined, models: undefined });
  workspace.workspaceFolders = undefined;
  workspace.workspaceFile = undefined;
  workspace.textDocuments = [];
  for (const list of [answering, asked, messages, prompts, ran, selections, shownDocuments, typing])
    list.length = 0;
  written.clear();
});

test('an endpoint is removed after a question, the others and all comments stay', async () => {
  answering.push('');
  await commands.removeEndpoint(row('tuned'));
  expect(saved()).toBe(text);
  answering.push('Remove');
  await commands.removeEndpoint(row('tuned'));
  expect(messages.at(-1)?.slice(0, 2)).toEqual(['warning', 'Remove the endpoint tuned from the settings?']);
  expect(messages.at(-1)?.[2]).toEqual({ modal: true, detail: 'Its saved samples stay.' });
  expect(entriesOf(saved())).toEqual(entriesOf(text).toSpliced(1, 1));
  for (const comment of ['// fonts', '// the base', '// not asked any more'])
    expect(saved()).toContain(comment);
  // VS Code would write the list anew.
  expect(written.size).toBe(0);
});

test('an endpoint gets another label, which says what becomes of its samples', async () => {
  typing.push(' tuned-2 ');
  await commands.renameEndpoint(row('tuned'));
  expect(asked).toEqual(['Rename tuned']);
  expect(prompts).toEqual([
    'Samples that are saved stay under the label tuned; new ones are saved under the new one.',
  ]);
  expect(saved()).toBe(text.replace('"label": "tuned"', '"label": "tuned-2"'));
  folder.write('settings.json', text);
  typing.push('base');
  await commands.renameEndpoint(row('org/base'));
  expect(saved()).toBe(text.replace('{ "url"', '{ "label": "base", "url"'));
});

test('what was said of the label is said of the new one, and nothing where it stays', async () => {
  const models = [{ model: 'tuned', base: 'org/base', method: 'rl' }, 'odd', { model: 'x', base: 'tuned' }];
  configure({ models });
  typing.push('tuned');
  await commands.renameEndpoint(row('tuned'));
  await commands.renameEndpoint(row('tuned'));
  expect([saved(), written.size]).toEqual([text, 0]);
  typing.push('tuned-2');
  await commands.renameEndpoint(row('tuned'));
  expect(settings.models().models).toEqual([
    { model: 'tuned-2', base: 'org/base', method: 'rl' },
    { model: 'x', base: 'tuned-2' },
  ]);
  // A label that is the model's id: the relation is of the model.
  written.clear();
  folder.write('settings.json', text);
  typing.push('base');
  await commands.renameEndpoint(row('org/base'));
  expect(written.size).toBe(0);
});

test('the endpoints of the workspace are changed there', async () => {
  folder.write('.vscode/settings.json', text);
  workspace.workspaceFolders = [{ uri: Uri.file(folder.path) }];
  configureWorkspace({ endpoints: entriesOf(text) });
  configure({ endpoints: [] });
  expect(settings.endpointEntry('tuned')?.scope).toBe('workspace');
  const find = () => files.find(key, 'workspace', entriesOf(text));
  expect((await find())?.uri.path).toBe(join(folder.path, '.vscode', 'settings.json'));
  const inFile = `{ "folders": [], "settings": ${text} }`;
  folder.write('all.code-workspace', inFile);
  workspace.workspaceFile = Uri.file(join(folder.path, 'all.code-workspace'));
  const file = (await find())!;
  const left = entriesOf(text).toSpliced(1, 1);
  const changed = `{ "folders": [], "settings": { "${key}": ${JSON.stringify(left)} } }`;
  expect(await files.write(file, changed, key, entriesOf(text))).toBe(false);
  expect(saved('all.code-workspace')).toBe(inFile);
  expect(await files.write(file, changed, key, left)).toBe(true);
  expect(saved('all.code-workspace')).toBe(changed);
  expect(saved()).toBe(text);
});

test.each([
  ['says something else', () => folder.write('settings.json', text.replace('org/other', 'org/else'))],
  ['is no JSON', () => folder.write('settings.json', text.slice(0, 80))],
  [
    'is being edited',
    () => (workspace.textDocuments = [{ isDirty: true, uri: Uri.file(join(folder.path, 'settings.json')) }]),
  ],
])('VS Code writes the setting where its file %s', async (_, change) => {
  change();
  const before = saved();
  answering.push('Remove');
  await commands.removeEndpoint(row('other'));
  expect(saved()).toBe(before);
  expect(written.get('endpoints')).toBe(ConfigurationTarget.Global);
  expect(labels()).toEqual(['org/base', 'tuned']);
});

test('the entry is shown in its file; where it is not found, the setting', async () => {
  await commands.editEndpoint(row('tuned'));
  expect(shownDocuments).toMatchObject([{ uri: { path: join(folder.path, 'settings.json') } }]);
  expect(selections[0]?.start.line).toBe(text.indexOf('{\n      // greedy'));
  folder.write('settings.json', '{}');
  await commands.editEndpoint(row('tuned'));
  expect(ran).toEqual([['workbench.action.openSettingsJson', { revealSetting: { key } }]]);
});

test('without a row nothing is done', async () => {
  for (const node of [undefined, { kind: 'server' }]) {
    await commands.removeEndpoint(node);
    await commands.renameEndpoint(node);
    await commands.editEndpoint(node);
  }
  expect([messages, asked, ran, shownDocuments]).toEqual([[], [], [], []]);
});
