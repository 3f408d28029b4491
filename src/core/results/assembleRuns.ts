import type { Problem } from '../problem.ts';
import { say, verbatim } from '../say.ts';
import { roundedPercentWords } from '../sharePercent.ts';
import { modelOfFolder } from './formats/lmEvalPath.ts';
import { headline, sampleMetric } from './headline.ts';
import { modelNames } from './modelNames.ts';
import {
  inferRelations,
  namesInRelations,
  resultsRelations,
  toldRelations,
  type InferredRelation,
  type RelationSource,
  type ToldRelation,
} from './modelRelations.ts';
import { differs, endings, recount, type RunSamples } from './recount.ts';
import type { ReadFile, ResultRun } from './resultRun.ts';
import { joinRuns, type JoinedRun } from './runParts.ts';
import { benchmarkOf, type ResultsNames } from './resultsNames.ts';
import { supersede } from './supersede.ts';
import { benchmarkDomain } from './taskBenchmark.ts';
import { unitedSamples } from './unitedSamples.ts';

/** All runs of these files, by model, task and date; and what is wrong with them beyond their files' own problems. */
export interface Assembled {
  readonly runs: readonly ResultRun[];
  readonly problems: readonly Problem[];
  /** What models were tuned from by what the files say, where the settings say nothing. */
  readonly inferred: readonly InferredRelation[];
  /** All that the files say of models, the strongest first, also what does not count. */
  readonly told: readonly ToldRelation[];
}

/**
 * Makes runs of what files say: parts and samples joined, named, the headline metric chosen, compared with what the
 * samples give, and the superseded ones marked. Pure; the same files give the same runs in the same order.
 */
export function assembleRuns(files: readonly ReadFile[], names: ResultsNames): Assembled {
  const { runs: joined, problems: contradictions } = joinRuns(files);
  const united = unitedSamples(joined);
  const rawNames = united.map((run) => run.model ?? folderName(run));
  const sources = files.flatMap(relationsOf);
  const models = modelNames([...new Set([...rawNames, ...namesInRelations(sources)])], names.models);
  const problems: Problem[] = [...contradictions];
  const runs = united.map((run, place): ResultRun => {
    const modelRaw = rawNames[place] ?? '';
    const model = models.get(modelRaw);
    const name = model?.name ?? modelRaw;
    const { run: figures, problem } = runOf(run, name, modelRaw, names);
    if (problem !== null) problems.push(problem);
    const checkpoint =
      model?.run !== undefined && model.run !== null && model.step !== null
        ? { run: model.run, step: model.step }
        : null;
    return { ...figures, checkpoint };
  });
  return {
    runs: supersede(runs),
    problems,
    inferred: inferRelations(sources, models, names.models),
    told: toldRelations(sources, models),
  };
}

/** What a file says of how its models came to be: as a whole, and of the models of single runs. */
function relationsOf({ path, reading }: ReadFile): readonly RelationSource[] {
  const ofRuns = reading.parts.flatMap(({ relation }) => (relation?.base === undefined ? [] : [relation]));
  return [...(reading.relations ?? []), ...resultsRelations(path, ofRuns)];
}

/**
 * Formats whose tools say that a response was cut off. Of plain responses our reader finds some, by reasoning that never
 * ends; that it finds none says nothing.
 */
const sayTruncated = new Set(['inspect', 'reasoning-transfer', 'promptfoo', 'helm']);

function runOf(
  run: JoinedRun,
  model: string,
  modelRaw: string,
  names: ResultsNames,
): { readonly run: Omit<ResultRun, 'checkpoint'>; readonly problem: Problem | null } {
  const known = benchmarkOf(run.task, names, run.format);
  const benchmark = known?.benchmark ?? null;
  const override = benchmark === null ? undefined : names.settings.metrics.get(benchmark);
  const reportedNames = run.metrics.map((metric) => metric.name);
  const columns = [...new Set(run.sets.flatMap(({ set }) => set.metrics.map((column) => column.name)))];
  const metric = headline(benchmark, reportedNames, override) ?? headline(benchmark, columns, override);
  const reported = run.metrics.find(({ name }) => name === metric) ?? null;
  const samples = samplesOf(run, metric, columns);
  // Some tools lead with the first repeats alone (the Qwen2.5-Math evaluator with one).
  const counted = recount(samples, run.repeats ?? Infinity);
  const ends = endings(withEndings(run, samples), sayTruncated.has(run.format));
  const value = reported?.value ?? counted.value;
  const n = itemsCounted(run, counted.n) ?? itemsOf(samples);
  const [file, line] = run.summary ? [run.summary.file, run.summary.line] : [run.sets[0]?.file ?? '', null];
  const samplesFile = samples[0]?.file ?? null;
  const figures: Omit<ResultRun, 'checkpoint'> = {
    model,
    modelRaw,
    task: run.task,
    benchmark,
    domain: benchmark === null ? null : benchmarkDomain(benchmark, names.own, names.settings),
    metric,
    value: isShare(value) ? value : null,
    reported: reported !== null,
    stderr: isShare(value) ? (reported?.stderr ?? counted.stderr) : null,
    samplesSay: null,
    n,
    of: n !== null && run.of !== null && run.of > n ? run.of : null,
    // Of an unfinished run not all that were asked for are there.
    repeats:
      reported === null && counted.repeats > 0
        ? counted.repeats
        : (run.repeats ?? Math.max(1, counted.repeats)),
    truncated: ends.truncated,
    meanTokens: ends.meanTokens,
    uncounted: ends.uncounted,
    unscored: counted.unscored,
    partial: ends.uncounted > 0 || (run.partial ?? (run.summary === null && run.format !== 'responses')),
    superseded: false,
    format: run.format,
    file,
    line,
    samplesFile,
    date: run.date ?? run.mtimeMs,
    asked: run.asked,
    metrics: run.metrics,
    // Samples on a scale of their own are neither right nor wrong.
    samples: value === null || isShare(value) ? samples : samples.map((one) => ({ ...one, column: null })),
  };
  const problem =
    value === null || isShare(value)
      ? disagreement(figures, counted.value, counted.n * Math.max(1, counted.repeats))
      : noShare(figures, value);
  const isContradicted = problem !== null && isShare(value);
  return { run: isContradicted ? { ...figures, samplesSay: counted.value } : figures, problem };
}

/** Items that the value rests on; null where nothing says it. Each scorer of Inspect leaves other samples unscored. */
function itemsCounted({ format, n }: JoinedRun, counted: number): number | null {
  if (n === null || counted === 0) return n ?? (counted > 0 ? counted : null);
  return format === 'inspect' ? Math.min(n, counted) : n;
}

/** Whether a value may be a score, with what adding many fractions up may leave. */
function isShare(value: number | null): boolean {
  return value !== null && value >= -1e-9 && value <= 1 + 1e-9;
}

function noShare(
  { task, metric, file }: Pick<ResultRun, 'task' | 'metric' | 'file'>,
  value: number,
): Problem {
  return {
    file,
    ...(metric === null ? {} : { field: metric }),
    message: say`${verbatim(metric ?? '')} of ${verbatim(task)} is ${value}, which is no share from 0 to 1: it is not listed as a score. Where it has a scale of its own, choose another metric under "metrics" in reasoningTransfer.results.`,
  };
}

/** The sets that say how responses ended. HELM says it with the requests, apart from what they scored. */
function withEndings({ format, sets }: JoinedRun, scored: readonly RunSamples[]): readonly RunSamples[] {
  const requests = format === 'helm' ? sets.filter(({ set }) => set.metrics.length === 0) : [];
  return requests.length === 0 ? scored : requests.map(({ file, set }) => ({ file, set, column: null }));
}

/** The sets whose column the metric is the mean of; where none has it, those of one filter, for their states. */
function samplesOf(run: JoinedRun, metric: string | null, columns: readonly string[]): readonly RunSamples[] {
  const name = metric === null ? null : sampleMetric(metric, columns);
  const all = run.sets.map(({ file, set }) => ({
    file,
    set,
    column: set.metrics.find((column) => column.name === name) ?? null,
  }));
  const withMetric = all.filter(({ column }) => column !== null);
  return withMetric.length > 0 ? withMetric : all.slice(0, 1);
}

/** Items that were asked, where nothing says how many were scored. */
function itemsOf(samples: readonly RunSamples[]): number | null {
  const items = new Set(samples.flatMap(({ set }) => [...set.item]));
  return items.size === 0 ? null : items.size;
}

/** Both numbers and both files, where what a tool reports is not what its samples give. */
function disagreement(
  run: Pick<ResultRun, 'task' | 'metric' | 'value' | 'reported' | 'file' | 'samplesFile' | 'partial'>,
  counted: number | null,
  of: number,
): Problem | null {
  const { metric, value, file, samplesFile } = run;
  if (!run.reported || value === null || counted === null || metric === null || samplesFile === null)
    return null;
  if (!differs(value, counted, of)) return null;
  return {
    file,
    field: metric,
    message: say`The summary of ${run.task} says ${metric} = ${roundedPercentWords(value, 2)}, but its samples in ${samplesFile} give ${roundedPercentWords(counted, 2)} (${of} samples): one of the two files is incomplete or of another run.`,
  };
}

/** Where no file of a run names its model: the folder it stands in, which most tools name after it. */
function folderName(run: JoinedRun): string {
  const file = run.summary?.file ?? run.sets[0]?.file ?? '';
  const told = run.format === 'lm-eval' ? modelOfFolder(file) : null;
  return told ?? file.split('/').at(-2) ?? file;
}
