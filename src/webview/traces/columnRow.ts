import type { TracesState } from '../../protocol.ts';
import { ColumnView } from './column.ts';

/** The columns in the page, from the left. */
export class ColumnRow {
  #byKey: ReadonlyMap<string, ColumnView> = new Map();
  #asked: string | null = null;
  #beside: string | null = null;
  #askedAt: number | null = null;

  /** The key of the column that the reader asked for, which is marked. */
  get asked(): string | null {
    return this.#asked;
  }

  /** The key of the column that the one asked for is to be read against. */
  get beside(): string | null {
    return this.#beside;
  }

  /** Takes the column that is asked for; true where it has not been brought into view. */
  ask(asked: TracesState['asked']): boolean {
    this.#asked = asked?.key ?? null;
    this.#beside = asked?.beside ?? null;
    if (asked === null || asked.at === this.#askedAt) return false;
    this.#askedAt = asked.at;
    return true;
  }

  /** Brings the column that is asked for into view once it is drawn. */
  async revealAsked(): Promise<void> {
    const view = this.#asked === null ? undefined : this.get(this.#asked);
    const beside = this.#beside === null ? undefined : this.get(this.#beside);
    await Promise.all([view?.updateComplete, beside?.updateComplete]);
    if (beside !== undefined) show(beside, false);
    // Elsewhere the keyboard stays where it is: the reader goes on from there.
    if (view !== undefined) show(view, document.hasFocus());
  }

  /** Finds them once after each drawing: what streams asks for them in every frame. */
  update(root: ParentNode): void {
    // Not by a selector, for which all of the texts would be looked through.
    const columns = root.querySelector('.columns')?.children ?? [];
    const views = [...columns].filter((element) => element instanceof ColumnView);
    this.#byKey = new Map(views.map((view) => [view.model.head.key, view]));
  }

  get(key: string): ColumnView | undefined {
    return this.#byKey.get(key);
  }

  /** The column that has the focus, else the one that was asked for, else the first. */
  get current(): ColumnView | undefined {
    return this.#focused ?? this.#byKey.values().next().value;
  }

  get #focused(): ColumnView | undefined {
    const views = [...this.#byKey.values()];
    const focused = views.find((view) => view.contains(document.activeElement));
    return focused ?? (this.#asked === null ? undefined : this.get(this.#asked));
  }

  /** Where a column stands that has the focus; -1 where it has not. */
  placeOfFocus(key: string): number {
    return [...this.#byKey].findIndex(([own, view]) => own === key && view.contains(document.activeElement));
  }

  /** Gives the focus to the column that stands where one with the focus went, or to the last. */
  focusAt(place: number): void {
    const view = [...this.#byKey.values()].slice(0, place + 1).at(-1);
    if (view !== undefined) show(view, true);
  }

  /** Gives the focus to the column before or after the one that has it or was asked for, else to the first. */
  step(by: 1 | -1): void {
    const views = [...this.#byKey.values()];
    const at = this.#focused === undefined ? -1 : views.indexOf(this.#focused);
    const next = views[at < 0 ? 0 : Math.min(Math.max(at + by, 0), views.length - 1)];
    if (next !== undefined) show(next, true);
  }
}

function show(view: ColumnView, focus: boolean): void {
  const section = view.querySelector<HTMLElement>('.column');
  if (focus) section?.focus({ preventScroll: true });
  section?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
}
