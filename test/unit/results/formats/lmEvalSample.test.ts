import { describe, expect, it } from 'vitest';
import type { ResultSample } from '../../../../src/core/results/formats/format.ts';
import { lmEval } from '../../../../src/core/results/formats/lmEval.ts';
import { memorySource } from '../support/memorySource.ts';
import { docOf, line, lines, oldLine, samplesPath, type LineOptions } from './lmEvalFixtures.ts';

async function sampleOf(options: LineOptions, repeat = 0): Promise<ResultSample> {
  const before = lines(line({ id: '9', response: 'x'.repeat(200_000) }));
  const content = lines(before.trimEnd(), line(options), line());
  const source = memorySource(samplesPath(), content);
  const place = Buffer.byteLength(before);
  const sample = await lmEval.sample(source, { task: 'hendrycks_math500', place, repeat });
  if (sample === null) throw new Error('no sample');
  return sample;
}

describe('a sample of lm-evaluation-harness', () => {
  it('is read whole from its place', async () => {
    const chat = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'Add.' }] },
    ];
    const sample = await sampleOf({
      id: '12345678901234567890',
      doc: docOf('1'),
      response: '<think>one more</think>It is 2.',
      prompt: [JSON.stringify(chat)],
    });
    expect(sample).toEqual({
      task: 'hendrycks_math500',
      id: '12345678901234567890',
      question: docOf('1').problem,
      gold: '2',
      record: docOf('1'),
      choices: null,
      prompt: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Add.' },
      ],
      repeat: 0,
      reasoning: 'one more',
      answer: 'It is 2.',
      status: 'complete',
      flags: [],
      finishReason: null,
      usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
      scores: [
        {
          metric: 'exact_match,none',
          value: 1,
          extracted: '<think>one more</think>It is 2.',
          explanation: null,
        },
      ],
      error: null,
    });
  });

  it('has one message of the user for a prompt that is text', async () => {
    expect((await sampleOf({ prompt: 'Question: 1 + 1?' })).prompt).toEqual([
      { role: 'user', content: 'Question: 1 + 1?' },
    ]);
  });

  it.each([
    ['None', '', 'complete', ['empty']],
    ['', '', 'complete', ['empty']],
    ['<think>on and on', '', 'truncated', ['reasoning-unclosed']],
    ['<think>so</think>  ', '', 'complete', ['empty']],
  ])('with the response %j has no answer', async (response, answer, status, flags) => {
    expect(await sampleOf({ response })).toMatchObject({ answer, status, flags });
  });

  it('goes on from a prompt that opened the reasoning', async () => {
    expect(await sampleOf({ prompt: 'Add.<think>\n', response: 'on and on' })).toMatchObject({
      reasoning: 'on and on',
      answer: '',
      status: 'truncated',
    });
  });

  it('gives each of its repeats', async () => {
    const options = { resps: [['first', 'second']], response: 'first' };
    expect((await sampleOf(options, 1)).answer).toBe('second');
    expect((await sampleOf(options, 1)).repeat).toBe(1);
  });

  it('of multiple choice says what was weighed', async () => {
    const text = oldLine({ metrics: { acc: '0.0' } })
      .replace(
        /"arguments": .*?, "resps"/,
        '"arguments": {"gen_args_0": {"arg_0": "Sky?", "arg_1": " red"}, "gen_args_1": {"arg_0": "Sky?", "arg_1": " blue"}}, "resps"',
      )
      .replace(
        /"resps": .*?, "filtered_resps": \[.*?\]/,
        '"resps": [[["-2.5", "False"]], [["-0.5", "True"]]], "filtered_resps": [["-2.5", "False"], ["-0.5", "True"]]',
      );
    const source = memorySource(samplesPath(), lines(text));
    expect(await lmEval.sample(source, { task: 't', place: 0, repeat: 0 })).toMatchObject({
      choices: ['red', 'blue'],
      prompt: [{ role: 'user', content: 'Sky?' }],
      answer: 'blue',
      status: 'complete',
      flags: [],
      scores: [{ metric: 'acc', value: 0, extracted: null, explanation: 'red: -2.5\nblue: -0.5' }],
    });
  });

  it('is none where its line is damaged, or behind the end', async () => {
    const source = memorySource(samplesPath(), '{"doc_id": 0, "doc\n');
    for (const place of [0, 500]) {
      expect(await lmEval.sample(source, { task: 't', place, repeat: 0 })).toBeNull();
    }
  });
});
