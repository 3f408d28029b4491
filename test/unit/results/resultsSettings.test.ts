import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { parseModels } from '../../../src/core/endpointSettings.ts';
import { parseResults, resultsDefaults } from '../../../src/core/results/resultsSettings.ts';

test('nothing set is the defaults', () => {
  for (const value of [undefined, null, {}]) {
    expect(parseResults(value)).toEqual({ results: resultsDefaults, problems: [] });
  }
});

test('what is set counts', () => {
  const { results, problems } = parseResults({
    include: ['runs/**'],
    exclude: ['**/old/**'],
    tableScale: 'fraction',
    metrics: { 'GPQA-Diamond': 'exact_match,strict-match' },
    tasks: { 'our_*': 'MATH-500', our_logic: 'Logic' },
    domains: { Logic: 'other' },
  });
  expect(problems).toEqual([]);
  expect(results).toMatchObject({ include: ['runs/**'], exclude: ['**/old/**'], tableScale: 'fraction' });
  expect(results.metrics.get('GPQA-Diamond')).toBe('exact_match,strict-match');
  expect(results.domains.get('Logic')).toBe('other');
  const of = (task: string): string | undefined =>
    results.tasks.find(({ matches }) => matches(task))?.benchmark;
  expect([of('our_logic'), of('our_algebra'), of('their_logic')]).toEqual(['Logic', 'MATH-500', undefined]);
});

test('what is not of its form is named, and the rest counts', () => {
  const { results, problems } = parseResults({
    include: 'runs/**',
    exclude: ['a', 3, ' ', 'b'],
    tableScale: 'per mille',
    metrics: { IFEval: 1, CoQA: 'em' },
    tasks: ['a'],
    domains: { Logic: 'logic', Facts: 'non' },
    metric: {},
  });
  expect(problems).toEqual([
    {
      field: 'reasoningTransfer.results.metric',
      message: 'There is no such field. Correct its name or take it out.',
    },
    { field: 'reasoningTransfer.results.tasks', message: 'This must be an object.' },
    { field: 'reasoningTransfer.results.include', message: 'This must be a list.' },
    { field: 'reasoningTransfer.results.exclude[1]', message: 'This must be text.' },
    { field: 'reasoningTransfer.results.exclude[2]', message: 'This must not be empty.' },
    {
      field: 'reasoningTransfer.results.tableScale',
      message: 'This must be "auto", "percent" or "fraction".',
    },
    { field: 'reasoningTransfer.results.metrics.IFEval', message: 'This must be text.' },
    { field: 'reasoningTransfer.results.domains.Logic', message: 'This must be "math", "other" or "non".' },
  ]);
  expect(results).toMatchObject({ include: ['**'], exclude: ['a', 'b'], tableScale: 'auto', tasks: [] });
  expect([...results.metrics]).toEqual([['CoQA', 'em']]);
  expect([...results.domains]).toEqual([['Facts', 'non']]);
});

test.each([['text'], [3], [['a']], [true]])('%j is no setting', (value) => {
  expect(parseResults(value)).toEqual({
    results: resultsDefaults,
    problems: [{ field: 'reasoningTransfer.results', message: 'This must be an object.' }],
  });
});

test('models have a size and aliases', () => {
  const entry = { model: 'tuned', base: 'base', method: 'rl', size: '14B', aliases: ['/ckpts/tuned'] };
  expect(parseModels([entry])).toEqual({ models: [entry], problems: [] });
  expect(parseModels([{ model: 'a', aliases: 'b' }, { model: 'c' }])).toEqual({
    models: [{ model: 'c' }],
    problems: [{ field: 'reasoningTransfer.models[0].aliases', message: 'This must be a list.' }],
  });
});

test('the manifest offers the same fields, and a workspace that is not trusted sets none', () => {
  const Manifest = v.object({
    capabilities: v.object({
      untrustedWorkspaces: v.object({ restrictedConfigurations: v.array(v.string()) }),
    }),
    contributes: v.object({
      configuration: v.object({
        properties: v.object({
          'reasoningTransfer.results': v.object({ properties: v.record(v.string(), v.unknown()) }),
        }),
      }),
    }),
  });
  const file = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const { capabilities, contributes } = v.parse(Manifest, JSON.parse(file));
  const { properties } = contributes.configuration.properties['reasoningTransfer.results'];
  expect(Object.keys(properties)).toEqual(Object.keys(resultsDefaults));
  expect(capabilities.untrustedWorkspaces.restrictedConfigurations).toContain('reasoningTransfer.results');
});
