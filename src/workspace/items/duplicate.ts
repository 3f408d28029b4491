import type { Problem } from '../../core/problem.ts';
import type { ItemEntry } from '../itemFile.ts';
import { say, verbatim } from '../../core/say.ts';

/** An entry whose item stands at the place `before` too (`placeInWords`), with the problem that says so. */
export function withDuplicate(entry: ItemEntry, before: string): ItemEntry {
  const id = JSON.stringify(entry.item?.id ?? '');
  const twice =
    entry.idField === null
      ? say`This very item stands ${before} too. Both can be asked, but they count as one item: remove one of them.`
      : say`The id ${verbatim(id)} stands ${before} too. Both can be asked, but they count as one item: give one of them another id.`;
  const message = entry.line === null ? say`Row ${entry.index + 1}: ${twice}` : twice;
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
  return line === null ? say`in row ${index + 1}` : say`on line ${line}`;
}
