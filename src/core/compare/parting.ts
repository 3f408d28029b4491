import type { AlignedTrace, AlignedTraces } from './alignedTraces.ts';

/**
 * How two traces go on. `parts`: hardly a step has a partner from there on; `ends`, `reference-ends`: one of the two has
 * no step any more; `together`: of what follows most has a partner, on either side; `differs`: less of it has one, or
 * nothing follows.
 */
export type Way = 'parts' | 'ends' | 'reference-ends' | 'together' | 'differs';

/** Where a trace first differs from the reference, as all views word it. */
export interface Parting {
  readonly way: Way;
  /** 0-based. */
  readonly row: number;
  /** Number of the first step there or behind it, of the reference and of the trace; null where there is none. */
  readonly steps: readonly [reference: number | null, own: number | null];
  /** As `Divergence.paired`. */
  readonly paired: readonly [reference: number | null, own: number | null];
}

/** What is needed of aligned traces to tell where they part. */
export interface PartedTraces extends Pick<AlignedTraces, 'reference' | 'rows'> {
  readonly traces: readonly Pick<AlignedTrace, 'divergence'>[];
}

/** Null for the reference, and where every step has a partner. */
export function partingOf(aligned: PartedTraces, column: number): Parting | null {
  const divergence = aligned.traces[column]?.divergence ?? null;
  if (divergence === null) return null;
  const { row, kind, paired } = divergence;
  const [reference, own] = [aligned.reference, column].map(
    (at) => firstFrom(aligned.rows, row, at)?.number ?? null,
  );
  const steps = [reference ?? null, own ?? null] as const;
  const together = kind === 'differs' && paired.every((share) => share !== null && share > 0.5);
  const way =
    steps[1] === null ? 'ends' : steps[0] === null ? 'reference-ends' : together ? 'together' : kind;
  return { way, row, steps, paired };
}

/** A column's first step at a 0-based row or behind it; null where there is none. */
export function firstFrom<T>(
  rows: readonly { readonly cells: readonly (readonly T[])[] }[],
  row: number,
  column: number,
): T | null {
  for (let at = row; at < rows.length; at += 1) {
    const first = rows[at]?.cells[column]?.[0];
    if (first !== undefined) return first;
  }
  return null;
}

/** The one to name first: where they part rather than where they only differ, and of these the topmost. */
export function chiefOf<T extends Pick<Parting, 'way' | 'row'>>(partings: readonly T[]): T | null {
  const rank = ({ way }: T): number => (way === 'parts' ? 0 : 1);
  return [...partings].sort((a, b) => rank(a) - rank(b) || a.row - b.row)[0] ?? null;
}
