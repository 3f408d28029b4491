import { describe, expect, test } from 'vitest';

import type { Reply } from '../../support/faultServer.ts';
import { done, finish, json, modelList, said, stream, text } from '../../support/faultServer.ts';
import { failed, play } from '../../support/played.ts';

/** What a server does in place of an answer, after which it is not asked again: each over a real socket. */

const good = stream([said('42'), finish(), done]);

describe('not sent again', () => {
  const cases: [string, Reply, string][] = [
    [
      '401',
      json(401, { error: { message: 'Unauthorized' } }),
      'unauthorized: The server at SERVER wants an API key (401).',
    ],
    [
      '404 model, where the server does not list its models',
      json(404, { error: { message: 'The model `tiny` does not exist.', type: 'NotFoundError', code: 404 } }),
      'model-not-found: The server at SERVER has no model "tiny". It says: "The model `tiny` does not exist.". Correct the model of "tiny".',
    ],
    [
      '404 route',
      json(404, { detail: 'Not Found' }),
      'not-openai: The server at SERVER has no route for chat requests (404). Check the address of "tiny": it usually ends in /v1.',
    ],
    [
      '400 of another kind',
      json(400, { error: { message: 'temperature must be at most 2' } }),
      'bad-request: The server at SERVER refused the request (400). It says: "temperature must be at most 2".',
    ],
    [
      '500',
      json(500, { error: { message: 'CUDA error' } }),
      'server-error: The server at SERVER failed (500). It says: "CUDA error". Its log may say more.',
    ],
    [
      '500 that speaks of a context',
      json(500, { error: { message: 'could not allocate the context window' } }),
      'server-error: The server at SERVER failed (500). It says: "could not allocate the context window". Its log may say more.',
    ],
    [
      '502 with an empty body',
      text(502, ''),
      'server-error: The server at SERVER failed (502). Its log may say more.',
    ],
    [
      'HTML instead of JSON',
      text(200, '<!doctype html><p>hello', 'text/html'),
      'not-openai: The server at SERVER answered with a web page rather than the OpenAI API. Check the address of "tiny": it usually ends in /v1.',
    ],
    [
      'HTML with 404',
      text(404, '<html><body>nginx</body></html>', 'text/html'),
      'not-openai: The server at SERVER answered with a web page (404) rather than the OpenAI API. Check the address of "tiny": it usually ends in /v1.',
    ],
    [
      'JSON that is not a stream',
      json(200, { error: 'streams are switched off' }),
      'not-openai: The server at SERVER answered with something other than a stream of text. It says: "streams are switched off".',
    ],
    [
      'an answer without a body',
      (response) => void response.writeHead(204).end(),
      'not-openai: The server at SERVER answered with nothing (204).',
    ],
    [
      'an empty body',
      text(200, '', 'text/event-stream'),
      'not-openai: The server at SERVER answered with nothing (200).',
    ],
    [
      'a redirect',
      (response) => void response.writeHead(307, { location: 'http://elsewhere.example/v1' }).end(),
      'not-openai: The server at SERVER sends requests on to http://elsewhere.example/v1. Give that address to "tiny".',
    ],
    [
      'a base model without a chat template',
      json(400, {
        object: 'error',
        message:
          'As of transformers v4.44, default chat template is no longer allowed, so you must provide a chat template if the tokenizer does not define one.',
        code: 400,
      }),
      'no-chat-template: "tiny" has no chat template, as is usual for a base model.',
    ],
  ];
  test.each(cases)('%s', async (_name, reply, error) => {
    const { shown, waits, posts } = await play({ replies: [reply, good] });
    expect(shown).toBe(failed(error));
    expect([waits, posts.length]).toEqual([[], 1]);
  });

  test.each([
    [
      'nested, llama-server',
      400,
      {
        error: {
          code: 400,
          message:
            'request (3031 tokens) exceeds the available context size (1024 tokens), try increasing it',
          type: 'exceed_context_size_error',
          n_prompt_tokens: 3031,
          n_ctx: 1024,
        },
      },
    ],
    [
      'flat, SGLang',
      400,
      {
        object: 'error',
        message: "The input (3031 tokens) is longer than the model's context length (1024 tokens).",
        code: 400,
      },
    ],
    [
      'error as text, TGI',
      422,
      {
        error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 1024. Given: 3031',
        error_type: 'validation',
      },
    ],
    [
      'nested, vLLM',
      400,
      {
        error: {
          message: "This model's maximum context length is 1024 tokens. However, you requested 3031 tokens",
          code: 400,
        },
      },
    ],
    [
      'with status 500',
      500,
      { error: { code: 500, message: 'the request exceeds the available context size. try increasing it' } },
    ],
  ])('context overflow, %s', async (_name, status, body) => {
    const { shown, waits, posts } = await play({ replies: [json(status, body), good] });
    const words =
      'message' in body ? body.message : typeof body.error === 'string' ? body.error : body.error.message;
    expect(shown).toBe(
      failed(
        `context-overflow: The prompt and up to 32768 tokens of response do not fit the context of "tiny". It says: "${words}".`,
      ),
    );
    expect([waits, posts.length]).toEqual([[], 1]);
  });

  test('404 model, where the server lists its models', async () => {
    const { shown } = await play({
      replies: [json(404, { error: { message: 'model "tiny" not found, try pulling it first' } })],
      routes: { '/v1/models': modelList('somebody', 'small', 'large') },
    });
    expect(shown).toBe(
      failed('model-not-found: The server at SERVER has no model "tiny". It has: small, large.'),
    );
  });

  test.each([
    ['one it lists', 400, 'tiny', 'bad-request: The server at SERVER refused the request (400).'],
    [
      'of one that takes any name',
      400,
      'other',
      'bad-request: The server at SERVER refused the request (400).',
    ],
    [
      'one it lists, yet 404',
      404,
      'tiny',
      'model-not-found: The server at SERVER lists the model "tiny" but does',
    ],
  ])('what is said about a model is not taken for a missing model: %s', async (_name, status, id, error) => {
    const message = status === 404 ? 'model not found' : 'extra field for this model: unknown field top_kk';
    const { shown } = await play({
      replies: [json(status, { error: { message } })],
      routes: { '/v1/models': modelList('somebody', id) },
    });
    expect(shown).toContain(error);
    expect(shown).toContain(`It says: "${message}".`);
    expect(shown).not.toContain('It has:');
  });

  test('a model that is not in the list, with 400', async () => {
    const { shown } = await play({
      replies: [json(400, { error: { message: 'Invalid model name passed in model=tiny' } })],
      routes: { '/v1/models': modelList('somebody', 'small') },
    });
    expect(shown).toBe(failed('model-not-found: The server at SERVER has no model "tiny". It has: small.'));
  });

  test('a key that is refused is in no message, not in part either', async () => {
    const key = 'sk-not-for-your-eyes';
    // The message is cut in the middle of the key.
    const { shown, waits } = await play(
      { replies: [json(400, { error: { message: `${'x'.repeat(390)}${key}` } })] },
      {},
      { keyFor: () => Promise.resolve(key) },
    );
    expect(shown).toBe(
      failed(
        `bad-request: The server at SERVER refused the request (400). It says: "${'x'.repeat(390)}•••".`,
      ),
    );
    expect(waits).toEqual([]);
  });

  test('a key that is refused is in no message', async () => {
    const key = 'sk-not-for-your-eyes';
    const { shown, posts } = await play(
      { replies: [json(400, { error: { message: `Incorrect API key provided: ${key}.` } })] },
      {},
      { keyFor: () => Promise.resolve(key) },
    );
    expect(shown).toBe(
      failed(
        'bad-request: The server at SERVER refused the request (400). It says: "Incorrect API key provided: •••.".',
      ),
    );
    expect(posts[0]?.headers.authorization).toBe(`Bearer ${key}`);
  });

  test('what a server says of a header of the endpoint, secret or not, is in no message', async () => {
    const error = 'Team blue-team-7 with key sk-in-a-header: no.';
    const { shown } = await play(
      { replies: [json(400, { error: { message: error } })] },
      { endpoint: { headers: { 'X-Team': 'blue-team-7', 'X-Auth-Key': '${secret:K}' } } },
      { secret: () => Promise.resolve('sk-in-a-header') },
    );
    expect(shown).toBe(
      failed(
        'bad-request: The server at SERVER refused the request (400). It says: "Team ••• with key •••: no.".',
      ),
    );
  });

  test('401 with a key', async () => {
    const { shown } = await play(
      { replies: [text(401, '')] },
      {},
      { keyFor: () => Promise.resolve('wrong-key') },
    );
    expect(shown).toContain('unauthorized: The server at SERVER does not accept the API key (401).');
  });
});
