import type { ComparedPart } from '../../core/compare/comparedText.ts';
import type { PackedAlignment } from '../../core/compare/packedAlignment.ts';
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

/** `warm-up` says that a question may come soon, and has no answer. */
export type ToCompareThread = CompareQuestion | { readonly type: 'warm-up' };

/** Two traces as texts for an editor. */
export interface ComparedDocuments {
  readonly left: string;
  readonly right: string;
  /** 0-based line of the right document at which the two part; null where they do not. */
  readonly parts: number | null;
}

/** Each question is answered once, by what the host takes in a millisecond or two: texts, and few objects. */
export type FromCompareThread =
  | { readonly type: 'aligned'; readonly aligned: PackedAlignment }
  | { readonly type: 'documents'; readonly documents: ComparedDocuments }
  | { readonly type: 'failed'; readonly message: string };
