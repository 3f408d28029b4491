import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import * as endpointSettings from '../../../src/core/endpointSettings.ts';
import { Settings } from '../../../src/host/settings.ts';
import type * as vscode from 'vscode';
import {
  configure,
  ConfigurationTarget,
  configureWorkspace,
  trust,
  Uri,
  written,
} from '../../support/vscodeWords.ts';

vi.mock(import('../../../src/core/endpointSettings.ts'), { spy: true });
const { parseEndpoints, parseModels } = vi.mocked(endpointSettings);

const url = 'http://127.0.0.1:8000/v1';
const endpoints = ['old', 'tuned', 'base'].map((label) => ({ label, url, model: `org/${label}` }));
const models = [{ model: 'tuned', base: 'base' }];

beforeEach(() => {
  configure({ endpoints, models, sampling: {}, benchmarks: [] });
  configureWorkspace({ benchmarks: undefined });
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
    const where = settings.scopeOfBenchmark(file as vscode.Uri);
    expect(await settings.addBenchmark({ name: 'Mine' }, where)).toBe(true);
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

test('a problem names the place of an entry in its own list, and whose list it is', () => {
  const settings = new Settings();
  const fields = (): string[] => settings.problems().map(({ field, message }) => `${field}: ${message}`);
  configure({ benchmarks: [{ name: 'MATH-500' }, { name: 'AIME24' }, { name: 'IFEval', stop: 3 }] });
  expect(fields()).toEqual(['reasoningTransfer.benchmarks[2].stop: This must be a list.']);
  configureWorkspace({ benchmarks: [{ name: 'MATH-500', stop: 4 }] });
  expect(fields()).toEqual([
    'Workspace settings: reasoningTransfer.benchmarks[0].stop: This must be a list.',
    'User settings: reasoningTransfer.benchmarks[2].stop: This must be a list.',
  ]);
  expect(['MATH-500', 'AIME24', 'IFEval'].map((name) => settings.benchmark(name).problem)).toEqual([
    'Workspace settings: reasoningTransfer.benchmarks[0].stop: This must be a list.',
    null,
    'User settings: reasoningTransfer.benchmarks[2].stop: This must be a list.',
  ]);
  settings.dispose();
});

test('a workspace hides no other benchmark of the user, and a value that is no list stays as it is', async () => {
  const settings = new Settings();
  configure({ benchmarks: [{ name: ' IFEval ' }, 7, { name: 'MATH-500' }] });
  configureWorkspace({ benchmarks: [{ name: 'IFEval', system: 'mine' }] });
  expect(settings.benchmarkEntries()).toEqual([{ name: 'IFEval', system: 'mine' }, 7, { name: 'MATH-500' }]);
  configureWorkspace({ benchmarks: { IFEval: {} } });
  written.clear();
  expect(await settings.addBenchmark({ name: 'Mine' }, 'workspace')).toBe(false);
  expect(written.size).toBe(0);
  expect(settings.problems()[0]).toEqual({
    field: 'Workspace settings: reasoningTransfer.benchmarks',
    message: 'This must be a list.',
  });
  expect(settings.benchmarkEntries()).toHaveLength(3);
  settings.dispose();
});

test('a folder of a workspace is offered no benchmarks of its own, which nothing would read', () => {
  const manifest = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  expect(/"reasoningTransfer\.benchmarks": \{[^{]*"scope": "(\w+)"/.exec(manifest)?.[1]).toBe('window');
});

test('what is set for results counts, and what is wrong with it is a problem', () => {
  const settings = new Settings();
  expect(settings.results().results.include).toEqual(['**']);
  configure({ results: { exclude: ['old/**'], tableScale: 'half' } });
  expect(settings.results().results.exclude).toEqual(['old/**']);
  expect(settings.problems().map(({ field }) => field)).toEqual(['reasoningTransfer.results.tableScale']);
  configure({ results: undefined });
  settings.dispose();
});

test("setting a base keeps the model's size and aliases", async () => {
  configure({ models: [{ model: 'tuned', base: 'base', size: '14B', aliases: ['/ckpts/tuned'] }] });
  const settings = new Settings();
  await settings.setBase({ model: 'tuned', base: 'other', method: 'rl' });
  expect(settings.models().models).toEqual([
    { model: 'tuned', base: 'other', method: 'rl', size: '14B', aliases: ['/ckpts/tuned'] },
  ]);
  settings.dispose();
});

test('a judge that is no endpoint is a problem of its benchmark', () => {
  const judged = (name: string, endpoint: string) => ({
    name,
    domain: 'other',
    fields: { question: 'q' },
    answerKind: 'judge',
    scoring: { endpoint },
  });
  configure({ endpoints, models, sampling: {}, benchmarks: [judged('a', 'tuned'), judged('b', 'gone')] });
  expect(new Settings().problems()).toEqual([
    {
      field: 'reasoningTransfer.benchmarks[1].scoring.endpoint',
      message: 'No endpoint is called "gone", so nobody would judge.',
    },
  ]);
});
