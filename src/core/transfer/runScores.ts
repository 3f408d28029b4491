import { flipMetric, paperMetric, sampleMetric } from '../results/headline.ts';
import { metricOf } from '../results/metric.ts';
import type { ResultRun } from '../results/resultRun.ts';
import type { ResultsNames } from '../results/resultsNames.ts';
import { sampleState } from '../results/sampleSet.ts';
import type { RowScores } from './itemScores.ts';

/** What was said of the samples of a run since they were saved, row by row of its sets. */
export interface JudgedRows {
  /** By row, in [0, 1]; NaN where nothing was said. */
  readonly values: Float64Array;
  /** By row: parts of the item as our scorer counted them; 0 where it has none or does not say. */
  readonly of: Float64Array;
  /** By row: CoQA's exact match, IFEval by prompt; NaN where nothing says it. */
  readonly verdicts: Float64Array;
  /** By row: whether our scorer found a response cut off, its reasoning never closed, or nothing; null unless it looked. */
  readonly cut: readonly (boolean | null)[];
  /** Rows in which our scorer looked for an answer, and those of them in which it found none. */
  readonly looked: number;
  readonly unread: number;
}

/** Verdicts of ours and by hand: by set of `ResultRun.samples`; null where a run has none. */
export type JudgedOf = (run: ResultRun) => readonly JudgedRows[] | null;

/** One run as the transfer reads it. */
export interface RunScores {
  readonly run: ResultRun;
  /** Of the tool as the paper reads the benchmark; of re-scored runs ours. */
  readonly metric: string | null;
  /** Whether verdicts of ours or by hand are in it. */
  readonly judged: boolean;
  /** These, by set of `run.samples`; null without them. */
  readonly said: readonly JudgedRows[] | null;
  /** A fraction as the tool reports it; null where it does not, or where it is of other verdicts. */
  readonly value: number | null;
  /** Empty without scores of single items. */
  readonly sets: readonly RowScores[];
  /** Of a re-scored run: samples that keep their tool's value, and samples without any. */
  readonly kept: number;
  readonly unscored: number;
}

/** Reads a run by the metric that stands for its benchmark where models are compared. */
export function runScores(run: ResultRun, names: ResultsNames, judgedOf: JudgedOf | null): RunScores {
  const stored = storedScores(run, names);
  const judged = judgedOf?.(run) ?? null;
  return judged === null ? stored : rescored(stored, judged);
}

function storedScores(run: ResultRun, names: ResultsNames): RunScores {
  const columns = [...new Set(run.samples.flatMap(({ set }) => set.metrics.map(({ name }) => name)))];
  const reported = run.metrics.map(({ name }) => name);
  const isSaid = run.benchmark !== null && names.settings.metrics.has(run.benchmark);
  const read = isSaid ? null : paperMetric(run.benchmark, [...new Set([...reported, ...columns])]);
  // Values on a scale of their own are none here, nor are their samples.
  const isScaled = run.value === null;
  const metric = isScaled ? run.metric : (read ?? run.metric);
  const own = metric === null ? null : sampleMetric(metric, columns);
  const flips = flipMetric(run.benchmark, columns);
  const sets = run.samples.flatMap((samples): RowScores[] => {
    const find = (name: string | null) => samples.set.metrics.find((column) => column.name === name) ?? null;
    const column = metric === run.metric ? samples.column : find(own);
    if (column === null) return [];
    const verdicts = find(flips);
    return [{ samples, values: column.values, of: column.of, verdicts: verdicts?.values ?? null }];
  });
  const value =
    metric === run.metric ? run.value : (run.metrics.find(({ name }) => name === metric)?.value ?? null);
  return { run, metric, judged: false, said: null, value, sets: isScaled ? [] : sets, kept: 0, unscored: 0 };
}

/** The tool's values with ours in their place. */
function rescored(stored: RunScores, judged: readonly JudgedRows[]): RunScores {
  const { run } = stored;
  let [kept, unscored] = [0, 0];
  const sets = run.samples.map((samples, place): RowScores => {
    const own = judged[place];
    const before = stored.sets.find((set) => set.samples === samples);
    const { rows, state } = samples.set;
    const values = new Float64Array(rows).fill(Number.NaN);
    const of = new Float64Array(rows).fill(1);
    const verdicts = new Float64Array(rows).fill(Number.NaN);
    for (let row = 0; row < rows; row++) {
      if ((state[row] ?? 0) >= sampleState.failed) continue;
      const said = own?.values[row] ?? Number.NaN;
      const value = Number.isNaN(said) ? (before?.values[row] ?? Number.NaN) : said;
      values[row] = value;
      const parts = own?.of[row] ?? 0;
      of[row] = parts > 0 ? parts : run.benchmark === 'IFEval' ? (before?.of?.[row] ?? 0) : 1;
      const verdict = own?.verdicts[row] ?? Number.NaN;
      verdicts[row] = Number.isNaN(said) ? (before?.verdicts?.[row] ?? Number.NaN) : verdict;
      if (!Number.isNaN(said)) continue;
      if (Number.isNaN(value) && state[row] !== sampleState.truncated) unscored += 1;
      else kept += 1;
    }
    const toldByFlips = run.benchmark === 'IFEval' || run.benchmark === 'CoQA';
    return { samples, values, of, verdicts: toldByFlips ? verdicts : null };
  });
  const metric = run.benchmark === 'IFEval' ? 'inst_level_strict_acc' : metricOf(run.benchmark ?? run.task);
  return { run, metric, judged: true, said: judged, value: null, sets, kept, unscored };
}
