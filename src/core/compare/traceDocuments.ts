import { comparedText, type ComparedText } from './comparedText.ts';
import { compareTexts } from './compareTexts.ts';
import { type DiffDocument, diffDocuments, type DiffSide, type DiffWords } from './diffDocuments.ts';

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
  readonly coarse: string;
}

export interface TraceDocuments {
  readonly left: DiffDocument;
  readonly right: DiffDocument;
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
  const both = [...(same ? [words.same] : []), ...(coarse ? [words.coarse] : [])];
  const side = ({ head }: DocumentTrace, compared: ComparedText): DiffSide => ({
    ...compared,
    head: [...head, ...(compared.text.trim() === '' ? [words.empty] : []), ...both],
  });
  return diffDocuments(side(left, a), side(right, b), comparison, words);
}
