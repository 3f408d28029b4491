import { stat } from 'node:fs/promises';

import type { Problem } from '../core/problem.ts';
import { stringifyJson } from '../core/json.ts';
import { ResultsIndex } from '../core/results/index/resultsIndex.ts';
import { noNames } from '../core/results/resultsNames.ts';
import { setEntries } from '../core/transfer/benchmarkSet.ts';
import { transferCsv } from '../core/transfer/export/transferCsv.ts';
import { transferJsonOf } from '../core/transfer/export/transferJsonOf.ts';
import { transferLatex } from '../core/transfer/export/transferLatex.ts';
import { transferMarkdown } from '../core/transfer/export/transferMarkdown.ts';
import { transferInput, type TransferInputOf } from '../core/transfer/inputOf.ts';
import { resample } from '../core/transfer/resampled.ts';
import { defaultResamples, type Transfer } from '../core/transfer/transfer.ts';
import { transferOf } from '../core/transfer/transferOf.ts';
import { TransferRuns } from '../core/transfer/transferRuns.ts';
import { isUnscored, unscoredModels } from '../core/transfer/unscored.ts';
import { readFolders } from '../workspace/results/resultsFolder.ts';
import { resampleKernel } from '../workspace/transfer/resampleKernel.ts';
import { type Command, type ExitStatus, type Io, UsageError } from './io.ts';
import { benchmarksOption, readBenchmarks } from './itemsBenchmarks.ts';
import { problemLine } from './problemLine.ts';
import { resultFolders, type ResultFolders } from './resultFolders.ts';
import { ModelNames, transferArguments, type TransferArguments } from './transferArguments.ts';
import { transferLines } from './transferTable.ts';
import { transferVerdicts } from './transferVerdicts.ts';

/** `transfer DIR|FILE …`: what the gains of tuned models on math became elsewhere. */
export const transfer: Command = {
  summary: 'compare tuned models with their bases',
  usage: `Usage: reasoning-transfer transfer DIR|FILE … [--variant v2-cohort|v2-per-model|v1-relative] [--models A,B,…]
                                   [--base MODEL | --base TUNED=BASE …] [--level 95] [--verdicts stored|rescored]
                                   [--set BENCHMARK=math|other|non|none …] [--method MODEL=rl|sft|other …]
                                   [--seed N] [--benchmarks FILE.json] [--format table|markdown|csv|latex] [--json]

Lays each tuned model beside its base, benchmark by benchmark, and says what its gain on math became on other reasoning
and on non-reasoning: ΔR in points, and the index TI of arXiv 2507.00432. TI is an index, no share of points, and is
undefined where the gain on math is not clear. Intervals need scores of single items. What models were tuned from is
read in tables (a column "base"), adapters and model cards.

  --variant   v2-cohort (σ over the models compared, as published), v2-per-model (as printed), v1-relative (July 2025)
  --models    the cohort, as "results" names them; these alone are listed. Default: all, of each training run the last
              checkpoint in the cohort
  --base      the base of models of which no file says one; with --models that of these models, whatever files say
  --level     of intervals, in percent
  --verdicts  rescored: verdicts of "rescore" and by hand, saved in DIR/.reasoning-transfer, in place of stored ones
  --set       count a benchmark in a domain, or nowhere
  --method    how a model was tuned
  --seed      of the resamples
${benchmarksOption}
  --format    what is printed
  --json      one JSON object: {"variant", "level", "cohort", "sigma", "models": [{"model", "base", "method",
              "benchmarks": [{"benchmark", "domain", "base", "tuned", "delta", "low", "high", "n", "p", "p_adjusted",
              "sides": {"base": {"metric", "format", "repeats", "truncated", "mean_tokens"}, "tuned"}}],
              "delta", "di", "ti": {"other": {"value", "low", "high", "status", "reason", "nonfinite"}, "non"},
              "interval", "excluded": [{"benchmark", "reason"}]}], "problems"}; scores in percent, gains in points, truncated
              a share from 0 to 1

Exit status 1 if something could not be read, or a model could not be compared.`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  const given = transferArguments(args);
  const folders = await resultFolders(given.paths, io);
  if (folders === null) return 2;
  const { own } = await readBenchmarks(given.benchmarks, io.folder);
  const read = await readFolders(folders.paths, { wanted: () => !io.signal.aborted });
  if (io.signal.aborted) return 1;
  const names = { ...noNames, own };
  const index = new ResultsIndex(read.data, names);
  const isUnreadable = index.runs.length === 0 && (await areFiles(folders.paths));
  if (isUnreadable) return nothingFound([...read.problems, ...index.problems], folders, io);
  const models = new ModelNames(index.runs);
  const chosen = [...new Set(given.models.flatMap((text) => models.list('--models', text)))];
  const bases = models.bases(given.bases);
  checkSet(given, new TransferRuns(index.runs, names));
  const asked = given.verdicts === 'rescored';
  const verdicts =
    asked || index.runs.some(isUnscored)
      ? await transferVerdicts(index, folders.paths, asked, io)
      : { problems: [] };
  const input = transferInput(index, {
    names: { ...names, models: bases.single },
    set: given.set,
    verdicts: given.verdicts,
    ...('judgedOf' in verdicts ? { judgedOf: verdicts.judgedOf } : {}),
    base: bases.all,
    models: chosen.length === 0 ? null : chosen,
    methods: new Map([...given.methods].map(([name, method]) => [models.of('--method', name), method])),
  });
  const computed = compute(input, given, chosen);
  const problems = [...read.problems, ...index.problems, ...verdicts.problems, ...computed.problems];
  const shown: Transfer = {
    ...computed,
    // p-values are adjusted over all models of a base, whichever are listed.
    models: computed.models.filter(({ model }) => chosen.length === 0 || chosen.includes(model)),
    problems: [...problems, ...notTuned(chosen, input, index)],
  };
  print(shown, index, given, folders, io);
  return shown.problems.length > 0 ? 1 : 0;
}

async function areFiles(paths: readonly string[]): Promise<boolean> {
  const stats = await Promise.all(paths.map((path) => stat(path)));
  return stats.every((one) => one.isFile());
}

/** A file that is no result is unreadable input; a folder without any is read, and has nothing. */
function nothingFound(problems: readonly Problem[], { shown }: ResultFolders, io: Io): ExitStatus {
  for (const problem of problems) io.say(problemLine({ ...problem, file: shown(problem.file) }));
  io.say('No results were found.');
  return 2;
}

/** A benchmark that is not there would count nowhere: most likely its name is misspelt. */
function checkSet({ set }: TransferArguments, runs: TransferRuns): void {
  const known = setEntries(runs, new Map()).map(({ benchmark }) => benchmark);
  const unknown = [...set.keys()].find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new UsageError(`--set: there is no benchmark "${unknown}". There are: ${known.join(', ')}.`);
}

function compute(input: TransferInputOf, given: TransferArguments, chosen: readonly string[]): Transfer {
  const { variant, level, seed } = given;
  const options = { variant, level, cohort: chosen.length === 0 ? null : chosen };
  const hasItems = input.comparisons.some(({ benchmarks }) => benchmarks.some(({ tasks }) => tasks !== null));
  const resampled = hasItems
    ? resample(input, resampleKernel(), { seed, resamples: defaultResamples })
    : null;
  return { ...transferOf(input, options, resampled), seed };
}

/** Models that were asked for and have no base: what is said of others is in the problems already. */
function notTuned(
  chosen: readonly string[],
  { models, problems, withoutBase }: TransferInputOf,
  index: ResultsIndex,
): readonly Problem[] {
  return chosen.flatMap((name): Problem[] => {
    if (models.some(({ model }) => model === name) || withoutBase.includes(name)) return [];
    const file = index.runs.find(({ model }) => model === name)?.file ?? '';
    if (problems.some(({ message }) => message.includes(`"${name}"`))) return [];
    return [
      { file, message: `"${name}" is a base and was not tuned from another one: --base says from which.` },
    ];
  });
}

/** Why no model is compared, and what to do. */
function nothingWords(index: ResultsIndex): string {
  if (index.runs.length === 0) return 'No results were found.';
  const unscored = unscoredModels(index);
  const more =
    unscored.length === 0
      ? ''
      : ` Nobody has scored the responses of ${unscored.join(', ')}: "rescore DIR" does.`;
  return `No model is beside a base: --base MODEL names one.${more}`;
}

function print(
  shown: Transfer,
  index: ResultsIndex,
  { format }: TransferArguments,
  folders: ResultFolders,
  io: Io,
): void {
  if (format === 'json') {
    io.print(stringifyJson(transferJsonOf(shown, folders)));
    return;
  }
  if (shown.models.length === 0) io.say(nothingWords(index));
  else if (format === 'table') for (const line of transferLines(shown)) if (!io.print(line)) break;
  if (shown.models.length > 0 && format !== 'table') {
    const text = { markdown: transferMarkdown, csv: transferCsv, latex: transferLatex }[format](shown);
    for (const line of text.trimEnd().split(/\r?\n/)) if (!io.print(line)) break;
  }
  for (const problem of shown.problems)
    io.say(problemLine({ ...problem, file: folders.shown(problem.file) }));
}
