import { statSync, type Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import { filePattern } from '../../core/items/filePattern.ts';
import type { Problem } from '../../core/problem.ts';
import { say, verbatim } from '../../core/say.ts';
import { isToolFile } from '../itemFileNames.ts';

/** A file that may hold results, as it stands on disk. */
export interface FoundFile {
  /** Absolute, with `/`. */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Globs relative to a root; see filePattern.ts. Our own folder is always walked, whatever they say. */
export interface WalkOptions {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export const everything: WalkOptions = { include: ['**'], exclude: [] };

/** Endings of files that may hold results; text may be packed too. */
const mayHoldResults = /\.(?:eval|parquet|(?:jsonl?|ndjson|csv|tsv)(?:\.gz|\.zst)?)$/i;
/** Small files that say what a model was tuned from. */
const modelFiles = /^(?:adapter_config\.json|readme\.md)$/i;
/** Never entered: dependencies, histories, caches. Virtual environments are told by the file they all have. */
const neverEntered =
  /^(?:node_modules|\.git|\.hg|\.svn|\.venv|venv|site-packages|__pycache__|\.mypy_cache|\.ruff_cache|\.tox|\.cache|\.ipynb_checkpoints|wandb)$/;
const environmentMark = 'pyvenv.cfg';
/** Folders below a root; deeper ones are a mistake, such as a link to a folder above. */
const deepest = 40;

/** Finds the files under these folders, each by its real place once, in the order of their names. */
export async function walkResults(
  roots: readonly string[],
  options: WalkOptions = everything,
): Promise<{ readonly files: readonly FoundFile[]; readonly problems: readonly Problem[] }> {
  const walk = new Walk(options);
  for (const root of roots) await walk.root(path.resolve(root));
  const files = [...walk.files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, problems: walk.problems };
}

/** The same within one folder of a root, by the root's globs; nothing where that is no folder any more. */
export async function walkWithin(
  root: string,
  folder: string,
  options: WalkOptions,
): Promise<readonly FoundFile[]> {
  if (path.relative(root, folder).split(path.sep).some(isNeverEntered)) return [];
  const walk = new Walk(options);
  await walk.within(root, path.resolve(folder));
  return [...walk.files.values()];
}

/**
 * Whether a file could be one that `walkResults` finds; for what a watcher tells. The root itself may stand within a
 * folder that is never entered, such as one of `wandb`.
 */
export function mayBeFound(root: string, file: string): boolean {
  const parts = path.relative(root, file).split(/[\\/]/);
  const name = parts.at(-1) ?? '';
  return (mayHoldResults.test(name) || modelFiles.test(name)) && !parts.some(isNeverEntered);
}

/** The file as it stands; null where it is gone, or no file. */
export async function foundFile(file: string): Promise<FoundFile | null> {
  const place = await placeOf(file);
  return typeof place === 'string' ? null : place;
}

/** When something was last created in a folder, renamed or removed; null where it is gone. */
export async function changeOf(folder: string): Promise<number | null> {
  try {
    return (await stat(folder)).mtimeMs;
  } catch {
    return null;
  }
}

/** What stands at a path now. */
export async function placeOf(path: string): Promise<FoundFile | 'folder' | 'nothing'> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return 'folder';
    return stats.isFile() ? { path: slashes(path), size: stats.size, mtimeMs: stats.mtimeMs } : 'nothing';
  } catch {
    return 'nothing';
  }
}

/** Whether the globs let a file of a root in. */
export function isIncluded(root: string, file: string, { include, exclude }: WalkOptions): boolean {
  return new Globs(include, exclude).lets(path.relative(root, file));
}

class Globs {
  readonly #include: readonly ((file: string) => boolean)[];
  readonly #exclude: readonly ((file: string) => boolean)[];

  constructor(include: readonly string[], exclude: readonly string[]) {
    this.#include = include.map(filePattern);
    this.#exclude = exclude.map(filePattern);
  }

  lets(relative: string): boolean {
    // The root is where a glob that begins with `/` begins.
    const file = `/${slashes(relative)}`;
    if (file.includes('/.reasoning-transfer/')) return true;
    return this.#include.some((is) => is(file)) && !this.#exclude.some((is) => is(file));
  }
}

class Walk {
  readonly files = new Map<string, FoundFile>();
  readonly problems: Problem[] = [];
  readonly #globs: Globs;
  /** Real places that were entered, so that no link leads into one twice. */
  readonly #entered = new Set<string>();
  readonly #links: (readonly [full: string, name: string])[] = [];
  #root = '';

  constructor({ include, exclude }: WalkOptions) {
    this.#globs = new Globs(include, exclude);
  }

  async root(root: string): Promise<void> {
    this.#root = root;
    const file = await foundFile(root);
    if (file !== null) this.files.set(file.path, file);
    else await this.#folder(root, [], 0);
    await this.#linked();
  }

  async within(root: string, folder: string): Promise<void> {
    this.#root = root;
    await this.#folder(folder, [], 0);
    await this.#linked();
  }

  async #folder(folder: string, above: readonly string[], depth: number): Promise<void> {
    let entries: Dirent[];
    let place: string;
    try {
      place = await realpath(folder);
      if (above.includes(place)) {
        const message = say`This link leads back to ${place}, a folder it stands in: it is not followed.`;
        this.problems.push({ file: slashes(folder), message });
        return;
      }
      if (this.#entered.has(place) || depth > deepest) return;
      this.#entered.add(place);
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const message = say`This folder cannot be read: ${verbatim(why)}.`;
      this.problems.push({ file: slashes(folder), message });
      return;
    }
    if (entries.some(({ name }) => name === environmentMark)) return;
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory() || entry.isSymbolicLink()) {
        if (isNeverEntered(entry.name)) continue;
        if (entry.isDirectory() || (await isFolder(full))) {
          await this.#folder(full, [...above, place], depth + 1);
          continue;
        }
      }
      if (entry.isSymbolicLink()) this.#links.push([full, entry.name]);
      else this.#file(full, entry.name);
    }
  }

  /** Links to files are looked at last: what was found in its own place is not found again. */
  async #linked(): Promise<void> {
    const real = new Set(this.files.keys());
    for (const [full, name] of this.#links.splice(0)) {
      const place = slashes(await realpath(full).catch(() => full));
      if (real.has(place)) continue;
      real.add(place);
      this.#file(full, name);
    }
  }

  #file(full: string, name: string): void {
    if (!mayHoldResults.test(name) && !modelFiles.test(name)) return;
    if (isToolFile(name) || !this.#globs.lets(path.relative(this.#root, full))) return;
    const file = fileAtOnce(full);
    if (file !== null) this.files.set(file.path, file);
  }
}

/** Of thousands of files: asking another thread for each takes ten times as long. */
function fileAtOnce(file: string): FoundFile | null {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats?.isFile() ? { path: slashes(file), size: stats.size, mtimeMs: stats.mtimeMs } : null;
  } catch {
    return null;
  }
}

function isNeverEntered(name: string): boolean {
  return neverEntered.test(name);
}

async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch {
    // A link to nothing.
    return false;
  }
}

function slashes(file: string): string {
  return file.split(path.sep).join('/');
}
