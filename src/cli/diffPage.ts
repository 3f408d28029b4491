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
    if (at > 0 && !(isApart(rows[at - 1]) && isApart(rows[at]))) yield [];
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

/** Whether steps without a partner stand in a row: such rows follow each other without a gap. */
function isApart(row: AlignedRow | undefined): boolean {
  return row !== undefined && !isPair(row);
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
  const linesFor = (steps: readonly AlignedStep[], side: Side, head: (step: AlignedStep) => string) =>
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
    if (row.same) yield* linesFor(left, 'left', ({ number }) => `= ${String(number).padStart(digits)}`);
    else {
      yield* linesFor(left, 'left', ({ number }) => `< ${String(number).padStart(digits)}`);
      if (isPair(row)) yield [{ text: pairSign(row), style: row.disagrees ? 'disagrees' : 'quiet' }];
      yield* linesFor(right, 'right', ({ number }) => `> ${String(number).padStart(digits)}`);
    }
    return;
  }
  const head = ({ number }: AlignedStep): string => String(number).padStart(digits);
  const lefts = left.map((step) => linesFor([step], 'left', head));
  const rights = right.map((step) => linesFor([step], 'right', head));
  const [starts, ends] = [firstLines(lefts), firstLines(rights)];
  const [leftLines, rightLines] = [lefts.flat(), rights.flat()];
  const pair = isPair(row) ? pairSign(row) : null;
  for (let at = 0; at < Math.max(leftLines.length, rightLines.length); at += 1) {
    const apart = `${starts.has(at) ? '<' : ' '}│${ends.has(at) ? '>' : ' '}`;
    const text = pair === null ? apart : at === 0 ? ` ${pair} ` : ' │ ';
    const style = pair !== null && at === 0 ? (row.disagrees ? 'disagrees' : 'bold') : 'quiet';
    const rest = rightLines[at] ?? [];
    yield [
      ...filled(leftLines[at] ?? [], column),
      { text: rest.length === 0 ? text.trimEnd() : text, style },
      ...rest,
    ];
  }
}

/** Which lines of a column begin a step. */
function firstLines(steps: readonly (readonly StyledLine[])[]): ReadonlySet<number> {
  const found = new Set<number>();
  let at = 0;
  for (const lines of steps) {
    found.add(at);
    at += lines.length;
  }
  return found;
}

/** Whether the steps of a row belong together, and do not only stand beside each other. */
function isPair({ cells: [left = [], right = []] }: AlignedRow): boolean {
  const paired = (steps: readonly AlignedStep[]): boolean =>
    steps.length > 0 && steps.every(({ state }) => state === 'same' || state === 'changed');
  return paired(left) && paired(right);
}

/** What stands between the two steps of a pair. */
function pairSign({ same, disagrees }: AlignedRow): string {
  return same ? '=' : disagrees ? '≠' : '~';
}
