import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import type { FileReading, SamplePlace } from '../../../../src/core/results/formats/format.ts';
import { responses } from '../../../../src/core/results/formats/responses.ts';
import { responsesName } from '../../../../src/core/results/formats/responsesLine.ts';
import { sampleState } from '../../../../src/core/results/sampleSet.ts';
import { absent, sharedPath } from '../../scorers/sharedData.ts';
import { damaged, seeds } from '../support/damage.ts';
import { memorySource, readContext, readWith, rowsOf } from '../support/memorySource.ts';

const chat = (text: string): string => `<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n`;
const line = (input: string, output: string, names = ['input', 'output']): string =>
  `${JSON.stringify({ [names[0] ?? '']: input, [names[1] ?? '']: output })}\n`;
const claims = (path: string, content: string): boolean => responses.claims(memorySource(path, content));
const path = '/w/Oak-7B_hendrycks_math_500.jsonl';
const placeOf = ({ samples: [set] }: FileReading, row: number): SamplePlace => ({
  task: set?.task ?? '',
  place: set?.place[row] ?? -1,
  repeat: set?.repeat[row] ?? -1,
});

test('a line is a sample without a score, of the question that its prompt asks', async () => {
  const content =
    line(chat('How many legs have 8 tables?'), '32') + line(chat('And 9?'), '<think>8 and 1</think>36');
  const { reading, context } = await readWith(responses, path, content);
  expect(reading.parts).toEqual([]);
  expect(reading.problems).toEqual([]);
  expect(rowsOf(reading, context)).toMatchObject([
    { run: path, model: 'Oak-7B', task: 'hendrycks_math_500', repeat: 0, state: sampleState.ended },
    { repeat: 0, state: sampleState.ended },
  ]);
  expect(reading.samples[0]?.metrics).toEqual([]);
  expect(context.items.items.map(({ question, published }) => [question, published])).toEqual([
    ['How many legs have 8 tables?', null],
    ['And 9?', null],
  ]);
  const sample = await responses.sample(memorySource(path, content), placeOf(reading, 1));
  expect(sample).toMatchObject({
    task: 'hendrycks_math_500',
    id: context.items.items[1]?.id,
    question: 'And 9?',
    prompt: [{ role: 'user', content: chat('And 9?') }],
    reasoning: '8 and 1',
    answer: '36',
    status: 'complete',
    scores: [],
  });
});

test.each([
  ['prompt', 'response'],
  ['prompt', 'completion'],
  ['instruction', 'output'],
])('names %s and %s', async (...names) => {
  const content = line(chat('Why?'), 'Because.', names);
  expect(claims('/w/a.jsonl', content)).toBe(true);
  const { reading } = await readWith(responses, '/w/a.jsonl', content);
  expect(reading.samples[0]?.rows).toBe(1);
});

test('an instruction apart from its input is asked with it', async () => {
  const content = `${JSON.stringify({ instruction: 'Count the legs.', input: '8 tables', output: '32' })}\n`;
  const { context } = await readWith(responses, '/w/oak_responses.jsonl', content);
  expect(context.items.items[0]?.question).toBe('Count the legs. 8 tables');
});

test('one prompt asked several times has repeats', async () => {
  const content = line(chat('Why?'), 'A') + line(chat('How?'), 'B') + line(chat('Why?'), 'C');
  const { reading, context } = await readWith(responses, path, content);
  expect(rowsOf(reading, context).map(({ repeat }) => repeat)).toEqual([0, 0, 1]);
  expect(context.items.items).toHaveLength(2);
});

describe('reasoning that never closes is cut off', () => {
  const states = async (...outputs: string[]): Promise<unknown> => {
    const content = outputs.map((output, at) => line(chat(`Question ${at}?`), output)).join('');
    const { reading } = await readWith(responses, path, content);
    const samples = [];
    for (let row = 0; row < outputs.length; row++) {
      samples.push(await responses.sample(memorySource(path, content), placeOf(reading, row)));
    }
    const rows = [...(reading.samples[0]?.state ?? [])];
    // The columns and the samples agree.
    expect(samples.map((sample) => sample?.status)).toEqual(
      rows.map((state) => (state === sampleState.truncated ? 'truncated' : 'complete')),
    );
    return rows;
  };

  test('where it was opened', async () => {
    expect(await states('<think>and so on', 'It is 4.')).toEqual([1, 0]);
  });

  test('where most others close one that they did not open', async () => {
    expect(await states('so</think>4', 'on and on', 'so</think>5')).toEqual([0, 1, 0]);
  });

  test('but not where few do', async () => {
    expect(await states('so</think>4', 'It is 4.', 'It is 5.')).toEqual([0, 0, 0]);
  });

  test('and where the prompt opened it', async () => {
    const content =
      line(`${chat('Why?')}<think>\n`, 'and so on') + line(`${chat('How?')}<think>\n`, 'so</think>4');
    const { reading } = await readWith(responses, path, content);
    expect([...(reading.samples[0]?.state ?? [])]).toEqual([1, 0]);
  });
});

test('an empty response ended, and says so when it is opened', async () => {
  const content = line(chat('Why?'), ' ') + line(chat('How?'), 'so</think>4');
  const { reading } = await readWith(responses, path, content);
  expect(reading.samples[0]?.state[0]).toBe(sampleState.ended);
  const sample = await responses.sample(memorySource(path, content), placeOf(reading, 0));
  expect(sample).toMatchObject({ status: 'complete', flags: ['empty'] });
});

describe('lines that are no responses', () => {
  test('are problems, the others stay', async () => {
    const content = Buffer.concat([
      Buffer.from(line(chat('Why?'), 'A')),
      Buffer.from('{"input": "x"}\n[1]\nnot json\n\n'),
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d, 10]),
      Buffer.from(line(chat('How?'), 'B')),
    ]);
    const { reading } = await readWith(responses, path, content, { chunkBytes: 7 });
    expect(reading.samples[0]?.rows).toBe(2);
    expect(reading.problems.map(({ line: at }) => at)).toEqual([2, 3, 4, 6]);
    expect(await responses.sample(memorySource(path, content), placeOf(reading, 1))).toMatchObject({
      answer: 'B',
    });
  });

  test('the last line of a file that is being written is left out until it ends', async () => {
    const content = `${line(chat('Why?'), 'A')}{"input": "b`;
    const { reading } = await readWith(responses, path, content);
    expect(reading.problems[0]?.message).toContain('cut off');
    expect(reading.end).toBeUndefined();
  });
});

test('a reading from where an earlier one ended continues it', async () => {
  const [before, after] = [
    line(chat('Why?'), 'A') + line(chat('How?'), 'B'),
    line(chat('Why?'), 'C') + line(chat('When?'), 'D'),
  ];
  const whole = await readWith(responses, path, before + after);
  const context = readContext();
  const first = await responses.read(memorySource(path, before), context);
  expect(first.end).toEqual({ offset: before.length, line: 3 });
  const from = first.end ?? { offset: 0, line: 1 };
  const second = await responses.read(memorySource(path, before + after), { ...context, from });
  expect([...rowsOf(first, context), ...rowsOf(second, context)]).toEqual(
    rowsOf(whole.reading, whole.context),
  );
  expect([...(second.samples[0]?.place ?? [])]).toEqual(
    [...(whole.reading.samples[0]?.place ?? [])].slice(2),
  );
  expect(second.end).toEqual(whole.reading.end);
});

test('while it is not decided whether responses reason silently, there is no going on', async () => {
  const { reading } = await readWith(responses, path, line(chat('Why?'), 'so</think>4'));
  expect(reading.end).toBeUndefined();
});

test.each([
  ['/w/UniReason-RL_hendrycks_math_500.jsonl', 'UniReason-RL', 'hendrycks_math_500'],
  ['/w/oak.ifeval.jsonl', 'oak', 'ifeval'],
  ['/w/Qwen2.5-7B.jsonl.gz', 'Qwen2.5-7B', 'responses'],
  ['/w/oak-7b/ifeval.jsonl', 'oak-7b', 'ifeval'],
  ['/w/ifeval/oak-7b_responses.jsonl', 'oak-7b', 'ifeval'],
])('%s is of %s and %s', (file, model, task) => {
  expect(responsesName(file)).toMatchObject({ model, task });
});

test.each([
  ['a data set for training', '/w/train.jsonl', line('Say hello.', 'Hello.')],
  ['items with an answer', '/w/items.jsonl', '{"question": "1+1?", "answer": "2"}\n'],
  ['another ending', '/w/a.json', line(chat('Why?'), 'A')],
  ['no pair', '/w/oak_ifeval.jsonl', '{"prompt": "Why?", "key": 1}\n'],
])('%s is no file of responses', (_, file, content) => {
  expect(claims(file, content)).toBe(false);
});

test('a first line that is longer than what is looked at', () => {
  expect(claims('/w/a.jsonl', line(chat('Why? '.repeat(20_000)), 'A'))).toBe(true);
});

const math = (kind: string): string => `responses/UniReason-${kind}_hendrycks_math_500.jsonl`;
describe.skipIf(absent(math('RL'), math('SFT')))(
  'published responses (skipped where ../shared/data is absent)',
  () => {
    test.each([
      [math('RL'), 500, 0],
      [math('SFT'), 500, 154],
      ['responses/UniReason-RL_ifeval.jsonl', 541, 0],
      ['responses/UniReason-SFT_coqa.jsonl', 500, 0],
      ['responses/UniReason-RL_coqa.jsonl', 500, 0],
    ])('%s: %i responses, %i of them never close their reasoning', async (name, count, cut) => {
      const file = sharedPath(name);
      const content = readFileSync(file);
      expect(claims(file, content.toString('utf8'))).toBe(true);
      const { reading } = await readWith(responses, file, content);
      const [set] = reading.samples;
      expect(reading.problems).toEqual([]);
      expect(set?.rows).toBe(count);
      expect([...(set?.state ?? [])].filter((state) => state === sampleState.truncated)).toHaveLength(cut);
      expect(set?.model).toMatch(/^UniReason-(?:RL|SFT)$/);
      expect(set?.task).toMatch(/^(?:hendrycks_math_500|ifeval|coqa)$/);
    });
  },
);

test.each(seeds(200))('damage %i gives problems, never an exception or a score', async (seed) => {
  const content =
    line(chat('Why?'), 'so</think>4') + line(chat('How?'), 'on') + line(chat('When?'), 'so</think>5');
  const bytes = damaged(content, seed);
  const { reading } = await readWith(responses, path, bytes);
  const rows = reading.samples[0]?.rows ?? 0;
  expect(reading.samples[0]?.metrics ?? []).toEqual([]);
  expect(rows === 3 || reading.problems.length > 0 || bytes.length < content.length).toBe(true);
  for (let row = 0; row < rows; row++)
    await responses.sample(memorySource(path, bytes), placeOf(reading, row));
});
