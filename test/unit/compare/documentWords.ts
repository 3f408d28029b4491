import type { TraceDocumentWords } from '../../../src/core/compare/traceDocuments.ts';

/** What the documents of a comparison say, in plain English. */
export const words: TraceDocumentWords = {
  onlyLeft: 'only left',
  onlyRight: 'only right',
  movedRight: 'moved: right in line {0}',
  movedLeft: 'moved: left in line {0}',
  disagrees: 'another number',
  answer: 'Answer',
  answerLeft: 'Answer, left',
  answerRight: 'Answer, right',
  empty: 'no text',
  same: 'word for word',
  sameButBlanks: 'but for white space',
  coarse: 'coarse',
};
