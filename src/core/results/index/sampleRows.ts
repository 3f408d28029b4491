import type { ItemLinks } from '../linkItems.ts';
import type { RunSamples } from '../recount.ts';
import type { ResultRun } from '../resultRun.ts';
import type { ItemSamples } from './resultsIndex.ts';

/** Which samples belong to which item: by item, the places of its samples, one after the other. */
export class SampleRows {
  readonly #sets: readonly { readonly run: ResultRun; readonly samples: RunSamples }[];
  /** By group: where its samples begin in the two columns below; one more at the end. */
  readonly #start: Uint32Array;
  readonly #set: Uint32Array;
  readonly #row: Uint32Array;

  constructor(runs: readonly ResultRun[], links: ItemLinks) {
    this.#sets = runs.flatMap((run) => run.samples.map((samples) => ({ run, samples })));
    const start = new Uint32Array(links.groups + 1);
    for (const { samples } of this.#sets) {
      for (const item of samples.set.item) increase(start, (links.group[item] ?? 0) + 1, 1);
    }
    for (let group = 0; group < links.groups; group++) increase(start, group + 1, start[group] ?? 0);
    this.#start = start;
    this.#set = new Uint32Array(start[links.groups] ?? 0);
    this.#row = new Uint32Array(start[links.groups] ?? 0);
    const next = start.slice();
    this.#sets.forEach(({ samples: { set } }, number) => {
      for (let row = 0; row < set.rows; row++) {
        const group = links.group[set.item[row] ?? 0] ?? 0;
        const at = next[group] ?? 0;
        next[group] = at + 1;
        this.#set[at] = number;
        this.#row[at] = row;
      }
    });
  }

  ofGroup(group: number): ItemSamples[] {
    const found: { run: ResultRun; samples: RunSamples; rows: number[] }[] = [];
    let last = -1;
    for (let at = this.#start[group] ?? 0; at < (this.#start[group + 1] ?? 0); at++) {
      const number = this.#set[at] ?? 0;
      const set = this.#sets[number];
      if (set === undefined) continue;
      if (number !== last) found.push({ ...set, rows: [] });
      last = number;
      found.at(-1)?.rows.push(this.#row[at] ?? 0);
    }
    for (const { rows, samples } of found) {
      rows.sort((a, b) => (samples.set.repeat[a] ?? 0) - (samples.set.repeat[b] ?? 0));
    }
    return found;
  }
}

function increase(counts: Uint32Array, place: number, by: number): void {
  counts[place] = (counts[place] ?? 0) + by;
}
