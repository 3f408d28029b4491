import { parseArgs } from 'node:util';

import { stringifyJson } from '../core/json.ts';
import { ResultsIndex } from '../core/results/index/resultsIndex.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import { noNames } from '../core/results/resultsNames.ts';
import { roundedPercentWords } from '../core/sharePercent.ts';
import { readFolders } from '../workspace/results/resultsFolder.ts';
import { type Command, type ExitStatus, type Io } from './io.ts';
import { oneLine } from './oneLine.ts';
import { percent } from './percent.ts';
import { problemLine } from './problemLine.ts';
import { resultFolders } from './resultFolders.ts';

/** `results DIR …`: every run that folders of results hold. */
export const results: Command = {
  summary: 'list the runs in folders of results',
  usage: `Usage: reasoning-transfer results DIR … [--json]

Finds the results of lm-evaluation-harness, evalchemy, Inspect, lighteval, LiveCodeBench, the Qwen2.5-Math evaluator,
OpenCompass, EvalPlus, promptfoo, HELM, plain tables and responses, and our own, and lists each run with its headline
metric. A run that a fuller or newer one displaces is listed as superseded.

  --json   one JSON object: {"runs": [{"model", "model_raw", "task", "benchmark", "domain", "metric", "value", "n",
           "repeats", "stderr", "truncated", "partial", "superseded", "format", "file", "samples_file"?}],
           "problems"}; value and stderr in percent, truncated a share from 0 to 1 or null where the tool does
           not say`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const folders = await resultFolders(positionals, io);
  if (folders === null) return 2;
  const read = await readFolders(folders.paths, { wanted: () => !io.signal.aborted });
  if (io.signal.aborted) return 1;
  const index = new ResultsIndex(read.data, noNames);
  const problems = [...read.problems, ...index.problems].map((problem) => ({
    ...problem,
    file: folders.shown(problem.file),
  }));
  if (values.json) {
    const runs = index.runs.map((one) => runJson(one, folders.shown));
    io.print(stringifyJson({ runs, problems }));
  } else {
    for (const one of index.runs) if (!io.print(runLine(one))) break;
    if (index.runs.length === 0) io.say('No results were found.');
  }
  for (const problem of values.json ? [] : problems) io.say(problemLine(problem));
  return problems.length > 0 ? 1 : 0;
}

function runJson(run: ResultRun, shown: (file: string) => string): object {
  return {
    model: run.model,
    model_raw: run.modelRaw,
    task: run.task,
    benchmark: run.benchmark,
    domain: run.domain,
    metric: run.metric,
    value: percent(run.value),
    n: run.n,
    repeats: run.repeats,
    stderr: percent(run.stderr),
    truncated: run.truncated,
    partial: run.partial,
    superseded: run.superseded,
    format: run.format,
    file: shown(run.file),
    ...(run.samplesFile === null ? {} : { samples_file: shown(run.samplesFile) }),
  };
}

function runLine(run: ResultRun): string {
  const value = run.value === null ? 'unscored' : roundedPercentWords(run.value, 1);
  const marks = [
    run.partial ? 'partial' : '',
    run.superseded ? 'superseded' : '',
    run.unscored === 0 ? '' : `${run.unscored} unscored`,
    run.samplesSay === null ? '' : `its samples give ${roundedPercentWords(run.samplesSay, 1)}`,
  ]
    .filter(Boolean)
    .join(', ');
  const items = run.of === null ? `${run.n}` : `${run.n} of ${run.of}`;
  const counts = run.n === null ? '' : `n = ${items}${run.repeats > 1 ? ` × ${run.repeats}` : ''}`;
  const task =
    run.benchmark === null || run.benchmark === run.task ? run.task : `${run.benchmark} (${run.task})`;
  return [
    oneLine(run.model).padEnd(32),
    oneLine(task).padEnd(36),
    value.padStart(9),
    oneLine(run.metric ?? ''),
    counts,
    run.format,
    marks,
  ]
    .filter((text) => text !== '')
    .join('  ');
}
