import type { ModelRelation } from '../../endpoint.ts';
import { roleOf } from '../itemTable.ts';
import {
  noRate,
  rateByte,
  type MatrixBenchmark,
  type MatrixColumn,
  type MatrixData,
  type MatrixItem,
} from '../matrix.ts';
import type { ResultRun } from '../resultRun.ts';
import { sampleState } from '../sampleSet.ts';
import type { ResultsIndex } from './resultsIndex.ts';

/** The matrix of a benchmark, and which group of the index each of its items is. */
export interface IndexMatrix {
  readonly data: MatrixData;
  /** By item of `data`. */
  readonly groups: Uint32Array;
}

/**
 * Models × items of one benchmark (or task without one), or of all. A model whose samples several tools have has a
 * column for each of them, since their verdicts are not the same. Runs that another one displaced are left out.
 *
 * @param benchmark null for all
 */
export function matrixOf(
  index: ResultsIndex,
  benchmark: string | null,
  relations: readonly ModelRelation[],
): IndexMatrix {
  const counting = index.runs.filter(
    (run) => !run.superseded && run.samples.some(({ column }) => column !== null),
  );
  const benchmarks = benchmarksOf(index, counting);
  const chosen = benchmark === null ? counting : counting.filter((run) => nameOf(run) === benchmark);
  const byColumn = Map.groupBy(chosen, columnKey);
  const columns = columnsOf([...byColumn.entries()], relations, benchmark);
  const groups = groupsOf(index, chosen);
  const places = new Map<number, number>();
  groups.forEach((group, place) => places.set(group, place));
  const cells = new Cells(groups.length, columns.length);
  columns.forEach(({ key }, column) => {
    for (const run of byColumn.get(key) ?? []) fill(cells, index, run, places, column);
  });
  return {
    groups,
    data: {
      benchmarks,
      benchmark,
      columns,
      items: [...groups].map((group): MatrixItem => itemOf(index, group)),
      ...cells.data(),
    },
  };
}

/** The benchmark of a run, else its task. */
export function nameOf(run: Pick<ResultRun, 'benchmark' | 'task'>): string {
  return run.benchmark ?? run.task;
}

function columnKey({ model, format }: ResultRun): string {
  return JSON.stringify([model, format]);
}

function columnsOf(
  byColumn: readonly (readonly [string, readonly ResultRun[]])[],
  relations: readonly ModelRelation[],
  benchmark: string | null,
): readonly MatrixColumn[] {
  const columns = byColumn.flatMap(
    ([key, [run, ...more]]): (MatrixColumn & { readonly format: string })[] => {
      if (run === undefined) return [];
      const isOne = benchmark !== null && more.length === 0;
      const score =
        isOne && run.value !== null && run.n !== null
          ? { value: run.value, n: run.n, truncated: run.truncated }
          : null;
      const role = roleOf(run.model, run.modelRaw, relations);
      const isUnknown = [run, ...more].every(({ truncated }) => truncated === null);
      return [
        {
          key,
          label: run.model,
          model: run.modelRaw,
          role,
          base: null,
          score,
          format: run.format,
          ...(isUnknown ? { truncationUnknown: true as const } : {}),
        },
      ];
    },
  );
  const models = Map.groupBy(columns, ({ label }) => label);
  const named = columns.map(({ format, ...column }) => {
    const own = relations.find(({ model }) => model === column.label || model === column.model)?.base;
    const bases = columns.filter(({ label, model }) => own !== undefined && (label === own || model === own));
    // A verdict is compared with one of the same tool where there is one.
    const base = bases.find((other) => other.format === format) ?? bases[0];
    const several = (models.get(column.label)?.length ?? 0) > 1;
    return {
      ...column,
      base: base?.key ?? null,
      label: several ? `${column.label} · ${format}` : column.label,
    };
  });
  const rank = ({ role }: MatrixColumn): number => (role === 'base' ? 0 : role === 'tuned' ? 1 : 2);
  return named.sort((a, b) => rank(a) - rank(b) || (a.label < b.label ? -1 : 1));
}

function benchmarksOf(index: ResultsIndex, runs: readonly ResultRun[]): readonly MatrixBenchmark[] {
  return [...Map.groupBy(runs, nameOf)]
    .map(([name, own]) => ({
      name,
      items: groupsOf(index, own).length,
      partial: own.some(({ samples }) =>
        samples.some(({ column }) => column?.values.some((value) => value > 0 && value < 1) === true),
      ),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The items of runs, in the order in which their files were read. */
function groupsOf(index: ResultsIndex, runs: readonly ResultRun[]): Uint32Array {
  const groups = new Set<number>();
  for (const { samples } of runs) {
    for (const { set } of samples) for (const item of set.item) groups.add(index.groupOf(item));
  }
  return Uint32Array.from(groups);
}

function itemOf(index: ResultsIndex, group: number): MatrixItem {
  const item = index.item(group);
  const benchmark = index.scopeOf(group);
  const id = item?.published?.id ?? item?.id ?? '';
  return {
    ref: JSON.stringify([benchmark, item?.textHash ?? `${item?.task ?? ''} ${id}`]),
    id,
    benchmark,
    task: item?.published?.task ?? null,
    question: item?.question ?? '',
    gold: item?.gold ?? null,
    fields: item?.fields ?? {},
  };
}

function fill(
  cells: Cells,
  index: ResultsIndex,
  run: ResultRun,
  places: ReadonlyMap<number, number>,
  column: number,
): void {
  for (const { set, column: values } of run.samples) {
    for (let row = 0; row < set.rows; row++) {
      const item = places.get(index.groupOf(set.item[row] ?? 0));
      if (item === undefined) continue;
      const isCut = set.state[row] === sampleState.truncated;
      cells.add(item, column, values?.values[row] ?? Number.NaN, isCut);
    }
  }
}

class Cells {
  readonly #columns: number;
  readonly #sums: Float32Array;
  readonly #rated: Uint16Array;
  readonly #samples: Uint16Array;
  readonly #truncated: Uint16Array;

  constructor(items: number, columns: number) {
    this.#columns = columns;
    this.#sums = new Float32Array(items * columns);
    this.#rated = new Uint16Array(items * columns);
    this.#samples = new Uint16Array(items * columns);
    this.#truncated = new Uint16Array(items * columns);
  }

  add(item: number, column: number, value: number, isCut: boolean): void {
    const at = item * this.#columns + column;
    this.#samples[at] = (this.#samples[at] ?? 0) + 1;
    if (isCut) this.#truncated[at] = (this.#truncated[at] ?? 0) + 1;
    if (Number.isNaN(value)) return;
    this.#rated[at] = (this.#rated[at] ?? 0) + 1;
    this.#sums[at] = (this.#sums[at] ?? 0) + value;
  }

  data(): Pick<MatrixData, 'rates' | 'samples' | 'truncated'> {
    const rates = new Uint8Array(this.#sums.length).fill(noRate);
    for (let at = 0; at < rates.length; at++) {
      const rated = this.#rated[at] ?? 0;
      if (rated > 0) rates[at] = rateByte((this.#sums[at] ?? 0) / rated);
    }
    return { rates, samples: this.#samples, truncated: this.#truncated };
  }
}
