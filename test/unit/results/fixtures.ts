import { promptHash } from '../../../src/core/prompts/build.ts';
import type { Endpoint } from '../../../src/core/endpoint.ts';
import type { Item } from '../../../src/core/items/item.ts';
import type { Prompt } from '../../../src/core/prompts/prompt.ts';
import type { Sample } from '../../../src/core/results/sample.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import type { Score } from '../../../src/core/scorers/score.ts';
import type { Trace } from '../../../src/core/traces/trace.ts';

/** A math item of the tests' own: how many legs `n` tables have. */
export function legs(n: number, file = '/bench/math500.jsonl'): Item {
  const question = `How many legs have ${n} tables with four legs each?`;
  const gold = String(4 * n);
  return {
    benchmark: 'MATH-500',
    task: null,
    id: `legs/${n}`,
    domain: 'math',
    record: { problem: question, answer: gold, unique_id: `legs/${n}`, level: 1 },
    question,
    gold,
    textHash: `hash of ${question}`,
    location: { file, line: n, bytes: [n * 100, n * 100 + 90] },
  };
}

export function chatPrompt(text: string): Prompt {
  const parts = {
    api: 'chat' as const,
    messages: [{ role: 'user' as const, content: text }],
    text: '',
    stop: [],
  };
  return { ...parts, choices: null, hash: promptHash(parts) };
}

export const trace: Trace = {
  status: 'complete',
  flags: [],
  reasoning: 'Four each, so I multiply.',
  answer: 'The answer is \\boxed{8}.',
  finishReason: 'stop',
  usage: { promptTokens: 20, completionTokens: 12, reasoningTokens: null },
  timing: { startedAt: '2026-01-02T03:04:05.000Z', ttftMs: 40, durationMs: 900 },
  sent: { maxTokens: 512, baseUrl: 'http://127.0.0.1:8000/v1' },
  error: null,
};

export const right: Score = {
  value: 1,
  extracted: '8',
  range: [22, 23],
  rule: 'boxed · string',
  reason: 'The same as the gold answer.',
};

export function sample(changes: Partial<Sample> = {}): Sample {
  const item = changes.item ?? legs(2);
  return {
    item,
    label: 'tuned-7b',
    model: 'org/tuned-7b',
    repeat: 0,
    api: 'chat',
    prompt: chatPrompt(item.question),
    sampling: { temperature: 0.6, topP: 0.95, maxTokens: 512, repeats: 1 },
    trace,
    score: right,
    endedAt: '2026-01-02T03:04:06.000Z',
    ...changes,
  };
}

/** A sample that did not end by itself. */
export function failedSample(changes: Partial<Sample> = {}): Sample {
  return sample({
    trace: {
      ...trace,
      status: 'failed',
      answer: '',
      reasoning: '',
      finishReason: null,
      error: { kind: 'refused', message: 'The server refused the connection.' },
    },
    score: { value: null, extracted: null, range: null, rule: 'none', reason: 'The request failed.' },
    ...changes,
  });
}

export function truncatedSample(changes: Partial<Sample> = {}): Sample {
  return sample({
    trace: {
      ...trace,
      status: 'truncated',
      flags: ['reasoning-unclosed'],
      answer: '',
      finishReason: 'length',
    },
    score: { value: null, extracted: null, range: null, rule: 'none', reason: 'The trace was cut off.' },
    ...changes,
  });
}

export function endpoint(label: string, changes: Partial<Endpoint> = {}): Endpoint {
  return {
    label,
    baseUrl: `http://127.0.0.1:1/${label}`,
    model: `org/${label}`,
    api: 'chat',
    sampling: { repeats: 1, maxTokens: 64 },
    headers: {},
    ...changes,
  };
}

export function savedSample(changes: Partial<SavedSample> = {}): SavedSample {
  return {
    item: { benchmark: 'MATH-500', task: null, id: 'legs/2' },
    textHash: 'text',
    gold: '8',
    options: null,
    label: 'tuned-7b',
    model: 'org/tuned-7b',
    repeat: 0,
    promptHash: 'p1',
    sampling: { temperature: 0.6, repeats: 1 },
    samplingKey: '{"temperature":0.6}',
    status: 'complete',
    flags: [],
    value: 1,
    extracted: '8',
    reason: 'The same as the gold answer.',
    usage: { promptTokens: 20, completionTokens: 12, reasoningTokens: null },
    endedAt: '2026-01-02T03:04:06.000Z',
    file: '/w/.reasoning-transfer/tuned-7b/samples_MATH-500_2026.jsonl',
    bytes: [0, 10],
    ...changes,
  };
}
