import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';

import { errorCode, noFollow } from './savedSamplesErrors.ts';
import { readExactly } from './savedSamplesFile.ts';

const newline = 10;

/**
 * Makes sure that the folders from below `root` to `folder` are real ones; those above may be links. Rejects with the file system's error, `ELOOP`
 * where one of them is a symbolic link and `ENOTDIR` where it is a file.
 */
export async function makeRealFolder(root: string, folder: string): Promise<void> {
  await makeFolders(root);
  const below = path.relative(root, folder).split(path.sep);
  for (const step of below.map((_, index) => path.join(root, ...below.slice(0, index + 1)))) {
    try {
      await mkdir(step);
    } catch (error) {
      const status = await lstat(step).catch(() => null);
      if (status === null) {
        throw error;
      }
      if (!status.isDirectory()) {
        throw withCode(status.isSymbolicLink() ? 'ELOOP' : 'ENOTDIR', step);
      }
    }
  }
}

/**
 * Makes a folder and those above it that are not there, from the outermost in. The `recursive` of Node's own
 * `mkdir` never settles where a file system says that a folder's parent is missing though it is there, as `/proc`
 * does. Rejects with the file system's error.
 */
async function makeFolders(folder: string): Promise<void> {
  const missing: string[] = [];
  for (let step = folder; (await stat(step).catch(nullIfMissing)) === null; step = path.dirname(step)) {
    missing.push(step);
    if (path.dirname(step) === step) {
      break;
    }
  }
  for (const step of missing.reverse()) {
    try {
      await mkdir(step);
    } catch (error) {
      // Another program may have made it in the meantime.
      if (!(await stat(step).catch(() => null))?.isDirectory()) {
        throw error;
      }
    }
  }
  if (!(await stat(folder)).isDirectory()) {
    throw withCode('ENOTDIR', folder);
  }
}

/** Writes a file of its own into a folder and takes it away again. Rejects with the file system's error. */
export async function tryToWrite(folder: string): Promise<void> {
  const file = path.join(folder, `.write.${randomBytes(6).toString('hex')}.tmp`);
  await (await open(file, 'wx', 0o644)).close();
  await unlink(file);
}

function nullIfMissing(error: unknown): null {
  if (errorCode(error) === 'ENOENT') {
    return null;
  }
  throw error;
}

/**
 * Adds one line to the end of a file: one write of the whole line, flushed to the disk before it resolves, so
 * that programs writing at the same time (on one machine) do not mix their lines. Where the file does not end
 * with a line end, its torn last line is closed first, in the same write; nothing of it is lost.
 * Resolves to whether there was such a line. Rejects with the file system's error.
 */
export async function appendLine(
  file: string,
  line: string,
  create: boolean,
): Promise<{ repaired: boolean }> {
  const handle = await open(file, create ? noFollow.create : noFollow.append, 0o644);
  try {
    const { size } = await handle.stat();
    const last = size === 0 ? null : await readExactly(handle, size - 1, 1);
    const repaired = last !== null && last[0] !== newline;
    const bytes = Buffer.from(`${repaired ? '\n' : ''}${line}\n`, 'utf8');
    const { bytesWritten } = await handle.write(bytes, 0, bytes.length, null);
    await handle.datasync();
    if (bytesWritten < bytes.length) {
      // The kernel took a part only, which it does when the disk fills up.
      throw withCode('ENOSPC', file);
    }
    return { repaired };
  } finally {
    await handle.close();
  }
}

/** Puts `text` in place of a file's content at once: whoever reads it sees the old or the new, never a part. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = path.join(
    path.dirname(file),
    `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    const handle = await open(temporary, 'wx', 0o644);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

function withCode(code: string, file: string): Error {
  return Object.assign(new Error(`${code}: ${file}`), { code, path: file });
}
