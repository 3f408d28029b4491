/** The one folder for everything that is downloaded or made and is not part of the repository: `.cache/`. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, without a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** A folder under `.cache/`, made when it is not there. */
export function cacheFolder(...names) {
  const folder = join(root, '.cache', ...names);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * A folder that is filled once for each `key` (a version, a list of packages): `fill(folder)` gets it empty, and
 * a stamp is written after it, so that a fill that was broken off is done again and a finished one never.
 */
export async function once(names, key, fill) {
  const folder = join(root, '.cache', ...names);
  const stamp = join(folder, '.complete');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await fill(folder);
  writeFileSync(stamp, key);
  return folder;
}
