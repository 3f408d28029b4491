import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

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
import { chatPrompt, endpoint, legs, right, trace } from '../results/fixtures.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'evaluation-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const cancelled: Trace = { ...trace, status: 'cancelled', reasoning: '', answer: '', finishReason: null };
const refused: Trace = { ...cancelled, status: 'failed', error: { kind: 'refused', message: 'Refused.' } };
const three = [legs(1), legs(2), legs(3)];

/** The end of the network: every request is answered, or waits until it is told to or cancelled. */
class FakeNetwork {
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
function endless(_name: string, { signal, onEvent }: GenerateRequest): Promise<Trace> {
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

function start(
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

const jobWords = ({ item, endpoint: { label }, repeat }: Job): string => `${label} ${item.id} #${repeat}`;

async function savedTexts(): Promise<string[]> {
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

test('every endpoint gets every item, item by item, all endpoints at once, and all is saved', async () => {
  const network = new FakeNetwork(() => trace);
  const two = endpoint('b', { sampling: { repeats: 2, temperature: 1 } });
  const { evaluation, told } = start(network, three, [endpoint('a'), two], { window: 1 });
  expect(await evaluation.done).toEqual({
    jobs: 9,
    complete: 9,
    truncated: 0,
    failed: 0,
    cancelled: 0,
    skipped: 0,
    rescored: 0,
    refused: 0,
    left: 0,
    labels: [
      { label: 'a', n: 3, sum: 3, partial: false, unscored: 0, uncounted: 0 },
      { label: 'b', n: 6, sum: 6, partial: false, unscored: 0, uncounted: 0 },
    ],
    problems: [],
  });
  expect(network.asked.filter((name) => name.startsWith('a'))).toEqual([
    'a legs/1 #0',
    'a legs/2 #0',
    'a legs/3 #0',
  ]);
  expect(network.asked.filter((name) => name.startsWith('b'))).toEqual([
    'b legs/1 #0',
    'b legs/1 #1',
    'b legs/2 #0',
    'b legs/2 #1',
    'b legs/3 #0',
    'b legs/3 #1',
  ]);
  expect(network.asked.indexOf('b legs/1 #0')).toBeLessThan(network.asked.indexOf('a legs/3 #0'));
  expect(told.words.filter((line) => line.endsWith('saved'))).toHaveLength(9);
  expect(await savedTexts()).toHaveLength(9);
  const files = await readdir(path.join(root, '.reasoning-transfer'), { recursive: true });
  expect(files.filter((name) => name.includes('results_'))).toHaveLength(2);
});

test('no more than a window of jobs is handed over at once, however many items there are', async () => {
  const network = new FakeNetwork(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return trace;
  });
  const many = Array.from({ length: 300 }, (_, n) => legs(n + 1));
  let built = 0;
  let ended = 0;
  let ahead = 0;
  const { evaluation } = start(network, many, [endpoint('a')], {
    saved: null,
    window: 5,
    prompt: (item) => {
      built += 1;
      ahead = Math.max(ahead, built - ended);
      return { ok: true, prompt: chatPrompt(item.id) };
    },
    onEvent: (event) => {
      if (event.type === 'ended') ended += 1;
    },
  });
  await evaluation.done;
  expect([network.asked.length, network.most, ahead]).toEqual([300, 5, 5]);
});

test('an endpoint that allows more at once is given more', async () => {
  const network = new FakeNetwork(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return trace;
  });
  const many = Array.from({ length: 50 }, (_, n) => legs(n + 1));
  const wide = endpoint('a', { concurrency: 20 });
  await start(network, many, [wide], { saved: null, window: 2 }).evaluation.done;
  expect(network.most).toBe(20);
});

test('cancelling one job keeps what had arrived of it, and the others go on', async () => {
  const network = new FakeNetwork((name, request) =>
    name.startsWith('slow') ? endless(name, request) : trace,
  );
  const { evaluation, told } = start(network, [legs(1)], [endpoint('slow'), endpoint('quick')], {
    onEvent: (event) => {
      if (event.type === 'ended' && event.job.endpoint.label === 'quick') {
        evaluation.cancel({ item: legs(1), endpoint: endpoint('slow'), repeat: 0 });
      }
    },
  });
  expect(await evaluation.done).toMatchObject({ complete: 1, cancelled: 1, left: 0 });
  expect(told.words.slice(2)).toEqual(['quick legs/1 #0 complete saved', 'slow legs/1 #0 cancelled saved']);
  expect(await savedTexts()).toEqual([
    'quick legs/1 #0 complete Four each, so I multiply.',
    'slow legs/1 #0 cancelled Hm',
  ]);
});

test('a job cancelled before its turn is never sent', async () => {
  const network = new FakeNetwork((_name, { signal }) => (signal.aborted ? cancelled : trace));
  const { evaluation, told } = start(network, three, [endpoint('a')], {
    window: 1,
    onEvent: (event) => {
      if (event.type === 'queued') evaluation.cancel({ item: legs(3), endpoint: endpoint('a'), repeat: 0 });
    },
  });
  expect(await evaluation.done).toMatchObject({ complete: 2, cancelled: 1 });
  expect(told.words.at(-1)).toBe('a legs/3 #0 cancelled');
  const last = told.events.at(-1);
  expect(last?.type === 'ended' && last.sent).toBe(false);
  expect(await savedTexts()).toHaveLength(2);
});

test('two items of one id are cancelled apart', async () => {
  const network = new FakeNetwork(endless);
  const copy = (item: Item, line: number): Item => ({ ...item, location: { ...item.location, line } });
  const twins = [legs(1), copy(legs(1), 7), { ...legs(1), textHash: 'another text' }];
  const cancelled: (number | null)[] = [];
  const { evaluation, cancelAll } = start(network, twins, [endpoint('a')], {
    saved: null,
    onEvent: (event) => {
      if (event.type === 'generate' && event.event.type === 'reasoning' && network.asked.length === 3) {
        evaluation.cancel({ item: copy(legs(1), 7), endpoint: endpoint('a'), repeat: 0 });
      }
      if (event.type === 'ended') {
        cancelled.push(event.job.item.location.line);
        setImmediate(cancelAll);
      }
    },
  });
  expect(await evaluation.done).toMatchObject({ cancelled: 3 });
  expect(cancelled[0]).toBe(7);
});

test('one repeat alone can be asked, and of one endpoint only', async () => {
  const network = new FakeNetwork(() => trace);
  const twice = (label: string): Endpoint => endpoint(label, { sampling: { repeats: 3, temperature: 1 } });
  const { evaluation } = start(network, three.slice(0, 2), [twice('a'), twice('b')], {
    repeats: ({ label }) => (label === 'b' ? [2] : []),
  });
  expect(await evaluation.done).toMatchObject({ jobs: 2, complete: 2, left: 0 });
  expect(network.asked).toEqual(['b legs/1 #2', 'b legs/2 #2']);
});

test('a run over all items of its benchmark is whole, whatever else the file holds', async () => {
  const gpqa: Item = { ...legs(3), benchmark: 'GPQA-Diamond', id: 'own0001' };
  const counts = async (itemsByBenchmark: ReadonlyMap<string, number> | null) => {
    await rm(path.join(root, '.reasoning-transfer'), { recursive: true, force: true });
    const network = new FakeNetwork(() => trace);
    const items = [legs(1), legs(2), gpqa];
    await start(network, items, [endpoint('a')], { itemsByBenchmark }).evaluation.done;
    const folder = path.join(root, '.reasoning-transfer', 'a');
    const names = (await readdir(folder)).filter((name) => name.startsWith('results_'));
    const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
    return texts
      .map((text) => `${/"task": "(.*?)"/.exec(text)?.[1]} ${/"partial": (\w+)/.exec(text)?.[1]}`)
      .sort();
  };
  const all = new Map([
    ['MATH-500', 2],
    ['GPQA-Diamond', 1],
  ]);
  expect(await counts(all)).toEqual(['GPQA-Diamond false', 'MATH-500 false']);
  expect(await counts(new Map([...all, ['MATH-500', 3]]))).toEqual(['GPQA-Diamond false', 'MATH-500 true']);
  expect(await counts(null)).toEqual(['GPQA-Diamond true', 'MATH-500 true']);
});

test('cancelling all keeps what had arrived and begins nothing more', async () => {
  const network = new FakeNetwork(endless);
  const { evaluation, cancelAll } = start(network, three, [endpoint('a'), endpoint('b')], {
    window: 1,
    onEvent: (event) => {
      if (event.type === 'generate' && event.job.endpoint.label === 'b' && event.event.type === 'reasoning') {
        setImmediate(cancelAll);
      }
    },
  });
  expect(await evaluation.done).toMatchObject({ jobs: 6, cancelled: 2, complete: 0, left: 4 });
  expect(await savedTexts()).toEqual(['a legs/1 #0 cancelled Hm', 'b legs/1 #0 cancelled Hm']);
});

test('resumed, it asks only what no settled sample answers', async () => {
  const failing = new FakeNetwork((name) => (name.includes('legs/2') ? refused : trace));
  await start(failing, three.slice(0, 2), [endpoint('a')]).evaluation.done;
  const network = new FakeNetwork(() => trace);
  const { evaluation, told } = start(network, three, [endpoint('a')], { resume: true });
  expect(await evaluation.done).toMatchObject({ skipped: 1, complete: 2 });
  expect(network.asked).toEqual(['a legs/2 #0', 'a legs/3 #0']);
  expect(told.words[0]).toBe('a legs/1 #0 skipped');

  const other = new FakeNetwork(() => trace);
  const warmer = endpoint('a', { sampling: { repeats: 1, maxTokens: 64, temperature: 1 } });
  await start(other, three, [warmer], { resume: true }).evaluation.done;
  expect(other.asked).toHaveLength(3);

  const more = new FakeNetwork(() => trace);
  const twice = endpoint('a', { sampling: { repeats: 2, maxTokens: 64 } });
  await start(more, three, [twice], { resume: true }).evaluation.done;
  expect(more.asked).toEqual(['a legs/1 #1', 'a legs/2 #1', 'a legs/3 #1']);
});

/** Scores by the item's gold answer, as a scorer does. */
const byGold: EvaluationOptions['score'] = ({ gold }) =>
  gold === null
    ? { value: null, extracted: '8', range: null, rule: 'none', reason: 'no gold answer' }
    : { ...right, value: gold === '8' ? 1 : 0, reason: gold === '8' ? 'is 8' : `is not ${gold}` };

/** Runs again with other gold answers, and says what is known then: of the run, and from the disk. */
async function withGold(gold: string | null): Promise<string[]> {
  const network = new FakeNetwork(() => trace);
  const { evaluation, told } = start(network, [{ ...legs(2), gold }], [endpoint('a')], {
    resume: true,
    score: byGold,
  });
  const { skipped, rescored, labels } = await evaluation.done;
  const saved = new SavedSamples(root);
  await saved.load();
  const found = saved.forItem(legs(2)).map((each) => `${each.gold} ${each.value} ${each.reason}`);
  const [file] = (await readdir(path.join(root, '.reasoning-transfer/a'))).filter((name) =>
    name.startsWith('samples'),
  );
  const lines = (await readFile(path.join(root, '.reasoning-transfer/a', file ?? ''), 'utf8'))
    .trim()
    .split('\n');
  return [
    `asked ${network.asked.length}, skipped ${skipped}, rescored ${rescored}, ${labels[0]?.sum} of ${labels[0]?.n}`,
    told.words.join(', '),
    ...found,
    `${lines.length} lines`,
  ];
}

test('where the gold answer was corrected, the saved trace is scored again, not asked again', async () => {
  await start(new FakeNetwork(() => trace), [legs(2)], [endpoint('a')], { score: byGold }).evaluation.done;
  expect(await withGold('8')).toEqual([
    'asked 0, skipped 1, rescored 0, 1 of 1',
    'a legs/2 #0 skipped',
    '8 1 is 8',
    '1 lines',
  ]);
  expect(await withGold('9')).toEqual([
    'asked 0, skipped 1, rescored 1, 0 of 1',
    'a legs/2 #0 skipped',
    '9 0 is not 9 (scored again: the gold answer was 8)',
    '2 lines',
  ]);
  expect((await withGold('9')).filter((_, line) => line !== 1 && line !== 2)).toEqual([
    'asked 0, skipped 1, rescored 0, 0 of 1',
    '2 lines',
  ]);
  expect(await withGold(null)).toEqual([
    'asked 0, skipped 1, rescored 1, 0 of 0',
    'a legs/2 #0 skipped',
    'null null no gold answer (scored again: the gold answer was 9)',
    '3 lines',
  ]);
  expect(await withGold('8')).toEqual([
    'asked 0, skipped 1, rescored 1, 1 of 1',
    'a legs/2 #0 skipped',
    '8 1 is 8 (scored again: the item had no gold answer)',
    '4 lines',
  ]);
});

test('an item whose prompt cannot be built is told, and the others are asked', async () => {
  const network = new FakeNetwork(() => trace);
  const { evaluation, told } = start(network, three, [endpoint('a')], {
    saved: null,
    prompt: (item) =>
      item.id === 'legs/2'
        ? { ok: false, message: 'The field "problem" is missing.' }
        : { ok: true, prompt: chatPrompt(item.id) },
  });
  expect(await evaluation.done).toMatchObject({ complete: 2, refused: 1 });
  expect(told.words).toContain('a legs/2 #0 refused: The field "problem" is missing.');
});

test('a sample that cannot be saved is told, and the columns go on', async () => {
  await writeFile(path.join(root, '.reasoning-transfer'), 'in the way');
  const network = new FakeNetwork(() => trace);
  const { evaluation, told } = start(network, three, [endpoint('a')]);
  const summary = await evaluation.done;
  expect(summary).toMatchObject({ complete: 3, left: 0 });
  expect(summary.problems.map(({ message }) => message)).toEqual(
    Array<string>(3).fill('A file stands where a folder is needed. Move it away.'),
  );
  expect(told.words.filter((line) => line.includes('problem'))).toEqual([
    'a legs/1 #0 complete problem',
    'a legs/2 #0 complete problem',
    'a legs/3 #0 complete problem',
  ]);
});

test('a scorer that fails costs the score, not the sample', async () => {
  const network = new FakeNetwork(() => trace);
  const { evaluation, told } = start(network, [legs(1)], [endpoint('a')], {
    score: () => {
      throw new Error('too deep');
    },
  });
  expect(await evaluation.done).toMatchObject({ complete: 1 });
  const last = told.events.at(-1);
  expect(last?.type === 'ended' && last.sample.score).toMatchObject({
    value: null,
    reason: 'the scorer failed: too deep',
  });
});

test("what is cut off counts as 0 for a benchmark of the user's own, when it is asked and when it is found", async () => {
  const item = legs(2);
  const own = {
    answerKind: 'math' as const,
    question: item.question,
    choices: null,
    scored: { ...item.record },
    goldFields: [],
  };
  const riddle = { ...item, benchmark: 'Riddles', own };
  const unscored: EvaluationOptions['score'] = () => ({ ...right, value: null, reason: 'truncated' });
  const cut = (): Trace => ({ ...trace, status: 'truncated', finishReason: 'length' });
  const counts = async (): Promise<unknown> => {
    const options = { resume: true, score: unscored };
    const { labels, truncated, skipped } = await start(
      new FakeNetwork(cut),
      [riddle],
      [endpoint('a')],
      options,
    ).evaluation.done;
    return { truncated, skipped, labels };
  };
  const labels = [{ label: 'a', n: 1, sum: 0, partial: false, unscored: 0, uncounted: 0 }];
  expect(await counts()).toEqual({ truncated: 1, skipped: 0, labels });
  expect(await counts()).toEqual({ truncated: 0, skipped: 1, labels });
});
