import type { AlignedRow, AlignedTraces } from '../../core/compare/alignedTraces.ts';
import type { ComparedPart } from '../../core/compare/comparedText.ts';
import type { DocumentTrace, TraceDocumentWords } from '../../core/compare/traceDocuments.ts';

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
  | {
      readonly type: 'documents';
      readonly left: DocumentTrace;
      readonly right: DocumentTrace;
      readonly words: TraceDocumentWords;
    };

/** `more` asks for the next piece of an answer. */
export type ToCompareThread = CompareQuestion | { readonly type: 'more' };

/** Two traces as texts for an editor. */
export interface ComparedDocuments {
  readonly left: string;
  readonly right: string;
  /** 0-based line of the right document at which the two part; null where they do not. */
  readonly parts: number | null;
}

/** Each question is answered once; before a long answer's last message come its first rows, piece by piece. */
export type FromCompareThread =
  | { readonly type: 'rows'; readonly rows: readonly AlignedRow[] }
  | { readonly type: 'aligned'; readonly aligned: AlignedTraces }
  | { readonly type: 'documents'; readonly documents: ComparedDocuments }
  | { readonly type: 'failed'; readonly message: string };
