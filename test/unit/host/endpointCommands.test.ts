import { expect, test } from 'vitest';
import { EndpointCommands } from '../../../src/host/endpointCommands.ts';
import { EndpointsView, type EndpointNode } from '../../../src/host/endpointsView.ts';
import { Secrets } from '../../../src/host/secrets.ts';
import { Settings } from '../../../src/host/settings.ts';
import { testServers } from '../../support/asked.ts';
import { freePort } from '../../support/faultServer.ts';
import { asked, choosing, configure, shownPicks, typing } from '../../support/vscodeWords.ts';

const stored = new Map<string, string>();
const storage = {
  get: (key: string) => Promise.resolve(stored.get(key)),
  store: (key: string, value: string) => Promise.resolve(void stored.set(key, value)),
  delete: (key: string) => Promise.resolve(void stored.delete(key)),
  keys: () => Promise.resolve([...stored.keys()]),
  onDidChange: () => ({ dispose: () => undefined }),
};

test('a row of the view is what its commands are for', async () => {
  const origins = await Promise.all([1, 2].map(async () => `http://127.0.0.1:${await freePort()}`));
  const endpoints = origins.map((origin, place) => ({
    label: place === 0 ? 'base' : 'tuned',
    url: `${origin}/v1`,
    model: 'm',
    ...(place === 0 ? {} : { headers: { 'x-team': '${secret:team}' } }),
  }));
  configure({ endpoints, models: [], sampling: {}, benchmarks: [] });
  const settings = new Settings();
  const { servers } = testServers();
  const view = new EndpointsView(settings, servers, () => undefined);
  let refreshed = 0;
  const none = () => Promise.resolve();
  const commands = new EndpointCommands(
    settings,
    new Secrets(storage),
    { refresh: () => Promise.resolve(void (refreshed += 1)) },
    { remove: none, rename: none, edit: none },
  );
  const [first, second]: EndpointNode[] = view.getChildren();

  typing.push('key of the first');
  await commands.setApiKey(first);
  choosing.push('${secret:team}');
  typing.push('blue');
  await commands.setApiKey(second);
  expect(asked).toEqual([`API key for ${origins[0]}`, `Value of \${secret:team} for ${origins[1]}`]);
  expect([...stored]).toEqual([
    [`key:${origins[0]}`, 'key of the first'],
    [`header:${origins[1]}:team`, 'blue'],
  ]);
  expect(refreshed).toBe(2);

  // Without a row, or with one of another kind, the server is asked for.
  shownPicks.length = 0;
  const [endpoint] = view.getChildren(second);
  for (const node of [undefined, endpoint, { kind: 'server' }]) await commands.setApiKey(node);
  expect(shownPicks.map(({ title }) => title)).toEqual(Array(3).fill('Server the key belongs to'));

  shownPicks.length = 0;
  choosing.push('base', 'Other');
  await commands.setBaseModel(endpoint);
  expect(shownPicks[0]?.title).toBe('Base of tuned');
  expect(settings.models().models).toEqual([{ model: 'tuned', base: 'base', method: 'other' }]);
  await commands.setBaseModel(first);
  expect(shownPicks.at(-1)?.title).toBe('Tuned model');
  view.dispose();
  servers.dispose();
  settings.dispose();
});
