import { nothing, type TemplateResult } from 'lit';
import type { AlignedColumns } from '../../../protocol.ts';
import type { Memory } from '../memory.ts';
import type { SearchControl } from '../searchControl.ts';
import type { ColumnModel } from '../session.ts';
import {
  type AlignedAction,
  AlignedControl,
  type AlignedEvents,
  type AlignedLook,
} from './alignedControl.ts';
import { alignedBar } from './bar.ts';

/** The panel's mode in which columns are aligned step by step: whether it is on, and what it shows where. */
export class AlignedMode {
  /** Where it is kept how the columns are to be aligned. */
  memory: Memory | null = null;
  readonly #control: AlignedControl;
  readonly #events: AlignedEvents;
  /** Counts what changed, for the columns. */
  #turn = 0;
  #draws = true;
  #detailed = false;

  constructor(events: AlignedEvents) {
    this.#events = events;
    this.#control = new AlignedControl({ ...events, onChange: () => this.#changed() });
  }

  get on(): boolean {
    return this.#look.aligned;
  }

  get turn(): number {
    return this.#turn;
  }

  /** What aligns the columns; null where they are shown by themselves. */
  get shown(): AlignedControl | null {
    return this.on ? this.#control : null;
  }

  /** Takes the columns that are shown, in their order; `item` tells one item from the next. */
  set(item: string, columns: readonly ColumnModel[], draws: boolean, search: SearchControl): void {
    const look = this.#look;
    this.#draws = draws;
    this.#control.set(item, columns, look, draws);
    search.elsewhere = look.aligned ? (...place) => this.#control.showPlace(...place) : null;
    this.#control.list.mark(look.aligned ? search.pattern : null);
  }

  receive(message: AlignedColumns | null): void {
    this.#control.receive(message);
  }

  textChanged(): void {
    this.#control.textChanged();
  }

  /** Is of the item and the columns shown no more than a line each, so that the rows have the room? */
  get foldsHeads(): boolean {
    return this.on && !this.#detailed;
  }

  toggleHeads(): void {
    this.#detailed = !this.#detailed;
    this.#changed();
  }

  toggle(): void {
    this.change({ aligned: !this.on });
  }

  change(change: Partial<AlignedLook>): void {
    this.memory?.align(change);
    this.#changed();
  }

  act(action: AlignedAction): void {
    if (action === 'fold-same') this.change({ foldSame: !this.#look.foldSame });
    else this.#control.act(action);
  }

  bar(): TemplateResult | typeof nothing {
    if (!this.on) return nothing;
    return alignedBar(this.#control, {
      post: this.#events.post,
      onPart: (part) => this.change({ part }),
      onAct: (action) => this.act(action),
      draws: this.#draws,
    });
  }

  /** What stands below the heads of the columns. */
  rows(): TemplateResult | typeof nothing {
    return this.on ? this.#control.template() : nothing;
  }

  /** What stands beside them. */
  map(): HTMLElement | typeof nothing {
    return this.#control.alignment === null ? nothing : this.#control.minimap.element;
  }

  get #look(): AlignedLook {
    return this.memory?.aligned ?? { aligned: false, part: 'both', reference: null, foldSame: false };
  }

  #changed(): void {
    this.#turn += 1;
    this.#events.onChange();
  }
}
