import { describe, expect, test } from 'vitest';

import { type Ending, TraceAccumulator } from '../../../src/core/traces/accumulate.ts';
import { errorText } from '../../../src/core/traces/chunk.ts';

const timing = { startedAt: '2026-01-01T00:00:00.000Z', ttftMs: 1, durationMs: 2 };

function run(
  chunks: readonly unknown[],
  ending: Ending = { type: 'ended' },
  samplingIgnored = false,
): string {
  const accumulator = new TraceAccumulator(() => undefined, {
    startsInReasoning: false,
    samplingIgnored,
    origin: 'http://127.0.0.1:8000',
  });
  const problems = chunks.map((chunk) => accumulator.push(chunk)).filter((problem) => problem !== null);
  const { status, flags, reasoning, answer, usage } = accumulator.end(ending, timing);
  const tokens = [usage.promptTokens, usage.completionTokens, usage.reasoningTokens]
    .map((count) => count ?? '?')
    .join('/');
  return [
    `${status} [${flags.join(', ')}] ${tokens}`,
    `${reasoning} | ${answer}`,
    ...problems.map(({ kind, message }) => `${kind}: ${message}`),
  ].join('\n');
}

const say = (content: string): unknown => ({ choices: [{ index: 0, delta: { content } }] });
const think = (reasoning: string): unknown => ({ choices: [{ index: 0, delta: { reasoning } }] });
const end = (finish_reason: string): unknown => ({ choices: [{ index: 0, delta: {}, finish_reason }] });

describe('status and flags', () => {
  test.each<[string, unknown[], string]>([
    ['complete', [say('42'), end('stop')], 'complete [] ?/?/?\n | 42'],
    ['cut by the limit', [say('4'), end('length')], 'truncated [] ?/?/?\n | 4'],
    [
      'cut in its inline reasoning',
      [say('<think>4'), end('length')],
      'truncated [reasoning-unclosed] ?/?/?\n4 | ',
    ],
    [
      'cut in its separate reasoning',
      [think('4'), end('length')],
      'truncated [reasoning-unclosed] ?/?/?\n4 | ',
    ],
    [
      'inline reasoning never closed',
      [say('<think>4'), end('stop')],
      'truncated [reasoning-unclosed] ?/?/?\n4 | ',
    ],
    ['cut after its reasoning', [think('4'), say('It'), end('length')], 'truncated [] ?/?/?\n4 | It'],
    [
      'reasoning and no answer, inline',
      [say('4</think>\n'), end('stop')],
      'complete [no-final-answer] ?/?/?\n4 | ',
    ],
    [
      'reasoning and no answer, separate',
      [think('4'), end('stop')],
      'complete [no-final-answer] ?/?/?\n4 | ',
    ],
    ['empty', [say(' \n'), end('stop')], 'complete [empty] ?/?/?\n |  \n'],
    ['empty, cut', [end('length')], 'truncated [empty] ?/?/?\n | '],
    ['content filter', [say('4'), end('content_filter')], 'complete [content-filter] ?/?/?\n | 4'],
    ['another reason', [say('4'), end('eos_token')], 'complete [] ?/?/?\n | 4'],
    ['given up', [say('4'), end('abort')], 'failed [] ?/?/?\n | 4'],
    ['no reason', [say('4')], 'failed [finish-missing] ?/?/?\n | 4'],
    ['an empty reason is none', [say('4'), end('')], 'failed [finish-missing] ?/?/?\n | 4'],
    ['nothing at all', [], 'failed [finish-missing] ?/?/?\n | '],
  ])('%s', (_name, chunks, shown) => {
    expect(run(chunks)).toBe(shown);
  });

  test('cancelled: the text is kept, and no other flag', () => {
    expect(run([say('<think>4')], { type: 'cancelled' })).toBe('cancelled [] ?/?/?\n4 | ');
  });

  test('failed: the text is kept, held back pieces too', () => {
    const error = { kind: 'reset', message: 'gone' } as const;
    expect(run([say('4 </thi')], { type: 'failed', error })).toBe('failed [] ?/?/?\n | 4 </thi');
  });

  test('ignored sampling stands beside the rest', () => {
    expect(run([say('4'), end('stop')], { type: 'ended' }, true)).toBe(
      'complete [sampling-ignored] ?/?/?\n | 4',
    );
  });
});

describe('chunks', () => {
  test.each<[string, unknown[], string]>([
    [
      'usage in a chunk of its own',
      [
        say('4'),
        end('stop'),
        {
          choices: [],
          usage: {
            prompt_tokens: 3,
            completion_tokens: 1,
            completion_tokens_details: { reasoning_tokens: 0 },
          },
        },
      ],
      'complete [] 3/1/0\n | 4',
    ],
    [
      'usage that grows with each chunk; SGLang counts reasoning beside it',
      [
        { choices: [{ delta: { content: '4' } }], usage: { prompt_tokens: 3, completion_tokens: 1 } },
        {
          choices: [{ delta: {}, finish_reason: 'stop' }],
          usage: { prompt_tokens: 3, completion_tokens: 2, reasoning_tokens: 1 },
        },
      ],
      'complete [] 3/2/1\n | 4',
    ],
    [
      'llama-server timings in place of usage, cached tokens counted',
      [
        say('4'),
        {
          choices: [{ delta: {}, finish_reason: 'stop' }],
          timings: { cache_n: 10, prompt_n: 3, predicted_n: 1 },
        },
      ],
      'complete [] 13/1/?\n | 4',
    ],
    [
      'completions',
      [
        { choices: [{ text: '4', index: 0, finish_reason: null }] },
        { choices: [{ text: '2', finish_reason: 'stop' }] },
      ],
      'complete [] ?/?/?\n | 42',
    ],
    [
      'a whole message in one event',
      [{ choices: [{ message: { content: '42' }, finish_reason: 'stop' }] }],
      'complete [] ?/?/?\n | 42',
    ],
    [
      'the first of several choices',
      [
        {
          choices: [
            { index: 1, delta: { content: 'no' } },
            { index: 0, delta: { content: '42' }, finish_reason: 'stop' },
          ],
        },
      ],
      'complete [] ?/?/?\n | 42',
    ],
    [
      'the same reasoning under two names',
      [{ choices: [{ delta: { reasoning: 'a', reasoning_content: 'a' } }] }, say('4'), end('stop')],
      'complete [] ?/?/?\na | 4',
    ],
    [
      'thinking',
      [{ choices: [{ delta: { thinking: 'a', content: '' } }] }, say('4'), end('stop')],
      'complete [] ?/?/?\na | 4',
    ],
    [
      'reasoning_details',
      [
        {
          choices: [
            {
              delta: {
                reasoning_details: [
                  { type: 'reasoning.summary', summary: 'a' },
                  { type: 'reasoning.encrypted', data: '?' },
                ],
              },
            },
          ],
        },
        say('4'),
        end('stop'),
      ],
      'complete [] ?/?/?\na | 4',
    ],
    [
      'separate reasoning that ends inside the content',
      [think('a'), say('b</think>4'), end('stop')],
      'complete [] ?/?/?\nab | 4',
    ],
  ])('%s', (_name, chunks, shown) => {
    expect(run(chunks)).toBe(shown);
  });

  test.each<[string, unknown, string]>([
    ['an error, nested', { error: { message: 'boom', code: 500 } }, 'stream-error: boom'],
    ['an error, flat', { object: 'error', message: 'boom', code: 400 }, 'stream-error: boom'],
    ['an error beside choices', { error: 'boom', choices: [] }, 'stream-error: boom'],
    [
      'not an object',
      'hello',
      'malformed-chunk: the event: Invalid type: Expected Object but received "hello"',
    ],
    ['null', null, 'malformed-chunk: the event: Invalid type: Expected Object but received null'],
    ['nothing known', { hello: 1 }, 'malformed-chunk: the event has no choices'],
    [
      'content of another type',
      { choices: [{ delta: { content: 4 } }] },
      'malformed-chunk: choices.0.delta.content: Invalid type: Expected string but received 4',
    ],
  ])('%s', (_name, chunk, problem) => {
    expect(run([say('4'), chunk])).toBe(`failed [finish-missing] ?/?/?\n | 4\n${problem}`);
  });

  test('error bodies in every shape in use', () => {
    const bodies = [
      { error: { message: 'a', type: 'invalid_request_error' } },
      { error: 'b', error_type: 'validation' },
      { object: 'error', message: 'c', code: 400 },
      { detail: 'd' },
      { choices: [] },
    ];
    expect(bodies.map(errorText)).toEqual(['a', 'b', 'c', 'd', null]);
  });
});
