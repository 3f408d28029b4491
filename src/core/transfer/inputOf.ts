import type { Problem } from '../problem.ts';
import type { ModelRelation } from '../endpoint.ts';
import type { ResultsIndex } from '../results/index/resultsIndex.ts';
import type { InferredRelation } from '../results/modelRelations.ts';
import type { ResultsNames } from '../results/resultsNames.ts';
import { say, verbatim } from '../say.ts';
import type { SideNames } from './askedDifferences.ts';
import { benchmarkSet, setEntries, type SetEntry } from './benchmarkSet.ts';
import { incomparableWords, pairedBenchmark } from './compareSources.ts';
import { choosePairing, type Pairing } from './pairing.ts';
import type { JudgedOf } from './runScores.ts';
import { Sources } from './sources.ts';
import { isUnscored } from './unscored.ts';
import { AllTasks } from './taskItems.ts';
import type {
  BenchmarkSet,
  Comparison,
  Excluded,
  TransferInput,
  TransferTask,
  VerdictSource,
} from './transferInput.ts';
import { TransferRuns } from './transferRuns.ts';
import type { Membership } from './transferSettings.ts';
import { tunedModels } from './tunedModels.ts';

/** What of an index the transfer is made of. */
export type TransferIndexed = Pick<ResultsIndex, 'runs' | 'inferred' | 'told' | 'groupOf' | 'item'>;

export interface TransferInputOptions {
  readonly names: ResultsNames;
  /** By benchmark: where it counts, over what is known. */
  readonly set: ReadonlyMap<string, Membership>;
  readonly verdicts: VerdictSource;
  /** What was said of samples since they were saved: for `rescored`, and for responses that no tool scored. */
  readonly judgedOf?: JudgedOf;
  /** What servers say, where neither the settings nor files say anything. */
  readonly inferred?: readonly InferredRelation[];
  /** The base of models that name none; with `models` of these alone, whatever is said of them. */
  readonly base?: string | null;
  readonly models?: readonly string[] | null;
  /** How models were tuned, over what is said. */
  readonly methods?: ReadonlyMap<string, NonNullable<ModelRelation['method']>>;
}

/** What a transfer is computed from, with what else of the results is known by then. */
export interface TransferInputOf extends TransferInput {
  /** Benchmarks of the results and of the paper, by domain (those that do not count last) and name. */
  readonly entries: readonly SetEntry[];
  /** Models of which nobody says a base, and which are nobody's base, by name. */
  readonly withoutBase: readonly string[];
}

/**
 * Lays each tuned model beside its base, benchmark by benchmark: on the same items, metric and shots where there are
 * scores of single items, else by the values that the tools report. Pure, and the same whatever order the files have.
 */
export function transferInput(index: TransferIndexed, options: TransferInputOptions): TransferInputOf {
  const { set, inferred = [], base = null, models = null, methods = new Map() } = options;
  const sources = sourcesOf(index, options);
  const { runs } = sources;
  const judged = options.verdicts === 'rescored' ? (options.judgedOf ?? null) : null;
  const entries = setEntries(
    runs,
    set,
    (run) => run.value !== null || (judged !== null && judged(run) !== null),
  );
  const tuned = tunedModels(runs.all, {
    settings: options.names.models,
    inferred: [...index.inferred, ...inferred],
    told: [...index.told, ...inferred],
    base,
    models,
    methods,
  });
  const counting = benchmarkSet(entries);
  const pairs = tuned.models.map(({ model, base: its }) => ({ left: its, right: model }));
  const { tasks, comparisons } = compared(index, sources, counting, pairs, [say`base`, say`tuned`]);
  return {
    tasks,
    models: tuned.models,
    comparisons,
    verdicts: options.verdicts,
    set: counting,
    problems: [...tuned.problems, ...twiceNamed(sources)],
    entries,
    withoutBase: tuned.withoutBase,
  };
}

/** Two models directly, with the tasks that the comparison refers to. */
export interface ComparedModels {
  readonly tasks: readonly TransferTask[];
  readonly comparison: Comparison;
}

/** Lays any two models beside each other, as `transferInput` does a base and what was tuned from it. */
export function compareModels(
  index: TransferIndexed,
  options: Pick<TransferInputOptions, 'names' | 'set' | 'verdicts' | 'judgedOf'>,
  left: string,
  right: string,
): ComparedModels {
  const sources = sourcesOf(index, options);
  const set = benchmarkSet(setEntries(sources.runs, options.set));
  const names: SideNames = [verbatim(left), verbatim(right)];
  const { tasks, comparisons } = compared(index, sources, set, [{ left, right }], names);
  const [comparison = { left, right, benchmarks: [], excluded: [] }] = comparisons;
  return { tasks, comparison };
}

function sourcesOf(
  index: TransferIndexed,
  { names, verdicts, judgedOf }: Pick<TransferInputOptions, 'names' | 'verdicts' | 'judgedOf'>,
): Sources {
  // Where no tool scored the responses, ours are the only verdicts there are: they stand over nobody's.
  const alone: JudgedOf = (run) => (isUnscored(run) ? (judgedOf?.(run) ?? null) : null);
  const judged = verdicts === 'rescored' ? (judgedOf ?? null) : alone;
  return new Sources(index, new TransferRuns(index.runs, names), names, judged);
}

function compared(
  index: TransferIndexed,
  sources: Sources,
  { domains }: BenchmarkSet,
  pairs: readonly { readonly left: string; readonly right: string }[],
  names: SideNames,
): { readonly tasks: readonly TransferTask[]; readonly comparisons: readonly Comparison[] } {
  const { runs } = sources;
  const there = new Set(runs.all.map((run) => runs.labelOf(run)));
  const all = new AllTasks();
  const chosen = pairs.map((pair) => {
    const pairings: Pairing[] = [];
    const excluded: Excluded[] = [];
    for (const benchmark of domains.keys()) {
      if (!there.has(benchmark)) continue;
      const outcome = paired(sources, pair, benchmark, names);
      if (typeof outcome === 'string') excluded.push({ benchmark, reason: outcome });
      else {
        pairings.push(outcome);
        all.add(outcome);
      }
    }
    return { ...pair, pairings, excluded };
  });
  const tasks = all.order(index);
  const comparisons = chosen.map(({ left, right, pairings, excluded }): Comparison => ({
    left,
    right,
    benchmarks: pairings.flatMap((pairing) => {
      const domain = domains.get(pairing.left.benchmark);
      return domain === undefined ? [] : [pairedBenchmark(pairing, domain, names, all)];
    }),
    excluded,
  }));
  return { tasks, comparisons };
}

/** The pair that is compared; else why there is none, in words. */
function paired(
  sources: Sources,
  { left, right }: { readonly left: string; readonly right: string },
  benchmark: string,
  names: SideNames,
): Pairing | string {
  const [one, other] = [sources.of(left, benchmark), sources.of(right, benchmark)];
  const isThere = (model: string): boolean => sources.runs.of(model, benchmark).length > 0;
  if (!isThere(left) && !isThere(right) && !hasSubset(sources, [left, right], benchmark)) {
    return say`There are no results for ${names[0]} and ${names[1]}.`;
  }
  if (one.length === 0) return lacking(sources, left, benchmark, names[0]);
  if (other.length === 0) return lacking(sources, right, benchmark, names[1]);
  const chosen = choosePairing(one, other);
  return chosen.ok ? chosen.pairing : incomparableWords(chosen.why, names);
}

function hasSubset({ runs }: Sources, models: readonly string[], benchmark: string): boolean {
  return models.some((model) => runs.subsetsOf(model, benchmark).length > 0);
}

/** Why a model has no score on a benchmark. */
function lacking({ runs }: Sources, model: string, benchmark: string, name: string): string {
  const own = runs.of(model, benchmark);
  if (own.some(({ samples }) => samples.length > 0)) {
    return say`The responses of ${name} are not scored: re-score them to compare.`;
  }
  if (own.length > 0) return say`The results of ${name} hold no score for it.`;
  const subsets = runs.subsetsOf(model, benchmark);
  if (subsets.length === 0) return say`There are no results for ${name}.`;
  return say`The results of ${name} are of ${subsets.map(verbatim).join(', ')}, which is not the same benchmark.`;
}

function twiceNamed({ twice }: Sources): readonly Problem[] {
  return twice.map(({ model, benchmark, tasks: [first = '', second = ''], run }) => ({
    file: run.file,
    ...(run.line === null ? {} : { line: run.line }),
    message: say`"${model}" has ${verbatim(benchmark)} twice, as "${first}" and as "${second}". They are not mixed: a comparison takes the one that both models have, with the most items, else "${first}".`,
  }));
}
