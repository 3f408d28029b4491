import type { AlignedRow, AlignedStep, AlignedTraces, ComparedTrace } from '../core/compare/alignedTraces.ts';
import { filled, wrapped } from './diffWrap.ts';
import { type Side, stepLines } from './diffStep.ts';
import type { StyledLine } from './diffStyled.ts';

export interface PageOptions {
  /** Columns of the terminal. */
  readonly width: number;
  /** Changed words are told by colour, not by brackets. */
  readonly colours: boolean;
  /** Steps that are the same are shown too. */
  readonly all: boolean;
}

/** A terminal with fewer columns shows the two texts one above the other. */
const narrow = 60;
/** Fewer steps in a row that are the same are shown: they say where one is. */
const leastFolded = 2;

/** Two aligned traces beside each other, line by line; the first of `traces` is the reference. */
export function* pageLines(
  traces: readonly [ComparedTrace, ComparedTrace],
  { rows }: AlignedTraces,
  options: PageOptions,
): Generator<StyledLine> {
  const partners = partnersOf(rows);
  for (let at = 0; at < rows.length;) {
    let end = at;
    while (!options.all && end < rows.length && rows[end]?.same === true) end += 1;
    if (at > 0) yield [];
    if (end - at >= leastFolded) {
      yield* wrapped([{ text: foldedWords(rows.slice(at, end)), style: 'quiet' }], options.width);
      at = end;
    } else {
      const row = rows[at];
      if (row !== undefined) yield* rowLines(row, traces, partners, options);
      at += 1;
    }
  }
}

/** Numbers of the partners of moved steps, by side and number. */
type Partners = Readonly<Record<Side, ReadonlyMap<number, number>>>;

function partnersOf(rows: readonly AlignedRow[]): Partners {
  const found = { left: new Map<number, number>(), right: new Map<number, number>() };
  for (const { cells } of rows)
    for (const [column, side, other] of [
      [0, 'left', 'right'],
      [1, 'right', 'left'],
    ] as const)
      for (const { number, partner } of cells[column] ?? [])
        if (partner !== null) {
          found[side].set(number, partner.number);
          found[other].set(partner.number, number);
        }
  return found;
}

function foldedWords(rows: readonly AlignedRow[]): string {
  const range = (column: number): string => {
    const first = rows[0]?.cells[column]?.[0]?.number;
    const last = rows.at(-1)?.cells[column]?.at(-1)?.number;
    return `${first}–${last}`;
  };
  const [left, right] = [range(0), range(1)];
  const which = left === right ? left : `left ${left}, right ${right}`;
  return `⋯ ${rows.length} steps the same (${which}) ⋯`;
}

function* rowLines(
  row: AlignedRow,
  traces: readonly [ComparedTrace, ComparedTrace],
  partners: Partners,
  options: PageOptions,
): Generator<StyledLine> {
  const [left = [], right = []] = row.cells;
  const digits = String(Math.max(traces[0].steps.length, traces[1].steps.length)).length;
  const stacked = options.width < narrow;
  const column = stacked ? options.width : Math.floor((options.width - 3) / 2);
  const linesOf = (steps: readonly AlignedStep[], side: Side, head: (step: AlignedStep) => string) =>
    steps.flatMap((step) =>
      stepLines(step, {
        text: traces[side === 'left' ? 0 : 1].text,
        side,
        head: head(step),
        partner: partners[side].get(step.number) ?? null,
        width: column,
        colours: options.colours,
      }),
    );
  if (stacked) {
    if (row.same) yield* linesOf(left, 'left', ({ number }) => `= ${String(number).padStart(digits)}`);
    else {
      const sign = left.length > 0 && right.length > 0 ? pairSign(row).trim() : '';
      yield* linesOf(left, 'left', ({ number }) => `< ${String(number).padStart(digits)}`);
      if (sign.length === 1) yield [{ text: sign, style: row.disagrees ? 'disagrees' : 'quiet' }];
      yield* linesOf(right, 'right', ({ number }) => `> ${String(number).padStart(digits)}`);
    }
    return;
  }
  const head = ({ number }: AlignedStep): string => String(number).padStart(digits);
  const [lefts, rights] = [linesOf(left, 'left', head), linesOf(right, 'right', head)];
  for (let at = 0; at < Math.max(lefts.length, rights.length); at += 1) {
    const rest = rights[at] ?? [];
    const text = at === 0 ? pairSign(row) : ' │ ';
    const style = at > 0 ? 'quiet' : row.disagrees ? 'disagrees' : 'bold';
    yield [
      ...filled(lefts[at] ?? [], column),
      { text: rest.length === 0 ? text.trimEnd() : text, style },
      ...rest,
    ];
  }
}

/** What stands between the two columns of a row. */
function pairSign({ same, disagrees, cells: [left = [], right = []] }: AlignedRow): string {
  if (same) return ' = ';
  if (right.length === 0) return ' < ';
  if (left.length === 0) return ' > ';
  const isPair = [...left, ...right].every(({ state }) => state === 'same' || state === 'changed');
  return isPair ? (disagrees ? ' ≠ ' : ' ~ ') : '< >';
}
