import type { Endpoint } from '../core/endpoint.ts';
import { type Item, itemKeyString } from '../core/items/item.ts';

/** One item asked of one endpoint, for one repeat. */
export interface Job {
  readonly item: Item;
  readonly endpoint: Endpoint;
  /** 0-based. */
  readonly repeat: number;
}

/** One string for one job of an evaluation. Two items of one id differ by their text and their place. */
export function jobKey({ item, endpoint, repeat }: Job): string {
  const { file, line, bytes } = item.location;
  return JSON.stringify([itemKeyString(item), item.textHash, file, line, bytes, endpoint.label, repeat]);
}

/** The repeats that an endpoint's sampling says, from 0. */
export function allRepeats({ sampling }: Endpoint): readonly number[] {
  return Array.from({ length: Math.max(1, sampling.repeats) }, (_, repeat) => repeat);
}

/** All repeats of the first item, then of the second, and so on. */
export function* jobsOf(
  items: readonly Item[],
  endpoint: Endpoint,
  repeats: readonly number[],
): Generator<Job, undefined> {
  for (const item of items) {
    for (const repeat of repeats) {
      yield { item, endpoint, repeat };
    }
  }
}
