import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { alignTraces } from '../../../src/core/compare/alignTraces.ts';
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

const documentOf = (answer: string): DocumentTrace => ({ head: [], reasoning: '', answer });
const textsOf = (client: CompareClient, left: string, right: string) =>
  client.documents(documentOf(left), documentOf(right), words);

const parts: readonly ComparedPart[] = ['both', 'reasoning', 'answer'];
test.each(parts)('the thread aligns what alignTraces does: %s', async (part) => {
  const traces = many(3);
  const compared = traces.map((one) => ({ ...comparedText(one, part), finalAnswer: one.finalAnswer }));
  expect(await opened().align(traces, 1, part)).toEqual(alignTraces(compared, 1));
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

test('a long answer comes in pieces, and is whole in the end', async () => {
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
  const client = opened();
  expect(await client.align(traces, 0, 'both')).toEqual(alignTraces(compared, 0));
});

test('the next piece is sent when it is asked for, so that other work comes between', async () => {
  const client = opened(
    moduleWith(`let more = 0;
      port.on('message', ({ type }) => {
        if (type === 'more') more += 1;
        if (more > 2) port.postMessage({ type: 'aligned', aligned: { rows: ['last'] } });
        else port.postMessage({ type: 'rows', rows: [more] });
      });`),
  );
  expect(await client.align(many(2), 0, 'both')).toEqual({ rows: [0, 1, 2, 'last'] });
});

test('pieces of a thread that ended are in no later answer', async () => {
  const client = opened(
    moduleWith(`port.on('message', ({ type, reference }) => {
        if (type === 'more') process.exit(3);
        if (reference === 1) port.postMessage({ type: 'rows', rows: ['lost'] });
        else port.postMessage({ type: 'aligned', aligned: { rows: ['last'] } });
      });`),
  );
  await expect(client.align(many(2), 1, 'both')).rejects.toThrow('ended');
  expect(await client.align(many(2), 0, 'both')).toEqual({ rows: ['last'] });
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

test('what the thread cannot do is rejected, and it goes on', async () => {
  const client = opened(moduleWith(counting));
  await expect(textsOf(client, 'fail', '')).rejects.toThrow('cannot');
  expect(await textsOf(client, 'a', '')).toEqual(['a', 2]);
});

test('a script that is not there is rejected', async () => {
  await expect(textsOf(opened('/nowhere/compareThread.js'), 'a', 'b')).rejects.toThrow('nowhere');
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
    void client.align(traces, 0, 'both').then((found) => console.log(found.rows.length));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', '--input-type=module', '--eval', program],
    { timeout: 20_000 },
  );
  expect(stdout).toBe('1\n');
});
