import type { ResultsFormat } from './format.ts';
import { plainTable } from './plainTable.ts';
import { responses } from './responses.ts';

/**
 * The formats of results, in the order in which they are asked whether a file is theirs: those whose files could be
 * taken for another's come first. A new format is one file and one line here.
 */
export const formats: readonly ResultsFormat[] = [
  plainTable,
  responses,
];
