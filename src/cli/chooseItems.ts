import { type Item, itemKeyString } from '../core/items/item.ts';
import type { Problem } from '../core/problem.ts';
import type { ItemEntry, ItemFile } from '../workspace/itemFile.ts';
import type { Selection } from './evaluateOptions.ts';

export interface ChosenItems {
  /** Null where nothing may be asked: an item that was named is not there, or there are no items at all. */
  readonly items: readonly Item[] | null;
  readonly problems: readonly Problem[];
}

/** The items of a file that a selection names, each once, and what is wrong with what was read for it. */
export async function chooseItems(file: ItemFile, selection: Selection): Promise<ChosenItems> {
  const problems: Problem[] = [...file.problems];
  const items = new Map<number, Item>();
  const take = (entry: ItemEntry): void => {
    problems.push(...entry.problems);
    if (entry.item !== null) {
      items.set(entry.index, entry.item);
    }
  };
  const found: boolean[] = [];
  const takeNamed = (entry: ItemEntry | null, place: Omit<Problem, 'file'>): void => {
    if (entry === null) {
      problems.push({ file: file.path, ...place });
    } else {
      take(entry);
    }
    found.push(entry?.item !== undefined && entry.item !== null);
  };
  switch (selection.kind) {
    case 'ids':
      for (const [id, entries] of await entriesByIds(file, selection.ids)) {
        const [entry = null, ...others] = entries;
        const message =
          others.length === 0
            ? `There is no item with the id "${id}".`
            : `Several items have the id "${id}": ${entries.map(placeInWords).join(', ')}.` +
              (entry?.line === null ? '' : ' Choose with --line N.');
        takeNamed(others.length === 0 ? entry : null, { field: 'id', message });
      }
      break;
    case 'lines':
      for (const line of selection.lines) {
        const message =
          file.count > 0 && file.lineOf(0) === null
            ? 'This file has rows and no lines: choose with --item ID, --limit K or --all.'
            : 'There is no item on this line.';
        takeNamed(await file.at(line), { line, message });
      }
      break;
    case 'first':
    case 'all': {
      const most = selection.kind === 'first' ? selection.count : Infinity;
      for await (const entry of file.all()) {
        take(entry);
        if (items.size >= most) {
          break;
        }
      }
      break;
    }
  }
  if (items.size === 0 && problems.length === 0) {
    problems.push({ file: file.path, message: 'There are no items in this file.' });
  }
  return { items: found.includes(false) || items.size === 0 ? null : [...items.values()], problems };
}

/** The items of each id, one of each task (ids count within a task); of two that are alike, the first. */
async function entriesByIds(
  file: ItemFile,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly ItemEntry[]>> {
  const found = new Map<string, ItemEntry[]>(ids.map((id) => [id, []]));
  for await (const entry of file.all()) {
    const { item } = entry;
    if (item === null) {
      continue;
    }
    const same = found.get(item.id);
    if (same?.every((other) => other.item !== null && itemKeyString(other.item) !== itemKeyString(item))) {
      same.push(entry);
    }
  }
  return found;
}

function placeInWords({ item, line, index }: ItemEntry): string {
  const of = item?.task ?? item?.benchmark;
  const place = line === null ? `row ${index + 1}` : `line ${line}`;
  return of === undefined ? place : `${place} (${of})`;
}
