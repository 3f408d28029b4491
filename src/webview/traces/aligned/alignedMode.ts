import { html, nothing, type TemplateResult } from 'lit';
import type { AlignedColumns } from '../../../protocol.ts';
import { afterLeaving } from '../leaving.ts';
import type { Memory } from '../memory.ts';
import type { SearchControl } from '../searchControl.ts';
import type { ColumnModel } from '../session.ts';
import {
  type AlignedAction,
  AlignedControl,
  type AlignedEvents,
  type AlignedLook,
} from './alignedControl.ts';
import type { ColumnsAside } from './asideLine.ts';
import { alignedBar, focusPart } from './bar.ts';
import { noticeOf, noticeTemplate } from './notice.ts';
import { placeInTexts, showInTexts } from './readerPlace.ts';

/** The panel's mode in which columns are aligned step by step: whether it is on, and what it shows where. */
export class AlignedMode {
  /** Where it is kept how the columns are to be aligned. */
  memory: Memory | null = null;
  readonly #control: AlignedControl;
  readonly #events: AlignedEvents & { readonly onAlign: () => void };
  /** Counts what changed, for the columns. */
  #turn = 0;
  #draws = true;
  #columns: readonly ColumnModel[] = [];

  /** `onAlign` is called when the columns are about to be aligned. */
  constructor(events: AlignedEvents & { readonly onAlign: () => void }) {
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
    this.#columns = columns;
    this.#control.set(item, columns, look, draws);
    search.elsewhere = look.aligned ? (...place) => this.#control.texts.show(...place) : null;
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
    return this.on && this.memory?.alignedDetails !== true;
  }

  toggleHeads(): void {
    this.memory?.toggle('alignedDetails');
    this.#changed();
  }

  /** Aligns the columns, or shows them by themselves; the step that is read stays in view. */
  toggle(): void {
    if (this.on) {
      const { places } = this.#control;
      this.change({ aligned: false });
      showInTexts(this.#columns, places);
    } else {
      this.#events.onAlign();
      this.#control.want(placeInTexts(this.#columns, this.#control.reference));
      this.change({ aligned: true });
    }
  }

  change(change: Partial<AlignedLook>): void {
    // It is chosen already, and could not be aligned.
    if (change.reference !== undefined && change.reference === this.#look.reference) this.#control.again();
    this.memory?.align(change);
    this.#changed();
  }

  act(action: AlignedAction): void {
    if (action === 'fold-same') this.change({ foldSame: !this.#look.foldSame });
    else this.#control.act(action);
  }

  bar(aside: ColumnsAside): TemplateResult | typeof nothing {
    if (!this.on) return nothing;
    return alignedBar(this.#control, {
      post: this.#events.post,
      onPart: (part) => this.change({ part }),
      onAct: (action) => this.act(action),
      draws: this.#draws,
      aside,
    });
  }

  /** What stands below the heads of the columns. */
  rows(): TemplateResult | typeof nothing {
    const { list } = this.#control;
    // To take many rows out of the page at once takes longer than a frame may: out of sight they go bit by bit.
    const hasRows = list.element.querySelector('.leaving') !== null;
    const leaves = list.alignment === null && hasRows && afterLeaving(this.#changedLater);
    if (!this.on && !leaves) return nothing;
    const notice = noticeOf(this.#control, this.#compareBoth, this.#again);
    const instead = notice !== null && !notice.above;
    list.element.classList.toggle('leaving', instead);
    return html`<div class="aligned ${this.on ? '' : 'leaving'}">
      ${this.on && notice !== null ? noticeTemplate(notice) : nothing}
      ${!instead || leaves ? list.element : nothing}
    </div>`;
  }

  /** What stands beside them. */
  map(): HTMLElement | typeof nothing {
    return this.#control.alignment === null ? nothing : this.#control.minimap.element;
  }

  get #look(): AlignedLook {
    return this.memory?.aligned ?? { aligned: false, part: 'both', reference: null, foldSame: false };
  }

  readonly #compareBoth = (): void => {
    this.change({ part: 'both' });
    focusPart('both');
  };

  /** The button that was pressed goes; the reader is at the rows, or where there are none at what is aligned. */
  readonly #again = (): void => {
    this.#control.again();
    const row = this.#control.list.element.querySelector<HTMLElement>('.aligned-row[tabindex="0"]');
    if (row?.isConnected === true) row.focus({ preventScroll: true });
    else focusPart(this.#look.part);
  };

  readonly #changedLater = (): void => this.#events.onChange();

  #changed(): void {
    this.#turn += 1;
    this.#events.onChange();
  }
}
