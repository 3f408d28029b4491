import {
  type AlignedStep,
  type ComparedTrace,
  roundedSimilarity,
  type StepLabel,
  type StepPlace,
  type StepState,
} from './alignedTraces.ts';
import type { Comparison, Entry, TextRange } from './comparison.ts';
import type { Repetitions } from './stepRepeats.ts';

/** What is known of each step without its partners, by trace and 0-based index. */
export interface ReadSteps {
  readonly labels: readonly (readonly (StepLabel | null)[])[];
  readonly repetitions: readonly Repetitions[];
  /** The 0-based row in which it stands. */
  readonly rowsOf: readonly (readonly number[])[];
}

/** What a step is to its partner or partners. */
interface Relation {
  readonly state: StepState;
  readonly notInAll: boolean;
  readonly marks: readonly TextRange[];
  readonly similarity: number | null;
  readonly disagrees: boolean;
  /** Where the partner of a moved step stands: its trace and 0-based index. */
  readonly partner: { readonly column: number; readonly at: number } | null;
}

const apart: Relation = {
  state: 'apart',
  notInAll: false,
  marks: [],
  similarity: null,
  disagrees: false,
  partner: null,
};

/** All steps as cells show them, by trace and 0-based index. */
export function alignedCells(
  traces: readonly ComparedTrace[],
  reference: number,
  comparisons: readonly (Comparison | null)[],
  { labels, repetitions, rowsOf }: ReadSteps,
): AlignedStep[][] {
  const ofReference = pairsOfReference(traces[reference]?.steps.length ?? 0, comparisons);
  return traces.map((trace, column) => {
    const comparison = comparisons[column] ?? null;
    const relations =
      comparison === null
        ? ofReference.map((pairs) => relationOfReference(pairs, traces.length - 1))
        : relationsOf(comparison, trace.steps.length, reference);
    return trace.steps.map(({ start, end }, at): AlignedStep => {
      const { partner, ...relation } = relations[at] ?? apart;
      return {
        number: at + 1,
        start,
        end,
        ...relation,
        label: labels[column]?.[at] ?? null,
        partner: partner === null ? null : placeOf(partner, rowsOf),
        repeats: repetitions[column]?.repeats[at] ?? null,
      };
    });
  });
}

function placeOf(
  { column, at }: { column: number; at: number },
  rowsOf: readonly (readonly number[])[],
): StepPlace {
  return { column, row: rowsOf[column]?.[at] ?? 0, number: at + 1 };
}

/** A pair of the reference with a trace. */
interface ReferencePair {
  readonly column: number;
  readonly right: number;
  readonly entry: Entry;
}

function pairsOfReference(steps: number, comparisons: readonly (Comparison | null)[]): ReferencePair[][] {
  const pairs = Array.from({ length: steps }, (): ReferencePair[] => []);
  comparisons.forEach((comparison, column) => {
    for (const entry of comparison?.entries ?? [])
      if (entry.left !== null && entry.right !== null)
        pairs[entry.left]?.push({ column, right: entry.right, entry });
  });
  return pairs;
}

/** @param others how many traces there are beside the reference */
function relationOfReference(pairs: readonly ReferencePair[], others: number): Relation {
  const [first] = pairs;
  if (first === undefined) return others === 0 ? { ...apart, state: 'same' } : apart;
  const moved = pairs.every(({ entry }) => entry.moved);
  const alike = pairs.every(({ entry }) => entry.kind === 'same');
  const inPlace = pairs.filter(({ entry }) => !entry.moved);
  const inAll = inPlace.length === others;
  // To none in other words, to some in another notation.
  const isOnlyWritten = !alike && pairs.every(({ entry }) => roundedSimilarity(entry.similarity) === 1);
  return {
    state: moved ? 'moved' : alike && inAll ? 'same' : 'changed',
    notInAll: !moved && alike && !inAll,
    marks: united(pairs.flatMap(({ entry }) => entry.edits?.left ?? [])),
    similarity: isOnlyWritten ? 1 : null,
    disagrees: pairs.some(({ entry }) => entry.disagrees),
    partner: moved ? { column: first.column, at: first.right } : null,
  };
}

function relationsOf(comparison: Comparison, steps: number, reference: number): readonly Relation[] {
  const relations = new Array<Relation>(steps).fill(apart);
  for (const { kind, moved, similarity, left, right, edits, disagrees } of comparison.entries) {
    if (left === null || right === null) continue;
    relations[right] = {
      state: moved ? 'moved' : kind === 'same' ? 'same' : 'changed',
      notInAll: false,
      marks: edits?.right ?? [],
      similarity: roundedSimilarity(similarity),
      disagrees,
      partner: moved ? { column: reference, at: left } : null,
    };
  }
  return relations;
}

/** Ranges in order, none touching another. */
function united(ranges: readonly TextRange[]): TextRange[] {
  const found: [number, number][] = [];
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else found.push([start, end]);
  }
  return found;
}
