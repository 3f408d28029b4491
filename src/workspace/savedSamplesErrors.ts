import { constants } from 'node:fs';

// Windows has no O_NOFOLLOW, whatever the types say.
const known: Readonly<Record<string, number | undefined>> = { ...constants };
const O_NOFOLLOW = known.O_NOFOLLOW ?? 0;

/** Flags for opening a file of ours: never through a symbolic link, which could lead out of the workspace. */
export const noFollow = {
  read: constants.O_RDONLY | O_NOFOLLOW,
  /** Every write goes to the end, whoever else writes. Reading is for a look at the last byte. */
  append: constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | O_NOFOLLOW,
  create: constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL | O_NOFOLLOW,
};

/** The path that an error of the file system is about, or null. */
export function errorPath(error: unknown): string | null {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null;
}

/** The code of an error of the file system, or null. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** An error of the file system in whole sentences, with what to do. */
export function fileErrorMessage(error: unknown, doing: 'read' | 'saved' | 'written'): string {
  const code = errorCode(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full, so this sample could not be saved. Make room; what was saved before is unharmed.';
    case 'EACCES':
    case 'EPERM':
      return `No permission: it cannot be ${doing}. Change the permissions, or choose another folder.`;
    case 'EROFS':
      return 'The file system is read-only, so nothing can be saved here. Choose another folder.';
    case 'ELOOP':
      return 'It is a symbolic link, which could lead out of the workspace, so it is neither read nor written. Put a real file or folder in its place.';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'A file stands where a folder is needed. Move it away.';
    case 'EISDIR':
      return 'It is not a file, so it cannot be used for samples. Move it away.';
    case 'ENOENT':
      if (doing === 'written') {
        return 'No folder can be made here. Choose another one.';
      }
      return `It is not there, so it cannot be ${doing}.`;
    case 'EMFILE':
    case 'ENFILE':
      return `Too many files are open, so it cannot be ${doing} just now.`;
    case null:
    default:
      return `It cannot be ${doing}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
