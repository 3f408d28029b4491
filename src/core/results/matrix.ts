/** Models × items, one cell for the samples of one model on one item: what the matrix view is made of. */

/** A model, as a column. */
export interface MatrixColumn {
  /** Names it in messages, and stays when the data are sent anew. */
  readonly key: string;
  readonly label: string;
  /** As its results name it, where that says more than the label. */
  readonly model: string;
  readonly role: 'base' | 'tuned' | null;
  /** Key of the column of its base; null where that is not known or has no results here. */
  readonly base: string | null;
  /**
   * What the results report of it on the chosen benchmark: the headline in [0, 1], the items behind it, and the
   * share of samples that were truncated (null where the tool does not say). Null where there is no one number,
   * as over all benchmarks.
   */
  readonly score: { readonly value: number; readonly n: number; readonly truncated: number | null } | null;
  /** Its tool does not say which samples were truncated: that none is marked says nothing. */
  readonly truncationUnknown?: true;
}

/** An item, as a row. */
export interface MatrixItem {
  /** Opaque to the view, one for each item, and the same when the data are sent anew. */
  readonly ref: string;
  readonly id: string;
  readonly benchmark: string;
  readonly task: string | null;
  /** The beginning, on one line; empty where it is not known. */
  readonly question: string;
  readonly gold: string | null;
  /** Short fields of its own, such as subject and level. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface MatrixBenchmark {
  readonly name: string;
  readonly items: number;
  /** Whether one sample can be right in part (F1, instructions followed): a rate is then no number of right samples. */
  readonly partial: boolean;
}

/** A model that has no column, and why: no file has its samples, or nobody has scored them. */
export interface MatrixLeftOut {
  readonly model: string;
  readonly why: 'no-samples' | 'no-scores';
}

/**
 * Cells lie row by row: that of item `i` and column `c` is at `i * columns.length + c`. About 5 bytes a cell, in
 * arrays that messages carry as they are.
 */
export interface MatrixCellData {
  /** Pass rates: 0 to `fullRate` for 0 to 1, or `noRate`. */
  readonly rates: Uint8Array;
  /** How many samples the rate is of; where there is no rate, how many there are without a score. */
  readonly samples: Uint16Array;
  /** How many of them were truncated. */
  readonly truncated: Uint16Array;
}

export interface MatrixData extends MatrixCellData {
  /** All there are results of. */
  readonly benchmarks: readonly MatrixBenchmark[];
  /** The one whose items these are; null for all of them. */
  readonly benchmark: string | null;
  readonly columns: readonly MatrixColumn[];
  /** In the order of their files. */
  readonly items: readonly MatrixItem[];
  /** The models that have results of the benchmark but no column. */
  readonly leftOut: readonly MatrixLeftOut[];
}

/** The byte of a cell where everything is right. Only then: what is nearly right has one less. */
export const fullRate = 254;
/** The byte of a cell without a sample that counts. */
export const noRate = 255;
/** Up to here the byte tells exactly how many samples are right. */
export const mostCounted = 127;

/** A pass rate in [0, 1] as a byte; null, or what is no rate, has `noRate`. 0 and 1 are those alone. */
export function rateByte(rate: number | null): number {
  if (rate === null || Number.isNaN(rate)) return noRate;
  if (rate <= 0) return 0;
  if (rate >= 1) return fullRate;
  return Math.min(fullRate - 1, Math.max(1, Math.round(rate * fullRate)));
}

/** The pass rate of a byte, in [0, 1]. */
export function byteRate(byte: number): number | null {
  return byte === noRate ? null : byte / fullRate;
}

/** Of a byte: right or wrong only where all samples are, as the marks beside items have it. */
export type CellVerdict = 'right' | 'wrong' | 'partly' | 'none';

export function cellVerdict(byte: number): CellVerdict {
  if (byte === noRate) return 'none';
  if (byte === fullRate) return 'right';
  return byte === 0 ? 'wrong' : 'partly';
}

export type Flip = 'learned' | 'forgotten';

/** What became of an item from base to tuned, by their bytes; null where neither is all right and the other all wrong. */
export function flipOf(base: number, tuned: number): Flip | null {
  if (base === 0 && tuned === fullRate) return 'learned';
  return base === fullRate && tuned === 0 ? 'forgotten' : null;
}
