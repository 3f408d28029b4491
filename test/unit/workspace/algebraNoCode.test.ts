import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { bundle } from '../saved/bundle.ts';

const attempts = [
  "new Function('return 7')",
  "Function('return 7')",
  "(() => 0).constructor('return 7')",
  "(async () => 0).constructor('return 7')",
  "(function* () {}).constructor('yield 7')",
  "Reflect.construct(Function, ['return 7'])",
  "new (class extends Function {})('return 7')",
  "eval('7')",
  "(0, eval)('7')",
];

test('in the thread of the algebra system no text becomes code', async () => {
  const script = await bundle('src/workspace/scoring/algebraNoCode.ts', 'algebraNoCode');
  onTestFinished(() => rmSync(path.dirname(script), { recursive: true, force: true }));
  const program = `
    require(${JSON.stringify(script)});
    const { parentPort } = require('node:worker_threads');
    const tried = [${attempts.map((code) => `() => ${code}`).join(',')}].map((attempt) => {
      try { attempt(); return 'made code'; } catch (error) { return error.message; }
    });
    parentPort.postMessage([...tried, (() => 0) instanceof Function, typeof Function.prototype.call]);`;
  const worker = new Worker(program, { eval: true });
  const found = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  const refused = attempts.map(() => 'No code is made of text in this thread.');
  expect(found).toEqual([...refused, true, 'function']);
});

test('the thread refuses before the algebra system is loaded, which would keep what it finds', () => {
  const source = readFileSync(
    new URL('../../../src/workspace/scoring/algebraThread.ts', import.meta.url),
    'utf8',
  );
  expect(source.split('\n')[0]).toBe("import './algebraNoCode.ts';");
});
