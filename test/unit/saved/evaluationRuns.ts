import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { Endpoint } from '../../../src/core/endpoint.ts';
import type { Item } from '../../../src/core/items/item.ts';
import type { Generate, GenerateRequest } from '../../../src/core/traces/generate.ts';
import type { Trace } from '../../../src/core/traces/trace.ts';
import {
  type EvaluationEvent,
  type EvaluationOptions,
  runEvaluation,
} from '../../../src/workspace/evaluation.ts';
import type { Job } from '../../../src/workspace/job.ts';
import { SavedSamples } from '../../../src/workspace/savedSamples.ts';
import { chatPrompt, legs, right, trace } from '../results/fixtures.ts';

let root = '';

/** Gives each test of a file a folder of its own, which the returned function names. */
export function useFolder(): () => string {
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'evaluation-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
  return () => root;
}

export const cancelled: Trace = {
  ...trace,
  status: 'cancelled',
  reasoning: '',
  answer: '',
  finishReason: null,
};
export const refused: Trace = {
  ...cancelled,
  status: 'failed',
  error: { kind: 'refused', message: 'Refused.' },
};
export const three = [legs(1), legs(2), legs(3)];

/** The end of the network: every request is answered, or waits until it is told to or cancelled. */
export class FakeNetwork {
  readonly asked: string[] = [];
  readonly waiting = new Map<string, (trace: Trace) => void>();
  most = 0;
  #now = 0;

  readonly generate: Generate = async (request) => {
    const name = `${request.endpoint.label} ${request.prompt.messages[0]?.content ?? ''} #${request.repeat}`;
    this.asked.push(name);
    this.#now += 1;
    this.most = Math.max(this.most, this.#now);
    try {
      return await this.answer(name, request);
    } finally {
      this.#now -= 1;
    }
  };

  constructor(readonly answer: (name: string, request: GenerateRequest) => Trace | Promise<Trace>) {}
}

/** A request that was sent, has begun to answer, and goes on only when it is cancelled. */
export function endless(_name: string, { signal, onEvent }: GenerateRequest): Promise<Trace> {
  onEvent({ type: 'sent' });
  onEvent({ type: 'reasoning', text: 'Hm' });
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve({ ...cancelled, reasoning: 'Hm' }), { once: true });
  });
}

interface Told {
  readonly events: EvaluationEvent[];
  readonly words: string[];
}

export function start(
  network: FakeNetwork,
  items: readonly Item[],
  endpoints: readonly Endpoint[],
  changes: Partial<EvaluationOptions> = {},
) {
  const told: Told = { events: [], words: [] };
  const controller = new AbortController();
  const evaluation = runEvaluation({
    items,
    endpoints,
    prompt: (item) => ({ ok: true, prompt: chatPrompt(item.id) }),
    generate: network.generate,
    score: () => right,
    saved: new SavedSamples(root),
    resume: false,
    signal: controller.signal,
    ...changes,
    onEvent: (event) => {
      told.events.push(event);
      if (event.type !== 'generate') told.words.push(words(event));
      changes.onEvent?.(event);
    },
  });
  return { evaluation, told, cancelAll: () => controller.abort() };
}

function words(event: Exclude<EvaluationEvent, { type: 'generate' }>): string {
  const job = jobWords(event.job);
  switch (event.type) {
    case 'ended':
      return `${job} ${event.sample.trace.status}${event.saved === null ? '' : ' saved'}${event.problem === null ? '' : ' problem'}`;
    case 'skipped':
      return `${job} skipped`;
    case 'refused':
      return `${job} refused: ${event.why}`;
    case 'queued':
      return `${job} queued`;
  }
}

export const jobWords = ({ item, endpoint: { label }, repeat }: Job): string =>
  `${label} ${item.id} #${repeat}`;

export async function savedTexts(): Promise<string[]> {
  const saved = new SavedSamples(root);
  expect(await saved.load()).toEqual([]);
  const found: string[] = [];
  for (const item of three) {
    for (const each of saved.forItem(item)) {
      const read = await saved.read(each);
      if (read.ok)
        found.push(
          `${each.label} ${each.item.id} #${each.repeat} ${each.status} ${read.sample.trace.reasoning}`,
        );
    }
  }
  return found;
}
