import type {
  MatrixBenchmark,
  MatrixColumn,
  MatrixData,
  MatrixItem,
} from '../../../src/core/results/matrix.ts';
import { MatrixCells } from '../../../src/core/results/matrixCells.ts';

/** Small matrices of the project's own making. */

export function matrixColumn(key: string, change: Partial<MatrixColumn> = {}): MatrixColumn {
  return { key, label: key, model: key, role: null, base: null, score: null, ...change };
}

export function matrixItem(id: string, change: Partial<MatrixItem> = {}): MatrixItem {
  const ref = `ref ${id}`;
  return { ref, id, benchmark: 'Tanks', task: null, question: '', gold: '42', fields: {}, ...change };
}

/** Samples of a cell: what each counts as; `cut` is a truncated one, `none` one without a score. */
export type Samples = readonly (number | 'cut' | 'none')[];

/** @param cells by item, then by column */
export function matrixData(
  columns: readonly MatrixColumn[],
  items: readonly MatrixItem[],
  cells: readonly (readonly Samples[])[],
  benchmarks: readonly MatrixBenchmark[] = [{ name: 'Tanks', items: items.length, partial: false }],
): MatrixData {
  const gathered = new MatrixCells(items.length, columns.length);
  for (const [item, row] of cells.entries()) {
    for (const [column, samples] of row.entries()) {
      for (const sample of samples) {
        const counts = sample === 'cut' ? 0 : sample === 'none' ? null : sample;
        gathered.add(item, column, { counts, truncated: sample === 'cut' });
      }
    }
  }
  return { benchmarks, benchmark: 'Tanks', columns, items, leftOut: [], ...gathered.build() };
}

/** Of any size, the same for the same size: some models with repeats, some without results of some items. */
export function largeMatrix(rows: number, width: number): MatrixData {
  let state = 12_345;
  const random = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 0x1_0000_0000;
  };
  const columns = Array.from({ length: width }, (_, at) =>
    matrixColumn(`model-${at}`, {
      label: at % 4 === 0 ? `base-${at / 4}-7B` : `tuned-${at}-${at % 2 === 0 ? 'rl' : 'sft'}-7B`,
      role: at % 4 === 0 ? 'base' : 'tuned',
      base: at % 4 === 0 ? null : `model-${at - (at % 4)}`,
      score: { value: 0.4 + (at % 7) / 20, n: rows, truncated: (at % 5) / 40 },
    }),
  );
  const items = Array.from({ length: rows }, (_, at) =>
    matrixItem(`test/${at % 3 === 0 ? 'algebra' : 'counting'}/${at}.json`, {
      question: `A tank holds ${84 + at} litres. Half of it is let out. How many litres remain, and how many are gone?`,
      fields: { subject: at % 3 === 0 ? 'Algebra' : 'Counting', level: `Level ${1 + (at % 5)}` },
    }),
  );
  const cells = new MatrixCells(rows, width);
  for (let item = 0; item < rows; item += 1) {
    const hard = random();
    for (let column = 0; column < width; column += 1) {
      if (random() < 0.03) continue;
      for (let repeat = column % 3 === 1 ? 4 : 1; repeat > 0; repeat -= 1) {
        const truncated = random() < 0.05;
        cells.add(item, column, { counts: !truncated && random() > hard ? 1 : 0, truncated });
      }
    }
  }
  const benchmarks = [
    { name: 'Tanks', items: rows, partial: false },
    { name: 'Wells', items: 500, partial: true },
  ];
  return { benchmarks, benchmark: 'Tanks', columns, items, leftOut: [], ...cells.build() };
}
