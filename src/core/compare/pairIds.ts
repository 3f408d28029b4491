/** Ids of pairs of numbers from 0 on, in a hash table of typed arrays: a Map of pairs would make an object of each. */
export class PairIds {
  #first: Int32Array;
  #second: Int32Array;
  /** By slot; -1 where it is free. */
  #ids: Int32Array;
  #mask: number;
  #size = 0;

  /** @param expected how many pairs there may be; there may be more */
  constructor(expected: number) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, 2 * expected)));
    this.#first = new Int32Array(slots);
    this.#second = new Int32Array(slots);
    this.#ids = new Int32Array(slots).fill(-1);
    this.#mask = slots - 1;
  }

  /** The id of a pair; where it has none yet, `next` becomes its id. */
  idOf(first: number, second: number, next: number): number {
    const slot = this.#slotOf(first, second);
    const known = this.#ids[slot] ?? -1;
    if (known >= 0) return known;
    this.#put(slot, first, second, next);
    if (2 * this.#size > this.#mask) this.#grow();
    return next;
  }

  #put(slot: number, first: number, second: number, id: number): void {
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#ids[slot] = id;
    this.#size += 1;
  }

  #slotOf(first: number, second: number): number {
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & this.#mask;
    while ((this.#ids[slot] ?? -1) >= 0 && (this.#first[slot] !== first || this.#second[slot] !== second))
      slot = (slot + 1) & this.#mask;
    return slot;
  }

  #grow(): void {
    const [firsts, seconds, ids] = [this.#first, this.#second, this.#ids];
    const slots = 2 * ids.length;
    this.#first = new Int32Array(slots);
    this.#second = new Int32Array(slots);
    this.#ids = new Int32Array(slots).fill(-1);
    this.#mask = slots - 1;
    this.#size = 0;
    ids.forEach((id, slot) => {
      if (id < 0) return;
      const [first, second] = [firsts[slot] ?? 0, seconds[slot] ?? 0];
      this.#put(this.#slotOf(first, second), first, second, id);
    });
  }
}
