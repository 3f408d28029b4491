/** As much of VS Code as what a benchmark measures needs; the rest of it costs VS Code's time, not ours. */
export * from '../../test/support/vscodeWords.ts';

export class Hover {
  readonly contents: readonly unknown[];

  constructor(contents: unknown) {
    this.contents = [contents];
  }
}

export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

export const Uri = { file: (path: string) => ({ toString: () => `file://${path}` }) };
