import { constants } from 'node:fs';
import { say, verbatim } from '../core/say.ts';

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
  const done = { read: say`read`, saved: say`saved`, written: say`written` }[doing];
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return say`The disk is full, so this sample could not be saved. Make room; what was saved before is unharmed.`;
    case 'EACCES':
    case 'EPERM':
      return say`No permission: it cannot be ${done}. Change the permissions, or choose another folder.`;
    case 'EROFS':
      return say`The file system is read-only, so nothing can be saved here. Choose another folder.`;
    case 'ELOOP':
      return say`It is a symbolic link, which could lead out of the workspace, so it is neither read nor written. Put a real file or folder in its place.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return say`A file stands where a folder is needed. Move it away.`;
    case 'EISDIR':
      return say`It is not a file, so it cannot be used for samples. Move it away.`;
    case 'ENOENT':
      if (doing === 'written') {
        return say`No folder can be made here. Choose another one.`;
      }
      return say`It is not there, so it cannot be ${done}.`;
    case 'EMFILE':
    case 'ENFILE':
      return say`Too many files are open, so it cannot be ${done} just now.`;
    case null:
    default:
      return say`It cannot be ${done}: ${verbatim(error instanceof Error ? error.message : String(error))}`;
  }
}
