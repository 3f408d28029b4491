import type { FormatName } from '../results/formats/format.ts';
import { compareNames } from '../results/nameOrder.ts';
import type { ResultsIndex } from '../results/index/resultsIndex.ts';
import type { ResultRun } from '../results/resultRun.ts';
import type { ResultsNames } from '../results/resultsNames.ts';
import { meansOfTasks } from '../results/taskBenchmark.ts';
import { alikeRows } from './alikeRows.ts';
import { itemScores, mergedScores, type ItemScores } from './itemScores.ts';
import { runScores, type JudgedOf, type RunScores } from './runScores.ts';
import type { TransferRuns } from './transferRuns.ts';

/** What one tool says of one model on one benchmark, by one metric and number of shots. */
export interface Source {
  readonly model: string;
  readonly benchmark: string;
  readonly format: FormatName;
  /** `asked.shots`; null where the tool does not say. */
  readonly shots: number | null;
  readonly metric: string | null;
  /** Whether its scores are verdicts of ours or by hand. */
  readonly judged: boolean;
  /** By the tool's names of their tasks. */
  readonly runs: readonly RunScores[];
  /** The scores of single items, by task of the benchmark; empty where there are none. */
  readonly items: ReadonlyMap<string, ItemScores>;
  /** Rows that have the text of an earlier one, and so count as repeats of it. */
  readonly alike: number;
  /** Fractions by part of the benchmark, empty for all of it. */
  readonly values: ReadonlyMap<string, number>;
  /** Milliseconds since 1970, of the newest run. */
  readonly date: number;
}

/** A benchmark that is there twice under two names of tasks: the runs whose values are left aside where both have one. */
export interface TwiceNamed {
  readonly model: string;
  readonly benchmark: string;
  readonly tasks: readonly string[];
  readonly run: ResultRun;
}

/** Finds what there is of a model on a benchmark; each once, since several models are compared with one base. */
export class Sources {
  readonly #known = new Map<string, readonly Source[]>();
  readonly #twice = new Map<string, TwiceNamed>();

  constructor(
    private readonly index: Pick<ResultsIndex, 'groupOf' | 'item'>,
    readonly runs: TransferRuns,
    private readonly names: ResultsNames,
    private readonly judgedOf: JudgedOf | null,
  ) {}

  /** What was met so far. */
  get twice(): readonly TwiceNamed[] {
    return [...this.#twice.values()];
  }

  of(model: string, benchmark: string): readonly Source[] {
    const key = JSON.stringify([model, benchmark]);
    let known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, (known = this.#make(model, benchmark)));
    return known;
  }

  #make(model: string, benchmark: string): readonly Source[] {
    const read = this.runs
      .of(model, benchmark)
      .map((run) => runScores(run, this.names, this.judgedOf))
      .filter(({ sets, value }) => sets.length > 0 || value !== null);
    this.#noteTwice(model, benchmark, read);
    const kinds = Map.groupBy(read, ({ run, metric, judged }) =>
      JSON.stringify([run.format, run.asked.shots ?? null, metric, judged]),
    );
    return [...kinds.values()].flatMap((own) =>
      this.#families(own).map((family) => this.#source(model, benchmark, family)),
    );
  }

  /** One list where every part is there once; else one for each name of a part's tasks. */
  #families(own: readonly RunScores[]): readonly (readonly RunScores[])[] {
    const parts = [...Map.groupBy(own, ({ run }) => this.runs.partOf(run)).values()].map((same) =>
      same.toSorted((a, b) => compareNames(a.run.task, b.run.task)),
    );
    const most = Math.max(...parts.map(({ length }) => length));
    return Array.from({ length: most }, (_, place) => parts.flatMap((same) => same[place] ?? []));
  }

  #noteTwice(model: string, benchmark: string, read: readonly RunScores[]): void {
    const parts = Map.groupBy(read, ({ run }) =>
      JSON.stringify([run.format, run.asked.shots ?? null, this.runs.partOf(run)]),
    );
    for (const same of parts.values()) {
      const byTask = same.toSorted((a, b) => compareNames(a.run.task, b.run.task));
      const [first, second] = byTask;
      if (first === undefined || second === undefined || first.run.task === second.run.task) continue;
      const tasks = [first.run.task, second.run.task];
      this.#twice.set(JSON.stringify([model, benchmark]), { model, benchmark, tasks, run: second.run });
      return;
    }
  }

  #source(model: string, benchmark: string, family: readonly RunScores[]): Source {
    const runs = family.toSorted((a, b) => compareNames(a.run.task, b.run.task));
    const [{ run, metric, judged } = missing()] = runs;
    const tasks = meansOfTasks.get(benchmark) ?? null;
    const items = new Map<string, ItemScores[]>();
    const values = new Map<string, number>();
    for (const { run: one, sets, value } of runs) {
      const part = this.runs.partOf(one);
      const found = itemScores(sets, (item) => this.index.groupOf(item), this.#taskOf(tasks, part));
      for (const [task, scores] of found) items.set(task, [...(items.get(task) ?? []), scores]);
      const own = value ?? (found.size === 0 ? null : meanOf([...found.values()]));
      if (own !== null) values.set(part, own);
    }
    const merged = [...items].flatMap(([task, all]): [string, ItemScores][] => {
      const scores = mergedScores(all);
      return scores === null ? [] : [[task, scores]];
    });
    return {
      model,
      benchmark,
      format: run.format,
      shots: run.asked.shots ?? null,
      metric,
      judged,
      runs,
      items: new Map(merged.sort(([a], [b]) => (a < b ? -1 : 1))),
      alike: alikeRows(runs, (item) => this.index.groupOf(item)),
      values,
      date: Math.max(...runs.map((one) => one.run.date)),
    };
  }

  /** Which task a group counts in: the run's own; of a run of all tasks what the item was published in. */
  #taskOf(tasks: readonly string[] | null, part: string): (group: number) => string | null {
    if (tasks === null) return () => '';
    if (part !== '') return () => part;
    return (group) => {
      const task = this.index.item(group)?.published?.task ?? null;
      if (task === null) return '';
      return tasks.includes(task) ? task : null;
    };
  }
}

/** The plain mean of tasks; of each all right parts over all parts. */
function meanOf(tasks: readonly ItemScores[]): number {
  const values = tasks.map(({ mean, of }) => {
    const parts = of.reduce((sum, each) => sum + each, 0);
    return parts === 0 ? 0 : mean.reduce((sum, each, row) => sum + each * (of[row] ?? 0), 0) / parts;
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function missing(): never {
  throw new Error('A source has runs.');
}
