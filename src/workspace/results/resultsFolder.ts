import { stat } from 'node:fs/promises';
import path from 'node:path';

import type { Problem } from '../../core/problem.ts';
import type { IndexData } from '../../core/results/index/indexData.ts';
import { say } from '../../core/say.ts';
import { loadIndex, saveIndex } from './indexCache.ts';
import { updateIndex, type UpdateOptions } from './updateIndex.ts';
import { everything, walkResults, type WalkOptions } from './walkResults.ts';

/** What folders of results came to. */
export interface ReadFolders {
  readonly data: IndexData;
  /** Of the folders themselves; those of files are in `data`. */
  readonly problems: readonly Problem[];
  /** Bytes read of files in this call. */
  readonly readBytes: number;
}

export interface ReadFoldersOptions extends UpdateOptions {
  readonly walk?: WalkOptions;
  /** The file of the index; without it everything is read, and nothing kept. */
  readonly cache?: string;
}

/** Finds and reads all results under these folders; of what an index knows only what changed. */
export async function readFolders(
  folders: readonly string[],
  { walk = everything, cache, ...options }: ReadFoldersOptions = {},
): Promise<ReadFolders> {
  const before = cache === undefined ? null : await loadIndex(cache);
  const { files, problems } = await walkResults(folders, walk);
  const { data, readBytes, changed } = await updateIndex(before, files, options);
  if (cache !== undefined && changed > 0) {
    const failure = await saveIndex(cache, data);
    if (failure !== null)
      return { data, readBytes, problems: [...problems, { file: cache, message: failure }] };
  }
  return { data, readBytes, problems };
}

/** Why a path cannot be searched for results; null where it can. */
export async function unreadable(folder: string): Promise<string | null> {
  try {
    await stat(path.resolve(folder));
    return null;
  } catch {
    return say`There is no such folder or file.`;
  }
}
