import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

import { decodeIndex, encodeIndex, indexVersion } from '../../core/results/index/encodeIndex.ts';
import type { IndexData } from '../../core/results/index/indexData.ts';
import { say, verbatim } from '../../core/say.ts';

/** Where indexes are kept outside the editor: `$XDG_CACHE_HOME/reasoning-transfer`, or the platform's like. */
export function defaultCacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const platform =
    process.platform === 'darwin'
      ? path.join(homedir(), 'Library', 'Caches')
      : process.platform === 'win32'
        ? (env.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'))
        : path.join(homedir(), '.cache');
  const base = env.XDG_CACHE_HOME;
  return path.join(base === undefined || base === '' ? platform : base, 'reasoning-transfer');
}

/** The file of the index of these folders; `how` is what else its content depends on. */
export function cacheFile(cacheFolder: string, folders: readonly string[], how = ''): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([folders, how]))
    .digest('hex');
  return path.join(cacheFolder, `results-${indexVersion}-${hash.slice(0, 16)}.index`);
}

/** The index in a file; null where there is none, or it is damaged or of another version, and must be built anew. */
export async function loadIndex(file: string): Promise<IndexData | null> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(file);
    const { size } = await handle.stat();
    // Columns are read in place, so the bytes must begin on a multiple of 8; and in one piece, which is faster.
    const bytes = Buffer.allocUnsafeSlow(size);
    const { bytesRead } = await handle.read(bytes, 0, size, 0);
    return bytesRead < size ? null : decodeIndex(new Uint8Array(bytes.buffer, 0, size));
  } catch {
    return null;
  } finally {
    await handle?.close();
  }
}

/** Writes an index beside its place and renames it; gives why that failed. It is only a cache. */
export async function saveIndex(file: string, data: IndexData): Promise<string | null> {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(beside, encodeIndex(data));
    await rename(beside, file);
    return null;
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    const why = error instanceof Error ? error.message : String(error);
    return say`The index cannot be kept here, and will be built again the next time: ${verbatim(why)}.`;
  }
}
