import { alignedRows, rowBySteps } from './alignedRows.ts';
import { comparedText, type ComparedText } from './comparedText.ts';
import { compareTexts } from './compareTexts.ts';
import type { Comparison } from './comparison.ts';
import { type DiffDocument, diffDocuments, type DiffSide, type DiffWords } from './diffDocuments.ts';
import { divergenceOf, type PlacedSteps } from './divergence.ts';
import { firstFrom } from './parting.ts';
import { samenessOf } from './sameness.ts';

/** A trace to compare, with lines of what is known of it. */
export interface DocumentTrace {
  readonly head: readonly string[];
  readonly reasoning: string;
  readonly answer: string;
}

/** What the first lines say besides, in the language of the reader. */
export interface TraceDocumentWords extends DiffWords {
  readonly empty: string;
  readonly same: string;
  readonly sameButBlanks: string;
  readonly coarse: string;
}

export interface TraceDocuments {
  readonly left: DiffDocument;
  readonly right: DiffDocument;
  /** 0-based line of the right document at which the two part; null where they do not. */
  readonly parts: number | null;
}

/** Compares two traces, reasoning and answer, and lays them out as `diffDocuments` does. What holds of both stands in both. */
export function traceDocuments(
  left: DocumentTrace,
  right: DocumentTrace,
  words: TraceDocumentWords,
): TraceDocuments {
  const [a, b] = [comparedText(left, 'both'), comparedText(right, 'both')];
  const comparison = compareTexts(a, b);
  const { entries, coarse } = comparison;
  const same = entries.length > 0 && entries.every(({ kind, moved }) => kind === 'same' && !moved);
  const sameness = samenessOf(same, a.text, b.text);
  const both = [
    ...(sameness === 'exact' ? [words.same] : []),
    ...(sameness === 'blanks' ? [words.sameButBlanks] : []),
    ...(coarse ? [words.coarse] : []),
  ];
  const side = ({ head }: DocumentTrace, compared: ComparedText): DiffSide => ({
    ...compared,
    head: [...head, ...(compared.text.trim() === '' ? [words.empty] : []), ...both],
  });
  const documents = diffDocuments(side(left, a), side(right, b), comparison, words);
  const step = partingStep(a, b, comparison);
  return { ...documents, parts: step === null ? null : (documents.right.steps[step]?.header ?? null) };
}

/** The right text's step at which the two part, or the first after that, as in the panel; null where there is none. */
function partingStep(left: ComparedText, right: ComparedText, comparison: Comparison): number | null {
  const rows = alignedRows([left, right], 0, [null, comparison]);
  const placed = ({ steps }: ComparedText, column: number): PlacedSteps => ({
    steps,
    rows: rowBySteps(rows, column),
    otherAnswer: null,
  });
  const found = divergenceOf(comparison, placed(left, 0), placed(right, 1));
  if (found === null) return null;
  return firstFrom(
    rows.map((cells) => ({ cells })),
    found.row,
    1,
  );
}
