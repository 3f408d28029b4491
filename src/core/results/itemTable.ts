import type { ModelRelation } from '../endpoint.ts';
import type { TraceFlag, TraceStatus } from '../traces/trace.ts';
import type { SavedSample } from './savedSample.ts';
import { flipsOf, type ItemFlip } from './flips.ts';
import { metricValue } from './metric.ts';
import { groupKey, unionOf } from './union.ts';

/** What a label's newest sample of an item says: `none` is no verdict, neither right nor wrong. */
export type ItemVerdict = 'right' | 'wrong' | 'partial' | 'none';

/** One label's samples of one item under one prompt and sampling. */
export interface ItemRow {
  readonly label: string;
  readonly model: string;
  readonly role: 'base' | 'tuned' | null;
  /** Mean over the repeats that count, in [0, 1]; null where none counts. */
  readonly passRate: number | null;
  /** Repeats that count: ended complete or truncated, and with a scorer. */
  readonly n: number;
  /** Whether the row stands for its label: the newest of the label's rows that ended by itself. */
  readonly leading: boolean;
  /** Of the newest sample. */
  readonly verdict: ItemVerdict;
  readonly reason: string;
  readonly extracted: string | null;
  readonly status: TraceStatus;
  readonly flags: readonly TraceFlag[];
  /** The distinct extracted answers of all `samples`, the most frequent first. */
  readonly answers: readonly { readonly text: string; readonly count: number }[];
  /** Mean of what the server counted for `samples`; null where it did not say. */
  readonly meanTokens: number | null;
  /** When the newest sample ended, such as `3 hours ago`. */
  readonly age: string;
  readonly newest: SavedSample;
  /** The row's samples, by repeat. */
  readonly samples: readonly SavedSample[];
  /** What each of `samples` says, in the same order. */
  readonly verdicts: readonly ItemVerdict[];
  /** What became of the item from the row's base to the row's model; absent where nothing did, or that is not known. */
  readonly flip?: ItemFlip;
}

/**
 * The saved samples of one item as rows for a person: base models first, then tuned ones, then the rest, each by
 * label. A label that was asked under several prompts or samplings has a row for each, since a rate over them
 * would be a rate of nothing: first the one that leads, then the others, the newest first.
 *
 * @param now milliseconds since 1970, for the ages
 * @param language BCP 47, of the ages
 */
export function itemTable(
  samples: readonly SavedSample[],
  relations: readonly ModelRelation[],
  now: number,
  language = 'en',
): readonly ItemRow[] {
  const byLabel = Map.groupBy(unionOf(samples), (sample) => JSON.stringify([sample.label, sample.model]));
  const labels = [...byLabel.values()].map((own) =>
    rowsOf(own, relations, (ended) => ageInWords(now - ended, language)),
  );
  const rows = labels
    .sort(([a], [b]) => (a && b ? order(a.role) - order(b.role) || (a.label < b.label ? -1 : 1) : 0))
    .flat();
  const flips = flipsOf(rows, relations);
  return flips.size === 0 ? rows : rows.map((row) => withFlip(row, flips.get(row)));
}

function withFlip(row: ItemRow, flip: ItemFlip | undefined): ItemRow {
  return flip === undefined ? row : { ...row, flip };
}

function rowsOf(
  own: readonly SavedSample[],
  relations: readonly ModelRelation[],
  age: (ended: number) => string,
): ItemRow[] {
  const settled = own.filter((sample) => metricValue(sample.item.benchmark, sample) !== null);
  const leading = newestOf(settled) ?? newestOf(own);
  const lead = leading === null ? null : groupKey(leading);
  const groups = [...Map.groupBy(own, groupKey)];
  return groups
    .flatMap(([key, group]) => rowOf(group, key === lead, relations, age) ?? [])
    .sort((a, b) => Number(b.leading) - Number(a.leading) || endOf(b.newest) - endOf(a.newest));
}

function rowOf(
  group: readonly SavedSample[],
  leading: boolean,
  relations: readonly ModelRelation[],
  age: (ended: number) => string,
): ItemRow | null {
  const newest = newestOf(group);
  if (newest === null) {
    return null;
  }
  const counted = group.flatMap((sample) => metricValue(sample.item.benchmark, sample) ?? []);
  return {
    label: newest.label,
    model: newest.model,
    role: roleOf(newest.label, newest.model, relations),
    passRate: meanOf(counted),
    n: counted.length,
    leading,
    verdict: verdictKind(newest.value),
    reason: newest.reason,
    extracted: newest.extracted,
    status: newest.status,
    flags: newest.flags,
    answers: answersOf(group),
    meanTokens: meanOf(group.flatMap(({ usage }) => usage.completionTokens ?? [])),
    age: age(endOf(newest)),
    newest,
    samples: group,
    verdicts: group.map(({ value }) => verdictKind(value)),
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

/**
 * A span of time in words, as in `this minute`, `1 minute ago`, `yesterday`. A negative one is `this minute`.
 *
 * @param language BCP 47
 */
export function ageInWords(milliseconds: number, language = 'en'): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
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

/** What a sample's value says; null is never right or wrong. */
export function verdictKind(value: number | null): ItemVerdict {
  if (value === null) {
    return 'none';
  }
  return value >= 1 ? 'right' : value <= 0 ? 'wrong' : 'partial';
}

function answersOf(group: readonly SavedSample[]): ItemRow['answers'] {
  const byText = Map.groupBy(
    group.flatMap(({ extracted }) => extracted ?? []),
    (text) => text,
  );
  return [...byText].map(([text, same]) => ({ text, count: same.length })).sort((a, b) => b.count - a.count);
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function newestOf(samples: readonly SavedSample[]): SavedSample | null {
  return samples.reduce<SavedSample | null>(
    (best, sample) => (best === null || endOf(sample) >= endOf(best) ? sample : best),
    null,
  );
}

function endOf(sample: SavedSample): number {
  return Date.parse(sample.endedAt);
}

function order(role: ItemRow['role']): number {
  return role === 'base' ? 0 : role === 'tuned' ? 1 : 2;
}
