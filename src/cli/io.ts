import type { StyledLine } from './diffStyled.ts';

/** What a command may touch of its process; tests put something else in its place. */
export interface Io {
  /** Writes one line of output. False: nobody reads any more, and the command should end. */
  readonly print: (line: string) => boolean;
  /** The same with colours, which the command has seen to be wanted. */
  readonly paint: (line: StyledLine) => boolean;
  /** Columns of the terminal that stdout is; null where it is none. */
  readonly columns: number | null;
  /** Writes one line for a person on stderr. */
  readonly say: (line: string) => void;
  /** The lines of stdin, without their ends. */
  readonly lines: () => AsyncIterable<string>;
  /** All of stdin. */
  readonly input: () => Promise<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The current folder. */
  readonly folder: string;
  /** Aborted at Ctrl-C, at SIGTERM, and when nobody reads the output any more. */
  readonly signal: AbortSignal;
  /** Draws the state of a long command over the line it drew last; null where stderr is no terminal. */
  readonly draw: ((text: string) => void) | null;
}

/** 0 done; 1 done, with failures or problems that the output lists; 2 wrong usage, nothing done. */
export type ExitStatus = 0 | 1 | 2;

/** One command: what `--help` says, and what it does with the arguments after its name. */
export interface Command {
  readonly summary: string;
  readonly usage: string;
  readonly run: (args: readonly string[], io: Io) => Promise<ExitStatus>;
}

/** Wrong usage; `main` says it and ends with 2. */
export class UsageError extends Error {}
