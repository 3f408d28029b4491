import { beforeEach, expect, test } from 'vitest';
import type { ModelRelation } from '../../../src/core/endpoint.ts';
import { setBaseModel } from '../../../src/host/baseModel.ts';
import { EndpointCommands } from '../../../src/host/endpointCommands.ts';
import { Secrets } from '../../../src/host/secrets.ts';
import { Settings } from '../../../src/host/settings.ts';
import { choosing, configure, messages, shownPicks, typing } from '../../support/vscodeWords.ts';
import { endpoint } from '../results/fixtures.ts';

const icon = 'tuned $(pass)';
const set: ModelRelation[] = [];
const settings = {
  endpoints: () => ({ endpoints: ['base', 'other', icon].map((label) => endpoint(label)), problems: [] }),
  setBase: (relation: ModelRelation) => Promise.resolve(void set.push(relation)),
};

beforeEach(() => {
  for (const list of [set, choosing, messages, shownPicks, typing]) list.splice(0);
});

/** The picks that were shown, a line each. */
const shown = (): string[] =>
  shownPicks.map(({ title, rows }) => `${title}: ${rows.map(({ label }) => label).join(', ')}`);

const another = '$(edit) Another model, by its name…';
const methods = 'Reinforcement learning, Supervised fine-tuning, Other';

test('the tuned model, its base and the method are asked for', async () => {
  choosing.push('tuned \\$(pass)', 'base', 'Reinforcement learning');
  await setBaseModel(settings);
  expect(shown()).toEqual([
    'Tuned model: base, other, tuned \\$(pass)',
    `Base of tuned $(pass): base, other, ${another}`,
    `How tuned $(pass) was tuned: ${methods}`,
  ]);
  expect(set).toEqual([{ model: icon, base: 'base', method: 'rl' }]);
});

test('a base without results is named, and how the model was tuned need not be said', async () => {
  choosing.push(another);
  typing.push(' Qwen3-14B-Base ');
  await setBaseModel(settings, 'other');
  expect(set).toEqual([{ model: 'other', base: 'Qwen3-14B-Base' }]);
  choosing.push(another);
  typing.push(' ');
  await setBaseModel(settings, 'other');
  expect(set).toHaveLength(1);
});

test('the model of the row it was called on is not asked for', async () => {
  choosing.push('other', 'Other');
  await setBaseModel(settings, icon);
  expect(shown()).toEqual([
    `Base of tuned $(pass): base, other, ${another}`,
    `How tuned $(pass) was tuned: ${methods}`,
  ]);
  expect(set).toEqual([{ model: icon, base: 'other', method: 'other' }]);
});

test('a row that has left the settings meanwhile is none', async () => {
  await setBaseModel(settings, 'gone');
  expect(shown()).toEqual(['Tuned model: base, other, tuned \\$(pass)']);
  expect(set).toEqual([]);
});

test('the command takes the row of the view', async () => {
  const url = 'http://127.0.0.1:8000/v1';
  const endpoints = ['base', 'other', 'tuned'].map((label) => ({ label, url, model: `org/${label}` }));
  configure({ endpoints, models: [], sampling: {}, benchmarks: [] });
  const own = new Settings();
  const storage = {
    get: () => Promise.resolve(undefined),
    store: () => Promise.resolve(),
    delete: () => Promise.resolve(),
    keys: () => Promise.resolve([]),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const none = () => Promise.resolve();
  const edits = { remove: none, rename: none, edit: none };
  const commands = new EndpointCommands(own, new Secrets(storage), { refresh: none }, edits);
  choosing.push('base', 'Reinforcement learning');
  await commands.setBaseModel({ kind: 'endpoint', endpoint: own.endpoints().endpoints[2] });
  expect(own.models().models).toEqual([{ model: 'tuned', base: 'base', method: 'rl' }]);
  await commands.setBaseModel(undefined);
  expect(shown().at(-1)).toBe('Tuned model: base, other, tuned');
});
