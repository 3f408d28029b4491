import type { ReadValue } from './readValue.ts';
import type { Selection } from './selection.ts';

/** The records of an opened file, each by its place from 0, however the file is written. */
export interface Records {
  readonly count: number;
  /** Bytes that are read for all of them together. */
  readonly size: number;
  /** Bytes that one record takes, about. */
  readonly sizeOf: (index: number) => number;
  /** The 1-based line on which a record begins; null where the file has no lines. */
  readonly lineOf: (index: number) => number | null;
  /** The record at a position: lines 1-based, columns in UTF-16 units from 0. Null where there is none. */
  readonly indexAt: (line: number, column?: number) => Promise<number | null>;
  /** The records that a selection covers any of. */
  readonly indexesInSelection: (selection: Selection) => Promise<number[]>;
  /** Reads one record each time. With `ahead` they will be asked for in ascending order. */
  readonly reader: (ahead: boolean) => (index: number) => Promise<ReadValue>;
}

/** No records: the file is not one of items. */
export const noRecords: Records = {
  count: 0,
  size: 0,
  sizeOf: () => 0,
  lineOf: () => null,
  indexAt: () => Promise.resolve(null),
  indexesInSelection: () => Promise.resolve([]),
  reader: () => () => Promise.reject(new RangeError('there is no record')),
};
