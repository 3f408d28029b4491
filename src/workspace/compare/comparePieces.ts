import type { AlignedRow } from '../../core/compare/alignedTraces.ts';
import type { FromCompareThread } from './compareMessages.ts';

/** So many steps a message at most: copying them takes the host a few milliseconds. */
const MOST_STEPS = 500;

/**
 * An answer in messages that the host takes one after the other, with other work between: it is held up while it reads
 * one, and the rows of long traces are many. All but the last are `rows`.
 */
export function* piecesOf(answer: FromCompareThread): Generator<FromCompareThread> {
  if (answer.type === 'aligned') {
    let rows: AlignedRow[] = [];
    let steps = 0;
    for (const row of answer.aligned.rows) {
      rows.push(row);
      steps += row.cells.reduce((sum, cell) => sum + cell.length, 0);
      if (steps < MOST_STEPS) continue;
      yield { type: 'rows', rows };
      [rows, steps] = [[], 0];
    }
    yield { type: 'aligned', aligned: { ...answer.aligned, rows } };
  } else yield answer;
}

/** The answer of which all pieces have come: the last, and before it the others in order. */
export function joined(pieces: readonly FromCompareThread[], last: FromCompareThread): FromCompareThread {
  if (pieces.length === 0) return last;
  if (last.type === 'aligned') {
    const rows = pieces.flatMap((piece) => (piece.type === 'rows' ? piece.rows : []));
    return { type: 'aligned', aligned: { ...last.aligned, rows: [...rows, ...last.aligned.rows] } };
  }
  return last;
}
