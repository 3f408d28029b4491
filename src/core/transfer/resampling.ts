/**
 * Sums of columns over resampled rows. For each resample `r`, `rows` rows are drawn with replacement, the same for all
 * columns, and `sums[r * columns + c]` is the sum of column `c` over them.
 *
 * Draws are those of `resampleSums` (resampleSums.ts), which is the definition; `resampleKernel.ts` is the fast way to
 * the same sums.
 */
export type SumResamples = (request: ResampleRequest) => Float32Array;

export interface ResampleRequest {
  /** Row by row: row `i`, column `c` at `i * columns + c`. Length `rows * columns`. */
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
  readonly resamples: number;
  /** 32 bits; of the task, so that the draws of one do not depend on which others there are. */
  readonly seed: number;
}
