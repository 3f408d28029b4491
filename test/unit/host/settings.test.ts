import { beforeEach, expect, test, vi } from 'vitest';
import * as endpointSettings from '../../../src/core/endpointSettings.ts';
import { Settings } from '../../../src/host/settings.ts';
import type * as vscode from 'vscode';
import { configure, ConfigurationTarget, trust, Uri, written } from '../../support/vscodeWords.ts';

vi.mock(import('../../../src/core/endpointSettings.ts'), { spy: true });
const { parseEndpoints, parseModels } = vi.mocked(endpointSettings);

const url = 'http://127.0.0.1:8000/v1';
const endpoints = ['old', 'tuned', 'base'].map((label) => ({ label, url, model: `org/${label}` }));
const models = [{ model: 'tuned', base: 'base' }];

beforeEach(() => {
  configure({ endpoints, models, sampling: {}, benchmarks: [] });
  parseEndpoints.mockClear();
  parseModels.mockClear();
});

const parsed = (): string =>
  `endpoints ${parseEndpoints.mock.calls.length}, models ${parseModels.mock.calls.length}`;

test('bases come first, then what the settings list, then what they do not', () => {
  const rows = ['gone', 'tuned', 'base', 'old'].map((label) => ({ label, model: '' }));
  const settings = new Settings();
  expect(settings.inOrder(rows).map(({ label }) => label)).toEqual(['base', 'old', 'tuned', 'gone']);
  expect(rows.map(({ label }) => label)).toEqual(['gone', 'tuned', 'base', 'old']);
});

test('settings are parsed once, however often rows are ordered', () => {
  const settings = new Settings();
  for (let round = 0; round < 3; round += 1) {
    settings.inOrder(['a', 'b', 'c', 'd'].map((label) => ({ label, model: label })));
    settings.roleOf('base', 'org/base');
    settings.problems();
  }
  expect(parsed()).toBe('endpoints 1, models 1');
});

test('a change counts at once', () => {
  const settings = new Settings();
  const order = (): string =>
    settings
      .inOrder(['old', 'base', 'tuned'].map((label) => ({ label, model: label })))
      .map(({ label }) => label)
      .join(' ');
  expect(order()).toBe('base old tuned');
  configure({ models: [{ model: 'base', base: 'tuned' }] });
  expect(order()).toBe('tuned old base');
  configure({ models: [], endpoints: endpoints.toReversed() });
  expect(order()).toBe('base tuned old');
  configure({ sampling: { temperature: -1 } });
  expect(settings.endpoints().endpoints).toEqual([]);
  configure({ sampling: { temperature: 0.5 } });
  expect(settings.endpoints().endpoints.map(({ sampling }) => sampling.temperature)).toEqual([0.5, 0.5, 0.5]);
});

test('a benchmark is saved with the workspace of its file, and with the user where that would not count', async () => {
  const settings = new Settings();
  const target = async (path: string): Promise<unknown> => {
    written.clear();
    const file: unknown = Uri.file(path);
    const where = await settings.addBenchmark({ name: 'Mine' }, file as vscode.Uri);
    return [where, written.get('benchmarks')];
  };
  expect(await target('/w/data/a.jsonl')).toEqual(['workspace', ConfigurationTarget.Workspace]);
  expect(await target('/elsewhere/a.jsonl')).toEqual(['user', ConfigurationTarget.Global]);
  trust.given = false;
  try {
    expect(await target('/w/data/a.jsonl')).toEqual(['user', ConfigurationTarget.Global]);
  } finally {
    trust.given = true;
  }
  settings.dispose();
});
