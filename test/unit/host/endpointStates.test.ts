import { expect, test } from 'vitest';

import type { Endpoint } from '../../../src/core/endpoint.ts';
import { endpointPickItem } from '../../../src/host/endpointPick.ts';
import { endpointRow } from '../../../src/host/endpointRow.ts';
import { modelPicks } from '../../../src/host/modelPicks.ts';
import { ServerChecks } from '../../../src/host/serverChecks.ts';
import { testEndpoint, testServers } from '../../support/asked.ts';
import { freePort, json, modelList, type Reply } from '../../support/faultServer.ts';
import { useServers } from '../../support/servers.ts';

/** What the Endpoints view and the choice of endpoints say of servers: asked over a real socket. */

const start = useServers();

test('a server is asked again when its endpoints change, and not when another one does', async () => {
  const server = await start({ routes: { '/v1/models': modelList('vllm', 'a', 'b') } });
  const other = await start({ routes: { '/v1/models': modelList('vllm', 'c') } });
  const { servers } = testServers();
  const checks = new ServerChecks(servers, () => undefined);
  const a = testEndpoint(server.baseUrl, { model: 'a' });
  const b = testEndpoint(server.baseUrl, { model: 'b', label: 'b' });
  const c = testEndpoint(other.baseUrl, { model: 'c', label: 'c' });
  const lists = (): number[] =>
    [server, other].map(({ gets }) => gets.filter((path) => path === '/v1/models').length);
  await checks.ask([a, c]);
  await checks.ask([a, c]);
  expect(lists()).toEqual([1, 1]);
  await checks.ask([a, b, c]);
  expect(lists()).toEqual([2, 1]);
  checks.settle([a, b, { ...c, headers: { 'x-team': 'blue' } }]);
  expect(checks.of(c)).toBeUndefined();
  await checks.ask([a, b, { ...c, headers: { 'x-team': 'blue' } }]);
  expect(lists()).toEqual([2, 2]);
  checks.clear();
  await checks.ask([a]);
  expect(lists()).toEqual([3, 2]);
  servers.dispose();
});

test('an answer to a question that was forgotten meanwhile does not count', async () => {
  const asked = Promise.withResolvers<undefined>();
  const go = Promise.withResolvers<undefined>();
  let first = true;
  const late: Reply = async (response, request) => {
    if (!first) return modelList('vllm', 'new')(response, request);
    first = false;
    asked.resolve(undefined);
    await go.promise;
    return modelList('vllm', 'old')(response, request);
  };
  const server = await start({ routes: { '/v1/models': late } });
  const { servers } = testServers();
  const checks = new ServerChecks(servers, () => undefined);
  const endpoint = testEndpoint(server.baseUrl);
  const before = checks.ask([endpoint]);
  await asked.promise;
  checks.clear();
  await checks.ask([endpoint]);
  go.resolve(undefined);
  await before;
  expect(checks.of(endpoint)).toMatchObject({ ok: true, server: { models: [{ id: 'new' }] } });
  servers.dispose();
});

test('rows and picks say what is known, and what is down is not picked beforehand', async () => {
  const models = json(200, { data: [{ id: 'tiny', owned_by: 'vllm', max_model_len: 4096 }] });
  const guarded: Reply = (response, request) =>
    (request.headers['x-api-key'] === undefined ? json(401, {}) : models)(response, request);
  const well = await start({ routes: { '/v1/models': models } });
  const closed = await start({ routes: { '/v1/models': guarded } });
  const loading = await start({ routes: { '/v1/models': json(503, {}) } });
  const any = await start({ routes: { '/v1/models': modelList('me', 'other') } });
  const off = `http://127.0.0.1:${await freePort()}/v1`;
  const { servers } = testServers();
  const checks = new ServerChecks(servers, () => undefined);
  const endpoints: Endpoint[] = [
    testEndpoint(well.baseUrl, { label: 'well' }),
    testEndpoint(well.baseUrl, { label: 'tiny', api: 'completions' }),
    testEndpoint(well.baseUrl, { label: 'missing', model: 'large' }),
    testEndpoint(any.baseUrl, { label: 'other name' }),
    testEndpoint(closed.baseUrl, { label: 'no key' }),
    testEndpoint(closed.baseUrl, { label: 'key', headers: { 'x-api-key': 'k' } }),
    testEndpoint(loading.baseUrl, { label: 'loading' }),
    testEndpoint(off, { label: 'off' }),
  ];
  await checks.ask(endpoints);
  const rows = [...endpoints, testEndpoint('http://127.0.0.1:9/v1', { label: 'unasked' })].map((endpoint) => {
    const said = checks.of(endpoint);
    const row = endpointRow(endpoint, null, said);
    const pick = endpointPickItem(endpoint, { role: 'tuned', said, wanted: true });
    return `${pick.label}: ${row.description}${row.warns ? ' (!)' : ''} | ${pick.description}${pick.picked ? ' [x]' : ' [ ]'}`;
  });
  expect(rows).toEqual([
    'well: tiny · 4k context | tuned · tiny [x]',
    'tiny: completions · 4k context | tuned [x]',
    'missing: large · not on this server (!) | tuned · large · not on this server [ ]',
    'other name: tiny · not on this server (!) | tuned · tiny · not on this server [x]',
    'no key: tiny (!) | tuned · tiny · no access without a valid API key [ ]',
    'key: tiny · 4k context | tuned · tiny [x]',
    'loading: tiny (!) | tuned · tiny · loading [x]',
    'off: tiny (!) | tuned · tiny · not running [ ]',
    'unasked: tiny | tuned · tiny [x]',
  ]);
  expect(endpointRow(endpoints[1]!, 'base', checks.of(endpoints[1]!)).tooltip).toBe(
    `tiny · base\ntiny · completions\n${well.baseUrl}\ncontext 4,096\nloaded`,
  );
  expect(endpointRow(endpoints[4]!, null, checks.of(endpoints[4]!)).tooltip).toBe(
    `no key\ntiny\n${closed.baseUrl}\nThe server at ${closed.origin} wants an API key (401). Run Reasoning Transfer: Set API Key….`,
  );
  const said = checks.of(endpoints[0]!);
  expect(said?.ok ? modelPicks(said.server, endpoints).map(({ detail }) => detail) : said).toEqual([
    'context 4,096 · loaded · already added as well, tiny',
  ]);
  servers.dispose();
});
