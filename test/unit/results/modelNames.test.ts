import { readFileSync, existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ModelRelation } from '../../../src/core/endpoint.ts';
import { modelNames } from '../../../src/core/results/modelNames.ts';

const named = (
  raw: readonly string[],
  models: readonly ModelRelation[] = [],
): readonly (string | undefined)[] => {
  const names = modelNames(raw, models);
  expect([...names.keys()]).toEqual([...new Set(raw)]);
  return raw.map((each) => names.get(each)?.name);
};

test.each([
  ['Qwen/Qwen3-14B', 'Qwen3-14B'],
  ['/ckpts/Qwen3-14B/', 'Qwen3-14B'],
  ['C:\\models\\Qwen3-14B\\', 'Qwen3-14B'],
  ['C__models__Qwen3-14B', 'Qwen3-14B'],
  ['./ckpts/Qwen3-14B', 'Qwen3-14B'],
  ['~/models/Qwen3-14B', 'Qwen3-14B'],
  ['Qwen__Qwen3-14B', 'Qwen3-14B'],
  ['__data__models__Qwen3-14B', 'Qwen3-14B'],
  ['vllm/Qwen/Qwen3-14B', 'Qwen3-14B'],
  ['hf/Qwen/Qwen3-14B', 'Qwen3-14B'],
  ['openai-api/local/Qwen3-14B', 'Qwen3-14B'],
  ['openai/Qwen/Qwen3-14B', 'Qwen3-14B'],
  ['sglang/Qwen3-14B', 'Qwen3-14B'],
  ['anthropic/claude-3-5-haiku-latest', 'claude-3-5-haiku-latest'],
  ['azureai/Meta-Llama-3-1-405B-Instruct-jqf', 'Meta-Llama-3-1-405B-Instruct-jqf'],
  ['ollama/llama3.1', 'llama3.1'],
  ['openai:chat:Qwen/Qwen3-14B', 'Qwen3-14B'],
  ['openai:gpt-4o-mini', 'gpt-4o-mini'],
  ['ollama:chat:qwen3:14b', 'qwen3:14b'],
  ['huggingface:text-generation:Qwen/Qwen3-14B', 'Qwen3-14B'],
  ['qwen3:14b', 'qwen3:14b'],
  ['qwen3__14b', 'qwen3:14b'],
  ['qwen3:latest', 'qwen3'],
  ['mistral:7b', 'mistral:7b'],
  ['mistral:mistral-large-latest', 'mistral-large-latest'],
  ['hf.co/Qwen/Qwen3-14B-GGUF:Q4_K_M', 'Qwen3-14B-GGUF:Q4_K_M'],
  ['https://huggingface.co/Qwen/Qwen3-14B', 'Qwen3-14B'],
  ['http://127.0.0.1:8000/v1/', 'http://127.0.0.1:8000/v1'],
  ['pretrained=Qwen/Qwen3-14B,dtype=bfloat16', 'Qwen3-14B'],
  ['pretrained=Qwen/Qwen3-14B-Base,peft=out/lora-math,dtype=auto', 'lora-math'],
  ['hf (pretrained=Qwen/Qwen3-14B,revision=main)', 'Qwen3-14B'],
  ['pretrained__Qwen__Qwen3-14B,dtype__auto', 'Qwen3-14B'],
  [
    '/data/huggingface/hub/models--Qwen--Qwen3-14B/snapshots/0123456789abcdef0123456789abcdef01234567',
    'Qwen3-14B',
  ],
  ['/m/Qwen3-14B-Q4_K_M.gguf', 'Qwen3-14B-Q4_K_M'],
  ['/m/Qwen3-14B-Q8_0-00001-of-00002.gguf', 'Qwen3-14B-Q8_0'],
  ['Qwen/Qwen3-14B@main', 'Qwen3-14B'],
  ['/exp/lr1e-5/final', 'lr1e-5/final'],
  ['UniReason-Qwen3-14B (RL)', 'UniReason-Qwen3-14B (RL)'],
  ['', ''],
  ['/', '/'],
])('%s is called %s', (raw, name) => {
  expect(named([raw])).toEqual([name]);
});

test('the names of one model are one', () => {
  const raw = [
    'Qwen/Qwen3-14B',
    'Qwen__Qwen3-14B',
    'vllm/Qwen/Qwen3-14B',
    '/data/models/Qwen/Qwen3-14B',
    'Qwen3-14B',
  ];
  expect(new Set(named(raw))).toEqual(new Set(['Qwen3-14B']));
});

test('two organisations are told apart, and who says none stays alone', () => {
  expect(
    named(['google/gemma-3-270m', 'unsloth__gemma-3-270m', '/models/unsloth/gemma-3-270m', 'gemma-3-270m']),
  ).toEqual(['google/gemma-3-270m', 'unsloth/gemma-3-270m', 'unsloth/gemma-3-270m', 'gemma-3-270m']);
});

test('two folders are told apart by as much of their paths as is needed', () => {
  expect(
    named(['/a/seed1/my-model', '/a/seed2/my-model', 'seed2/my-model/', '__a__seed1__my-model', 'my-model']),
  ).toEqual(['seed1/my-model', 'seed2/my-model', 'seed2/my-model', 'seed1/my-model', 'my-model']);
  expect(named(['/a/s/x/my-model', '/b/s/x/my-model'])).toEqual(['a/s/x/my-model', 'b/s/x/my-model']);
});

test('a folder is a copy of the one model of a hub, unless another folder says it is', () => {
  expect(named(['Qwen/Qwen3-14B', '/ckpts/Qwen3-14B'])).toEqual(['Qwen3-14B', 'Qwen3-14B']);
  expect(named(['Qwen/Qwen3-14B', '/m/Qwen/Qwen3-14B', '/m/tuned/Qwen3-14B'])).toEqual([
    'Qwen/Qwen3-14B',
    'Qwen/Qwen3-14B',
    'tuned/Qwen3-14B',
  ]);
  expect(named(['Qwen/Qwen3-14B', '/a/Qwen3-14B', '/b/Qwen3-14B'])).toEqual([
    'Qwen/Qwen3-14B',
    'a/Qwen3-14B',
    'b/Qwen3-14B',
  ]);
});

test('revisions are shown where there are several', () => {
  const hub = (hash: string): string => `/c/models--Qwen--Qwen3-14B/snapshots/${hash.repeat(40)}`;
  expect(named([hub('a'), hub('b'), 'Qwen/Qwen3-14B@v2', 'Qwen/Qwen3-14B'])).toEqual([
    'Qwen3-14B@aaaaaaaa',
    'Qwen3-14B@bbbbbbbb',
    'Qwen3-14B@v2',
    'Qwen3-14B',
  ]);
  expect(named(['Qwen/Qwen3-14B@v2'])).toEqual(['Qwen3-14B']);
  expect(named(['pretrained=Qwen/Qwen3-14B,revision=v2', 'Qwen/Qwen3-14B'])).toEqual([
    'Qwen3-14B@v2',
    'Qwen3-14B',
  ]);
});

test('checkpoints are a run with steps', () => {
  const raw = [
    '/ckpts/math-rl/checkpoint-500',
    '/ckpts/math-rl/checkpoint-1000/',
    '__ckpts__math-rl__global_step_200__actor__huggingface',
    'rl-step-600',
    'checkpoint-7',
    'EleutherAI/pythia-70m@step143000',
  ];
  const names = modelNames(raw, []);
  expect(raw.map((each) => names.get(each))).toEqual([
    { name: 'math-rl/checkpoint-500', run: 'math-rl', step: 500, raw: raw[0] },
    { name: 'math-rl/checkpoint-1000', run: 'math-rl', step: 1000, raw: raw[1] },
    { name: 'math-rl/global_step_200', run: 'math-rl', step: 200, raw: raw[2] },
    { name: 'rl-step-600', run: 'rl', step: 600, raw: raw[3] },
    { name: 'checkpoint-7', run: null, step: 7, raw: raw[4] },
    { name: 'pythia-70m@step143000', run: 'pythia-70m', step: 143_000, raw: raw[5] },
  ]);
});

test('runs of one name in two folders are two', () => {
  const raw = ['/a/math-rl/checkpoint-500', '/b/math-rl/checkpoint-500'];
  const names = modelNames(raw, []);
  expect(raw.map((each) => names.get(each)?.name)).toEqual([
    'a/math-rl/checkpoint-500',
    'b/math-rl/checkpoint-500',
  ]);
  expect(raw.map((each) => names.get(each)?.run)).toEqual(['a/math-rl', 'b/math-rl']);
});

test('what the settings call a model is its name', () => {
  const models: ModelRelation[] = [
    { model: 'my RL', base: 'Qwen/Qwen3-14B-Base', aliases: ['/ckpts/math-rl/checkpoint-500', 'rl-500'] },
  ];
  const raw = ['/ckpts/math-rl/checkpoint-500', 'me/rl-500', '__ckpts__Qwen3-14B-Base', 'other'];
  expect(named(raw, models)).toEqual(['my RL', 'my RL', 'Qwen/Qwen3-14B-Base', 'other']);
  expect(modelNames(raw, models).get(raw[0] ?? '')).toMatchObject({ run: 'math-rl', step: 500 });
});

test('an alias of a name that others share is of no other', () => {
  const models = [{ model: 'mine', aliases: ['google/gemma'] }];
  expect(named(['google/gemma', 'unsloth/gemma'], models)).toEqual(['mine', 'unsloth/gemma']);
});

const paper = new URL('../../../../shared/reference/paper-results.csv', import.meta.url);
test.skipIf(!existsSync(paper))("the paper's 30 models keep their names", () => {
  const models = readFileSync(paper, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0] ?? '');
  expect(models).toHaveLength(30);
  expect(named(models)).toEqual(models);
});
