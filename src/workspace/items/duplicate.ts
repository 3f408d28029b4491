import type { Problem } from '../../core/problem.ts';
import type { ItemEntry } from '../itemFile.ts';

/** An entry whose item stands on the line `before` too, with the problem that says so. */
export function withDuplicate(entry: ItemEntry, before: number): ItemEntry {
  const what = entry.idField === null ? 'This very item' : `The id ${JSON.stringify(entry.item?.id ?? '')}`;
  const message =
    `${what} stands on line ${before} too. Both can be asked, but their results cannot be told apart: ` +
    (entry.idField === null ? 'remove one of them.' : 'give one of them another id.');
  const problem: Problem = {
    file: entry.item?.location.file ?? '',
    line: entry.line,
    ...(entry.idField === null ? {} : { field: entry.idField }),
    message,
  };
  return { ...entry, problems: [...entry.problems, problem] };
}
