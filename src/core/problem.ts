/**
 * What is wrong with one place in a file, said so that the reader can mend it.
 * `line` is 1-based; both it and `field` are absent where there is none.
 */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly field?: string;
  readonly message: string;
}
