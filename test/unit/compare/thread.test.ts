import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { alignTraces } from '../../../src/core/compare/alignTraces.ts';
import { packed, unpacked } from '../../../src/core/compare/packedAlignment.ts';
import { comparedText, type ComparedPart } from '../../../src/core/compare/comparedText.ts';
import { type DocumentTrace, traceDocuments } from '../../../src/core/compare/traceDocuments.ts';
import { CompareClient } from '../../../src/workspace/compare/compareClient.ts';
import type { TraceToAlign } from '../../../src/workspace/compare/compareMessages.ts';
import { bundle } from '../saved/bundle.ts';
import { editedSteps, seeded } from './someTraces.ts';
import { words } from './documentWords.ts';

let script = '';

beforeAll(async () => {
  script = await bundle('src/workspace/compare/compareThread.ts', 'compareThread');
});

afterAll(() => rmSync(path.dirname(script), { recursive: true, force: true }));

function opened(module = script): CompareClient {
  const client = new CompareClient(module);
  onTestFinished(() => client.close());
  return client;
}

/** A thread of the test's own. */
function moduleWith(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'compare-thread-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'thread.mjs');
  writeFileSync(file, `import { parentPort as port } from 'node:worker_threads';\n${text}`);
  return file;
}

/** Answers each question with the number of traces that it is about, and how many it has answered. */
const counting = `let answered = 0;
  port.on('message', ({ type, traces, left: { answer: left } = {} }) => {
    answered += 1;
    if (left === 'exit') process.exit(3);
    if (left === 'throw') throw new Error('out of order');
    if (left === 'fail') port.postMessage({ type: 'failed', message: 'cannot' });
    else if (type === 'align') port.postMessage({ type: 'aligned', aligned: [traces.length, answered] });
    else port.postMessage({ type: 'documents', documents: [left, answered] });
  });`;

const trace = (answer: string): TraceToAlign => ({
  reasoning: 'Let x be the number of pages.\n\nThen 3x = 12, so x = 4.',
  answer,
  finalAnswer: '4',
});
const many = (count: number) => Array.from({ length: count }, (_, at) => trace(`The answer is ${at}.`));

const documentOf = (answer: string): DocumentTrace => ({ name: answer, head: [], reasoning: '', answer });
const textsOf = (client: CompareClient, left: string, right: string) =>
  client.documents(documentOf(left), documentOf(right), words);

const parts: readonly ComparedPart[] = ['both', 'reasoning', 'answer'];
test.each(parts)('the thread aligns what alignTraces does: %s', async (part) => {
  const traces = many(3);
  const compared = traces.map((one) => ({ ...comparedText(one, part), finalAnswer: one.finalAnswer }));
  expect(await opened().align(traces, 1, part)).toEqual(packed(alignTraces(compared, 1)));
});

test('the thread lays two traces out as traceDocuments does, and gives the texts alone', async () => {
  const [left, right] = [documentOf('Let x = 3.\n\nThen y = 4.'), documentOf('Let x = 3.\n\nThen y = 5.')];
  const made = traceDocuments(left, right, words);
  expect(await opened().documents(left, right, words)).toEqual({
    left: made.left.text,
    right: made.right.text,
    parts: made.parts,
  });
});

test("a newer alignment takes the place of the same asker's that waits, not of one that is begun", async () => {
  const client = opened(moduleWith(counting));
  const asked = [1, 2, 3, 4].map((count) => client.align(many(count), 0, 'both'));
  expect(await Promise.all(asked)).toEqual([[1, 1], null, null, [4, 2]]);
});

test("askers do not take each other's place, and who asks often is not passed over", async () => {
  const client = opened(moduleWith(counting));
  const [one, other] = [{}, {}];
  const begun = client.align(many(1), 0, 'both', one);
  const waits = client.align(many(2), 0, 'both', one);
  const others = client.align(many(3), 0, 'both', other);
  const newer = client.align(many(4), 0, 'both', one);
  expect(await Promise.all([begun, waits, newer, others])).toEqual([[1, 1], null, [4, 2], [3, 3]]);
});

test('every comparison of two texts is answered, in order, between alignments', async () => {
  const client = opened(moduleWith(counting));
  const asked = [
    textsOf(client, 'a', ''),
    client.align(many(2), 0, 'both'),
    textsOf(client, 'b', ''),
    textsOf(client, 'a', ''),
  ];
  expect(await Promise.all(asked)).toEqual([
    ['a', 1],
    [2, 2],
    ['b', 3],
    ['a', 4],
  ]);
});

test('a long answer is few objects for who takes it, and whole', async () => {
  const random = seeded(5);
  const [first = '', ...others] = [0, 40, 400].map((edits) =>
    editedSteps(
      Array.from({ length: 900 }, (_, at) => `Step ${at} of many is about ${at * 7} things.`),
      random,
      edits,
    ).join('\n\n'),
  );
  const traces = [first, ...others].map((reasoning) => ({ reasoning, answer: '', finalAnswer: null }));
  const compared = traces.map((one) => ({ ...comparedText(one, 'both'), finalAnswer: null }));
  const aligned = await opened().align(traces, 0, 'both');
  expect(aligned && unpacked(aligned)).toEqual(alignTraces(compared, 0));
  expect(typeof aligned?.rows).toBe('string');
});

test('a thread that ends or throws is started again, and what waits is answered', async () => {
  const client = opened(moduleWith(counting));
  const ended = textsOf(client, 'exit', '');
  const waits = textsOf(client, 'a', '');
  await expect(ended).rejects.toThrow('ended');
  expect(await waits).toEqual(['a', 1]);
  await expect(textsOf(client, 'throw', '')).rejects.toThrow('out of order');
  expect(await textsOf(client, 'b', '')).toEqual(['b', 1]);
});

test('a warm-up comes before what is asked, once, and has no answer', async () => {
  const client = opened(
    moduleWith(
      counting
        .replace('answered += 1;', "answered += type === 'warm-up' ? 10 : 1;")
        .replace("if (left === 'exit')", "if (type === 'warm-up') return;\n    if (left === 'exit')"),
    ),
  );
  client.warmUp();
  client.warmUp();
  expect(await textsOf(client, 'a', '')).toEqual(['a', 11]);
  client.warmUp();
  expect(await textsOf(client, 'b', '')).toEqual(['b', 12]);
});

test('what is asked during a warm-up is answered as without', async () => {
  const client = opened();
  client.warmUp();
  for (const count of [2, 3]) {
    const traces = many(count);
    const compared = traces.map((one) => ({ ...comparedText(one, 'both'), finalAnswer: one.finalAnswer }));
    expect(await client.align(traces, 1, 'both')).toEqual(packed(alignTraces(compared, 1)));
  }
});

test('what the thread cannot do is rejected, and it goes on', async () => {
  const client = opened(moduleWith(counting));
  await expect(textsOf(client, 'fail', '')).rejects.toThrow('cannot');
  expect(await textsOf(client, 'a', '')).toEqual(['a', 2]);
});

test('a script that is not there is rejected', async () => {
  await expect(textsOf(opened('/nowhere/compareThread.js'), 'a', 'b')).rejects.toThrow('nowhere');
});

test('what cannot be posted is rejected, and what waits is answered', async () => {
  const client = opened(moduleWith(counting));
  const cannot: DocumentTrace = { ...documentOf('a'), head: [(() => 'a function') as unknown as string] };
  const [begun, rejected, waits] = [
    textsOf(client, 'a', ''),
    client.documents(cannot, cannot, words),
    textsOf(client, 'b', ''),
  ];
  await expect(rejected).rejects.toThrow('could not be cloned');
  expect(await Promise.all([begun, waits])).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
});

test('a thread that cannot be started is rejected each time, and a warm-up of it says nothing', async () => {
  const client = opened(new URL('https://thread.example/compareThread.js').href);
  client.warmUp();
  for (const left of ['a', 'b']) await expect(textsOf(client, left, '')).rejects.toThrow(/worker|path|url/i);
});

test('an answer that cannot be read is rejected, and a new thread answers the next', async () => {
  const client = opened(
    moduleWith(
      counting.replace(
        "if (left === 'fail')",
        `if (left === 'unreadable') {
          const blob = new Blob([]);
          const clone = Object.getOwnPropertySymbols(Blob.prototype).find(({ description }) => description === 'messaging_clone_symbol');
          blob[clone] = () => ({ data: {}, deserializeInfo: 'internal/blob:NoSuchThing' });
          port.postMessage(blob);
        } else if (left === 'fail')`,
      ),
    ),
  );
  await expect(textsOf(client, 'unreadable', '')).rejects.toThrow('could not be read');
  expect(await textsOf(client, 'a', '')).toEqual(['a', 1]);
});

test('what was asked before it was closed is answered with null, and it can be asked again', async () => {
  const client = opened();
  const asked = [client.align(many(2), 0, 'both'), textsOf(client, 'a', 'b')];
  await client.close();
  expect(await Promise.all(asked)).toEqual([null, null]);
  expect((await textsOf(client, 'a', 'b'))?.right).toContain('b');
});

test('a question keeps the process from ending, an idle thread does not', async () => {
  const client = pathToFileURL(path.resolve('src/workspace/compare/compareClient.ts')).href;
  const program = `import { CompareClient } from ${JSON.stringify(client)};
    const client = new CompareClient(${JSON.stringify(script)});
    const traces = ['a', 'a'].map((answer) => ({ reasoning: '', answer, finalAnswer: null }));
    void client.align(traces, 0, 'both').then((found) => console.log(found.traces.length));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', '--input-type=module', '--eval', program],
    { timeout: 20_000 },
  );
  expect(stdout).toBe('2\n');
});
