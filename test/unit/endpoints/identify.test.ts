import { describe, expect, test } from 'vitest';

import { discover } from '../../../src/endpoints/discover.ts';
import { identify, type Identified, type IdentifyOptions } from '../../../src/endpoints/identify.ts';
import type { FaultServerOptions } from '../../support/faultServer.ts';
import { freePort, json, modelList, type Reply, text } from '../../support/faultServer.ts';
import { useServers } from '../../support/servers.ts';

const start = useServers();

/** One line for the server, one for each model. */
function show(result: Identified, origin: string): string {
  if (!result.ok) return `${result.kind}: ${result.message.replaceAll(origin, 'SERVER')}`;
  const { kind, version, slots, models } = result.server;
  return [
    `${kind} ${version ?? '?'}${slots === null ? '' : `, ${slots} slots`}`,
    ...models.map(
      ({ id, parent, context, maxContext, loaded, embeddingOnly }) =>
        `${id}${parent === undefined ? '' : ` from ${parent}`}${embeddingOnly ? ' (embeddings)' : ''}: context ${context ?? '?'}${maxContext === null ? '' : ` of ${maxContext}`}, loaded ${loaded ?? '?'}`,
    ),
  ].join('\n');
}

async function identified(
  routes: FaultServerOptions['routes'],
  options: IdentifyOptions = {},
): Promise<{ shown: string; asked: readonly string[] }> {
  const server = await start({ ...(routes ? { routes } : {}) });
  const result = await identify(server.origin, { timeoutMs: 500, ...options });
  return { shown: show(result, server.origin), asked: server.gets };
}

describe('each kind by its own route', () => {
  test('Ollama: what is loaded, with the context it was given', async () => {
    const { shown } = await identified({
      '/v1/models': modelList('library', 'qwen3:8b', 'gemma3:4b'),
      '/': text(200, 'Ollama is running'),
      '/api/version': json(200, { version: '0.30.1' }),
      '/api/ps': json(200, { models: [{ name: 'qwen3:8b', model: 'qwen3:8b', context_length: 4096 }] }),
    });
    expect(shown).toBe(
      'Ollama 0.30.1\nqwen3:8b: context 4096, loaded true\ngemma3:4b: context ?, loaded false',
    );
  });

  describe('Ollama, asked about each model', () => {
    /** `POST /api/show` as an Ollama has it, from a table of models. */
    const showing =
      (models: Readonly<Record<string, unknown>>): Reply =>
      (response, { body }) => {
        const { model } = JSON.parse(body) as { model: string };
        const reply = model in models ? json(200, models[model]) : json(404, { error: 'not found' });
        return reply(response, { method: 'POST', path: '', headers: {}, body });
      };
    const qwen = { 'general.architecture': 'qwen3', 'qwen3.context_length': 40_960, 'qwen3.block_count': 36 };
    const text8k = { model_info: qwen, parameters: 'temperature                    0.6\nnum_ctx 8192' };
    const routes = {
      '/v1/models': modelList('library', 'a:8b', 'a:small', 'big:1b', 'vectors:latest', 'x:cloud', 'gone:1b'),
      '/': text(200, 'Ollama is running'),
      '/api/ps': json(200, { models: [{ name: 'a:8b', context_length: 4096 }] }),
      'POST /api/show': showing({
        'a:8b': {
          ...text8k,
          capabilities: ['completion', 'thinking'],
          details: { parent_model: 'qwen3:8b' },
        },
        'a:small': {
          ...text8k,
          details: { parent_model: '/usr/share/ollama/.ollama/models/blobs/sha256-0a109f42' },
        },
        'big:1b': { model_info: { 'general.architecture': 'gemma3', 'gemma3.context_length': 32_768 } },
        'vectors:latest': {
          model_info: { 'general.architecture': 'bert', 'bert.context_length': 512 },
          capabilities: ['embedding'],
        },
        'x:cloud': {
          model_info: { 'general.architecture': 'gptoss', 'gptoss.context_length': 131_072 },
          capabilities: ['completion'],
          remote_host: 'https://example.org',
        },
      }),
    };

    test('the context it runs with apart from the most the model could have', async () => {
      const { shown } = await identified(routes, { eachModel: true });
      expect(shown.split('\n').slice(1)).toEqual([
        'a:8b from qwen3:8b: context 4096 of 40960, loaded true',
        'a:small: context 8192 of 40960, loaded false',
        'big:1b: context ? of 32768, loaded false',
        'vectors:latest (embeddings): context ? of 512, loaded false',
        'x:cloud: context 131072 of 131072, loaded false',
        'gone:1b: context ?, loaded false',
      ]);
    });

    test('only for who asks for it', async () => {
      const { asked } = await identified(routes);
      expect(asked).not.toContain('POST /api/show');
    });

    test('no more than a few at once, and in all no longer than one question', async () => {
      const ids = Array.from({ length: 40 }, (_, index) => `m${index}:1b`);
      let now = 0;
      let most = 0;
      const silent: Reply = (response) => {
        now += 1;
        most = Math.max(most, now);
        response.on('close', () => (now -= 1));
      };
      const { shown, asked } = await identified(
        { ...routes, '/v1/models': modelList('library', ...ids), 'POST /api/show': silent },
        { eachModel: true, timeoutMs: 200 },
      );
      expect(shown.split('\n')).toHaveLength(41);
      expect(most).toBe(4);
      expect(asked.filter((path) => path === 'POST /api/show').length).toBeLessThanOrEqual(8);
    });
  });

  test('llama-server: slots, and the context of one', async () => {
    const { shown, asked } = await identified({
      '/v1/models': json(200, { data: [{ id: 'm', owned_by: 'llamacpp', meta: { n_ctx_train: 8192 } }] }),
      '/props': json(200, {
        total_slots: 2,
        build_info: 'b9000-abc',
        default_generation_settings: { n_ctx: 1024 },
      }),
    });
    expect(shown).toBe('llama.cpp b9000-abc, 2 slots\nm: context 1024 of 8192, loaded true');
    expect(asked).toEqual(['/v1/models', '/props']);
  });

  test('llama-server as a router', async () => {
    const { shown } = await identified({
      '/v1/models': json(200, {
        data: [
          { id: 'a', owned_by: 'llamacpp', status: { value: 'loaded' } },
          { id: 'b', owned_by: 'llamacpp', status: { value: 'unloaded' } },
        ],
      }),
      '/props': json(200, { default_generation_settings: { n_ctx: 0 } }),
    });
    expect(shown).toBe('llama.cpp ?\na: context ?, loaded true\nb: context ?, loaded false');
  });

  test('vLLM', async () => {
    const { shown, asked } = await identified({
      '/v1/models': json(200, {
        data: [
          { id: 'Qwen/Qwen3-8B', owned_by: 'vllm', max_model_len: 40_960, parent: null },
          { id: 'math-lora', owned_by: 'vllm', max_model_len: 40_960, parent: 'Qwen/Qwen3-8B' },
          { id: 'same', owned_by: 'vllm', max_model_len: 40_960, parent: 'same' },
        ],
      }),
      '/version': json(200, { version: '0.19.0' }),
    });
    expect(shown.split('\n')).toEqual([
      'vLLM 0.19.0',
      'Qwen/Qwen3-8B: context 40960, loaded true',
      'math-lora from Qwen/Qwen3-8B: context 40960, loaded true',
      'same: context 40960, loaded true',
    ]);
    expect(asked).toEqual(['/v1/models', '/version']);
  });

  test('SGLang, whose /health is not asked', async () => {
    const { shown, asked } = await identified({
      '/v1/models': json(200, { data: [{ id: 'm', owned_by: 'sglang', max_model_len: 32_768 }] }),
      '/get_server_info': json(200, { version: '0.5.6', model_path: 'm' }),
    });
    expect(shown).toBe('SGLang 0.5.6\nm: context 32768, loaded true');
    expect(asked).not.toContain('/health');
  });

  test('LM Studio 0.4', async () => {
    const { shown } = await identified({
      '/v1/models': modelList('organization_owner', 'a', 'b', 'e'),
      '/api/v1/models': json(200, {
        models: [
          {
            key: 'a',
            max_context_length: 32_768,
            loaded_instances: [{ id: 'a', config: { context_length: 8192 } }],
          },
          { key: 'b', type: 'llm', max_context_length: 32_768, loaded_instances: [] },
          { key: 'e', type: 'embedding', max_context_length: 2048, loaded_instances: [] },
        ],
      }),
    });
    expect(shown).toBe(
      'LM Studio ?\na: context 8192 of 32768, loaded true\nb: context ? of 32768, loaded false\ne (embeddings): context ? of 2048, loaded false',
    );
  });

  test('LM Studio before 0.4', async () => {
    const { shown } = await identified({
      '/v1/models': modelList('organization_owner', 'a', 'b'),
      '/api/v0/models': json(200, {
        data: [
          { id: 'a', state: 'loaded', max_context_length: 32_768, loaded_context_length: 4096 },
          { id: 'b', state: 'not-loaded', max_context_length: 32_768 },
        ],
      }),
    });
    expect(shown).toBe(
      'LM Studio ?\na: context 4096 of 32768, loaded true\nb: context ? of 32768, loaded false',
    );
  });

  test('llama-cpp-python', async () => {
    const { shown } = await identified({ '/v1/models': modelList('me', '/models/x.gguf') });
    expect(shown).toBe('llama-cpp-python ?\n/models/x.gguf: context ?, loaded true');
  });

  test('TGI', async () => {
    const { shown } = await identified({
      '/v1/models': modelList('org/m', 'org/m'),
      '/info': json(200, { model_id: 'org/m', max_total_tokens: 4096, version: '3.3.4' }),
    });
    expect(shown).toBe('TGI 3.3.4\norg/m: context 4096, loaded true');
  });

  test('LiteLLM', async () => {
    const { shown, asked } = await identified({
      '/v1/models': modelList('openai', 'gpt', 'claude'),
      '/health/liveliness': json(200, "I'm alive!"),
    });
    expect(shown).toBe('LiteLLM ?\ngpt: context ?, loaded ?\nclaude: context ?, loaded ?');
    // It calls every model behind it.
    expect(asked).not.toContain('/health');
  });

  test('LocalAI', async () => {
    const { shown } = await identified({
      '/v1/models': json(200, { object: 'list', data: [{ id: 'm', object: 'model' }] }),
      '/readyz': text(200, ''),
    });
    expect(shown).toBe('LocalAI ?\nm: context ?, loaded ?');
  });

  test.each([
    ['null for the list', { object: 'list', data: null }],
    ['an empty list', { object: 'list', data: [] }],
    ['a bare list', []],
  ])('Ollama without a model yet: %s', async (_name, list) => {
    const { shown } = await identified({
      '/v1/models': json(200, list),
      '/': text(200, 'Ollama is running'),
      '/api/version': json(200, { version: '0.30.1' }),
    });
    expect(shown).toBe('Ollama 0.30.1');
  });

  test('anything else that lists models', async () => {
    const { shown } = await identified({ '/v1/models': modelList('someone', 'm') });
    expect(shown).toBe('unknown ?\nm: context ?, loaded ?');
  });
});

describe('says what is wrong', () => {
  test('refused', async () => {
    const origin = `http://127.0.0.1:${await freePort()}`;
    expect(show(await identify(origin), origin)).toBe(
      'refused: Nothing answers at SERVER. Is the server running, and on this port?',
    );
  });

  test.each([
    ['a web page', { '/v1/models': text(200, '<html>', 'text/html') }, ''],
    ['no such route', {}, ' (404)'],
    ['JSON without a list', { '/v1/models': json(200, { data: null }) }, ''],
    ['JSON of another kind', { '/v1/models': json(200, { hello: 'world' }) }, ''],
  ])('not an OpenAI server: %s', async (_name, routes, code) => {
    expect((await identified(routes)).shown).toBe(
      `not-openai: Something answers at SERVER/v1, but not as an OpenAI-compatible server: there is no list of models at SERVER/v1/models${code}. The address usually ends in /v1.`,
    );
  });

  test('401, without a key and with a wrong one', async () => {
    const routes = { '/v1/models': json(401, { error: 'sk-wrong-key is not valid' }) };
    expect((await identified(routes)).shown).toBe(
      'unauthorized: The server at SERVER wants an API key (401).',
    );
    const { shown } = await identified(routes, { key: 'sk-wrong-key' });
    expect(shown).toContain('does not accept the API key (401)');
    expect(shown).not.toContain('sk-wrong-key');
    for (const name of ['authorization', 'X-API-Key']) {
      const given = await identified(routes, { headers: { [name]: 'Bearer sk-wrong-key' } });
      expect(given.shown).toContain('does not accept the API key (401)');
    }
    const other = await identified(routes, { headers: { accept: 'application/json' } });
    expect(other.shown).toContain('wants an API key (401)');
  });

  test('a server that says nothing', async () => {
    const { shown } = await identified({ '/v1/models': () => undefined }, { timeoutMs: 100 });
    expect(shown).toBe(
      'timeout: SERVER did not answer within 0.1 s. Is it the right port, and is the server not stuck?',
    );
  });

  test('loading', async () => {
    const { shown } = await identified({ '/v1/models': json(503, { error: { message: 'Loading model' } }) });
    expect(shown).toBe(
      'loading: The server at SERVER is loading its model or not ready yet (503). Try again in a while.',
    );
  });

  test('not an address', async () => {
    expect(await identify('http://')).toMatchObject({ ok: false, kind: 'bad-address' });
  });

  test('localhost that means IPv6 only, with the address that works', async () => {
    const server = await start({ routes: { '/v1/models': modelList('me', 'm') } });
    const result = await identify(`http://localhost:${server.port}`, {
      lookup: (_host, options, callback) => {
        if (options.all) callback(null, [{ address: '::1', family: 6 }]);
        else callback(null, '::1', 6);
      },
    });
    expect(result).toEqual({
      ok: false,
      kind: 'ipv6-only',
      message: `On this machine "localhost" means the IPv6 address ::1 only, and nothing answers at http://localhost:${server.port}. A server does answer on 127.0.0.1: use http://127.0.0.1:${server.port}/v1.`,
      suggestion: `http://127.0.0.1:${server.port}/v1`,
    });
  });
});

test('discovery asks each port given, and lists who answers, also where that is of no use yet', async () => {
  const one = await start({ routes: { '/v1/models': modelList('vllm', 'm') } });
  const two = await start({ routes: { '/v1/models': modelList('me', 'n') } });
  const web = await start({ routes: { '/': text(200, '<html>', 'text/html') } });
  const closed = await start({ routes: { '/v1/models': json(401, {}) } });
  const loading = await start({ routes: { '/v1/models': json(503, {}) } });
  const silent = await start({ routes: { '/v1/models': () => undefined } });
  const broken = await start({ routes: { '/v1/models': json(500, {}) } });
  const others = [closed, loading, silent, broken];
  const ports = [await freePort(), two.port, ...others.map(({ port }) => port), web.port, one.port, two.port];
  const found = await discover({ ports, timeoutMs: 500 });
  expect(found.servers.map(({ kind, baseUrl }) => [kind, baseUrl])).toEqual([
    ['llama-cpp-python', two.baseUrl],
    ['vLLM', one.baseUrl],
  ]);
  expect(found.unusable.map(({ origin, kind }) => [kind, origin])).toEqual([
    ['unauthorized', closed.origin],
    ['loading', loading.origin],
    ['timeout', silent.origin],
    ['server-error', broken.origin],
  ]);
  expect(found.unusable[0]?.message).toContain('wants an API key (401)');
});
