import { renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { objects, run } from '../cli/program.ts';
import { bundle } from '../saved/bundle.ts';

let program = '';

beforeAll(async () => {
  program = await bundle('src/cli.ts', 'scoreCommand');
  const thread = await bundle('src/workspace/scoring/algebraThread.ts', 'scoreCommand');
  renameSync(thread, thread.replace(/\.cjs$/, '.js'));
});
afterAll(() => rmSync(path.dirname(program), { recursive: true, force: true }));

test('the command line scores formulas with the algebra system beside it, and ends', async () => {
  const line = (answer: string): string =>
    JSON.stringify({ benchmark: 'MATH-500', item: { answer }, response: '\\boxed{\\sum_{k=1}^{n} k}' });
  const stdin = [line('\\frac{n(n+1)}{2}'), line('n^2'), line('(1,2)')].join('\n');
  const { status, stdout, stderr } = await run(program, ['score'], { cwd: tmpdir(), stdin }).ended;
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(objects(stdout).map(({ score, reason }) => [score, reason])).toEqual([
    [1, '`\\boxed{\\sum_{k=1}^{n} k}` equals \\frac{n(n+1)}{2} symbolically'],
    [0, '`\\boxed{\\sum_{k=1}^{n} k}` is not n^2'],
    [0, '`\\boxed{\\sum_{k=1}^{n} k}` is not (1,2)'],
  ]);
});
