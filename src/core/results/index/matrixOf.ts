import type { ModelRelation } from '../../endpoint.ts';
import { roleOf } from '../itemTable.ts';
import type { MatrixBenchmark, MatrixColumn, MatrixData, MatrixItem } from '../matrix.ts';
import { compareNames } from '../nameOrder.ts';
import { MatrixCells } from '../matrixCells.ts';
import { groupsOf, leftOut, matrixBenchmarks, matrixRuns, nameOf } from './matrixRuns.ts';
import type { ResultRun } from '../resultRun.ts';
import { sampleState } from '../sampleSet.ts';
import type { ResultsIndex } from './resultsIndex.ts';

/** The matrix of a benchmark, and which group of the index each of its items is. */
export interface IndexMatrix {
  readonly data: MatrixData;
  /** By item of `data`. */
  readonly groups: Uint32Array;
  /** The runs whose samples are in a column, by its key. */
  readonly runs: ReadonlyMap<string, readonly ResultRun[]>;
}

/**
 * Models × items of one benchmark (or task without one), or of all. A model whose samples several tools have has a
 * column for each of them, since their verdicts are not the same; so has one with several tasks, or numbers of shots,
 * that ask the same items. Runs that another one displaced are left out.
 *
 * @param benchmark null for all
 * @param benchmarks those of the index, where they are known already
 */
export function matrixOf(
  index: ResultsIndex,
  benchmark: string | null,
  relations: readonly ModelRelation[],
  benchmarks: readonly MatrixBenchmark[] = matrixBenchmarks(index),
): IndexMatrix {
  const counting = matrixRuns(index);
  const chosen = benchmark === null ? counting : counting.filter((run) => nameOf(run) === benchmark);
  const byColumn = columnRuns(index, chosen);
  const columns = columnsOf([...byColumn.entries()], relations, benchmark);
  const groups = groupsOf(index, chosen);
  const places = new Map<number, number>();
  groups.forEach((group, place) => places.set(group, place));
  const cells = new MatrixCells(groups.length, columns.length);
  columns.forEach(({ key }, column) => {
    for (const run of byColumn.get(key) ?? []) fill(cells, index, run, places, column);
  });
  return {
    groups,
    runs: byColumn,
    data: {
      benchmarks,
      benchmark,
      columns,
      items: [...groups].map((group): MatrixItem => itemOf(index, group)),
      leftOut: leftOut(index, benchmark),
      ...cells.build(),
    },
  };
}

function columnKey({ model, format }: ResultRun): string {
  return JSON.stringify([model, format]);
}

/** The runs of each column, by its key. */
function columnRuns(
  index: ResultsIndex,
  runs: readonly ResultRun[],
): ReadonlyMap<string, readonly ResultRun[]> {
  const columns = [...Map.groupBy(runs, columnKey)].flatMap(
    ([key, own]): [string, readonly ResultRun[]][] => {
      if (own.length < 2 || !shareItems(index, own)) return [[key, own]];
      return [...Map.groupBy(own, (run) => JSON.stringify([run.model, run.format, taskWords(run)]))];
    },
  );
  return new Map(columns);
}

function shareItems(index: ResultsIndex, runs: readonly ResultRun[]): boolean {
  const seen = new Set<number>();
  return runs.some((run) => {
    const own = groupsOf(index, [run]);
    const isShared = own.some((group) => seen.has(group));
    for (const group of own) seen.add(group);
    return isShared;
  });
}

/** With the number of shots as lighteval writes it: `task|5`. */
function taskWords({ task, asked }: ResultRun): string {
  return asked.shots === undefined ? task : `${task}|${asked.shots}`;
}

function columnsOf(
  byColumn: readonly (readonly [string, readonly ResultRun[]])[],
  relations: readonly ModelRelation[],
  benchmark: string | null,
): readonly MatrixColumn[] {
  const columns = byColumn.flatMap(
    ([key, [run, ...more]]): (MatrixColumn &
      Pick<ResultRun, 'format' | 'task'> & { readonly part: string })[] => {
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
          task: run.task,
          part: taskWords(run),
          ...(isUnknown ? { truncationUnknown: true as const } : {}),
        },
      ];
    },
  );
  const models = Map.groupBy(columns, ({ label }) => label);
  const named = columns.map(({ format, task, part, ...column }) => {
    const own = relations.find(({ model }) => model === column.label || model === column.model)?.base;
    const bases = columns.filter(({ label, model }) => own !== undefined && (label === own || model === own));
    // A verdict is compared with one of the same tool and task where there is one.
    const ofTool = bases.filter((other) => other.format === format);
    const base = ofTool.find((other) => other.part === part) ?? ofTool[0] ?? bases[0];
    const others = (models.get(column.label) ?? []).filter(({ key }) => key !== column.key);
    const ofTasks = others.filter((other) => other.format === format);
    // Numbers of shots are named where only they tell columns apart.
    const words = ofTasks.some((other) => other.task === task) ? part : task;
    const marks = [
      ...(others.some((other) => other.format !== format) ? [format] : []),
      ...(ofTasks.length > 0 ? [words] : []),
    ];
    return {
      ...column,
      base: base?.key ?? null,
      label: [column.label, ...marks].join(' · '),
    };
  });
  const rank = ({ role }: MatrixColumn): number => (role === 'base' ? 0 : role === 'tuned' ? 1 : 2);
  return named.sort((a, b) => rank(a) - rank(b) || compareNames(a.label, b.label));
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
  cells: MatrixCells,
  index: ResultsIndex,
  run: ResultRun,
  places: ReadonlyMap<number, number>,
  column: number,
): void {
  for (const { set, column: values } of run.samples) {
    for (let row = 0; row < set.rows; row++) {
      const item = places.get(index.groupOf(set.item[row] ?? 0));
      if (item === undefined) continue;
      const state = set.state[row];
      if (state === sampleState.failed || state === sampleState.cancelled) continue;
      const truncated = state === sampleState.truncated;
      cells.add(item, column, { counts: values?.values[row] ?? null, truncated });
    }
  }
}
