import {
  type CellVerdict,
  cellVerdict,
  type Flip,
  flipOf,
  fullRate,
  type MatrixColumn,
  type MatrixData,
  noRate,
} from './matrix.ts';
import { baseColumns, columnOrder } from './matrixColumns.ts';

/** One cell, of an item and a shown column. */
export interface MatrixCell {
  /** See `MatrixCellData.rates`. */
  readonly byte: number;
  readonly verdict: CellVerdict;
  readonly samples: number;
  readonly truncated: number;
  readonly flip: Flip | null;
}

/** What the models make of each item, by item. */
export interface ItemFigures {
  /** Mean of the pass rates; NaN where no model has one. */
  readonly mean: Float32Array;
  /** Their variance; NaN where no model has one. */
  readonly variance: Float32Array;
  /** How many models have one, are right, and are wrong. */
  readonly counted: Uint16Array;
  readonly right: Uint16Array;
  readonly wrong: Uint16Array;
  /** 1 where a sample of any model was truncated. */
  readonly truncated: Uint8Array;
}

/** A model over some of the items. */
export interface ColumnFigures {
  /** Mean of its pass rates; null where it has none there. */
  readonly mean: number | null;
  /** Items with a pass rate. */
  readonly n: number;
  /** Share of its samples that were truncated; null where there are none. */
  readonly truncated: number | null;
}

/** The data of a matrix with its columns in the order they are shown, which is the order of all columns named here. */
export class MatrixTable {
  readonly data: MatrixData;
  readonly columns: readonly MatrixColumn[];
  /** By column, the column of its base; -1 where it has none. */
  readonly bases: Int32Array;
  readonly figures: ItemFigures;
  readonly #order: Int32Array;
  #searched: readonly string[] | null = null;

  constructor(data: MatrixData) {
    this.data = data;
    this.#order = Int32Array.from(columnOrder(data.columns));
    this.columns = Array.from(this.#order, (at) => data.columns[at]).filter((column) => column !== undefined);
    this.bases = baseColumns(this.columns);
    this.figures = itemFigures(data);
  }

  /** Where the cell lies in the arrays of `data`. */
  at(item: number, column: number): number {
    return item * this.columns.length + (this.#order[column] ?? 0);
  }

  /** The byte of a cell's pass rate. */
  byte(item: number, column: number): number {
    return this.data.rates[this.at(item, column)] ?? noRate;
  }

  flip(item: number, column: number): Flip | null {
    const base = this.bases[column] ?? -1;
    return base < 0 ? null : flipOf(this.byte(item, base), this.byte(item, column));
  }

  /** Whether there is nothing to tell of a cell but its rate. */
  isPlain(item: number, column: number): boolean {
    return this.data.truncated[this.at(item, column)] === 0 && this.flip(item, column) === null;
  }

  cell(item: number, column: number): MatrixCell {
    const byte = this.byte(item, column);
    const at = this.at(item, column);
    return {
      byte,
      verdict: cellVerdict(byte),
      samples: this.data.samples[at] ?? 0,
      truncated: this.data.truncated[at] ?? 0,
      flip: this.flip(item, column),
    };
  }

  /** By item, its id and question for a search that does not mind the case. */
  get searched(): readonly string[] {
    this.#searched ??= this.data.items.map(({ id, question }) => `${id}\n${question}`.toLowerCase());
    return this.#searched;
  }

  /** Each model over these items. */
  columnFigures(items: Int32Array): ColumnFigures[] {
    const { rates, samples, truncated } = this.data;
    const width = this.columns.length;
    const [sums, counts] = [new Float64Array(width), new Uint32Array(width)];
    const [all, cut] = [new Float64Array(width), new Float64Array(width)];
    // Row by row, as the cells lie.
    for (const item of items) {
      for (let column = 0, at = item * width; column < width; column += 1, at += 1) {
        const byte = rates[at] ?? noRate;
        if (byte !== noRate) {
          sums[column] = (sums[column] ?? 0) + byte;
          counts[column] = (counts[column] ?? 0) + 1;
        }
        all[column] = (all[column] ?? 0) + (samples[at] ?? 0);
        cut[column] = (cut[column] ?? 0) + (truncated[at] ?? 0);
      }
    }
    return Array.from(this.#order, (column) => {
      const n = counts[column] ?? 0;
      const samplesOf = all[column] ?? 0;
      return {
        mean: n === 0 ? null : (sums[column] ?? 0) / n / fullRate,
        n,
        truncated: samplesOf === 0 ? null : (cut[column] ?? 0) / samplesOf,
      };
    });
  }
}

function itemFigures({ items, columns, rates, truncated }: MatrixData): ItemFigures {
  const rows = items.length;
  const width = columns.length;
  const found = {
    mean: new Float32Array(rows),
    variance: new Float32Array(rows),
    counted: new Uint16Array(rows),
    right: new Uint16Array(rows),
    wrong: new Uint16Array(rows),
    truncated: new Uint8Array(rows),
  };
  for (let row = 0; row < rows; row += 1) {
    let [sum, squares, counted, right, wrong, cut] = [0, 0, 0, 0, 0, 0];
    for (let at = row * width; at < (row + 1) * width; at += 1) {
      cut += truncated[at] ?? 0;
      const byte = rates[at] ?? noRate;
      if (byte === noRate) continue;
      counted += 1;
      sum += byte;
      squares += byte * byte;
      if (byte === 0) wrong += 1;
      else if (byte === fullRate) right += 1;
    }
    const mean = sum / counted;
    found.mean[row] = mean / fullRate;
    // Whole numbers far below 2^53: equal rates have a variance of exactly 0.
    found.variance[row] = (squares * counted - sum * sum) / (counted * counted) / (fullRate * fullRate);
    found.counted[row] = counted;
    found.right[row] = right;
    found.wrong[row] = wrong;
    found.truncated[row] = cut > 0 ? 1 : 0;
  }
  return found;
}
