import { fieldValues } from '../results/fieldValues.ts';
import { compareNames } from '../results/nameOrder.ts';
import type { ResultItem } from '../results/resultItem.ts';
import { flipOfRow } from './flipCounts.ts';
import type { FlipField, FlipFieldValue, FlipItem, FlipList } from './flipList.ts';
import type { Comparison, PairedTask, TransferTask } from './transferInput.ts';

/** A list of more is not read. */
const mostValues = 40;

/** What the index knows of a group; null where no file has its text. */
export type ItemOfGroup = (
  group: number,
) => Pick<ResultItem, 'id' | 'published' | 'question' | 'fields'> | null;

/**
 * The items of one benchmark for two models, in the order of the tasks and their items, and where it learned and forgot.
 * Null where the benchmark is not compared, or without scores of single items.
 */
export function flipListOf(
  { left, right, benchmarks }: Comparison,
  benchmark: string,
  tasks: readonly TransferTask[],
  itemOf: ItemOfGroup,
): FlipList | null {
  const paired = benchmarks.find((one) => one.benchmark === benchmark)?.tasks ?? null;
  if (paired === null) return null;
  const rows = paired.flatMap((task) => rowsOf(task, tasks[task.task], itemOf));
  return { benchmark, left, right, items: rows.map(({ item }) => item), fields: fieldsOf(rows) };
}

interface Row {
  readonly item: FlipItem;
  /** Scores times parts, and parts. */
  readonly left: number;
  readonly right: number;
  readonly of: number;
}

function rowsOf(paired: PairedTask, task: TransferTask | undefined, itemOf: ItemOfGroup): Row[] {
  return Array.from(paired.item, (place, row) => {
    const group = task?.items[place] ?? -1;
    const found = itemOf(group);
    const left = paired.left[row] ?? 0;
    const right = paired.right[row] ?? 0;
    const of = paired.of[row] ?? 1;
    const item: FlipItem = {
      group,
      id: found?.published?.id ?? found?.id ?? '',
      task: task?.task ?? '',
      question: found?.question ?? '',
      kind: flipOfRow(paired, row),
      left: left / of,
      right: right / of,
      fields: found?.fields ?? {},
    };
    return { item, left, right, of };
  });
}

/**
 * The fields that tell the items apart: those with 2 to 40 values, of which some are shared. In the order in which the
 * items have them, after their task where there are several.
 */
function fieldsOf(rows: readonly Row[]): FlipField[] {
  const fields = new Map<string, Map<string, Row[]>>();
  const add = (name: string, value: string, row: Row): void => {
    const values = fields.get(name) ?? new Map<string, Row[]>();
    fields.set(name, values);
    const those = values.get(value) ?? [];
    values.set(value, those);
    those.push(row);
  };
  for (const row of rows) {
    const { fields: own, task } = row.item;
    if (task !== '' && own.task === undefined) add('task', task, row);
    for (const [name, text] of Object.entries(own)) {
      for (const value of fieldValues(text)) add(name, value, row);
    }
  }
  return [...fields].flatMap(([name, values]) => {
    const isShared = [...values.values()].some((those) => those.length > 1);
    if (values.size < 2 || values.size > mostValues || !isShared) return [];
    return [{ name, values: [...values].map(([value, those]) => valueOf(value, those)).sort(mostForgotten) }];
  });
}

function valueOf(value: string, rows: readonly Row[]): FlipFieldValue {
  const parts = sumOf(rows, ({ of }) => of);
  return {
    value,
    n: rows.length,
    learned: rows.filter(({ item }) => item.kind === 'learned').length,
    forgotten: rows.filter(({ item }) => item.kind === 'forgotten').length,
    left: (100 * sumOf(rows, ({ left }) => left)) / parts,
    right: (100 * sumOf(rows, ({ right }) => right)) / parts,
  };
}

/** Most forgotten first; of equals what learned least, then by name. */
function mostForgotten(a: FlipFieldValue, b: FlipFieldValue): number {
  return b.forgotten - a.forgotten || a.learned - b.learned || compareNames(a.value, b.value);
}

function sumOf(rows: readonly Row[], valueOf: (row: Row) => number): number {
  return rows.reduce((total, row) => total + valueOf(row), 0);
}
