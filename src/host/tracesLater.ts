import type { SavedSample } from '../core/results/savedSample.ts';
import { groupKey, isSettled, questionKey, supersedes } from '../core/results/union.ts';
import { type SampleStart, sampleKey } from './tracesColumn.ts';
import { SampleView } from './tracesSample.ts';

/** Where a sample stands on disk, in one string; what it is called may change while it is shown. */
export function diskPlace({ file, bytes, tool, model, repeat }: SavedSample): string {
  return JSON.stringify([file, bytes[0], tool?.task ?? null, tool?.repeat ?? null, model, repeat]);
}

/**
 * A column's samples with those that are saved since. What is there stays as it is, and so does the trace that is read:
 * a newer one to the same question takes the place of another only where that is not shown, or did not end by itself.
 *
 * @param shown the sample that is read; undefined where none is
 * @param starts the column's saved samples, as they are now
 * @returns null where nothing is new
 */
export function withLater(
  samples: readonly SampleView[],
  shown: SampleView | undefined,
  starts: readonly SampleStart[],
): SampleView[] | null {
  const all = [...samples];
  let changed = false;
  for (const start of starts) {
    const { saved } = start;
    if (!saved) continue;
    const known = all.find((one) => one.saved && diskPlace(one.saved) === diskPlace(saved));
    const place = all.findIndex((one) => one.saved && questionKey(one.saved) === questionKey(saved));
    const same = all[place];
    if (known) changed = known.renumber(start.repeat) || changed;
    else if (same) {
      if ((same === shown && isRead(same)) || !isNewer(saved, same)) continue;
      all[place] = new SampleView({ ...grouped(start, same.start.group), key: same.key });
      changed = true;
    } else changed = insert(all, start, saved) || changed;
  }
  return changed ? all : null;
}

/** Somebody reads its texts, so that they must not change. */
function isRead({ saved, shown }: SampleView): boolean {
  return saved !== null && isSettled(saved.status) && shown.state !== 'unreadable';
}

function isNewer(saved: SavedSample, { saved: old }: SampleView): boolean {
  return old === null || (supersedes(saved, old) && Date.parse(saved.endedAt) > Date.parse(old.endedAt));
}

/** Puts a sample to those of its prompt and sampling, by its repeat; false where it has no place. */
function insert(all: SampleView[], start: SampleStart, saved: SavedSample): boolean {
  const group = groupIn(all, start, saved);
  const key = sampleKey(saved, saved.repeat, group ?? '');
  if (all.some((one) => one.key === key)) return false;
  const own = all.filter((one) => one.start.group === group);
  const before = own.findLast(({ start: { repeat } }) => repeat[0] <= start.repeat[0]);
  const at = before ? all.indexOf(before) + 1 : own[0] ? all.indexOf(own[0]) : all.length;
  all.splice(at, 0, new SampleView({ ...grouped(start, group), key }));
  return true;
}

/** The group that samples of this prompt and sampling have in the column: another one may lead by now. */
function groupIn(all: readonly SampleView[], start: SampleStart, saved: SavedSample): string | undefined {
  const own = groupKey(saved);
  const known = all.find((one) => one.saved && groupKey(one.saved) === own);
  if (known) return known.start.group;
  return all.some((one) => one.start.group === undefined) ? own : start.group;
}

function grouped({ group: _group, ...start }: SampleStart, group: string | undefined): SampleStart {
  return group === undefined ? start : { ...start, group };
}

/**
 * Keys of columns as they are, with those that are new where the table of the item has them.
 *
 * @param isBehind of the new ones, whether it follows all others
 */
export function columnOrder(
  columns: readonly string[],
  table: readonly string[],
  isBehind: (key: string) => boolean,
): readonly string[] {
  const order = [...columns];
  for (const [at, key] of table.entries()) {
    if (order.includes(key)) continue;
    const before = table.slice(0, at).findLast((other) => order.includes(other));
    order.splice(isBehind(key) ? order.length : before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
  }
  return order;
}
