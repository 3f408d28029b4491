import { expect, test } from 'vitest';
import type { ResultSample } from '../../../src/core/results/formats/format.ts';
import { wholeSample } from '../../../src/core/results/wholeSample.ts';
import { savedSample } from './fixtures.ts';

const saved = savedSample({
  value: 1,
  reason: 'match, as inspect says',
  tool: { format: 'inspect', metric: 'match/accuracy', task: 't', place: 0, repeat: 0 },
});

function whole(explanation: string | null, changes: Partial<ResultSample> = {}): ResultSample {
  return {
    task: 't',
    id: '1',
    question: 'What is 1 plus 2?',
    gold: '3',
    record: null,
    choices: null,
    prompt: [{ role: 'user', content: 'What is 1 plus 2?' }],
    repeat: 0,
    reasoning: '',
    answer: 'It is 3, as two and one make three.',
    status: 'complete',
    flags: [],
    finishReason: 'stop',
    usage: { promptTokens: null, completionTokens: 9, reasoningTokens: null },
    scores: [{ metric: 'match', value: 1, extracted: '3', explanation }],
    error: null,
    ...changes,
  };
}

test('the verdict is that of the tool, with its words where these say more than the response', () => {
  expect(wholeSample(whole('the last number'), saved).score).toMatchObject({
    value: 1,
    extracted: '3',
    reason: 'match, as inspect says: the last number',
  });
  expect(wholeSample(whole('It is 3, as two and one make three.'), saved).score.reason).toBe(
    'match, as inspect says',
  );
  expect(wholeSample(whole('x '.repeat(500)), saved).score.reason.length).toBeLessThan(330);
});

test('a failure keeps the words of the tool', () => {
  const { trace } = wholeSample(whole(null, { status: 'failed', error: 'The server went away.' }), saved);
  expect(trace).toMatchObject({
    status: 'failed',
    error: { kind: 'other', message: 'The server went away.' },
  });
});
