import { mostAligned, runningStates } from '../../protocol.ts';
import { referenceOf } from './aligned/alignmentAsked.ts';
import type { Memory } from './memory.ts';
import type { ColumnHead } from './words.ts';

type Head = Pick<ColumnHead, 'key' | 'role' | 'samples'>;

/** Which columns are taken into the alignment (`TracesMemory.takenIn`); while none are aligned, all are. Keys are those of columns. */
export class TakenIn {
  /** Where it is kept which columns they are. */
  memory: Memory | null = null;
  #item = '';
  #heads: readonly Head[] = [];
  /** Those that are taken in of an item that has fewer than two of the others. */
  #instead: { readonly item: string; readonly keys: readonly string[] } | null = null;

  /**
   * Takes the columns of an item, in the reader's order, those that he hid included, and takes in what runs.
   *
   * @param item tells one item from the next
   * @param askedAt when the reader asked for it
   */
  set(item: string, heads: readonly Head[], askedAt: number): void {
    const { memory } = this;
    this.#item = item;
    this.#heads = heads;
    if (memory === null) return;
    const anew = memory.heed(askedAt);
    if (!memory.aligned.aligned) return;
    if (anew) this.begin([]);
    this.#takeInRunning();
  }

  /** These are aligned from now on; fewer than two: the first that come. */
  begin(keys: readonly string[]): void {
    this.#instead = null;
    this.memory?.takeIn(keys.length < 2 ? null : keys);
  }

  /** Takes a column in, before others where not all have room. */
  take(key: string): void {
    if (this.memory?.aligned.aligned !== true) return;
    if (this.#keys === null) this.#takeInRunning();
    else this.#keep([key, ...this.#keys.filter((other) => other !== key)]);
  }

  /** Those that the reader did not hide and that do not stand aside, were there room for all. */
  get wanted(): readonly string[] {
    const open = this.#open.map(({ key }) => key);
    const keys = this.#keys;
    return keys === null ? open : keys.filter((key) => open.includes(key));
  }

  /** Those of them that have room: while columns are aligned the reference, and others up to `mostAligned` in all. */
  get shown(): readonly string[] {
    const { wanted } = this;
    if (this.memory?.aligned.aligned !== true) return wanted;
    const reference = this.#reference;
    const others = wanted.filter((key) => key !== reference);
    return [...(reference === null ? [] : [reference]), ...others].slice(0, mostAligned);
  }

  /** Null before two are aligned, and where columns are not aligned. */
  get #keys(): readonly string[] | null {
    if (this.memory?.aligned.aligned !== true) return null;
    const { takenIn } = this.memory;
    if (this.#hasSeveral(takenIn)) return takenIn;
    const instead = this.#instead?.item === this.#item ? this.#instead.keys : null;
    return this.#hasSeveral(instead) ? instead : null;
  }

  /** Whether the item has two of these, or more, hidden or not. */
  #hasSeveral(keys: readonly string[] | null): boolean {
    return this.#heads.filter(({ key }) => keys?.includes(key) === true).length > 1;
  }

  get #open(): readonly Head[] {
    const hidden = this.memory?.arrangement.hidden ?? [];
    return this.#heads.filter(({ key }) => !hidden.includes(key));
  }

  get #reference(): string | null {
    const { wanted } = this;
    const heads = this.#heads.filter(({ key }) => wanted.includes(key));
    return referenceOf(heads, this.memory?.aligned.reference ?? null);
  }

  #keep(keys: readonly string[]): void {
    const { memory } = this;
    if (memory === null) return;
    if (memory.takenIn === null || this.#hasSeveral(memory.takenIn)) memory.takeIn(keys);
    else this.#instead = { item: this.#item, keys };
  }

  /** Where none are taken in yet, takes in all; and what runs comes before what does not. */
  #takeInRunning(): void {
    const open = this.#open;
    if (this.#keys === null && open.length > 1) this.#keep(open.map(({ key }) => key));
    const keys = this.#keys;
    if (keys === null) return;
    const { shown } = this;
    const running = open.filter(isRunning).map(({ key }) => key);
    const staying = shown.filter((key) => key === this.#reference || running.includes(key));
    const late = running.filter((key) => !shown.includes(key)).slice(0, mostAligned - staying.length);
    if (late.length === 0) return;
    const first = [...late, ...keys.filter((key) => staying.includes(key))];
    this.#keep([...first, ...keys.filter((key) => !first.includes(key))]);
  }
}

function isRunning({ samples }: Head): boolean {
  return samples.some(({ state }) => runningStates.has(state));
}
