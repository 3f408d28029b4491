import type { Problem } from '../../core/problem.ts';
import type { IndexData } from '../../core/results/index/indexData.ts';
import type { TableScale } from '../../core/results/resultsSettings.ts';
import { loadIndex, saveIndex } from './indexCache.ts';
import { updateIndex } from './updateIndex.ts';
import {
  isIncluded,
  mayBeFound,
  walkResults,
  walkWithin,
  changeOf,
  foundFile,
  placeOf,
  type FoundFile,
  type WalkOptions,
} from './walkResults.ts';

/** Which folders are indexed, and how. */
export interface FolderIndexRequest {
  /** Absolute. */
  readonly folders: readonly string[];
  readonly walk: WalkOptions;
  readonly tableScale: TableScale;
  /** The file in which the index is kept; null: nowhere. */
  readonly cache: string | null;
}

/** The index after a search or a change. */
export interface FolderIndexAnswer {
  /** Null where nothing is different from the answer before. */
  readonly data: IndexData | null;
  /** Of the folders, and of keeping the index. */
  readonly problems: readonly Problem[];
  readonly readBytes: number;
}

/** An index that changes every second is not written as often. */
const saveMs = 30_000;

/** The index of folders of results, kept current: by a search once, then by the names of files that changed. */
export class FolderIndex {
  readonly #request: FolderIndexRequest;
  #data: IndexData | null = null;
  #found = new Map<string, FoundFile>();
  /** When folders of results last changed, for `recheck`. */
  readonly #folders = new Map<string, number>();
  #problems: readonly Problem[] = [];
  #saved = 0;
  #saving: NodeJS.Timeout | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(request: FolderIndexRequest) {
    this.#request = request;
  }

  /** Looks through the folders; what is kept of them is loaded first. */
  search(onProgress: (done: number, of: number) => void): Promise<FolderIndexAnswer> {
    return this.#next(async () => {
      const { folders, walk, cache } = this.#request;
      const isFirst = this.#data === null;
      if (isFirst && cache !== null) this.#data = await loadIndex(cache);
      const { files, problems } = await walkResults(folders, walk);
      this.#found = new Map(files.map((file) => [file.path, file]));
      this.#problems = problems;
      const answer = await this.#update(onProgress);
      return isFirst ? { ...answer, data: this.#data } : answer;
    });
  }

  /** Looks at these files and folders again, and at no others. */
  touch(paths: readonly string[]): Promise<FolderIndexAnswer> {
    return this.#next(async () => {
      for (const path of paths) {
        const root = rootOf(path, this.#request.folders);
        if (root === undefined) continue;
        await this.#look(root, path);
      }
      return this.#update();
    });
  }

  /**
   * Looks at the results that are known, and at the folders they stand in: what watchers do not tell, as on file
   * systems of a network, and in folders that were new. Costs about 3 ms for a thousand files.
   */
  recheck(): Promise<FolderIndexAnswer> {
    return this.#next(async () => {
      const known = (this.#data?.files ?? []).filter(({ reading }) => reading !== null);
      for (const { path } of known) {
        const found = await foundFile(path);
        if (found === null) this.#found.delete(path);
        else this.#found.set(path, found);
      }
      const folders = foldersOf(
        known.map(({ path }) => path),
        this.#request.folders,
      );
      const looked: string[] = [];
      // Outer ones first: what is within one that was looked through need not be again.
      for (const folder of [...folders].sort((a, b) => a.length - b.length)) {
        const isNew = await this.#hasChanged(folder);
        const root = rootOf(folder, this.#request.folders);
        if (!isNew || root === undefined || looked.some((outer) => folder.startsWith(`${outer}/`))) continue;
        looked.push(folder);
        await this.#look(root, folder);
      }
      return this.#update();
    });
  }

  /** Since it was asked last; at first it may have, since what was created during the search may be missed. */
  async #hasChanged(folder: string): Promise<boolean> {
    const mtimeMs = await changeOf(folder);
    const before = this.#folders.get(folder);
    if (mtimeMs === null) this.#folders.delete(folder);
    else this.#folders.set(folder, mtimeMs);
    return mtimeMs !== null && before !== mtimeMs;
  }

  async #look(root: string, path: string): Promise<void> {
    const { walk } = this.#request;
    const place = await placeOf(path);
    if (place === 'nothing') this.#forget(path);
    else if (place === 'folder') {
      // Of what is created with a folder, its files may not be told.
      for (const file of await walkWithin(root, path, walk)) this.#found.set(file.path, file);
    } else if (mayBeFound(root, path) && isIncluded(root, path, walk)) this.#found.set(place.path, place);
  }

  /** Writes what was not yet kept. */
  async close(): Promise<void> {
    await this.#last;
    if (this.#saving !== null) {
      clearTimeout(this.#saving);
      await this.#save();
    }
  }

  /** A file, or all files of a folder. */
  #forget(path: string): void {
    const name = path.replaceAll('\\', '/');
    for (const known of this.#found.keys()) {
      if (known === name || known.startsWith(`${name}/`)) this.#found.delete(known);
    }
  }

  async #update(onProgress?: (done: number, of: number) => void): Promise<FolderIndexAnswer> {
    const files = [...this.#found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    const { tableScale } = this.#request;
    const { data, readBytes, changed } = await updateIndex(this.#data, files, {
      tableScale,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    this.#data = data;
    if (changed > 0) this.#saveSoon();
    return { data: changed > 0 ? data : null, problems: this.#problems, readBytes };
  }

  #saveSoon(): void {
    if (this.#request.cache === null || this.#saving !== null) return;
    const wait = Math.max(0, this.#saved + saveMs - Date.now());
    this.#saving = setTimeout(() => void this.#next(() => this.#save()), wait);
    this.#saving.unref();
  }

  async #save(): Promise<void> {
    this.#saving = null;
    this.#saved = Date.now();
    const { cache } = this.#request;
    if (cache === null || this.#data === null) return;
    const failure = await saveIndex(cache, this.#data);
    if (failure !== null) this.#problems = [...this.#problems, { file: cache, message: failure }];
  }

  /** One after the other: each begins with what the one before it found. */
  #next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** The folders of files and those above them, up to the roots. */
function foldersOf(paths: readonly string[], roots: readonly string[]): ReadonlySet<string> {
  const folders = new Set(roots);
  for (const path of paths) {
    const root = rootOf(path, roots);
    if (root === undefined) continue;
    let folder = path.slice(0, path.lastIndexOf('/'));
    while (!folders.has(folder)) {
      folders.add(folder);
      if (folder.length <= root.length) break;
      folder = folder.slice(0, folder.lastIndexOf('/'));
    }
  }
  return folders;
}

/** The root that a path is, or is within; the innermost of several. */
function rootOf(path: string, roots: readonly string[]): string | undefined {
  return roots
    .filter((root) => path === root || path.startsWith(`${root}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}
