/** How a person comes to endpoints, in a real VS Code, against servers played over real sockets. */
import { expect, test } from 'vitest';
import { done, finish, json, modelList, role, said, stream, text, usage } from '../support/faultServer.ts';
import { countActions } from './actions.mjs';
import { file, setUpStories, word } from './stories.mjs';
import { patienceMs, shows } from './vsCode.mjs';

const stories = setUpStories();

test('Discover Endpoints finds a server on a loopback port and adds the chosen model to the settings', async () => {
  const model = `model-${word}`;
  const found = await stories.server({ routes: { '/v1/models': modelList('vllm', model) } });
  const window = await stories.open({ 'reasoningTransfer.discovery.ports': [found.port] });
  await window.workbench.command('Reasoning Transfer: Discover Endpoints');
  await window.accept(model);
  await window.notification(/Endpoints added to your user settings: 1/);
  await window.showsEndpoints([model]);
});

test('from nothing set to first traces in three actions: evaluate, discover, accept', async () => {
  const replies = [stream([role, said(`${word} \\boxed{25}`), finish(), usage, done])];
  const found = await stories.server({
    routes: { '/v1/models': modelList('vllm', `first-${word}`) },
    replies,
  });
  const window = await stories.open({ 'reasoningTransfer.discovery.ports': [found.port] });
  const { page, workbench } = window;
  // The extension is installed and a file of items is open; from here every click and key counts.
  await workbench.openFile(file);
  const lens = page.locator('.codelens-decoration a', { hasText: 'Evaluate' }).first();
  await lens.waitFor({ timeout: patienceMs });
  const actions = await countActions(page, 3);

  await lens.click();
  await window.answer(/There is no endpoint yet/, 'Discover Endpoints');
  await window.accept(`first-${word}`);

  const column = await window.column(`first-${word}`);
  await shows(column, /Complete[^]*Right/);
  expect(found.posts.length).toBe(1);
  expect(await actions()).toEqual(['click Evaluate', 'click Discover Endpoints', 'key Enter']);

  await page.keyboard.press('Escape');
  await expect(actions()).rejects.toThrow('4 actions where 3 are allowed');
});

test('Add Endpoint says what is wrong with an address, and asks for the key a server wants', async () => {
  const html = await stories.server({
    routes: { '/v1/models': text(200, '<html>hello</html>', 'text/html') },
  });
  const model = `locked-${word}`;
  const locked = await stories.server({
    routes: {
      '/v1/models': (response, request) =>
        request.headers.authorization === `Bearer sk-${word}`
          ? modelList('vllm', model)(response, request)
          : json(401, { error: { message: 'Invalid API key' } })(response, request),
    },
  });
  const window = await stories.open({});
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
