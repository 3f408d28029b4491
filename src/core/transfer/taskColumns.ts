import type { ResampleRequest } from './resampling.ts';
import type { PairedTask } from './transferInput.ts';

/**
 * What is summed over the resampled rows of one task: a row for each item of the union, a column for each distinct
 * array of scores or of parts. Items that a comparison does not have are 0 in its columns, and so not counted.
 */
export class TaskColumns {
  readonly #columns = new Map<Float64Array, { readonly column: number; readonly item: Uint32Array }>();

  /** @param rows items of the union */
  constructor(readonly rows: number) {}

  get columns(): number {
    return this.#columns.size;
  }

  add(paired: PairedTask): void {
    for (const values of [paired.left, paired.right]) this.#add(values, paired.item);
    if (!this.#isPlain(paired)) this.#add(paired.of, paired.item);
  }

  /** The column of what was added as the left or right scores of a task. */
  of(values: Float64Array): number {
    return this.#columns.get(values)?.column ?? -1;
  }

  /** The column of its parts; null where there is one for each row drawn. */
  partsOf(paired: PairedTask): number | null {
    return this.#isPlain(paired) ? null : this.of(paired.of);
  }

  table(): Pick<ResampleRequest, 'values' | 'rows' | 'columns'> {
    const { rows, columns } = this;
    const values = new Float32Array(rows * columns);
    for (const [scores, { column, item }] of this.#columns) {
      for (let row = 0; row < item.length; row++) {
        values[(item[row] ?? 0) * columns + column] = scores[row] ?? 0;
      }
    }
    return { values, rows, columns };
  }

  #add(values: Float64Array, item: Uint32Array): void {
    if (!this.#columns.has(values)) this.#columns.set(values, { column: this.columns, item });
  }

  #isPlain({ item, of }: PairedTask): boolean {
    return item.length === this.rows && of.every((parts) => parts === 1);
  }
}
