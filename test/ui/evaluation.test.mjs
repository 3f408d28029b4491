/** What a person does with evaluations, in a real VS Code, against servers played over real sockets. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cacheFolder } from '../../scripts/cache.mjs';
import {
  done,
  finish,
  json,
  modelList,
  role,
  said,
  startFaultServer,
  stream,
  text,
  usage,
} from '../support/faultServer.ts';
import { patienceMs, shows, startVsCode } from './vsCode.mjs';

// No source file holds this: it can only have come over the socket.
const word = `w${Math.random().toString(36).slice(2)}`;
const file = 'arithmetic.jsonl';

let vsCode;
let window = null;
const servers = [];

async function server(options) {
  const started = await startFaultServer(options);
  servers.push(started);
  return started;
}

beforeAll(async () => {
  vsCode = await startVsCode();
}, 120_000);

afterAll(async () => {
  await vsCode?.close();
  for (const started of servers) await started.close();
}, 60_000);

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    const name = task.name.replace(/\W+/g, '-').slice(0, 60);
    await window?.page.screenshot({ path: join(cacheFolder('test', 'ui'), `${name}.png`) });
  }
  await window?.close();
  window = null;
});

/** Opens a window with these endpoints and runs Evaluate Item on a line. */
async function evaluateLine(line, endpoints) {
  window = await vsCode.window({ 'reasoningTransfer.endpoints': endpoints });
  await window.workbench.openFile(file);
  await window.workbench.goToLine(line);
  await window.workbench.command('Reasoning Transfer: Evaluate Item');
  if (endpoints.length > 1) await window.accept(endpoints.at(-1).label);
  return window;
}

test('a server that loads is asked again, in words, and then answers', async () => {
  const loading = json(503, { error: { message: 'Loading model', code: 503 } });
  const slow = await server({
    replies: [loading, loading, stream([role, said(`${word} \\boxed{25}`), finish(), usage, done])],
  });
  await evaluateLine(1, [{ label: 'waking', url: slow.baseUrl, model: 'm' }]);
  const waking = await window.column('waking');
  await shows(waking, /Retrying/);
  await shows(waking, /Complete[^]*Right/);
  await shows(waking, new RegExp(word));
  expect(slow.posts.length).toBe(3);
});

test('a cancelled column keeps what had arrived, the other goes on, and a reload brings both back', async () => {
  const stalls = await server({ replies: [stream([role, said(`first ${word}`)], 'stall')] });
  const ends = await server({ replies: [stream([role, said('\\boxed{37}'), finish(), usage, done])] });
  await evaluateLine(2, [
    { label: 'stalls', url: stalls.baseUrl, model: 'm' },
    { label: 'ends', url: ends.baseUrl, model: 'm' },
  ]);
  const stalled = await window.column('stalls');
  await shows(stalled, new RegExp(`first ${word}`));
  await shows(await window.column('ends'), /Complete[^]*Right/);
  await stalled.getByRole('button', { name: 'Cancel stalls' }).click();
  await stalls.hungUp;
  await shows(stalled, /Cancelled/);

  await window.reload();
  const again = await window.column('stalls');
  await shows(again, /Cancelled[^]*not counted/);
  await shows(again, new RegExp(`first ${word}`));
  await shows(await window.column('ends'), /Complete[^]*Right/);
});

test('a model without a chat template: the offer to send text is taken, and text is sent', async () => {
  const chunk = (text, finish_reason) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, text, finish_reason }] })}\n\n`;
  const base = await server({
    replies: [
      json(400, {
        object: 'error',
        message:
          'As of transformers v4.44, default chat template is no longer allowed, so you must provide a chat template if the tokenizer does not define one.',
        code: 400,
      }),
      stream([chunk(` ${word} \\boxed{25}`, null), chunk('', 'stop'), done]),
    ],
  });
  await evaluateLine(1, [{ label: 'pretrained', url: base.baseUrl, model: 'm' }]);
  await window.answer(/has no chat template/, 'Use Completions');
  await window.page
    .locator('.pane-body .monaco-list-row', { hasText: 'completions' })
    .waitFor({ timeout: patienceMs });
  // What failed is asked again at once.
  const column = await window.column('pretrained');
  await shows(column, new RegExp(`Right[^]*${word}`));
  expect(base.posts.map(({ path }) => path)).toEqual(['/v1/chat/completions', '/v1/completions']);
  const sent = JSON.parse(base.posts[1].body);
  expect(sent.prompt).toContain('7 + 6');
  expect(sent.messages).toBeUndefined();
});

test('samples that cannot be saved are asked about before anything is sent', async () => {
  const model = await server({ replies: [stream([role, said('\\boxed{25}'), finish(), usage, done])] });
  window = await vsCode.window({
    'reasoningTransfer.endpoints': [{ label: 'unsaved', url: model.baseUrl, model: 'm' }],
  });
  const { workbench, page, workspace } = window;
  writeFileSync(join(workspace, '.reasoning-transfer'), 'in the way');
  await workbench.openFile(file);
  await workbench.goToLine(1);
  const answer = async (button) => {
    await workbench.command('Reasoning Transfer: Evaluate Item');
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'The samples cannot be saved.' });
    await dialog.waitFor({ timeout: patienceMs });
    await shows(dialog, /A file stands where a folder is needed/);
    await dialog.locator('.monaco-button', { hasText: button }).click();
    await dialog.waitFor({ state: 'detached', timeout: patienceMs });
  };
  await answer('Cancel');
  expect(model.posts.length).toBe(0);
  await answer('Evaluate Without Saving');
  await shows(await window.column('unsaved'), /Complete[^]*Right/);
  expect(model.posts.length).toBe(1);
  expect(readFileSync(join(workspace, '.reasoning-transfer'), 'utf8')).toBe('in the way');
});

test('Evaluate Benchmark counts, confirms, runs the first items, and asks nothing twice', async () => {
  const model = await server({ replies: [stream([role, said('\\boxed{7}'), finish(), usage, done])] });
  window = await vsCode.window({
    'reasoningTransfer.endpoints': [{ label: 'seven', url: model.baseUrl, model: 'm' }],
  });
  const { workbench, page, workspace } = window;
  const run = async () => {
    await workbench.command('Reasoning Transfer: Evaluate Benchmark');
    await window.enter('Evaluate Benchmark', '5');
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'Evaluate 5 items on seven?' });
    await dialog.waitFor({ timeout: patienceMs });
    await dialog.locator('.monaco-button', { hasText: 'Evaluate' }).click();
  };
  await workbench.openFile(file);
  await run();
  await window.notification(/seven \d\/5 right\. 5 complete\./);
  expect(model.posts.length).toBe(5);
  const folder = join(workspace, '.reasoning-transfer', 'seven');
  const saved = readdirSync(folder).filter((name) => name.startsWith('samples_'));
  expect(saved.length).toBe(1);
  expect(readFileSync(join(folder, saved[0]), 'utf8').trim().split('\n').length).toBe(5);
  expect(readdirSync(folder).filter((name) => name.startsWith('results_')).length).toBe(1);

  await run();
  await window.notification(/seven \d\/5 right\. 5 saved before\./);
  expect(model.posts.length).toBe(5);
  await shows(await window.column('seven'), /Saved before; not asked again/);
  const frame = await workbench.webview('rt-traces');
  await frame.getByRole('button', { name: 'Next item' }).click();
  await shows(frame.locator('rt-traces'), /2 of 5/);
});

test('a line that cannot be read is named with its file, line and what is wrong', async () => {
  window = await vsCode.window({
    'reasoningTransfer.endpoints': [{ label: 'unused', url: 'http://127.0.0.1:9/v1', model: 'm' }],
  });
  const good = { problem: '1+1', answer: '2', unique_id: 'a', solution: '' };
  writeFileSync(join(window.workspace, 'broken.jsonl'), `${JSON.stringify(good)}\n{"problem": "1+\n`);
  await window.workbench.openFile('broken.jsonl');
  await window.workbench.goToLine(2);
  await window.workbench.command('Reasoning Transfer: Evaluate Item');
  await window.notification(/broken\.jsonl:2: .*JSON/);
});

test('Discover Endpoints finds a server on a loopback port and adds the chosen model to the settings', async () => {
  const model = `model-${word}`;
  const found = await server({ routes: { '/v1/models': modelList('vllm', model) } });
  window = await vsCode.window({ 'reasoningTransfer.discovery.ports': [found.port] });
  await window.workbench.command('Reasoning Transfer: Discover Endpoints');
  await window.accept(model);
  await window.notification(/Endpoints added to your user settings: 1/);
  await window.showsEndpoints([model]);
});

test('from nothing set to first traces in three actions: evaluate, discover, accept', async () => {
  const replies = [stream([role, said(`${word} \\boxed{25}`), finish(), usage, done])];
  const found = await server({ routes: { '/v1/models': modelList('vllm', `first-${word}`) }, replies });
  window = await vsCode.window({ 'reasoningTransfer.discovery.ports': [found.port] });
  await window.workbench.openFile(file);
  await window.workbench.goToLine(1);

  await window.workbench.command('Reasoning Transfer: Evaluate Item');
  await window.answer(/There is no endpoint yet/, 'Discover Endpoints');
  await window.accept(`first-${word}`);

  const column = await window.column(`first-${word}`);
  await shows(column, /Complete[^]*Right/);
  expect(found.posts.length).toBe(1);
});

test('Add Endpoint says what is wrong with an address, and asks for the key a server wants', async () => {
  const html = await server({ routes: { '/v1/models': text(200, '<html>hello</html>', 'text/html') } });
  const model = `locked-${word}`;
  const locked = await server({
    routes: {
      '/v1/models': (response, request) =>
        request.headers.authorization === `Bearer sk-${word}`
          ? modelList('vllm', model)(response, request)
          : json(401, { error: { message: 'Invalid API key' } })(response, request),
    },
  });
  window = await vsCode.window({});
  await window.workbench.command('Reasoning Transfer: Add Endpoint');
  await window.enter('Add Endpoint', html.baseUrl);
  await window.answer(/OpenAI/, 'Change the Address');
  await window.enter('Add Endpoint', locked.baseUrl);
  await window.answer(/key/i, 'Set API Key');
  await window.enter('API key for', `sk-${word}`);
  await window.enter('Add Endpoint', locked.baseUrl);
  await window.accept(model);
  await window.notification(/Endpoints added/);
  await window.showsEndpoints([model]);
});
