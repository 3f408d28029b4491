import type { MatrixTable } from '../../core/results/matrixTable.ts';

/** What stands at the head of a column. */
export interface HeadFigures {
  /** In [0, 1]; null where there is none. */
  readonly score: number | null;
  readonly n: number;
  readonly truncated: number | null;
  /** Whether it is what the results report of the benchmark, not the mean over the items shown. */
  readonly reported: boolean;
}

/** What is reported, as long as all items are shown; else means over those that are. */
export function headFigures(table: MatrixTable, rows: Int32Array, filtered: boolean): HeadFigures[] {
  const means =
    filtered || table.columns.some(({ score }) => score === null) ? table.columnFigures(rows) : [];
  return table.columns.map(({ score, truncationUnknown }, column) => {
    if (score !== null && !filtered)
      return { score: score.value, n: score.n, truncated: score.truncated, reported: true };
    const figures = means[column];
    return {
      score: figures?.mean ?? null,
      n: figures?.n ?? 0,
      truncated: truncationUnknown === true ? null : (figures?.truncated ?? null),
      reported: false,
    };
  });
}
