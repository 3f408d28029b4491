import * as v from 'valibot';
import type { Item } from '../core/items/item.ts';

/** Where a restored panel finds its item, and what it showed of it. */
const Restore = v.object({
  file: v.string(),
  id: v.string(),
  line: v.nullable(v.number()),
  /** The columns that were asked for alone, by key, where others stood aside. */
  alone: v.optional(v.array(v.string())),
});
export type Restore = v.InferOutput<typeof Restore>;

/** `name:line` of the item's file. */
export function placeWords(item: Item): string {
  const name = item.location.file.split(/[\\/]/).at(-1) ?? item.location.file;
  return item.location.line === null ? name : `${name}:${item.location.line}`;
}

/** Tells an item from every other one: items of two files may be the same otherwise, and so may those of one line. */
export function placeKey({ location: { file, line, row }, benchmark, task, id }: Item): string {
  return JSON.stringify([file, line, row ?? null, benchmark, task, id]);
}

/**
 * What the webview keeps for the host, so that a reload finds the item again.
 *
 * @param alone the columns that were asked for alone, by key, where others stand aside; else null
 */
export function restoreToken(item: Item, alone: readonly string[] | null): string {
  const { file, line } = item.location;
  const restore: Restore = {
    file,
    id: item.id,
    line,
    ...(alone === null ? {} : { alone: [...alone] }),
  };
  return JSON.stringify(restore);
}

/** Null where what was kept is not ours. */
export function parseRestore(text: string): Restore | null {
  try {
    const result = v.safeParse(Restore, JSON.parse(text));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}
