import { beforeEach, expect, test } from 'vitest';
import { setBaseModel } from '../../../src/host/baseModel.ts';
import { ResultCommands } from '../../../src/host/resultCommands.ts';
import { ResultsEdits } from '../../../src/host/resultsEdits.ts';
import {
  answering,
  choosing,
  configure,
  ConfigurationTarget,
  configureWorkspace,
  messages,
  ran,
  shownPicks,
  trust,
  workspace,
  written,
} from '../../support/vscodeWords.ts';
import { nodeOf, run, unknown, viewOf } from './resultsFixture.ts';

beforeEach(() => {
  for (const list of [answering, choosing, messages, ran, shownPicks]) list.length = 0;
  trust.given = true;
  configure({ models: [], benchmarks: [], results: undefined });
  configureWorkspace({ results: undefined, models: undefined });
});

interface Setting {
  readonly globalValue: unknown;
  readonly workspaceValue: unknown;
}
const said = (name = 'results'): Setting => workspace.getConfiguration().inspect(name) as Setting;

/** The commands on a view of these runs. */
function on(...[runs, more]: Parameters<typeof viewOf>) {
  const { view, tools, settings } = viewOf(runs, more);
  let searched = 0;
  const all = { ...tools, search: () => Promise.resolve(void (searched += 1)) };
  const inherited: string[] = [];
  const edits = new ResultsEdits(() => inherited);
  const commands = new ResultCommands(all as never, settings, edits, view);
  return { commands, view, inherited, settings, node: (label: string) => nodeOf(view, label) };
}

const opened = (): unknown[] =>
  ran.filter(([name]) => name !== 'setContext').map(([name, uri, options]) => [name, String(uri), options]);

test('a run opens at its line; what no editor shows is shown in the explorer', async () => {
  const { commands, node } = on([
    run({ line: 3 }),
    run({ model: 'packed', file: '/w/log.eval', samplesFile: '/w/log.eval' }),
  ]);
  await commands.openResult(node('MATH-500'));
  await commands.openResultSamples(node('MATH-500'));
  await commands.revealResult(node('MATH-500'));
  await commands.openResult(on([run({ file: '/w/log.eval' })]).node('MATH-500'));
  expect(opened()).toEqual([
    ['vscode.open', 'file:///w/logs/base/results.json', { selection: { start: { line: 2, character: 0 } } }],
    ['vscode.open', 'file:///w/logs/base/samples_minerva_math500.jsonl', {}],
    ['revealInExplorer', 'file:///w/logs/base/results.json', undefined],
    ['revealInExplorer', 'file:///w/log.eval', undefined],
  ]);
});

test('what is no row of the view does nothing', async () => {
  const { commands } = on([run()]);
  for (const node of [undefined, null, 3, { kind: 'benchmark' }, { kind: 'run', name: '', runs: [] }]) {
    await commands.openResult(node);
    await commands.excludeResult(node);
    await commands.giveDomain(node);
    await commands.acceptRelation(node);
  }
  expect([opened(), messages, shownPicks, said()]).toEqual([
    [],
    [],
    [],
    { globalValue: undefined, workspaceValue: undefined },
  ]);
});

test('a run is left out by its files, beside what was left out before, and comes back', async () => {
  configureWorkspace({ results: { tableScale: 'percent' } });
  const { commands, node, inherited } = on([
    run({
      file: '/w/a{1}/results.json',
      samples: [{ file: '/w/a{1}/s.jsonl', set: { rows: 2 } }] as never,
    }),
    unknown('our_quiz', { file: '/w/a{1}/results.json' }),
    unknown('other', { file: '/w/b/results.json' }),
  ]);
  inherited.push('old/**');
  await commands.excludeResult(node('MATH-500'));
  const exclude = ['old/**', '/a?1?/results.json', '/a?1?/s.jsonl'];
  expect(said().workspaceValue).toEqual({ tableScale: 'percent', exclude });
  expect(written.get('results')).toBe(ConfigurationTarget.Workspace);
  expect(messages).toEqual([
    [
      'information',
      'Left out of the results: base, MATH-500. With its files goes what they hold of 1 other run.',
      'Undo',
    ],
  ]);
  answering.push('Undo');
  configureWorkspace({ results: { tableScale: 'percent' } });
  await commands.excludeResult(node('MATH-500'));
  expect(said().workspaceValue).toEqual({ tableScale: 'percent' });
});

test('taking it back leaves what was added meanwhile', async () => {
  const edits = new ResultsEdits(() => []);
  const undo = await edits.exclude(['/a.json']);
  configureWorkspace({ results: { exclude: ['/a.json', '/b.json'], tableScale: 'percent' } });
  await undo?.();
  expect(said().workspaceValue).toEqual({ exclude: ['/b.json'], tableScale: 'percent' });
  const again = await new ResultsEdits(() => ['/b.json']).exclude(['/c.json']);
  await again?.();
  expect(said().workspaceValue).toEqual({ exclude: ['/b.json'], tableScale: 'percent' });
});

test('in a workspace that is not trusted it is the user that says so', async () => {
  trust.given = false;
  const { commands, node } = on([run()]);
  await commands.excludeResult(node('MATH-500'));
  expect(said()).toEqual({
    globalValue: { exclude: ['/logs/base/results.json'] },
    workspaceValue: undefined,
  });
});

test('a setting that is not of its form stays as it is, and that is said', async () => {
  configureWorkspace({ results: ['old/**'] });
  const { commands, node } = on([unknown('our_quiz')]);
  choosing.push('Math');
  await commands.excludeResult(node('our_quiz'));
  await commands.giveDomain(node('our_quiz'));
  expect(said().workspaceValue).toEqual(['old/**']);
  const words =
    'The setting reasoningTransfer.results is not of its form, so nothing was added to it. Correct it first.';
  expect(messages).toEqual([
    ['warning', words],
    ['warning', words],
  ]);
});

test('a task gets its domain, or the benchmark it is', async () => {
  configureWorkspace({ results: { domains: { our_logic: 'other' } } });
  const { commands, node } = on([unknown('our_quiz'), unknown('math_hard')]);
  choosing.push('Non-Reasoning');
  await commands.giveDomain(node('our_quiz'));
  expect(said().workspaceValue).toEqual({ domains: { our_logic: 'other', our_quiz: 'non' } });
  choosing.push('It is the benchmark…', 'MATH-500');
  await commands.giveDomain(node('math_hard'));
  expect(said().workspaceValue).toEqual({
    domains: { our_logic: 'other', our_quiz: 'non' },
    tasks: { math_hard: 'MATH-500' },
  });
  expect(shownPicks.map(({ title, rows }) => [title, rows.slice(0, 4).map(({ label }) => label)])).toEqual([
    ['Domain of our_quiz', ['Math', 'Other Reasoning', 'Non-Reasoning', 'It is the benchmark…']],
    ['Domain of math_hard', ['Math', 'Other Reasoning', 'Non-Reasoning', 'It is the benchmark…']],
    ['Benchmark that math_hard is', ['MATH-500', 'AIME24', 'AIME25', 'OlympiadBench']],
  ]);
});

test('what was inferred is accepted as it stands', async () => {
  const inferred = [{ model: 'lora', base: 'base', method: 'sft' as const, from: 'the adapter "/w/l"' }];
  const { commands, node, settings } = on([run(), run({ model: 'lora' })], { inferred });
  await commands.acceptRelation(node('base'));
  expect(settings.models().models).toEqual([]);
  await commands.acceptRelation(node('lora'));
  expect(settings.models().models).toEqual([{ model: 'lora', base: 'base', method: 'sft' }]);
});

test('the base of a model that has results is picked among those that have', async () => {
  const { commands, node, settings } = on([run(), run({ model: 'tuned' }), run({ model: 'other' })]);
  const { tuned, models } = commands.modelsFor(node('tuned'));
  choosing.push('base', 'Reinforcement learning');
  await setBaseModel(settings, tuned ?? undefined, models);
  expect(settings.models().models).toEqual([{ model: 'tuned', base: 'base', method: 'rl' }]);
  expect(shownPicks[0]?.rows.map(({ label }) => label)).toEqual([
    'base',
    'other',
    '$(edit) Another model, by its name…',
  ]);
  expect(commands.modelsFor(undefined).tuned).toBeNull();
});
