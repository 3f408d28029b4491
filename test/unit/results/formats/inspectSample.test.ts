import { describe, expect, test } from 'vitest';
import { textHash } from '../../../../src/core/items/identity.ts';
import { inspect } from '../../../../src/core/results/formats/inspect.ts';
import type { ResultSample } from '../../../../src/core/results/formats/format.ts';
import { jsonSource, logHeader, logSample, readLog } from './inspectSupport.ts';

async function whole(fields: Record<string, unknown>): Promise<ResultSample | null> {
  const source = jsonSource({ ...logHeader(), samples: [logSample('1', 'C', fields)] });
  return inspect.sample(source, { task: 'sums', place: 0, repeat: 0 });
}

const said = (content: unknown, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  output: { choices: [{ message: { role: 'assistant', content }, stop_reason: 'stop', ...more }] },
});

describe('a whole sample', () => {
  test('has what was asked, answered, counted and said of it', async () => {
    const sample = await whole({
      input: [
        { role: 'system', content: 'Be short.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'One and one?' },
            { type: 'image', image: 'x' },
          ],
        },
      ],
      target: ['2', 'two'],
      messages: [
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'One and one?' },
        { role: 'assistant', content: 'Let me ask.' },
        { role: 'tool', content: '2' },
        { role: 'assistant', content: 'Two.' },
      ],
      output: {
        choices: [{ message: { role: 'assistant', content: 'Two.' }, stop_reason: 'stop' }],
        completion: 'Two.',
        usage: { input_tokens: 11, output_tokens: 22, reasoning_tokens: 20 },
      },
      scores: { match: { value: 'C', answer: 'Two', explanation: 'as it should be' } },
      metadata: { level: 3 },
      epoch: 2,
    });
    expect(sample).toEqual({
      task: 'sums',
      id: '1',
      question: 'One and one?\n[image]',
      gold: '2, two',
      record: { level: 3, question: 'One and one?\n[image]' },
      choices: null,
      prompt: [
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'One and one?' },
        { role: 'assistant', content: 'Let me ask.' },
        { role: 'user', content: '2' },
      ],
      repeat: 1,
      reasoning: '',
      answer: 'Two.',
      status: 'complete',
      flags: [],
      finishReason: 'stop',
      usage: { promptTokens: 11, completionTokens: 22, reasoningTokens: 20 },
      scores: [{ metric: 'match/accuracy', value: 1, extracted: 'Two', explanation: 'as it should be' }],
      error: null,
    });
  });

  test('has its reasoning apart: in parts, of redacted ones the summary, and between tags', async () => {
    const parts = [
      { type: 'reasoning', reasoning: 'first thought', redacted: false },
      { type: 'reasoning', reasoning: 'gAAAAencrypted', summary: 'in short', redacted: true },
      { type: 'reasoning', reasoning: 'gAAAAencrypted', redacted: true },
      { type: 'text', text: 'The answer' },
      { type: 'text', text: 'is 2.' },
    ];
    expect(await whole(said(parts))).toMatchObject({
      reasoning: 'first thought\n\nin short',
      answer: 'The answer\nis 2.',
    });
    expect(await whole(said('<think>hm</think>\n2'))).toMatchObject({
      reasoning: 'hm',
      answer: '2',
      flags: [],
    });
    expect(await whole(said('<think>hm and on', { stop_reason: 'max_tokens' }))).toMatchObject({
      reasoning: 'hm and on',
      answer: '',
      status: 'truncated',
      flags: ['reasoning-unclosed', 'no-final-answer'],
    });
    const older = {
      output: { choices: [{ message: { role: 'assistant', content: '2', reasoning: 'old way' } }] },
    };
    expect(await whole(older)).toMatchObject({ reasoning: 'old way', answer: '2' });
  });

  test('has its attachments put back, wherever they stand', async () => {
    const fields = {
      input: 'attachment://aa',
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'tc://bb' }] },
        { role: 'assistant', content: 'attachment://cc' },
      ],
      ...said([
        { type: 'reasoning', reasoning: 'attachment://cc' },
        { type: 'text', text: 'attachment://none' },
      ]),
      scores: { match: { value: 'I', explanation: 'attachment://aa' } },
      attachments: { aa: 'the question', cc: 'the thought' },
      transcript: { content: { bb: 'asked so' } },
    };
    expect(await whole(fields)).toMatchObject({
      question: 'the question',
      prompt: [{ role: 'user', content: 'asked so' }],
      reasoning: 'the thought',
      answer: 'attachment://none',
      scores: [{ explanation: 'the question' }],
    });
  });

  test('that failed, hit a limit or said nothing tells so', async () => {
    const failed = await whole({
      error: { message: 'Boom', traceback: '' },
      output: { choices: [] },
      scores: null,
    });
    expect(failed).toMatchObject({ status: 'failed', error: 'Boom', answer: '', flags: [], scores: [] });
    const limited = await whole({ limit: { type: 'message', limit: 3 } });
    expect(limited).toMatchObject({ status: 'truncated', finishReason: 'message' });
    expect(await whole(said(''))).toMatchObject({ status: 'complete', flags: ['empty'] });
    const filtered = await whole(said('No.', { stop_reason: 'content_filter' }));
    expect(filtered?.flags).toEqual(['content-filter']);
    const listed = await whole({ scores: { steps: { value: [1, 0], explanation: 'by step' } } });
    expect(listed?.scores).toEqual([
      { metric: 'steps', value: null, extracted: null, explanation: 'by step' },
    ]);
  });

  test('is absent where there is none', async () => {
    const source = jsonSource({ ...logHeader(), samples: [] });
    expect(await inspect.sample(source, { task: 'sums', place: 5, repeat: 0 })).toBeNull();
  });
});

describe('items', () => {
  async function item(task: string, fields: Record<string, unknown>) {
    const log = { ...logHeader({ spec: { task } }), samples: [logSample('9', 'C', fields)] };
    return (await readLog(jsonSource(log))).context.items.items[0];
  }

  test('of MATH-500 are found by the problem, without what the task put behind it', async () => {
    const problem = 'Find $x$ with $x = 2$.\nExpress your answer as a number.';
    const input = `${problem}\nPlease put your final answer in \\boxed{}.`;
    const metadata = { subject: 'Algebra', level: 1 };
    const found = await item('my_own_name', { id: 'test/algebra/1.json', input, target: '2', metadata });
    expect(found?.published).toEqual({ benchmark: 'MATH-500', task: null, id: 'test/algebra/1.json' });
    expect(found?.textHash).toBe(textHash(problem));
    expect(found).toMatchObject({ gold: '2', fields: { subject: 'Algebra', level: '1' } });
  });

  test('of GPQA-Diamond have the right choice first, as published', async () => {
    const input = 'Which particle is meant?';
    const one = await item('gpqa_diamond', { input, choices: ['a1', 'b2', 'c3', 'd4'], target: 'B' });
    expect(one).toMatchObject({ gold: 'b2', published: { benchmark: 'GPQA-Diamond', id: '9' } });
    expect(one?.textHash).toBe(textHash([input, 'b2', 'a1', 'c3', 'd4'].join('\n')));
  });

  test('of IFEval have their instructions in the metadata', async () => {
    const metadata = { instruction_id_list: ['punctuation:no_comma'], kwargs: [{}] };
    const found = await item('ifeval', { input: 'Write a line.', target: '', metadata });
    expect(found).toMatchObject({
      published: { benchmark: 'IFEval', id: '9' },
      textHash: textHash('Write a line.'),
    });
  });

  test('of other tasks have the question with its choices, and the right one as gold', async () => {
    const fields = { input: 'Which?', choices: ['this', 'that'], target: 'B', metadata: { topic: 'words' } };
    const found = await item('unheard_of', fields);
    expect(found).toMatchObject({
      published: null,
      gold: 'B. that',
      question: 'Which?',
      fields: { topic: 'words' },
    });
    expect(found?.textHash).toBe(textHash('Which?\nthis\nthat'));
  });
});
