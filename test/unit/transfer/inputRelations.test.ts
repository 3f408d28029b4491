import { expect, test } from 'vitest';

import type { ModelRelation } from '../../../src/core/endpoint.ts';
import { modelSize } from '../../../src/core/transfer/modelSize.ts';
import { transferOf } from '../../../src/core/transfer/transferOf.ts';
import { inputOf, inputShown } from './inputShown.ts';

/** What is said of models, without the benchmarks. */
async function relations(
  table: string,
  said: readonly ModelRelation[] = [],
  options: Parameters<typeof inputOf>[2] = {},
): Promise<string[]> {
  const input = await inputOf({ 'scores.csv': table }, said, options);
  return inputShown({ ...input, comparisons: [] });
}

test('a table says base, size and method; models without a base that are nobody’s base are left out', async () => {
  const table = `model,base,size,method,MATH-500
Oak-7B,,,,40
Oak-RL,Oak-7B,14B,RL,50
Elm-Chat,,,,60
Oak-SFT,Oak-7B,,DPO,55
`;
  expect(await relations(table)).toEqual([
    'Oak-RL ← Oak-7B rl 14B (the results "scores.csv")',
    'Oak-SFT ← Oak-7B other 7B (the results "scores.csv")',
    'scores.csv: Nobody says what "Elm-Chat" was tuned from, and it is nobody\'s base, so it is left out.',
  ]);
});

test('of two bases that files say one counts, with why; the settings settle it without a word', async () => {
  const table =
    'model,base,method,MATH-500\nOak-7B,,,40\nElm-7B,,,41\nTuned,Oak-7B,SFT,50\nTuned,Elm-7B,,50\n';
  expect(await relations(table)).toEqual([
    'Tuned ← Oak-7B sft 7B (the results "scores.csv")',
    'scores.csv: Nobody says what "Elm-7B" was tuned from, and it is nobody\'s base, so it is left out.',
    'scores.csv: "Tuned" has two bases: "Oak-7B" counts, according to the results "scores.csv"; "Elm-7B" does not, according to the results "scores.csv".',
  ]);
  expect(await relations(table, [{ model: 'Tuned', base: 'Elm-7B', size: '8B' }])).toEqual([
    'Tuned ← Elm-7B sft 8B',
    'scores.csv: Nobody says what "Oak-7B" was tuned from, and it is nobody\'s base, so it is left out.',
  ]);
});

test('a base equal to the tuned model, a circle and a base without results: a word each, the others unharmed', async () => {
  const table = `model,base,MATH-500
Self,Self,40
A,B,41
B,A,42
Lost,Nowhere-3B,43
Oak,,44
Fine,Oak,45
`;
  expect(await relations(table)).toEqual([
    'Fine ← Oak ? ? (the results "scores.csv")',
    'scores.csv: "A" is left out, since its bases lead in a circle: A ← B ← A.',
    'scores.csv: "B" is left out, since its bases lead in a circle: B ← A ← B.',
    'scores.csv: Base missing: "Lost" was tuned from "Nowhere-3B", of which there are no results, so it is left out.',
    'scores.csv: "Self" is named as its own base by the results "scores.csv": that does not count.',
  ]);
});

test('models that a table names as bases of each other change nobody’s σ, and the settings settle it', async () => {
  const fine = 'model,base,MATH-500,AIME24\nOak,,40,10\nRL,Oak,50,15\nSFT,Oak,44,9\n';
  const circle = 'C1,C2,10,0\nC2,C1,90,70\n';
  const sigmas = async (table: string) =>
    transferOf(
      await inputOf({ 'scores.csv': table }),
      { variant: 'v2-cohort', level: 95, cohort: null },
      null,
    );
  const [alone, beside] = [await sigmas(fine), await sigmas(`${fine}${circle}`)];
  expect(beside.cohort).toEqual(['RL', 'SFT']);
  expect(beside.sigma).toEqual(alone.sigma);
  expect(await relations(`${fine}${circle}`, [{ model: 'C1', base: 'C2' }], { base: 'Oak' })).toEqual([
    'C1 ← C2 ? ?',
    'RL ← Oak ? ? (the results "scores.csv")',
    'SFT ← Oak ? ? (the results "scores.csv")',
    'scores.csv: According to the results "scores.csv", "C1" is the base of "C2". That does not count, since it was tuned from it: the bases lead in a circle.',
  ]);
  // A base for all that name none is none of those that name each other.
  expect(
    (await relations(`${fine}${circle}`, [], { base: 'Oak' })).filter((line) => line.includes('←')),
  ).toEqual([
    'RL ← Oak ? ? (the results "scores.csv")',
    'SFT ← Oak ? ? (the results "scores.csv")',
    'scores.csv: "C1" is left out, since its bases lead in a circle: C1 ← C2 ← C1.',
    'scores.csv: "C2" is left out, since its bases lead in a circle: C2 ← C1 ← C2.',
  ]);
});

test('the settings may lead in a circle, or name a model as its own base', async () => {
  const table = 'model,MATH-500\nA,40\nB,41\nC,42\nD,43\nE,44\n';
  const said = [
    { model: 'A', base: 'B' },
    { model: 'B', base: 'C' },
    { model: 'C', base: 'A' },
    { model: 'D', base: 'D' },
    { model: 'E', base: 'A' },
  ];
  expect(await relations(table, said)).toEqual([
    'E ← A ? ?',
    'scores.csv: "A" is left out, since its bases lead in a circle: A ← B ← C ← A.',
    'scores.csv: "B" is left out, since its bases lead in a circle: B ← C ← A ← B.',
    'scores.csv: "C" is left out, since its bases lead in a circle: C ← A ← B ← C.',
    'scores.csv: "D" is named as its own base, so it is left out.',
  ]);
});

test('a base that is asked for is that of models that name none, or of those that are named', async () => {
  const table = 'model,base,MATH-500\nOak,,40\nElm,,41\nTuned,Oak,42\n';
  expect(await relations(table, [], { base: 'Oak' })).toEqual([
    'Elm ← Oak ? ?',
    'Tuned ← Oak ? ? (the results "scores.csv")',
  ]);
  expect(await relations(table, [], { base: 'Elm', models: ['Tuned'] })).toEqual([
    'Tuned ← Elm ? ?',
    'scores.csv: Nobody says what "Oak" was tuned from, and it is nobody\'s base, so it is left out.',
  ]);
});

test('a base may be named as tools write it, or by another name of it', async () => {
  const table = 'model,MATH-500\nhub/Oak-7B,40\nTuned,41\nMore,42\n';
  const said = [
    { model: 'Tuned', base: 'hub/Oak-7B' },
    { model: 'Oak', aliases: ['hub/Oak-7B', 'the base'] },
    { model: 'More', base: 'the base' },
  ];
  expect(await relations(table, said)).toEqual(['More ← Oak ? ?', 'Tuned ← Oak ? ?']);
});

test('checkpoints are tuned from what their training run was', async () => {
  const table = 'model,MATH-500\nOak-7B,40\nmath-rl/checkpoint-100,41\nmath-rl/checkpoint-200,42\n';
  expect(await relations(table, [{ model: 'math-rl', base: 'Oak-7B', method: 'rl' }])).toEqual([
    'math-rl/checkpoint-100 ← Oak-7B rl 7B math-rl@100',
    'math-rl/checkpoint-200 ← Oak-7B rl 7B math-rl@200',
  ]);
});

test.each([
  ['Qwen2.5-7B', '7B'],
  ['Qwen2.5-1.5B-Base', '1.5B'],
  ['gemma-3-270m', '270M'],
  ['qwen3:14b', '14B'],
  ['Mixtral-8x7B-v0.1', '8x7B'],
  ['Qwen3-30B-A3B', '30B'],
  ['org/SmolLM2-135M-Instruct', '135M'],
  ['Llama-3-8bit', null],
  ['tuned', null],
])('the size in the name %s is %s', (name, size) => {
  expect(modelSize(name)).toBe(size);
});
