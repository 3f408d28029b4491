import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { directOf } from '../../../src/core/transfer/directOf.ts';
import { resampleSums } from '../../../src/core/transfer/resampleSums.ts';
import { resample } from '../../../src/core/transfer/resampled.ts';
import type { TransferOptions } from '../../../src/core/transfer/transfer.ts';
import type { TransferInput } from '../../../src/core/transfer/transferInput.ts';
import { transferOf } from '../../../src/core/transfer/transferOf.ts';
import { TransferClient } from '../../../src/workspace/transfer/transferClient.ts';
import { bundle } from '../saved/bundle.ts';
import { defaults, itemInput } from './builtInput.ts';

const draws = { seed: 11, resamples: 400 };
let script = '';

beforeAll(async () => {
  script = await bundle('src/workspace/transfer/transferThread.ts', 'transferThread');
});

afterAll(() => rmSync(path.dirname(script), { recursive: true, force: true }));

function opened(module = script): TransferClient {
  const client = new TransferClient(module, draws);
  onTestFinished(() => client.close());
  return client;
}

/** A thread of the test's own. */
function moduleWith(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'transfer-thread-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'thread.mjs');
  writeFileSync(file, `import { parentPort as port } from 'node:worker_threads';\n${text}`);
  return file;
}

/** So many of 60 items right. */
const right = (count: number): number[] =>
  Array.from({ length: 60 }, (_, at) => ((at * 7) % 60 < count ? 1 : 0));

function inputWith(tuned: number): TransferInput {
  return itemInput(
    [
      { model: 'Oak-RL', base: 'Oak' },
      { model: 'Oak-SFT', base: 'Oak' },
    ],
    [
      {
        benchmark: 'AIME24',
        domain: 'math',
        scores: { Oak: right(20), 'Oak-RL': right(tuned), 'Oak-SFT': right(35) },
      },
      {
        benchmark: 'MATH-500',
        domain: 'math',
        scores: { Oak: right(10), 'Oak-RL': right(30), 'Oak-SFT': right(25) },
      },
      {
        benchmark: 'HeadQA',
        domain: 'other',
        scores: { Oak: right(30), 'Oak-RL': right(40), 'Oak-SFT': right(28) },
      },
      {
        benchmark: 'CoQA',
        domain: 'non',
        scores: { Oak: right(50), 'Oak-RL': right(45), 'Oak-SFT': right(33) },
      },
    ],
  );
}

function expected(input: TransferInput, options: TransferOptions): unknown {
  return transferOf(input, options, resample(input, resampleSums, draws));
}

test('the thread gives the transfer with its intervals, in each variant', async () => {
  const client = opened();
  const input = inputWith(45);
  client.input(input);
  const found = await client.transfer(defaults);
  expect(found).toEqual(expected(input, defaults));
  expect(found?.models[0]?.ti.non.low).toBeTypeOf('number');
  expect(found?.resamples).toBe(400);
  for (const variant of ['v2-per-model', 'v1-relative'] as const) {
    const options = { variant, level: 80, cohort: ['Oak-RL'] };
    expect(await client.transfer(options)).toEqual(expected(input, options));
  }
});

test('two models are compared directly, without an input', async () => {
  const { comparisons, tasks } = inputWith(45);
  const [comparison] = comparisons;
  const found = await opened().direct(comparison!, tasks, 90);
  expect(found).toEqual(directOf(comparison!, tasks, resampleSums, { level: 90, ...draws }));
});

test('a newer question takes the place of an older one of its kind', async () => {
  const client = opened();
  const input = inputWith(45);
  client.input(input);
  const { comparisons, tasks } = input;
  const asked = [80, 85, 90].map((level) => client.transfer({ ...defaults, level }));
  const direct = client.direct(comparisons[0]!, tasks, 95);
  expect((await Promise.all(asked)).map((answer) => answer?.level)).toEqual([undefined, undefined, 90]);
  expect((await direct)?.level).toBe(95);
});

test('a newer input takes the answers from what was asked before it', async () => {
  const client = opened();
  client.input(inputWith(45));
  const before = client.transfer(defaults);
  const input = inputWith(50);
  client.input(input);
  const after = client.transfer(defaults);
  expect(await before).toBeNull();
  expect(await after).toEqual(expected(input, defaults));
});

test('what the thread cannot do is rejected, and it goes on', async () => {
  const client = opened();
  await expect(client.transfer(defaults)).rejects.toThrow('nothing yet');
  client.input(inputWith(45));
  expect((await client.transfer(defaults))?.models).toHaveLength(2);
});

test('a thread that ends is started again, and is given the input again', async () => {
  const client = opened(
    moduleWith(`let inputs = 0;
      port.on('message', ({ type, question }) => {
        if (type === 'input') inputs += 1;
        else if (question.options.level === 1) process.exit(3);
        else if (question.options.level === 2) throw new Error('out of order');
        else port.postMessage({ type: 'transfer', answer: { inputs } });
      });`),
  );
  client.input(inputWith(45));
  const at = (level: number) => client.transfer({ ...defaults, level });
  expect(await at(95)).toEqual({ inputs: 1 });
  await expect(at(1)).rejects.toThrow('ended');
  expect(await at(95)).toEqual({ inputs: 1 });
  await expect(at(2)).rejects.toThrow('out of order');
  expect(await at(95)).toEqual({ inputs: 1 });
  expect(await at(95)).toEqual({ inputs: 1 });
});

test('a script that is not there is rejected', async () => {
  await expect(opened('/nowhere/transferThread.js').transfer(defaults)).rejects.toThrow('nowhere');
});

test('what was asked before the thread was closed is answered with null, and it can be asked again', async () => {
  const client = opened();
  const input = inputWith(45);
  client.input(input);
  const asked = client.transfer(defaults);
  await client.close();
  expect(await asked).toBeNull();
  expect(await client.transfer(defaults)).toEqual(expected(input, defaults));
});
