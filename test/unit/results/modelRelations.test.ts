import { expect, test } from 'vitest';
import type { ModelRelation } from '../../../src/core/endpoint.ts';
import { modelNames } from '../../../src/core/results/modelNames.ts';
import {
  adapterRelation,
  cardRelation,
  inferRelations,
  namesInRelations,
  resultsRelations,
  serverRelations,
  toldRelations,
  type RelationSource,
} from '../../../src/core/results/modelRelations.ts';

const adapter = '/ckpts/math-lora/adapter_config.json';
const card = (lines: string): ModelRelation | null =>
  cardRelation('/ckpts/tuned/README.md', `---\n${lines}\n---\n# tuned\nbase_model: text/of-the-card\n`)
    ?.relation ?? null;
const infer = (
  sources: readonly RelationSource[],
  said: readonly ModelRelation[] = [],
  raw: readonly string[] = [],
) => inferRelations(sources, modelNames([...raw, ...namesInRelations(sources)], said), said);

test('an adapter names its base', () => {
  const text = JSON.stringify({ peft_type: 'LORA', base_model_name_or_path: 'Qwen/Qwen3-14B-Base', r: 8 });
  expect(adapterRelation(adapter, text)).toEqual({
    relation: { model: '/ckpts/math-lora', base: 'Qwen/Qwen3-14B-Base' },
    from: `the adapter "${adapter}"`,
    kind: 'adapter',
  });
});

test.each(['', '{', '[]', '{}', '{"base_model_name_or_path": null}', '{"base_model_name_or_path": " "}'])(
  'the adapter %j names none',
  (text) => {
    expect(adapterRelation(adapter, text)).toBeNull();
  },
);

test.each([
  ['base_model: Qwen/Qwen3-14B-Base'],
  ['license: mit\nbase_model: "Qwen/Qwen3-14B-Base" # the base'],
  ["base_model: 'Qwen/Qwen3-14B-Base'\ntags:\n- math"],
  ['base_model:\n- Qwen/Qwen3-14B-Base\nlibrary_name: transformers'],
  ['base_model:\n  # one\n  - "Qwen/Qwen3-14B-Base"\r\nbase_model_relation: finetune'],
  ['base_model: [Qwen/Qwen3-14B-Base]'],
])('the card %j names its base', (lines) => {
  expect(card(lines)).toEqual({ model: '/ckpts/tuned', base: 'Qwen/Qwen3-14B-Base' });
});

test.each([
  ['license: mit'],
  ['base_model:'],
  ['base_model: null'],
  ['base_model: |\n  Qwen/Qwen3'],
  ['model:\n  base_model: nested/name'],
  ['base_model: [a/one, b/two]'],
  ['base_model:\n- a/one\n- b/two\nbase_model_relation: merge'],
  ['base_model: Qwen/Qwen3-14B\nbase_model_relation: quantized'],
])('the card %j names none', (lines) => {
  expect(card(lines)).toBeNull();
});

test('a card without front matter, or one that is not closed, names none', () => {
  for (const text of [
    '',
    '# Title\nbase_model: a/b\n',
    '---\nbase_model: a/b\n',
    '\n---\nbase_model: a/b\n---\n',
  ]) {
    expect(cardRelation('README.md', text)).toBeNull();
  }
  expect(cardRelation('m/README.md', '\ufeff---\r\nbase_model: a/b\r\n---\r\n')?.relation.base).toBe('a/b');
});

test('tags of a training library are a method, if they are of one', () => {
  expect(card('base_model: a/b\ntags:\n- trl\n- grpo')?.method).toBe('rl');
  expect(card('base_model: a/b\ntags: [trl, sft]')?.method).toBe('sft');
  expect(card('base_model: a/b\ntags: [sft, grpo]')?.method).toBeUndefined();
});

test('servers name the model of an adapter', () => {
  const models = [{ id: 'Qwen/Qwen3-14B-Base' }, { id: 'math-lora', parent: 'Qwen/Qwen3-14B-Base' }];
  expect(serverRelations('http://127.0.0.1:8000', models)).toEqual([
    {
      relation: { model: 'math-lora', base: 'Qwen/Qwen3-14B-Base' },
      from: 'the server http://127.0.0.1:8000',
      kind: 'server',
    },
  ]);
});

test('what is inferred is in the names that are shown, with who says so', () => {
  const sources = [
    ...resultsRelations('/w/table.csv', [
      { model: 'SimpleRL-7B', base: 'Qwen2.5-7B-Base', size: '7B', method: 'rl' },
      { model: 'Qwen2.5-7B-Base' },
    ]),
    ...serverRelations('http://a', [{ id: 'math-lora', parent: '/m/Qwen3-14B-Base' }]),
  ];
  expect(infer(sources, [], ['vllm/math-lora', 'Qwen/Qwen3-14B-Base'])).toEqual([
    { model: 'math-lora', base: 'Qwen3-14B-Base', from: 'the server http://a' },
    {
      model: 'SimpleRL-7B',
      base: 'Qwen2.5-7B-Base',
      size: '7B',
      method: 'rl',
      from: 'the results "/w/table.csv"',
    },
  ]);
});

test('the strongest counts, the setting always', () => {
  const sources: RelationSource[] = [
    { relation: { model: 'a', base: 'of-results' }, from: 'results', kind: 'results' },
    { relation: { model: 'a', base: 'of-adapter' }, from: 'adapter', kind: 'adapter' },
    { relation: { model: 'org/b', base: 'of-card' }, from: 'card', kind: 'card' },
    { relation: { model: 'c', base: 'of-card' }, from: 'card', kind: 'card' },
  ];
  const said: ModelRelation[] = [
    { model: 'b', base: 'mine' },
    { model: 'c', size: '7B' },
  ];
  expect(infer(sources, said).map(({ model, base }) => [model, base])).toEqual([
    ['a', 'of-adapter'],
    ['c', 'of-card'],
  ]);
});

test('nobody is the base of itself, not over others either', () => {
  const of = (model: string, base: string): RelationSource => ({
    relation: { model, base },
    from: '',
    kind: 'card',
  });
  const sources = [of('a', 'b'), of('b', 'c'), of('c', 'a'), of('d', 'org/d'), of('e', 'a')];
  const shown = (said?: ModelRelation[]) => infer(sources, said).map(({ model, base }) => `${model} ${base}`);
  // None of a circle, whichever was said first.
  expect(shown()).toEqual(['e a']);
  expect(shown([{ model: 'c', base: 'f' }])).toEqual(['a b', 'b c', 'e a']);
});

test('what does not count is told as well, the strongest first, in the names that are shown', () => {
  const sources: RelationSource[] = [
    { relation: { model: 'a', base: 'of-results', size: '7B' }, from: 'results', kind: 'results' },
    { relation: { model: '/ckpts/a', base: 'org/of-adapter' }, from: 'adapter', kind: 'adapter' },
    { relation: { model: 'b', base: 'b' }, from: 'results', kind: 'results' },
  ];
  const names = modelNames(namesInRelations(sources), []);
  expect(toldRelations(sources, names)).toEqual([
    { model: 'a', base: 'of-adapter', from: 'adapter' },
    { model: 'a', base: 'of-results', size: '7B', from: 'results' },
    { model: 'b', base: 'b', from: 'results' },
  ]);
  expect(infer(sources)).toEqual([{ model: 'a', base: 'of-adapter', from: 'adapter' }]);
});
