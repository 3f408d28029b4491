import path from 'node:path';

import { unreadable } from '../workspace/results/resultsFolder.ts';
import { type Io, UsageError } from './io.ts';

/** The folders of a command's arguments, and how their files are shown: relative where the folder was given so. */
export interface ResultFolders {
  /** Absolute. */
  readonly paths: readonly string[];
  readonly shown: (file: string) => string;
}

/** Null, and said, where one of them is not there. */
export async function resultFolders(given: readonly string[], io: Io): Promise<ResultFolders | null> {
  if (given.length === 0) throw new UsageError('Give at least one folder of results.');
  const paths = given.map((one) => path.resolve(io.folder, one));
  for (const [place, one] of paths.entries()) {
    const why = await unreadable(one);
    if (why !== null) {
      io.say(`${given[place] ?? one}: ${why}`);
      return null;
    }
  }
  const relative = given.every((one) => !path.isAbsolute(one));
  const shown = (file: string): string => (relative ? path.relative(io.folder, file) : path.normalize(file));
  return { paths, shown };
}
