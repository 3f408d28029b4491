import { partingSentences } from '../../../src/core/compare/partingWords.ts';
import type { TraceDocumentWords } from '../../../src/core/compare/traceDocuments.ts';

/** What the documents of a comparison say, in plain English. */
export const words: TraceDocumentWords = {
  only: 'only in {0}',
  moved: 'moved: line {0} of {1}',
  disagrees: 'another number',
  answer: 'Answer',
  answerOf: 'Answer of {0}',
  empty: 'no text',
  same: 'word for word',
  sameButBlanks: 'but for white space',
  coarse: 'coarse',
  parting: partingSentences,
};
