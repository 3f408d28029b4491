import { itemKeyString } from '../items/item.ts';
import type { TraceStatus } from '../traces/trace.ts';
import type { SavedSample } from './savedSample.ts';

/** Whether a sample ended by the model's doing: it is never asked again, nor replaced by one that did not. */
export function isSettled(status: TraceStatus): boolean {
  return status === 'complete' || status === 'truncated';
}

/** What a sample is an answer to, its item apart: who was asked what, how, and for which time. */
export type SampleQuestion = Pick<SavedSample, 'label' | 'model' | 'promptHash' | 'samplingKey' | 'repeat'>;

/** One string for one question to one label, for maps. */
export function questionKey(sample: SampleQuestion): string {
  return JSON.stringify([sample.label, sample.model, sample.promptHash, sample.samplingKey, sample.repeat]);
}

/**
 * Whether `later` takes the place of `earlier`, both of one item, prompt, sampling and repeat: the newest
 * wins, but a failed or cancelled one never over one that ended complete or truncated. Of two that ended at
 * the same moment the one that stands later in its file (`later`) wins.
 */
export function supersedes(
  later: Pick<SavedSample, 'status' | 'endedAt'>,
  earlier: Pick<SavedSample, 'status' | 'endedAt'>,
): boolean {
  if (isSettled(later.status) !== isSettled(earlier.status)) {
    return isSettled(later.status);
  }
  return Date.parse(later.endedAt) >= Date.parse(earlier.endedAt);
}

/** Of several samples of one item, prompt, sampling and repeat the one that counts; in the order they first came in. */
export function winnersOf<S extends Omit<SavedSample, 'file' | 'bytes'>>(samples: Iterable<S>): readonly S[] {
  const winners = new Map<string, S>();
  for (const sample of samples) {
    const key = itemKeyString(sample.item) + questionKey(sample);
    const earlier = winners.get(key);
    if (earlier === undefined || supersedes(sample, earlier)) {
      winners.set(key, sample);
    }
  }
  return [...winners.values()];
}

/**
 * The union of samples of one item over all files, grouped by label: labels by their names, inside a label
 * the newest question last, repeats in order.
 */
export function unionOf<S extends SavedSample>(samples: Iterable<S>): readonly S[] {
  const winners = new Map<string, S>();
  for (const sample of samples) {
    const key = questionKey(sample);
    const earlier = winners.get(key);
    if (earlier === undefined || supersedes(sample, earlier)) {
      winners.set(key, sample);
    }
  }
  const newest = new Map<string, number>();
  for (const sample of winners.values()) {
    const group = groupKey(sample);
    newest.set(group, Math.max(newest.get(group) ?? 0, Date.parse(sample.endedAt)));
  }
  return [...winners.values()].sort(
    (a, b) =>
      compare(a.label, b.label) ||
      (newest.get(groupKey(a)) ?? 0) - (newest.get(groupKey(b)) ?? 0) ||
      compare(groupKey(a), groupKey(b)) ||
      a.repeat - b.repeat,
  );
}

/** One string for the samples of one label that differ in nothing but the repeat. */
export function groupKey(sample: Omit<SampleQuestion, 'repeat'>): string {
  return JSON.stringify([sample.label, sample.model, sample.promptHash, sample.samplingKey]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
