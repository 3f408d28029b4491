import { pathParts } from './storedResponse.ts';

/** What the path `<work dir>/<time>/<predictions|results>/<model>/<data set>.json` says. */
export interface OpenCompassName {
  readonly kind: 'predictions' | 'results';
  /** Equal for both kinds, and for all pieces of a data set. */
  readonly run: string;
  readonly model: string;
  readonly task: string;
  /** A data set that was answered in pieces has `_0`, `_1` … behind its name; null for a whole one. */
  readonly piece: number | null;
  /** Of the folder `<date>_<time>`, taken as UTC; null where there is none. */
  readonly date: number | null;
}

/** A piece's number is small; names that end in a year, a size or a count of repeats are whole data sets. */
const pieceName = /^(?<task>.+?)(?<!repeat|_v\d|\d)_(?<piece>\d|[1-9]\d)$/;
const folderTime = /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/;

/** Null where the path is not in the tool's layout. */
export function openCompassName(path: string): OpenCompassName | null {
  const { folders, name } = pathParts(path);
  const [kind, model] = [folders.at(-2), folders.at(-1)];
  if ((kind !== 'predictions' && kind !== 'results') || model === undefined || !name.endsWith('.json'))
    return null;
  const stem = name.slice(0, -'.json'.length);
  const piece = kind === 'predictions' ? pieceName.exec(stem)?.groups : undefined;
  const task = piece?.task ?? stem;
  const root = folders.slice(0, -2);
  const time = folderTime
    .exec(root.at(-1) ?? '')
    ?.slice(1)
    .map(Number);
  const [year = 0, month = 1, day, hour, minute, second] = time ?? [];
  return {
    kind,
    run: [...root, model, task].join('/'),
    model,
    task,
    piece: piece?.piece === undefined ? null : Number(piece.piece),
    date: time === undefined ? null : Date.UTC(year, month - 1, day, hour, minute, second),
  };
}
