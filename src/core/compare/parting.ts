import type { AlignedStep, AlignedTrace, AlignedTraces } from './alignedTraces.ts';

/**
 * How two traces go on. `parts`: hardly a step has a partner from there on; `ends`, `reference-ends`: one of the two has
 * no step any more; `together`: of what follows most has a partner, on either side; `differs`: less of it has one, or
 * nothing follows.
 */
export type Way = 'parts' | 'ends' | 'reference-ends' | 'together' | 'differs';

/** Where a trace first differs from the reference, as all views word it. */
export type Parting = {
  /** 0-based. */
  readonly row: number;
  /** As `Divergence.paired`. */
  readonly paired: readonly [reference: number | null, own: number | null];
} & WayOn;

/**
 * `steps`: number of the first step there or behind it, of the reference and of the trace; null where there is none. Where
 * one has none, of the other the first that does not only stand in another place.
 */
type WayOn =
  | { readonly way: 'ends'; readonly steps: readonly [reference: number, own: null] }
  | { readonly way: 'reference-ends'; readonly steps: readonly [reference: null, own: number] }
  | {
      readonly way: Exclude<Way, 'ends' | 'reference-ends'>;
      readonly steps: readonly [reference: number, own: number];
    };

/** What is needed of aligned traces to tell where they part. */
export interface PartedTraces extends Pick<AlignedTraces, 'reference'> {
  readonly rows: readonly { readonly cells: readonly (readonly Pick<AlignedStep, 'number' | 'state'>[])[] }[];
  readonly traces: readonly Pick<AlignedTrace, 'divergence'>[];
}

/** Null for the reference, where every step has a partner, and where neither has a step any more. */
export function partingOf(aligned: PartedTraces, column: number): Parting | null {
  const divergence = aligned.traces[column]?.divergence ?? null;
  if (divergence === null) return null;
  const { row, kind, paired } = divergence;
  const numberFrom = (at: number): number | null => firstFrom(aligned.rows, row, at)?.number ?? null;
  const [reference, own] = [numberFrom(aligned.reference), numberFrom(column)];
  const goesOnAt = (at: number, first: number): number =>
    firstFrom(aligned.rows, row, at, ({ state }) => state !== 'moved')?.number ?? first;
  if (reference === null)
    return own === null ? null : { way: 'reference-ends', row, steps: [null, goesOnAt(column, own)], paired };
  if (own === null)
    return { way: 'ends', row, steps: [goesOnAt(aligned.reference, reference), null], paired };
  const together = kind === 'differs' && paired.every((share) => share !== null && share > 0.5);
  return { way: together ? 'together' : kind, row, steps: [reference, own], paired };
}

/** A column's first step that is meant, at a 0-based row or behind it; null where there is none. */
export function firstFrom<T>(
  rows: readonly { readonly cells: readonly (readonly T[])[] }[],
  row: number,
  column: number,
  isMeant: (step: T) => boolean = () => true,
): T | null {
  for (let at = row; at < rows.length; at += 1) {
    const first = rows[at]?.cells[column]?.find(isMeant);
    if (first !== undefined) return first;
  }
  return null;
}

/** The one to name first: where they part rather than where they only differ, and of these the topmost. */
export function chiefOf<T extends Pick<Parting, 'way' | 'row'>>(partings: readonly T[]): T | null {
  const rank = ({ way }: T): number => (way === 'parts' ? 0 : 1);
  return [...partings].sort((a, b) => rank(a) - rank(b) || a.row - b.row)[0] ?? null;
}
