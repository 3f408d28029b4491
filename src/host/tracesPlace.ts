import type { Item } from '../core/items/item.ts';

/** `name:line` of the item's file. */
export function placeWords(item: Item): string {
  const name = item.location.file.split(/[\\/]/).at(-1) ?? item.location.file;
  return item.location.line === null ? name : `${name}:${item.location.line}`;
}

/** What the webview keeps for the host, so that a reload finds the item again. */
export function restoreToken(item: Item): string {
  return JSON.stringify({ file: item.location.file, id: item.id, line: item.location.line });
}
