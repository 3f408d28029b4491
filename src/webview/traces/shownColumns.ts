import { type FromTraces, mostAligned } from '../../protocol.ts';
import { type Arrangement, arranged, moved, toggled } from './layout.ts';
import type { Memory } from './memory.ts';
import type { ColumnModel, Shown } from './session.ts';
import { TakenIn } from './takenIn.ts';
import type { ColumnHead } from './words.ts';

/** How the columns of an item are arranged. */
export interface ShownArrangement extends Arrangement {
  /** Those of the hidden ones that stand aside: the reader did not hide them. */
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

  /** `hidden` are those that are not shown, for whatever reason. */
  get arrangement(): ShownArrangement {
    const { order, hidden, pinned } = this.#kept;
    const { shown } = this.#takenIn;
    const others = this.#keysOf(this.#columns).filter((key) => !shown.includes(key));
    return { order, hidden: others, pinned, aside: others.filter((key) => !hidden.includes(key)) };
  }

  /** All of them in their order, the hidden ones too. */
  get all(): ColumnModel[] {
    return arranged(this.#columns, ({ head }) => head.key, this.#kept);
  }

  /** How many would be shown were there room for all. */
  get wanted(): number {
    return this.#takenIn.wanted.length;
  }

  /** Those that are shown, in their order. */
  get visible(): ColumnModel[] {
    const { hidden } = this.arrangement;
    return this.all.filter(({ head }) => !hidden.includes(head.key));
  }

  /** Those that stand aside while columns are aligned, as many as there is room for. */
  get offered(): ColumnHead[] {
    const { wanted } = this.#takenIn;
    const { hidden } = this.#kept;
    const heads = this.all.map(({ head }) => head);
    const aside = heads.filter(({ key }) => !wanted.includes(key) && !hidden.includes(key));
    return aside.slice(0, Math.max(0, mostAligned - wanted.length));
  }

  showOffered(): void {
    for (const { key } of this.offered) this.toggle(key);
  }

  isPinned(key: string): boolean {
    return this.arrangement.pinned.includes(key);
  }

  isHidden(key: string): boolean {
    return this.arrangement.hidden.includes(key);
  }

  /** Shows a column that is hidden, hides one that is shown. */
  toggle(key: string): void {
    const { memory } = this;
    if (memory === null) return;
    const shows = this.isHidden(key);
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
