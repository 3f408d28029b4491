import { expect, test } from 'vitest';
import { checkpointStep, stepOfRevision } from '../../../src/core/results/checkpointStep.ts';

test.each([
  ['math-rl/checkpoint-500', 'math-rl', 500],
  ['exp/math-rl/global_step_200', 'math-rl', 200],
  ['exp/math-rl/global_step_200/actor/huggingface', 'math-rl', 200],
  ['math-rl/step_1000', 'math-rl', 1000],
  ['math-rl/step-1000', 'math-rl', 1000],
  ['math-rl/iter_0001000', 'math-rl', 1000],
  ['math-rl/epoch_3', 'math-rl', 3],
  ['math-rl/ckpt-500', 'math-rl', 500],
  ['math-rl/checkpoints/global_step_20', 'math-rl', 20],
  ['checkpoints/step_1000', null, 1000],
  ['checkpoint-500', null, 500],
  ['rl-step-600', 'rl', 600],
  ['Qwen3-14B_checkpoint-60', 'Qwen3-14B', 60],
])('%s is of %s, step %d', (path, run, step) => {
  const found = checkpointStep(path.split('/'));
  expect(found?.step).toBe(step);
  expect(found?.run.at(-1) ?? null).toBe(run);
});

test.each([
  'Qwen3-14B',
  'step3',
  'stepfun/Step-3.5-Flash',
  'model',
  'checkpoint',
  'step_',
  'footstep-3',
  'a/b',
])('%s is no checkpoint', (path) => {
  expect(checkpointStep(path.split('/'))).toBeNull();
});

test('a number too long for a step is none', () => {
  expect(checkpointStep(['run', 'step_99999999999999999999'])).toBeNull();
});

test('revisions of training runs', () => {
  expect(stepOfRevision('step143000')).toBe(143_000);
  expect(stepOfRevision('stage1-step1000-tokens5B')).toBe(1000);
  expect(stepOfRevision('v1.0')).toBeNull();
});
