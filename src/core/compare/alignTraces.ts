import type { AlignedRow, AlignedStep, AlignedTrace, AlignedTraces, ComparedTrace } from './alignedTraces.ts';
import { compareTexts } from './compareTexts.ts';
import type { Comparison, Entry } from './comparison.ts';

/** Steps that stand apart side by side in one row: more would make a row that is too high to lay out at once. */
const MOST_APART = 6;

/**
 * Aligns traces of one item to one of them, the reference. Each other trace is compared with it alone, so that a step
 * of the reference may have a partner in some of the others.
 *
 * @param reference 0-based index
 */
export function alignTraces(traces: readonly ComparedTrace[], reference: number): AlignedTraces {
  const base = traces[reference];
  if (base === undefined) return { reference, traces: [], rows: [] };
  const comparisons = traces.map((trace, at) => (at === reference ? null : compareTexts(base, trace)));
  return {
    reference,
    traces: traces.map((trace, at) => traceOf(trace, comparisons[at] ?? null)),
    rows: rowsOf(traces, reference, comparisons),
  };
}

function traceOf(trace: ComparedTrace, comparison: Comparison | null): AlignedTrace {
  return {
    counts: {
      steps: trace.steps.length,
      checks: 0,
      backtracks: 0,
      repeated: 0,
      loop: null,
      beforeAnswer: null,
    },
    similarity: comparison?.similarity ?? null,
    identical:
      comparison === null || comparison.entries.every(({ kind, moved }) => kind === 'same' && !moved),
    coarse: comparison?.coarse ?? false,
    divergence: null,
    answer: null,
  };
}

/** Rows by slots: for each step of the reference one for what stands before it alone, and one for it. */
function rowsOf(
  traces: readonly ComparedTrace[],
  reference: number,
  comparisons: readonly (Comparison | null)[],
): AlignedRow[] {
  const steps = traces[reference]?.steps ?? [];
  const before = Array.from({ length: steps.length + 1 }, () => traces.map((): AlignedStep[] => []));
  const beside = steps.map(() => traces.map((): AlignedStep[] => []));
  const ofReference = steps.map((): Entry[] => []);
  comparisons.forEach((comparison, column) => {
    if (comparison === null) return;
    let slot = 0;
    for (const entry of inOrderOfRight(comparison.entries)) {
      if (entry.left !== null) ofReference[entry.left]?.push(entry);
      if (entry.right === null) continue;
      const step = stepOf(traces[column], entry.right, entry, 'right');
      if (entry.left === null || entry.moved) before[slot]?.[column]?.push(step);
      else {
        beside[entry.left]?.[column]?.push(step);
        slot = entry.left + 1;
      }
    }
  });
  const rows: AlignedRow[] = [];
  let apart = traces.map((): AlignedStep[] => []);
  const flush = (): void => {
    const most = Math.max(...apart.map((cell) => cell.length));
    for (let at = 0; at < most; at += MOST_APART)
      rows.push({
        same: false,
        disagrees: false,
        cells: apart.map((cell) => cell.slice(at, at + MOST_APART)),
      });
    apart = traces.map(() => []);
  };
  steps.forEach((_, at) => {
    before[at]?.forEach((cell, column) => apart[column]?.push(...cell));
    const own = referenceStep(traces[reference], at, ofReference[at] ?? []);
    const cells = beside[at] ?? [];
    if (cells.every((cell) => cell.length === 0) && traces.length > 1) apart[reference]?.push(own);
    else {
      flush();
      cells[reference]?.push(own);
      rows.push({
        same: cells.every((cell) => cell.every(({ state }) => state === 'same') && cell.length > 0),
        disagrees: cells.some((cell) => cell.some(({ disagrees }) => disagrees)),
        cells,
      });
    }
  });
  before.at(-1)?.forEach((cell, column) => apart[column]?.push(...cell));
  flush();
  return rows;
}

function inOrderOfRight(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => (a.right ?? Infinity) - (b.right ?? Infinity));
}

function stepOf(
  trace: ComparedTrace | undefined,
  index: number,
  entry: Entry,
  side: 'left' | 'right',
): AlignedStep {
  const { start, end } = trace?.steps[index] ?? { start: 0, end: 0 };
  const alone = entry.kind === 'left' || entry.kind === 'right';
  return {
    number: index + 1,
    start,
    end,
    state: alone ? 'apart' : entry.moved ? 'moved' : entry.kind === 'same' ? 'same' : 'changed',
    marks: entry.edits?.[side] ?? [],
    similarity: alone ? null : entry.similarity,
    disagrees: entry.disagrees,
    label: null,
    partner: null,
    repeats: null,
  };
}

function referenceStep(
  trace: ComparedTrace | undefined,
  index: number,
  entries: readonly Entry[],
): AlignedStep {
  const { start, end } = trace?.steps[index] ?? { start: 0, end: 0 };
  const pairs = entries.filter(({ right }) => right !== null);
  const state =
    pairs.length === 0
      ? 'apart'
      : pairs.every(({ moved }) => moved)
        ? 'moved'
        : entries.every(({ kind, moved }) => kind === 'same' && !moved)
          ? 'same'
          : 'changed';
  return {
    number: index + 1,
    start,
    end,
    state,
    marks: pairs.length === 1 ? (pairs[0]?.edits?.left ?? []) : [],
    similarity: null,
    disagrees: pairs.some(({ disagrees }) => disagrees),
    label: null,
    partner: null,
    repeats: null,
  };
}
