import type { Domain } from '../domain.ts';
import type { JsonObject } from '../json.ts';
import type { OwnItem } from './ownItem.ts';

/** Where an item stands. `line` is 1-based; `bytes` are half-open offsets in the file, of the value alone. */
export interface ItemLocation {
  readonly file: string;
  readonly line: number | null;
  readonly bytes: readonly [number, number] | null;
  /** 0-based row, where the file has rows and no lines (Parquet). */
  readonly row?: number;
}

/** What makes two items the same one. `id` is always a string with the digits of the source. */
export interface ItemKey {
  readonly benchmark: string;
  /** Sub-task inside the benchmark (ACPBench group, HaluEval task, HeadQA exam), or null. */
  readonly task: string | null;
  readonly id: string;
}

/** One question of a benchmark with its gold answer, from one place. */
export interface Item extends ItemKey {
  readonly domain: Domain | null;
  /** The item as published, all fields. */
  readonly record: JsonObject;
  /** What a person reads: the question with its context, choices and candidate. */
  readonly question: string;
  /** The gold answer as a person reads it; null where the item has none (a problem says so). */
  readonly gold: string | null;
  /** SHA-256 (hex) of the normalised text, for matching items across files; see identity.ts. */
  readonly textHash: string;
  readonly location: ItemLocation;
  /** What it is asked and scored by where its benchmark is the user's own; absent for the published ones. */
  readonly own?: OwnItem;
}

/** One string for one item, for maps and messages. */
export function itemKeyString(key: ItemKey): string {
  return JSON.stringify([key.benchmark, key.task, key.id]);
}
