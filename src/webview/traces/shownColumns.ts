import { type FromTraces, mostAligned } from '../../protocol.ts';
import { type Arrangement, arranged, moved, toggled } from './layout.ts';
import type { Memory } from './memory.ts';
import type { ColumnModel, Shown } from './session.ts';
import { TakenIn } from './takenIn.ts';
import type { ColumnHead } from './words.ts';

/** How the columns of an item are arranged. */
export interface ShownArrangement extends Arrangement {
  /** Those that are not shown though the reader did not hide them. */
  readonly aside: readonly string[];
}

/** Which of an item's columns are shown, and in which order: as the reader arranged them. Keys are those of columns. */
export class ShownColumns {
  readonly #takenIn = new TakenIn();
  readonly #post: (message: FromTraces) => void;
  #columns: readonly ColumnModel[] = [];

  constructor(post: (message: FromTraces) => void) {
    this.#post = post;
  }

  /** Where it is kept how they are arranged. */
  get memory(): Memory | null {
    return this.#takenIn.memory;
  }

  set memory(memory: Memory | null) {
    this.#takenIn.memory = memory;
  }

  /** Takes what is shown: of an item all columns, in the host's order. */
  set(shown: Shown): void {
    this.#columns = shown.kind === 'traces' ? shown.columns : [];
    if (shown.kind !== 'traces') return;
    const { item, askedAt } = shown.state;
    const heads = this.all.map(({ head }) => head).filter(({ aside }) => aside !== true);
    this.#takenIn.set(item.key, heads, askedAt ?? 0);
  }

  /** `hidden` are those that the reader hid; of other items there may be more. */
  get arrangement(): ShownArrangement {
    return { ...this.#kept, aside: this.aside.map(({ key }) => key) };
  }

  /** All of them in their order, the hidden ones too. */
  get all(): ColumnModel[] {
    return arranged(this.#columns, ({ head }) => head.key, this.#kept);
  }

  /** Those that are shown, in their order. */
  get visible(): ColumnModel[] {
    const { shown } = this.#takenIn;
    return this.all.filter(({ head }) => shown.includes(head.key));
  }

  /** Those that stand aside: they are not shown, though the reader did not hide them. */
  get aside(): ColumnHead[] {
    const { shown } = this.#takenIn;
    const { hidden } = this.#kept;
    const heads = this.all.map(({ head }) => head);
    return heads.filter(({ key }) => !shown.includes(key) && !hidden.includes(key));
  }

  /** Those of them that are aligned with the others at one click: as many as there is room for. */
  get offered(): ColumnHead[] {
    return this.aside.slice(0, Math.max(0, mostAligned - this.visible.length));
  }

  showOffered(): void {
    for (const { key } of this.offered) this.toggle(key);
  }

  isPinned(key: string): boolean {
    return this.arrangement.pinned.includes(key);
  }

  isShown(key: string): boolean {
    return this.#takenIn.shown.includes(key);
  }

  /** Shows a column that is not shown, hides one that is. */
  toggle(key: string): void {
    const { memory } = this;
    if (memory === null) return;
    const shows = !this.isShown(key);
    const { hidden } = memory.arrangement;
    if (hidden.includes(key) === shows) memory.arrange('hidden', toggled(hidden, key));
    if (shows) this.#takenIn.take(key);
    const aside = this.#columns.find(({ head }) => head.key === key)?.head.aside === true;
    if (shows && aside) this.#post({ type: 'show-column', key });
  }

  pin(key: string): void {
    this.memory?.arrange('pinned', toggled(this.memory.arrangement.pinned, key));
  }

  move(key: string, to: 'earlier' | 'later'): void {
    this.memory?.arrange('order', moved(this.#keysOf(this.all), key, to, this.memory.arrangement));
  }

  /** From now on the columns are aligned: those that are shown are taken in. */
  aligns(): void {
    this.#takenIn.begin(this.#keysOf(this.visible));
  }

  get #kept(): Arrangement {
    return this.memory?.arrangement ?? { order: [], hidden: [], pinned: [] };
  }

  #keysOf(columns: readonly ColumnModel[]): string[] {
    return columns.map(({ head }) => head.key);
  }
}
