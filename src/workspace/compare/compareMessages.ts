import type { AlignedRow, AlignedTraces } from '../../core/compare/alignedTraces.ts';
import type { ComparedPart } from '../../core/compare/comparedText.ts';
import type { Comparison, Entry } from '../../core/compare/comparison.ts';
import type { DocumentTrace, TraceDocuments, TraceDocumentWords } from '../../core/compare/traceDocuments.ts';

/** A trace as its reader sees it. */
export interface TraceToAlign {
  readonly reasoning: string;
  readonly answer: string;
  /** The answer that was extracted; null where there is none. */
  readonly finalAnswer: string | null;
}

/** What the thread of comparisons is asked. */
export type CompareQuestion =
  | {
      readonly type: 'align';
      readonly traces: readonly TraceToAlign[];
      readonly reference: number;
      readonly part: ComparedPart;
    }
  | { readonly type: 'compare'; readonly left: string; readonly right: string }
  | {
      readonly type: 'documents';
      readonly left: DocumentTrace;
      readonly right: DocumentTrace;
      readonly words: TraceDocumentWords;
    };

/** `more` asks for the next piece of an answer. */
export type ToCompareThread = CompareQuestion | { readonly type: 'more' };

/** Each question is answered once; before a long answer's last message come its first rows or entries, piece by piece. */
export type FromCompareThread =
  | { readonly type: 'rows'; readonly rows: readonly AlignedRow[] }
  | { readonly type: 'entries'; readonly entries: readonly Entry[] }
  | { readonly type: 'aligned'; readonly aligned: AlignedTraces }
  | { readonly type: 'compared'; readonly comparison: Comparison }
  | { readonly type: 'documents'; readonly documents: TraceDocuments }
  | { readonly type: 'failed'; readonly message: string };
