import { afterEach, beforeEach, expect, test } from 'vitest';
import { speak } from '../../support/german.ts';
import { configure, configureWorkspace, ran } from '../../support/vscodeWords.ts';
import { checkpoint, ifEval, nodeOf, rowsOf, run, unknown, viewOf } from './resultsFixture.ts';

beforeEach(() => {
  ran.length = 0;
  configure({ models: [], benchmarks: [], results: {} });
  configureWorkspace({ results: undefined });
});
afterEach(() => {
  speak('en');
});

const acp = (part: string, value: number | null, more = {}) =>
  run({
    task: `acp_${part}_mcq`,
    benchmark: 'ACPBench',
    domain: 'other',
    metric: 'acc,none',
    value,
    stderr: null,
    n: 130,
    ...more,
  });
const acpParts = ['areach', 'app', 'just', 'land', 'prog', 'reach', 'val'];

test('by model: bases first, what was tuned from them beneath, then the others; benchmarks by domain', () => {
  configure({
    models: [
      { model: 'zeta-rl', base: 'zeta', method: 'rl' },
      { model: 'alpha-sft', base: 'zeta', method: 'sft' },
    ],
  });
  const models = ['alpha-sft', 'another', 'zeta', 'zeta-rl'];
  const { view } = viewOf([
    ...models.map((model) => run({ model })),
    run({ model: 'zeta', ...ifEval, value: 0.8, stderr: null, n: 541, truncated: 0.124 }),
    unknown('our_quiz', { model: 'zeta', value: null, stderr: null, n: 30, repeats: 10, partial: true }),
  ]);
  const math = 'MATH-500 | 53.2 % ± 2.2 · n = 500 · math · yesterday';
  expect(rowsOf(view)).toEqual([
    'zeta | 3 benchmarks · base',
    `  ${math}`,
    '  IFEval | 80.0 % · n = 541 · 12 % truncated · non-reasoning · yesterday',
    '  our_quiz | not scored · n = 30 × 10 · partial · no domain · yesterday',
    'zeta-rl | 1 benchmark · tuned from zeta by RL',
    `  ${math}`,
    'alpha-sft | 1 benchmark · tuned from zeta by SFT',
    `  ${math}`,
    'another | 1 benchmark',
    `  ${math}`,
  ]);
});

test('of several runs the one that counts gives the score, and superseded ones stand last, grey', () => {
  const hour = 60 * 60 * 1000;
  const { view } = viewOf([
    run({ value: 0.6, partial: true, n: 20, superseded: true, date: Date.now() - hour }),
    run({ value: 0.5, superseded: true, file: '/w/logs/old/results.json' }),
    run({ value: 0.532 }),
  ]);
  expect(rowsOf(view)).toEqual([
    'base | 1 benchmark',
    '  MATH-500 | 53.2 % ± 2.2 · n = 500 · 3 runs · math',
    '    53.2 % ± 2.2 | n = 500 · lm-evaluation-harness · yesterday',
    '    60.0 % ± 2.2 | n = 20 · partial · superseded · lm-evaluation-harness · 1 hour ago',
    '    50.0 % ± 2.2 | n = 500 · superseded · lm-evaluation-harness · yesterday',
  ]);
  const { iconPath } = view.getTreeItem(nodeOf(view, '50.0 % ± 2.2'));
  expect(iconPath).toMatchObject({ id: 'history' });
});

test('two runs that both count have no score in common', () => {
  const { view } = viewOf([run(), run({ format: 'inspect', task: 'math_500', file: '/w/a.eval' })]);
  expect(rowsOf(view)[1]).toBe('  MATH-500 | 2 runs · math');
  expect(rowsOf(view)).toHaveLength(4);
});

test('checkpoints of one training run stand beneath it, by their steps', () => {
  const { view } = viewOf([checkpoint(1000), checkpoint(200), run(), checkpoint(500)]);
  const math = 'MATH-500 | 53.2 % ± 2.2 · n = 500 · math · yesterday';
  expect(rowsOf(view)).toEqual([
    'base | 1 benchmark',
    `  ${math}`,
    'math-rl | 3 checkpoints',
    ...['step 200', 'step 500', 'step 1,000'].flatMap((step) => [`  ${step} | 1 benchmark`, `    ${math}`]),
  ]);
});

test('a checkpoint that is the only one stands by its own name', () => {
  const { view } = viewOf([checkpoint(200)]);
  expect(rowsOf(view)[0]).toBe('math-rl/checkpoint-200 | 1 benchmark');
});

test('by benchmark: domains, benchmarks, models; remembered', async () => {
  configure({ models: [{ model: 'tuned', base: 'base', method: 'rl' }] });
  const { view, make, drawn } = viewOf([
    run({ model: 'tuned' }),
    run({ model: 'base' }),
    checkpoint(20),
    checkpoint(3),
    run(ifEval),
    unknown('our_quiz'),
  ]);
  await view.groupBy('benchmark');
  expect(drawn()).toBe(1);
  const score = '53.2 % ± 2.2 · n = 500';
  const rows = [
    'Math | 1 benchmark',
    '  MATH-500 | 4 models',
    `    base | ${score} · base · yesterday`,
    `    tuned | ${score} · tuned · yesterday`,
    '    math-rl | 2 checkpoints',
    `      step 3 | ${score} · yesterday`,
    `      step 20 | ${score} · yesterday`,
    'Non-Reasoning | 1 benchmark',
    '  IFEval | 1 model',
    `    base | ${score} · base · yesterday`,
    'No Domain | 1 benchmark',
    '  our_quiz | 1 model',
    `    base | ${score} · base · yesterday`,
  ];
  expect(rowsOf(view)).toEqual(rows);
  expect(rowsOf(make())).toEqual(rows);
  expect(ran.at(-1)).toEqual(['setContext', 'reasoningTransfer.resultsBy', 'benchmark']);
});

test('the mean of tasks is shown where all that count are there, and says what it is', () => {
  const all = acpParts.map((part, place) => acp(part, place / 10));
  const whole = viewOf(all).view;
  expect(rowsOf(whole).slice(0, 3)).toEqual([
    'base | 1 benchmark',
    '  ACPBench | 30.0 % · mean of 7 tasks · 7 runs · other reasoning',
    '    acp_app_mcq | 10.0 % · n = 130 · yesterday',
  ]);
  const bool = [...all, acp('app', 0.9, { task: 'acp_app_bool' })];
  expect(rowsOf(viewOf(bool).view)[1]).toMatch(/30\.0 % · mean of 7 tasks/);
  expect(rowsOf(viewOf(all.slice(1)).view)[1]).toBe('  ACPBench | 6 of 7 tasks · 6 runs · other reasoning');
  for (const less of [
    [...all.slice(1), acp('areach', null)],
    [...all.slice(1), acp('areach', 0.5, { partial: true })],
    [...all.slice(1), acp('areach', 0.5, { metric: 'acc_norm,none' })],
    [...all.slice(1), acp('areach', 0.5, { superseded: true })],
    [...all, acp('areach', 0.5, { asked: { shots: 2 } })],
  ])
    expect(rowsOf(viewOf(less).view)[1]).toMatch(/ACPBench \| (?:6 of 7 tasks · )?\d runs · other reasoning/);
});

test('of our own runs the tasks of HaluEval are averaged, and those of ACPBench that are multiple choice', () => {
  const own = (benchmark: string, part: string, value: number) =>
    run({
      task: `${benchmark}_${part}`,
      benchmark,
      format: 'reasoning-transfer',
      value,
      stderr: null,
      n: 10,
    });
  const halu = ['qa', 'dialogue', 'summarization'].map((part, place) => own('HaluEval', part, place / 10));
  expect(rowsOf(viewOf(halu).view)[1]).toMatch(/HaluEval \| 10\.0 % · mean of 3 tasks · 3 runs/);
  const groups = [
    ...['reachable_action_mc', 'applicable_actions_mc', 'action_justification_mcq', 'landmarks_mcq'],
    ...['progression_mcq', 'reachable_atom_mc', 'validation_mcq'],
  ];
  const choice = groups.map((part, place) => own('ACPBench', part, place / 10));
  const mixed = [
    ...choice,
    own('ACPBench', 'applicable_actions_bool', 0.9),
    own('ACPBench', 'landmarks_bool', 1),
  ];
  expect(rowsOf(viewOf(mixed).view)[1]).toMatch(/ACPBench \| 30\.0 % · mean of 7 tasks · 9 runs/);
});

test('a row of one part of a benchmark says which, so that it is not taken for the whole', () => {
  expect(rowsOf(viewOf([acp('app', 0.2)]).view)[1]).toBe(
    '  ACPBench | 20.0 % · acp_app_mcq · n = 130 · other reasoning · yesterday',
  );
  const older = acp('app', 0.1, { superseded: true, file: '/w/older.json' });
  expect(rowsOf(viewOf([acp('app', 0.2), older]).view)[1]).toBe(
    '  ACPBench | 20.0 % · acp_app_mcq · n = 130 · 2 runs · other reasoning',
  );
});

test('problems and the search stand at the top', () => {
  const state = { kind: 'searching', done: 1200, of: 2400 } as const;
  const { view } = viewOf([run()], { problems: 2, state });
  expect(rowsOf(view).slice(0, 3)).toEqual([
    '2 problems',
    'Reading results… | 1,200 of 2,400 files',
    'base | 1 benchmark',
  ]);
  expect(view.getTreeItem(nodeOf(view, '2 problems')).command?.command).toBe(
    'workbench.actions.view.problems',
  );
});

test('what was inferred of a model says so, and stands by its base', () => {
  const inferred = [{ model: 'm-lora', base: 'z-base', from: 'the adapter "/w/m-lora/adapter_config.json"' }];
  const { view } = viewOf([run({ model: 'a' }), run({ model: 'm-lora' }), run({ model: 'z-base' })], {
    inferred,
  });
  expect(rowsOf(view).filter((row) => !row.startsWith(' '))).toEqual([
    'z-base | 1 benchmark · base',
    'm-lora | 1 benchmark · tuned from z-base · inferred',
    'a | 1 benchmark',
  ]);
  const item = view.getTreeItem(nodeOf(view, 'm-lora'));
  expect(item.contextValue).toBe('model inferred');
  configure({ models: [{ model: 'm-lora', base: 'a' }] });
  expect(rowsOf(view).filter((row) => !row.startsWith(' '))).toEqual([
    'a | 1 benchmark · base',
    'm-lora | 1 benchmark · tuned from a',
    'z-base | 1 benchmark',
  ]);
});

test('what the menus of a row offer is what can be done with it', () => {
  const samples = [{ file: '/w/s.jsonl', set: { rows: 2 }, column: {} }] as never;
  const unscored = [{ file: '/w/s.jsonl', set: { rows: 2 }, column: null }] as never;
  const { view } = viewOf([
    run({ samples }),
    unknown('unscored', { samples: unscored }),
    unknown('our_quiz', { samplesFile: '/w/logs/base/results.json' }),
    run({ ...ifEval, format: 'reasoning-transfer', samplesFile: null }),
    unknown('log', { samples: unscored, samplesFile: null }),
  ]);
  const contexts = ['MATH-500', 'unscored', 'our_quiz', 'IFEval', 'log', 'base'].map(
    (label) => view.getTreeItem(nodeOf(view, label)).contextValue,
  );
  expect(contexts).toEqual([
    'benchmark single excludable samples items matrix',
    'benchmark single excludable samples items undomained',
    'benchmark single excludable undomained',
    'benchmark single',
    'benchmark single excludable items undomained',
    'model items',
  ]);
});

test('in German', () => {
  speak('de');
  configure({ models: [{ model: 'tuned', base: 'base', method: 'rl' }] });
  const { view } = viewOf([
    run({ truncated: 0.1, partial: true, n: 120, of: 500 }),
    run({ model: 'tuned', superseded: true }),
  ]);
  expect(rowsOf(view)).toEqual([
    'base | 1 Benchmark · Basis',
    '  MATH-500 | 53,2 % ± 2,2 · n = 120 von 500 · unvollständig · 10 % abgeschnitten · Mathematik · gestern',
    'tuned | 1 Benchmark · getunt aus base mit RL',
    '  MATH-500 | 53,2 % ± 2,2 · n = 500 · ersetzt · Mathematik · gestern',
  ]);
});
