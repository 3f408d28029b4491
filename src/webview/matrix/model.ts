import type { MatrixColumn, MatrixData, MatrixItem } from '../../core/results/matrix.ts';
import {
  hasField,
  isFiltering,
  type MatrixQuery,
  shownItems,
  wholeMatrix,
} from '../../core/results/matrixQuery.ts';
import { MatrixTable } from '../../core/results/matrixTable.ts';
import { type HeadFigures, headFigures } from './headFigures.ts';

/** A place in what is shown; column -1 is the item itself. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The same, whatever is shown: an item, and a column by its key. */
export interface LastingPlace {
  readonly item: string;
  readonly column: string | null;
}

/** What is shown, where the reader is in it, and what is selected. Knows no page. */
export class MatrixModel {
  readonly table: MatrixTable;
  readonly query: MatrixQuery;
  /** The items shown, in order. */
  readonly rows: Int32Array;
  /** By column. */
  readonly heads: readonly HeadFigures[];
  place: Place = { row: 0, column: -1 };
  /** Refs of items, shown or not. */
  selected: ReadonlySet<string> = new Set();
  /** While a selection is extended: where from, and what was selected before. */
  #extending: { readonly from: number; readonly before: ReadonlySet<string> } | null = null;

  constructor(table: MatrixTable, query: MatrixQuery) {
    this.table = table;
    this.query = query;
    this.rows = shownItems(table, query);
    this.heads = headFigures(table, this.rows, isFiltering(query));
  }

  /** Other data: the query, the place and the selection stay as far as what they name is there. */
  static of(data: MatrixData, before: MatrixModel | null): MatrixModel {
    const same = before !== null && before.table.data.benchmark === data.benchmark;
    const query =
      before === null ? wholeMatrix : same ? before.query : { ...before.query, fields: {}, text: '' };
    const model = new MatrixModel(new MatrixTable(data), withKnownFields(query, data));
    if (before !== null) model.return(before.lasting, before.selected);
    return model;
  }

  /** The same data under another query: the place is at the top, the selection stays. */
  asked(change: Partial<MatrixQuery>): MatrixModel {
    const model = new MatrixModel(this.table, { ...this.query, ...change });
    model.selected = this.selected;
    model.place = { row: 0, column: this.place.column };
    return model;
  }

  get columns(): readonly MatrixColumn[] {
    return this.table.columns;
  }

  item(row: number): MatrixItem | undefined {
    return this.table.data.items[this.rows[row] ?? -1];
  }

  /** Whether a sample of this item can be right in part. */
  isPartial({ benchmark }: MatrixItem): boolean {
    return this.table.data.benchmarks.some(({ name, partial }) => partial && name === benchmark);
  }

  get lasting(): LastingPlace | null {
    const item = this.item(this.place.row);
    return item === undefined
      ? null
      : { item: item.ref, column: this.columns[this.place.column]?.key ?? null };
  }

  /** Takes a place and a selection from before, as far as they are here; a place that is not stays at the top. */
  return(place: LastingPlace | null, selected: Iterable<string>): void {
    const refs = new Set(this.table.data.items.map(({ ref }) => ref));
    this.selected = new Set([...selected].filter((ref) => refs.has(ref)));
    if (place === null) return;
    const row = this.rowOf(place.item);
    const column = this.columns.findIndex(({ key }) => key === place.column);
    this.place = { row: Math.max(0, row), column };
  }

  /** The row of an item; -1 where it is not shown. */
  rowOf(ref: string): number {
    return this.rows.findIndex((item) => this.table.data.items[item]?.ref === ref);
  }

  /** Goes to a place, or the nearest there is. */
  go(row: number, column: number): void {
    this.#extending = null;
    this.#go(row, column);
  }

  /** Goes to a row and selects all from where the first of such steps began. */
  extend(row: number): void {
    this.#extending ??= { from: this.place.row, before: this.selected };
    this.#go(row, this.place.column);
    const { from, before } = this.#extending;
    const [first, last] = [Math.min(from, this.place.row), Math.max(from, this.place.row)];
    this.selected = new Set([...before, ...this.#refs(first, last + 1)]);
  }

  toggle(row: number): void {
    const ref = this.item(row)?.ref;
    if (ref === undefined) return;
    this.#extending = null;
    const selected = new Set(this.selected);
    if (!selected.delete(ref)) selected.add(ref);
    this.selected = selected;
  }

  /** Selects all that is shown, beside what is selected already. */
  selectShown(): void {
    this.#extending = null;
    this.selected = new Set([...this.selected, ...this.#refs(0, this.rows.length)]);
  }

  selectNone(): void {
    this.#extending = null;
    this.selected = new Set();
  }

  /** How many of the selected items are not shown. */
  get selectedUnseen(): number {
    return this.selected.size === 0
      ? 0
      : this.selected.size - this.#refs(0, this.rows.length).filter((ref) => this.selected.has(ref)).length;
  }

  /** The selected items, in the order of their files. */
  get selectedItems(): string[] {
    return this.table.data.items.map(({ ref }) => ref).filter((ref) => this.selected.has(ref));
  }

  #go(row: number, column: number): void {
    this.place = {
      row: Math.max(0, Math.min(this.rows.length - 1, row)),
      column: Math.max(-1, Math.min(this.columns.length - 1, column)),
    };
  }

  #refs(from: number, to: number): string[] {
    return Array.from(this.rows.subarray(from, to), (item) => this.table.data.items[item]?.ref ?? '');
  }
}

/** Without the fields that no item has any more: they would show nothing, and nothing in the view would say why. */
function withKnownFields(query: MatrixQuery, { items }: MatrixData): MatrixQuery {
  const fields = Object.entries(query.fields).filter(([field, value]) =>
    items.some((item) => hasField(item.fields, field, value)),
  );
  return { ...query, fields: Object.fromEntries(fields) };
}
