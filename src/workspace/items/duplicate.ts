import type { Problem } from '../../core/problem.ts';
import type { ItemEntry } from '../itemFile.ts';

/** An entry whose item stands at the place `before` too (`placeInWords`), with the problem that says so. */
export function withDuplicate(entry: ItemEntry, before: string): ItemEntry {
  const what = entry.idField === null ? 'This very item' : `The id ${JSON.stringify(entry.item?.id ?? '')}`;
  const row = entry.line === null ? `Row ${entry.index + 1}: ` : '';
  const message =
    `${row}${what} stands ${before} too. Both can be asked, but they count as one item: ` +
    (entry.idField === null ? 'remove one of them.' : 'give one of them another id.');
  const problem: Problem = {
    file: entry.item?.location.file ?? '',
    ...(entry.line === null ? {} : { line: entry.line }),
    ...(entry.idField === null ? {} : { field: entry.idField }),
    message,
  };
  return { ...entry, problems: [...entry.problems, problem] };
}

/** Where an entry stands, within a sentence. */
export function placeInWords({ line, index }: Pick<ItemEntry, 'line' | 'index'>): string {
  return line === null ? `in row ${index + 1}` : `on line ${line}`;
}
