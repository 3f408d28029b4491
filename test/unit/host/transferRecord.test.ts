import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../../src/cli/main.ts';
import type { Io } from '../../../src/cli/io.ts';
import { defaultResamples, defaultSeed, type TransferOptions } from '../../../src/core/transfer/transfer.ts';
import { shellLine, transferArguments } from '../../../src/core/transfer/transferCommand.ts';
import { resultsDefaults } from '../../../src/core/results/resultsSettings.ts';
import { commandNames } from '../../../src/core/transfer/commandNames.ts';
import { resample } from '../../../src/core/transfer/resampled.ts';
import { transferOf } from '../../../src/core/transfer/transferOf.ts';
import {
  commandOf,
  recordOf,
  type TransferMade,
  type TransferPlace,
} from '../../../src/host/transferRecord.ts';
import type { ModelRelation } from '../../../src/core/endpoint.ts';
import { resultsNames } from '../../../src/host/resultsNames.ts';
import { resampleKernel } from '../../../src/workspace/transfer/resampleKernel.ts';
import { harnessFiles, mathRun } from '../transfer/harnessFiles.ts';
import { transferOn } from './transferFixture.ts';

const logic = (scores: readonly number[]) =>
  scores.map((score, at) => [{ question: `Logic ${at}?`, id: `logic/${at}` }, score] as const);

/** A name with what a shell reads as its own. */
const odd = "it's $HOME; rl";
const files: Readonly<Record<string, string>> = {
  ...mathRun('base', [1, 0, 0, 0, 1, 0, 1, 1, 0, 0]),
  ...mathRun(odd, [1, 1, 0, 1, 1, 1, 1, 1, 0, 1]),
  ...mathRun('sft', [1, 1, 1, 0, 0, 1, 1, 1, 1, 0]),
  ...harnessFiles({ model: 'base', task: 'our_logic', items: logic([1, 1, 0, 1]) }),
  ...harnessFiles({ model: odd, task: 'our_logic', items: logic([1, 1, 1, 1]) }),
  ...harnessFiles({ model: 'sft', task: 'our_logic', items: logic([0, 1, 0, 0]) }),
};

const membership = { IFEval: 'none' };

async function exported(
  options: TransferOptions,
  benchmarks: Readonly<Record<string, string>> = membership,
  more: {
    readonly models?: readonly ModelRelation[];
    readonly results?: object;
    readonly files?: typeof files;
  } = {},
): Promise<{ readonly made: TransferMade; readonly place: TransferPlace }> {
  const settings = {
    models: [
      { model: odd, base: 'base', method: 'rl' },
      { model: 'sft', base: 'base', method: 'sft' },
      ...(more.models ?? []),
    ],
    results: { domains: { our_logic: 'other' }, ...more.results },
    transfer: { benchmarks },
  };
  const { sources, folder, settings: read, tools } = await transferOn({ ...files, ...more.files }, settings);
  const input = sources.input('stored');
  const draws = { seed: defaultSeed, resamples: defaultResamples };
  const transfer = transferOf(input, options, resample(input, resampleKernel(), draws));
  const { domains } = read.results().results;
  return {
    made: { transfer, input, cohort: options.cohort },
    place: {
      folders: [folder],
      version: '1.2.3',
      set: new Map([...domains, ...read.transfer().transfer.benchmarks]),
      told: new Set(tools.index?.inferred.map(({ model }) => model)),
      runs: tools.index?.runs ?? [],
      names: resultsNames(read),
      settings: read.asTheyAre(['results', 'transfer', 'none']),
    },
  };
}

/** What a shell makes of a line, and what the command line prints for it. */
async function printed(line: string): Promise<Record<string, unknown>> {
  const words = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' }).split('\n');
  expect(words[0]).toBe('reasoning-transfer');
  const lines: string[] = [];
  const said: string[] = [];
  const io: Io = {
    print: (text) => lines.push(text) > 0,
    paint: () => true,
    columns: null,
    input: () => Promise.resolve(new Uint8Array()),
    say: (text) => said.push(text),
    lines: () => ReadableStream.from([]),
    env: {},
    folder: '/',
    signal: new AbortController().signal,
    draw: null,
  };
  const status = await runCommand([...words.slice(1, -1), '--json'], io);
  expect([status, said]).toEqual([0, []]);
  return JSON.parse(lines.join('\n')) as Record<string, unknown>;
}

test.each<TransferOptions>([
  { variant: 'v2-cohort', level: 95, cohort: null },
  { variant: 'v1-relative', level: 90, cohort: [odd, 'sft'] },
])('the command line of an export gives its numbers: %j', async (options) => {
  const { made, place } = await exported(options);
  const record = JSON.parse(await recordOf(made, place)) as Record<string, unknown>;
  const again = await printed(String(record.command));
  expect(made.transfer.models.map(({ model, domains }) => [model, domains.other.delta.value])).toEqual([
    [odd, 25],
    ['sft', -50],
  ]);
  for (const part of ['variant', 'level', 'cohort', 'sigma', 'models', 'seed', 'resamples', 'verdicts'])
    expect(again[part], part).toEqual(record[part]);
});

test('an export names its inputs with their sizes and hashes, its set, its settings and its version', async () => {
  const { made, place } = await exported({ variant: 'v2-cohort', level: 95, cohort: null });
  const record = JSON.parse(await recordOf(made, place)) as Record<string, unknown>;
  const inputs = record.inputs as { file: string; bytes: number; sha256: string }[];
  expect(inputs.map(({ file }) => file)).toEqual(
    Object.keys(files)
      .map((name) => path.join(place.folders[0] ?? '', name))
      .sort(),
  );
  for (const { file, bytes, sha256 } of inputs) {
    const content = readFileSync(file);
    expect([bytes, sha256]).toEqual([content.length, createHash('sha256').update(content).digest('hex')]);
  }
  expect(record).toMatchObject({
    extension: '1.2.3',
    settings: {
      'reasoningTransfer.results': { domains: { our_logic: 'other' } },
      'reasoningTransfer.transfer': { benchmarks: membership },
    },
  });
  const set = record.set as { benchmarks: Record<string, string>; added: string[]; removed: string[] };
  expect(set.benchmarks).toMatchObject({ 'MATH-500': 'math', our_logic: 'other' });
  expect([set.added, set.removed]).toEqual([['our_logic'], ['IFEval']]);
});

const defaults: TransferOptions = { variant: 'v2-cohort', level: 95, cohort: null };

test('a model that is called by an alias is named as its files do, so that the numbers are the same', async () => {
  const cohort = ['Mine', 'sft'];
  const { made, place } = await exported({ ...defaults, cohort }, membership, {
    models: [{ model: 'Mine', base: 'base', aliases: ['hub/Elm-RL'] }],
    files: mathRun('hub/Elm-RL', [1, 1, 1, 1, 1, 0, 1, 1, 1, 0]),
  });
  const record = JSON.parse(await recordOf(made, place)) as Record<string, unknown>;
  expect(record.command).toContain('--models hub/Elm-RL,sft');
  expect(record.command).toContain('--base hub/Elm-RL=base');
  expect([record.command_complete, record.command_gaps]).toEqual([true, undefined]);
  const again = await printed(String(record.command));
  expect(again.sigma).toEqual(record.sigma);
  expect(again.cohort).toEqual(['Elm-RL', 'sft']);
});

test('an export says why its command line is not enough', async () => {
  const gapsOf = async (...more: Parameters<typeof exported>) => {
    const { made, place } = await exported(...more);
    const record = JSON.parse(await recordOf(made, place)) as Record<string, unknown>;
    expect(record.command_complete).toBe(record.command_gaps === undefined);
    return record.command_gaps;
  };
  expect(await gapsOf(defaults)).toBeUndefined();
  const two = { ...mathRun('one', [1, 1, 0]), ...mathRun('other', [1, 0, 0]) };
  const joined = { model: 'one', base: 'base', aliases: ['other'] };
  expect(await gapsOf(defaults, membership, { models: [joined], files: two })).toEqual([
    '"one" joins results of "one", "other" by reasoningTransfer.models, which the command line does not read.',
  ]);
  const results = {
    tasks: { our_logic: 'GPQA-Diamond' },
    metrics: { 'MATH-500': 'exact_match', CoQA: 'f1' },
    exclude: ['old/**'],
    tableScale: 'percent',
  };
  expect(await gapsOf(defaults, membership, { results })).toEqual([
    'reasoningTransfer.results says what the tasks "our_logic" are.',
    'reasoningTransfer.results says by which metric "MATH-500" is read.',
    'reasoningTransfer.results leaves files out.',
  ]);
});

test('own benchmarks and the scale of tables are not in a command line either', () => {
  const run = { model: 'a', modelRaw: 'a', task: 'legs', benchmark: 'Legs', format: 'table' } as const;
  const settings = { ...resultsDefaults, tableScale: 'percent' } as const;
  const own = [{ name: 'Legs', domain: 'other' }] as const;
  expect(commandNames([run], { settings, own, models: [] }, new Set(['Legs'])).gaps).toEqual([
    'reasoningTransfer.results says that tables are in percent.',
    '"Legs" stands in reasoningTransfer.benchmarks: add --benchmarks with a file of it.',
  ]);
});

test('what is not in the results, and what files say themselves, is not in the command line', async () => {
  const { made, place } = await exported(
    { variant: 'v2-cohort', level: 95, cohort: null },
    { ...membership, 'not there': 'math' },
  );
  expect(commandOf(made, place)).not.toContain('not there');
  expect(commandOf(made, place)).toContain('--set our_logic=other --set IFEval=none');
  const told = {
    ...made,
    input: { ...made.input, models: made.input.models.map((one) => ({ ...one, baseFrom: 'a card' })) },
  };
  const all = new Set(['sft', odd]);
  expect(commandOf(told, { ...place, told: all })).not.toContain('--base');
  // What only a server says the command line cannot know.
  expect(commandOf(told, { ...place, told: new Set([odd]) })).toContain('--base sft=base --method sft=sft');
});

test('words are quoted as a POSIX shell needs it, and no value is taken for an option', () => {
  const words = ['a', 'a b', "it's", '', '$(x)', 'new\nline', '-x', '`y`', '"', '\\', 'ΔR'];
  const line = shellLine(words);
  const read = execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' });
  expect(read.split('\0').slice(0, -1)).toEqual(words);
  const args = transferArguments({
    folders: ['/f'],
    variant: 'v2-cohort',
    level: 95,
    verdicts: 'stored',
    seed: 1,
    cohort: ['-a'],
    models: [],
    set: new Map(),
  });
  expect(args).toContain('--models=-a');
});
