import type { AlignedStep } from '../../../core/compare/alignedTraces.ts';
import type { ShownAlignment } from './shownAlignment.ts';

/** What stands in a line of the list: a row, or a run of rows that are the same, folded. Rows are 0-based. */
export interface Item {
  readonly kind: 'row' | 'fold';
  /** Of two items with the same key nothing is drawn differently. */
  readonly key: string;
  readonly from: number;
  /** Behind the last row. */
  readonly to: number;
}

/** @param isOpen whether the reader opened the folded run of this key, which is the `stepsKey` of its first row */
export function itemsOf(alignment: ShownAlignment, folds: boolean, isOpen: (key: string) => boolean): Item[] {
  const { rows, columns } = alignment;
  const heads = columns.map(({ head, name, unmarked }) => JSON.stringify([head.key, name, unmarked]));
  const items: Item[] = [];
  for (let at = 0; at < rows.length;) {
    let to = at + 1;
    if (folds && rows[at]?.same === true) while (rows[to]?.same === true) to += 1;
    const run = folds && rows[at]?.same === true ? stepsKey(alignment, at) : null;
    if (run !== null && !isOpen(run)) items.push({ kind: 'fold', key: `${to - at} ${run}`, from: at, to });
    else
      for (let row = at; row < to; row += 1)
        items.push({ kind: 'row', key: rowKey(alignment, row, heads), from: row, to: row + 1 });
    at = to;
  }
  return items;
}

/**
 * Everything that is drawn of a row: its steps, and of the columns what it says of them.
 *
 * @param heads what may be said of each column
 */
function rowKey(alignment: ShownAlignment, at: number, heads: readonly string[]): string {
  let key = stepsKey(alignment, at);
  alignment.rows[at]?.cells.forEach((steps, column) => {
    // A cell of what is not compared is empty, and shown as that.
    if (steps.length > 0 || alignment.columns[column]?.unmarked === true) key += heads[column] ?? '';
    for (const { partner } of steps) if (partner !== null) key += heads[partner.column] ?? '';
  });
  return key;
}

/** Everything that is drawn of the steps of a row, whatever their columns are called. */
export function stepsKey({ rows, columns, reference }: ShownAlignment, at: number): string {
  // The texts stand behind the rest as they are: there is much of them, and to escape them takes long.
  let texts = '';
  const cells = (rows[at]?.cells ?? []).map((steps, column) => {
    const { text, answerAt, found } = columns[column] ?? { text: '', answerAt: null, found: null };
    return steps.map((step) => {
      texts += text.slice(step.start, step.end);
      return [
        ...stepKey(step),
        step.end,
        beginsAnswer(steps, step, answerAt),
        found !== null && found[0] < step.end && found[1] > step.start ? found : null,
      ];
    });
  });
  return JSON.stringify([cells, reference]) + texts;
}

function stepKey({
  number,
  start,
  state,
  notInAll,
  marks,
  similarity,
  disagrees,
  label,
  partner,
  repeats,
}: AlignedStep): unknown[] {
  return [
    number,
    start,
    state,
    notInAll,
    marks,
    similarity,
    disagrees,
    label,
    partner?.number,
    partner?.column,
    repeats,
  ];
}

/** Is it the first step of a column's answer, behind its reasoning? */
export function beginsAnswer(
  steps: readonly AlignedStep[],
  step: AlignedStep,
  answerAt: number | null,
): boolean {
  // Steps of the answer tile it, so that the first begins where it does.
  return answerAt !== null && step.start === answerAt && steps.includes(step);
}
