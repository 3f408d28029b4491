import { fieldValues } from './fieldValues.ts';
import { flipOf, noRate } from './matrix.ts';
import type { MatrixTable } from './matrixTable.ts';

/** Which items are shown, and in which order. */
export const matrixSorts = ['file', 'disagreement', 'hardest', 'easiest', 'forgotten', 'learned'] as const;
export type MatrixSort = (typeof matrixSorts)[number];

export const matrixShows = [
  'all',
  /** The base is right, the tuned model wrong. */
  'forgotten',
  'learned',
  'all-wrong',
  'all-right',
  /** Some model is right and some other is wrong. */
  'disagree',
  'truncated',
] as const;
export type MatrixShow = (typeof matrixShows)[number];

export interface MatrixQuery {
  readonly sort: MatrixSort;
  readonly show: MatrixShow;
  /** Key of the tuned model whose flips count; null, or one that is not here, for those of any. */
  readonly model: string | null;
  /** Values that an item's fields must have, by field. */
  readonly fields: Readonly<Record<string, string>>;
  /** All of its words must be in the id or the question; the case does not matter. */
  readonly text: string;
}

export const wholeMatrix: MatrixQuery = { sort: 'file', show: 'all', model: null, fields: {}, text: '' };

/** Whether the query leaves items out, wherever they are. */
export function isFiltering({ show, fields, text }: MatrixQuery): boolean {
  return show !== 'all' || Object.keys(fields).length > 0 || text.trim() !== '';
}

/** The items a query shows, in its order; items that are equal in it keep the order of their files. */
export function shownItems(table: MatrixTable, query: MatrixQuery): Int32Array {
  const pairs = flipPairs(table, query.model);
  const keeps = [
    showTest(table, query.show, pairs),
    ...fieldTests(table, query.fields),
    textTest(table, query.text),
  ];
  const tests = keeps.filter((test) => test !== null);
  const rows: number[] = [];
  for (let item = 0; item < table.data.items.length; item += 1) {
    if (tests.every((test) => test(item))) rows.push(item);
  }
  const found = Int32Array.from(rows);
  const keys = sortKeys(table, query.sort, pairs);
  return keys === null ? found : found.sort((a, b) => compare(keys[a] ?? 0, keys[b] ?? 0) || a - b);
}

/** A tuned column and that of its base. */
type Pair = readonly [tuned: number, base: number];
type Test = (item: number) => boolean;

function flipPairs(table: MatrixTable, model: string | null): Pair[] {
  const pairs = [...table.bases].flatMap((base, tuned): Pair[] => (base < 0 ? [] : [[tuned, base]]));
  const chosen = pairs.filter(([tuned]) => table.columns[tuned]?.key === model);
  return chosen.length > 0 ? chosen : pairs;
}

function showTest(table: MatrixTable, show: MatrixShow, pairs: readonly Pair[]): Test | null {
  const { counted, right, wrong, truncated } = table.figures;
  switch (show) {
    case 'all':
      return null;
    case 'forgotten':
    case 'learned':
      return (item) =>
        pairs.some(([tuned, base]) => flipOf(table.byte(item, base), table.byte(item, tuned)) === show);
    case 'all-wrong':
      return (item) => counted[item] !== 0 && wrong[item] === counted[item];
    case 'all-right':
      return (item) => counted[item] !== 0 && right[item] === counted[item];
    case 'disagree':
      return (item) => right[item] !== 0 && wrong[item] !== 0;
    case 'truncated':
      return (item) => truncated[item] === 1;
  }
}

function fieldTests({ data }: MatrixTable, fields: MatrixQuery['fields']): Test[] {
  return Object.entries(fields).map(
    ([field, value]) =>
      (item) =>
        hasField(data.items[item]?.fields, field, value),
  );
}

/** A field of the item itself: no name of a field finds what every object has. */
export function fieldOf(fields: Readonly<Record<string, string>> | undefined, field: string): string | null {
  return fields !== undefined && Object.hasOwn(fields, field) ? (fields[field] ?? null) : null;
}

/** Whether an item's field has a value, or a list with it. */
export function hasField(
  fields: Readonly<Record<string, string>> | undefined,
  field: string,
  value: string,
): boolean {
  const text = fieldOf(fields, field);
  return text !== null && fieldValues(text).includes(value);
}

function textTest(table: MatrixTable, text: string): Test | null {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const { searched } = table;
  return (item) => words.every((word) => searched[item]?.includes(word));
}

/** By item, what is sorted by, the smallest first; null for the order of the files. */
function sortKeys(table: MatrixTable, sort: MatrixSort, pairs: readonly Pair[]): Float32Array | null {
  const { mean, variance } = table.figures;
  switch (sort) {
    case 'file':
      return null;
    case 'disagreement':
      return variance.map((value) => -value);
    case 'hardest':
      return mean;
    case 'easiest':
      return mean.map((value) => -value);
    case 'forgotten':
      return changes(table, pairs);
    case 'learned':
      return changes(table, pairs).map((value) => -value);
  }
}

/** By item, the sum over the pairs of how much the pass rate rose; NaN where no pair has both rates. */
function changes(table: MatrixTable, pairs: readonly Pair[]): Float32Array {
  return Float32Array.from(table.data.items, (_, item) => {
    let [sum, known] = [0, false];
    for (const [tuned, base] of pairs) {
      const after = table.byte(item, tuned);
      const before = table.byte(item, base);
      if (after === noRate || before === noRate) continue;
      sum += after - before;
      known = true;
    }
    return known ? sum : Number.NaN;
  });
}

/** Ascending; what is not known comes last. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}
