import { domains } from '../core/domain.ts';
import { benchmarks } from '../core/items/benchmarks.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import type { ResultModels } from './resultModels.ts';

/** What the runs of a row have in common. */
export type ResultLevel = 'domain' | 'benchmark' | 'training' | 'model' | 'task' | 'run';

/** How the rows are nested; a level that would hold one row alone is left out, where the row above says the same. */
export type Grouping = 'model' | 'benchmark';

/** A row of the view "Results" that stands for runs. */
export interface RunsNode {
  readonly kind: ResultLevel;
  /** Of no other row. */
  readonly id: string;
  /** The benchmark, model, task or training run; `` for a domain or a run. */
  readonly name: string;
  /** At least one; those that count stand first. */
  readonly runs: readonly ResultRun[];
  /** What is below it, outermost first; empty for a row that is a run by itself. */
  readonly below: readonly ResultLevel[];
  /** What is said above it, so that it is not said again. */
  readonly above: readonly ResultLevel[];
  /** The step of a checkpoint that stands below its training run; else null. */
  readonly step: number | null;
  /** The benchmark that all runs are of, else their task; null where they are of several. */
  readonly benchmark: string | null;
}

export type ResultNode =
  RunsNode | { readonly kind: 'problems'; readonly count: number } | { readonly kind: 'searching' };

const levels: Readonly<Record<Grouping, readonly ResultLevel[]>> = {
  model: ['training', 'model', 'benchmark', 'task', 'run'],
  benchmark: ['domain', 'benchmark', 'training', 'model', 'task', 'run'],
};

/** What a task is within its benchmark: equal for the names that several tools have for one. */
export type TaskOf = (run: ResultRun) => { readonly task: string | null; readonly subset: string | null };

/** Makes rows of runs. */
export class ResultTree {
  constructor(
    private readonly models: ResultModels,
    private readonly taskOf: TaskOf,
  ) {}

  roots(runs: readonly ResultRun[], grouping: Grouping): RunsNode[] {
    return this.rows(runs, levels[grouping], [], grouping);
  }

  children(node: RunsNode): RunsNode[] {
    return this.rows(node.runs, node.below, [...node.above, node.kind], node.id);
  }

  private rows(
    runs: readonly ResultRun[],
    [level, ...below]: readonly ResultLevel[],
    above: readonly ResultLevel[],
    id: string,
  ): RunsNode[] {
    if (level === undefined) return [];
    const groups = this.split(runs, level);
    // A row for all of what the row above it holds would say nothing.
    if (level === 'task' && groups.length === 1) return this.rows(runs, below, above, id);
    const rows = groups.flatMap(({ name, step, own }, place): RunsNode[] => {
      // A model that is no checkpoint, or the only one of its training run, stands by itself.
      if (level === 'training' && name === '') return this.rows(own, below, above, id);
      const [only] = own;
      const isRun = own.length === 1 && below.every((each) => each === 'task' || each === 'run');
      const runId = `${only?.file} ${only?.line} ${place}`;
      return [
        {
          kind: level,
          id: `${id} > ${level} ${level === 'run' ? runId : name}`,
          name: level === 'run' ? '' : name,
          runs: own,
          below: isRun ? [] : below,
          above,
          step: above.at(-1) === 'training' ? step : null,
          benchmark: new Set(own.map(nameOfBenchmark)).size === 1 && only ? nameOfBenchmark(only) : null,
        },
      ];
    });
    // Two tasks of two tools may have one name.
    const ids = new Set<string>();
    return rows.map((row, place) => {
      const own = ids.has(row.id) ? { ...row, id: `${row.id} ${place}` } : row;
      ids.add(own.id);
      return own;
    });
  }

  private split(runs: readonly ResultRun[], level: ResultLevel): readonly Group[] {
    switch (level) {
      case 'domain':
        return [...domains, null].flatMap((domain) => {
          const own = runs.filter((run) => run.domain === domain);
          return own.length === 0 ? [] : [group(domain ?? '', own)];
        });
      case 'benchmark':
        return grouped(runs, nameOfBenchmark).toSorted(
          (a, b) => placeOf(a) - placeOf(b) || inOrder(a.name, b.name),
        );
      case 'training':
        return this.models.trainings(runs);
      case 'model':
        return this.models.ordered(grouped(runs, ({ model }) => model));
      case 'task':
        return grouped(runs, (run) => {
          const { task, subset } = this.taskOf(run);
          return JSON.stringify([task, subset]);
        })
          .map(({ own }) => group(shortest(own.map(({ task }) => task)), own))
          .toSorted((a, b) => inOrder(a.name, b.name));
      case 'run':
        return runs
          .toSorted((a, b) => Number(a.superseded) - Number(b.superseded) || b.date - a.date)
          .map((run) => group('', [run]));
    }
  }
}

/** Runs under one name. `step` is null for all but checkpoints. */
export interface Group {
  readonly name: string;
  readonly step: number | null;
  readonly own: readonly ResultRun[];
}

export function group(name: string, own: readonly ResultRun[]): Group {
  return { name, step: own[0]?.checkpoint?.step ?? null, own };
}

export function grouped(runs: readonly ResultRun[], by: (run: ResultRun) => string): Group[] {
  return [...Map.groupBy(runs, by)].map(([name, own]) => group(name, own));
}

/** As people count: `step 9` before `step 10`. */
export function inOrder(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : 1);
}

/** What a run's items are called: its benchmark, or, where that is not known, its task. */
export function nameOfBenchmark({ benchmark, task }: Pick<ResultRun, 'benchmark' | 'task'>): string {
  return benchmark ?? task;
}

/** The runs of a row that count. */
export function counted(runs: readonly ResultRun[]): readonly ResultRun[] {
  return runs.filter(({ superseded }) => !superseded);
}

/** By domain, then the paper's benchmarks in its order, then others. */
function placeOf({ name, own }: Group): number {
  const domain = own[0]?.domain ?? null;
  const listed = benchmarks.findIndex((benchmark) => benchmark.name === name);
  const place = listed < 0 ? benchmarks.length : listed;
  return (domain === null ? domains.length : domains.indexOf(domain)) * (benchmarks.length + 1) + place;
}

function shortest(names: readonly string[]): string {
  return names.reduce((best, name) => (name.length < best.length ? name : best), names[0] ?? '');
}
