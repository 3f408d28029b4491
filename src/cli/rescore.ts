import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import type { OwnBenchmark } from '../core/items/ownBenchmark.ts';
import { stringifyJson } from '../core/json.ts';
import { ResultsIndex } from '../core/results/index/resultsIndex.ts';
import { compareNames } from '../core/results/nameOrder.ts';
import { noNames } from '../core/results/resultsNames.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import { ownSamplesOfRun, samplesOfRun } from '../core/results/toolSamples.ts';
import { differencesOf } from '../core/results/verdicts/differences.ts';
import { judgedRuns } from '../core/results/verdicts/judgedRuns.ts';
import { sniffItemFile } from '../workspace/itemFolders.ts';
import { toolSampleReader } from '../workspace/results/readToolSample.ts';
import { readFolders } from '../workspace/results/resultsFolder.ts';
import { SavedSamples } from '../workspace/savedSamples.ts';
import { scoreHelp } from '../workspace/scoring/scoreHelp.ts';
import { scoreWith } from '../workspace/scoring/scoring.ts';
import { DatasetItems } from '../workspace/verdicts/datasetItems.ts';
import { rescore as scoreAgain, type Rescored } from '../workspace/verdicts/rescore.ts';
import { SavedVerdicts } from '../workspace/verdicts/savedVerdicts.ts';
import { type Command, type ExitStatus, type Io, UsageError } from './io.ts';
import { differenceJson, differenceLines } from './differenceLines.ts';
import { benchmarksOption, readBenchmarks } from './itemsBenchmarks.ts';
import { problemLine } from './problemLine.ts';
import { resultFolders } from './resultFolders.ts';
import { mayRunCode } from './runCode.ts';

/** `rescore DIR`: scores the responses saved in a folder of results again, and says where the verdicts differ. */
export const rescore: Command = {
  summary: 'score saved responses again, asking no model',
  usage: `Usage: reasoning-transfer rescore DIR [--model NAME …] [--benchmark NAME …] [--benchmarks FILE.json]
                                  [--run-code] [--json]

Scores the responses that a folder of results holds with our scorers, whatever tool saved them. Verdicts are saved
beside them, in DIR/.reasoning-transfer/LABEL/verdicts_BENCHMARK.jsonl; what a tool stored is never changed. Items are
taken from files of items under DIR where there are any, else from the results.

  --model      of these models alone, as "results" names them
  --benchmark  of these benchmarks alone
  --run-code   run the Python that models wrote for LiveCodeBench (see "score --help")
${benchmarksOption}
  --json       one JSON object: {"runs": [{"model", "benchmark", "task", "tool", "metric", "n", "samples", "stored",
               "ours", "by_hand", "differ", "unstored", "ours_alone", "unscored", "groups": [{"reason", "higher",
               "samples": [{"item", "file", "repeat", "stored", "ours", "stored_answer", "extracted", "reason"}]}]}],
               "judged", "saved", "left": [{"benchmark", "why", "count"}], "problems"}; stored and ours of a run in percent, over
               the n items with samples that have both verdicts, ours_alone over those of the unstored samples that
               have no stored one, by_hand over all with verdicts by hand in their place; of a sample from 0 to 1

Exit status 1 if something could not be read, or a response could not be scored.`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      model: { type: 'string', multiple: true, default: [] },
      benchmark: { type: 'string', multiple: true, default: [] },
      'run-code': { type: 'boolean', default: false },
      benchmarks: { type: 'string' },
    },
  });
  if (positionals.length > 1) throw new UsageError('Give one folder of results: verdicts are saved in it.');
  const folders = await resultFolders(positionals, io);
  const [root] = folders?.paths ?? [];
  if (folders === null || root === undefined) return 2;
  if (!(await stat(root)).isDirectory()) throw new UsageError('Give a folder: verdicts are saved in it.');
  const read = await readFolders([root], { wanted: () => !io.signal.aborted });
  const { own } = await readBenchmarks(values.benchmarks, io.folder);
  const index = new ResultsIndex(read.data, { ...noNames, own });
  const wanted = (chosen: readonly string[], name: string): boolean =>
    chosen.length === 0 || chosen.includes(name);
  const runs = index.runs.filter(
    ({ superseded, benchmark, model }) =>
      !superseded && benchmark !== null && wanted(values.benchmark, benchmark) && wanted(values.model, model),
  );
  for (const [chosen, names, what] of [
    [values.model, index.runs.map(({ model }) => model), 'model'],
    [values.benchmark, index.runs.flatMap(({ benchmark }) => benchmark ?? []), 'benchmark'],
  ] as const) {
    const unknown = chosen.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new UsageError(unknownWords(what, unknown, names));
  }
  const candidates = read.data.files.flatMap(({ path, reading }) => (reading === null ? [path] : []));
  const verdicts = new SavedVerdicts(root);
  const saved = new SavedSamples(root);
  await Promise.all([saved.load(), verdicts.refresh()]);
  const samplesOf = (one: ResultRun): readonly SavedSample[] =>
    one.format === 'reasoning-transfer' && one.benchmark !== null
      ? ownSamplesOfRun(one, saved.ofLabel(one.modelRaw, one.benchmark))
      : samplesOfRun(index, one);
  const outcome = await scoreSamples(
    [...new Set(runs.flatMap(samplesOf))],
    { saved, own, verdicts, datasets: await datasetsOf(candidates, own), runCode: values['run-code'] },
    io,
  );
  const problems = [...read.problems, ...index.problems, ...outcome.problems, ...verdicts.problems].map(
    (problem) => ({ ...problem, file: folders.shown(problem.file) }),
  );
  const differences = differencesOf(judgedRuns(runs, samplesOf, (sample) => verdicts.of(sample)));
  const { judged, left } = outcome;
  if (values.json) {
    const shown = differences.map(differenceJson);
    io.print(
      stringifyJson({
        runs: shown,
        judged,
        saved: outcome.saved,
        left: left.map((one) => ({ ...one })),
        problems,
      }),
    );
  } else {
    for (const line of differences.flatMap(differenceLines)) if (!io.print(line)) break;
    io.say(`${judged} responses scored, ${outcome.saved} verdicts are new.`);
    for (const { why, count, benchmark } of left) {
      io.say(`${count} of ${benchmark} left out: ${why.replace(/\.$/, '')}.`);
    }
    for (const problem of problems) io.say(problemLine(problem));
  }
  return problems.length > 0 || left.length > 0 || outcome.cancelled ? 1 : 0;
}

function unknownWords(what: string, name: string, names: readonly string[]): string {
  const there = [...new Set(names)].sort(compareNames);
  const known = there.length === 0 ? 'There are no results.' : `There are: ${there.join(', ')}.`;
  return `No results are of the ${what} "${name}". ${known}`;
}

/** The files of items among these, sniffed when it is first asked for items. */
async function datasetsOf(paths: readonly string[], own: readonly OwnBenchmark[]): Promise<DatasetItems> {
  const options = { benchmarks: own };
  const byBenchmark = new Map<string, string[]>();
  for (const path of paths) {
    const benchmark = (await sniffItemFile(path, options))?.benchmark?.name;
    if (benchmark !== undefined) byBenchmark.set(benchmark, [...(byBenchmark.get(benchmark) ?? []), path]);
  }
  return new DatasetItems((benchmark) => byBenchmark.get(benchmark) ?? [], options);
}

interface Folder {
  readonly saved: SavedSamples;
  readonly own: readonly OwnBenchmark[];
  readonly verdicts: SavedVerdicts;
  readonly datasets: DatasetItems;
  /** Whether programs that models wrote are run. */
  readonly runCode: boolean;
}

async function scoreSamples(
  samples: readonly SavedSample[],
  { saved, own, verdicts, datasets, runCode }: Folder,
  io: Io,
): Promise<Rescored> {
  const readTool = toolSampleReader();
  const help = scoreHelp(__dirname, mayRunCode(runCode, io));
  const draw = io.draw;
  try {
    return await scoreAgain(samples, {
      read: (sample) => (sample.tool === undefined ? saved.read(sample) : readTool(sample)),
      score: scoreWith(help, io.signal),
      inDataset: (sample) => datasets.find(sample),
      own,
      verdicts,
      signal: io.signal,
      ...(draw === null
        ? {}
        : { onProgress: (done: number) => draw(`${done} of ${samples.length} responses`) }),
    });
  } finally {
    draw?.('');
    await help.dispose();
  }
}
