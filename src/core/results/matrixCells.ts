import { type MatrixCellData, rateByte } from './matrix.ts';

/** One sample, for the cell of its item and column. */
export interface CellSample {
  /**
   * What it counts as, in [0, 1]: 0 where it was truncated or is empty. Null where it has no score, such as a
   * response nobody scored. A failed or cancelled sample is none: it is not added.
   */
  readonly counts: number | null;
  readonly truncated: boolean;
}

const most = 0xffff;

/** Gathers the samples of a matrix into its cells, in any order. */
export class MatrixCells {
  readonly #columns: number;
  readonly #sums: Float64Array;
  readonly #counted: Uint32Array;
  readonly #samples: Uint16Array;
  readonly #truncated: Uint16Array;

  constructor(items: number, columns: number) {
    this.#columns = columns;
    this.#sums = new Float64Array(items * columns);
    this.#counted = new Uint32Array(items * columns);
    this.#samples = new Uint16Array(items * columns);
    this.#truncated = new Uint16Array(items * columns);
  }

  add(item: number, column: number, { counts, truncated }: CellSample): void {
    const at = item * this.#columns + column;
    increase(this.#samples, at);
    if (truncated) increase(this.#truncated, at);
    if (counts === null || Number.isNaN(counts)) return;
    this.#sums[at] = (this.#sums[at] ?? 0) + counts;
    this.#counted[at] = (this.#counted[at] ?? 0) + 1;
  }

  build(): MatrixCellData {
    const rates = Uint8Array.from(this.#counted, (counted, at) =>
      rateByte(counted === 0 ? null : (this.#sums[at] ?? 0) / counted),
    );
    const samples = Uint16Array.from(this.#samples, (all, at) => {
      const counted = this.#counted[at] ?? 0;
      return counted === 0 ? all : Math.min(most, counted);
    });
    return { rates, samples, truncated: this.#truncated };
  }
}

function increase(counts: Uint16Array, at: number): void {
  counts[at] = Math.min(most, (counts[at] ?? 0) + 1);
}
