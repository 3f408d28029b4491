import type { ModelRelation } from '../endpoint.ts';
import type { TraceFlag, TraceStatus } from '../traces/trace.ts';
import type { SavedSample } from './savedSample.ts';
import { metricValue } from './metric.ts';
import { groupKey, unionOf } from './union.ts';

/** What a label's newest sample of an item says: `none` is no verdict, neither right nor wrong. */
export type ItemVerdict = 'right' | 'wrong' | 'partial' | 'none';

/** One label's samples of one item, under the prompt and sampling it was asked with last. */
export interface ItemRow {
  readonly label: string;
  readonly model: string;
  readonly role: 'base' | 'tuned' | null;
  /** Mean over the repeats that count, in [0, 1]; null where none counts. */
  readonly passRate: number | null;
  /** Repeats that count: ended complete or truncated, and with a scorer. */
  readonly n: number;
  /** Of the newest sample. */
  readonly verdict: ItemVerdict;
  readonly reason: string;
  readonly extracted: string | null;
  readonly status: TraceStatus;
  readonly flags: readonly TraceFlag[];
  /** As the server counted; null where it did not say. */
  readonly completionTokens: number | null;
  readonly reasoningTokens: number | null;
  /** When the newest sample ended, such as `3 hours ago`. */
  readonly age: string;
  readonly newest: SavedSample;
  /** The row's samples, by repeat. */
  readonly samples: readonly SavedSample[];
  /** Samples of this label under other prompts or samplings, which the row leaves out. */
  readonly others: number;
}

/**
 * The saved samples of one item as rows for a person: one for each label, base models first, then tuned ones,
 * then the rest, each by label. A label that was asked under several prompts or samplings shows the newest that
 * ended by itself; mixing them would give a rate of nothing.
 *
 * @param now milliseconds since 1970, for the ages
 */
export function itemTable(
  samples: readonly SavedSample[],
  relations: readonly ModelRelation[],
  now: number,
): readonly ItemRow[] {
  const byLabel = Map.groupBy(unionOf(samples), (sample) => JSON.stringify([sample.label, sample.model]));
  const rows = [...byLabel.values()].flatMap((own) => rowOf(own, relations, now) ?? []);
  return rows.sort((a, b) => order(a.role) - order(b.role) || (a.label < b.label ? -1 : 1));
}

function rowOf(
  own: readonly SavedSample[],
  relations: readonly ModelRelation[],
  now: number,
): ItemRow | null {
  const settled = own.filter((sample) => metricValue(sample.item.benchmark, sample) !== null);
  const leading = newestOf(settled) ?? newestOf(own);
  if (leading === null) {
    return null;
  }
  const group = own.filter((sample) => groupKey(sample) === groupKey(leading));
  const newest = newestOf(group) ?? leading;
  const counted = group.flatMap((sample) => metricValue(sample.item.benchmark, sample) ?? []);
  return {
    label: newest.label,
    model: newest.model,
    role: roleOf(newest.label, newest.model, relations),
    passRate: counted.length === 0 ? null : counted.reduce((sum, value) => sum + value, 0) / counted.length,
    n: counted.length,
    verdict: verdictOf(newest.value),
    reason: newest.reason,
    extracted: newest.extracted,
    status: newest.status,
    flags: newest.flags,
    completionTokens: newest.usage.completionTokens,
    reasoningTokens: newest.usage.reasoningTokens,
    age: ageInWords(now - Date.parse(newest.endedAt)),
    newest,
    samples: group,
    others: own.length - group.length,
  };
}

/** Whether a model (or label) is the base of another, or tuned from one, by `reasoningTransfer.models`. */
export function roleOf(
  label: string,
  model: string,
  relations: readonly ModelRelation[],
): 'base' | 'tuned' | null {
  const is = (name: string | undefined): boolean => name === label || name === model;
  if (relations.some((relation) => is(relation.model) && relation.base !== undefined)) {
    return 'tuned';
  }
  return relations.some((relation) => is(relation.base)) ? 'base' : null;
}

/** A span of time in words, as in `just now`, `1 minute ago`, `yesterday`. A negative one is `just now`. */
export function ageInWords(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) {
    return 'just now';
  }
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (hours < 1) {
    return words.format(-minutes, 'minute');
  }
  if (days < 1) {
    return words.format(-hours, 'hour');
  }
  return days < 60 ? words.format(-days, 'day') : words.format(-Math.floor(days / 30.44), 'month');
}

function verdictOf(value: number | null): ItemVerdict {
  if (value === null) {
    return 'none';
  }
  return value >= 1 ? 'right' : value <= 0 ? 'wrong' : 'partial';
}

function newestOf(samples: readonly SavedSample[]): SavedSample | null {
  return samples.reduce<SavedSample | null>(
    (best, sample) =>
      best === null || Date.parse(sample.endedAt) >= Date.parse(best.endedAt) ? sample : best,
    null,
  );
}

function order(role: ItemRow['role']): number {
  return role === 'base' ? 0 : role === 'tuned' ? 1 : 2;
}
