import { ColumnView } from './column.ts';

/** The columns in the page, from the left. */
export class ColumnRow {
  #byKey: ReadonlyMap<string, ColumnView> = new Map();

  /** Finds them once after each drawing: what streams asks for them in every frame. */
  update(root: ParentNode): void {
    const views = [...root.querySelectorAll('rt-column')].filter((element) => element instanceof ColumnView);
    this.#byKey = new Map(views.map((view) => [view.model.head.key, view]));
  }

  get(key: string): ColumnView | undefined {
    return this.#byKey.get(key);
  }

  /** The column that has the focus, else the first. */
  get current(): ColumnView | undefined {
    const views = [...this.#byKey.values()];
    return views.find((view) => view.contains(document.activeElement)) ?? views[0];
  }

  /** Gives the focus to the column before or after the one that has it, else to the first. */
  step(by: 1 | -1): void {
    const views = [...this.#byKey.values()];
    const focused = views.findIndex((view) => view.contains(document.activeElement));
    const next = views[focused < 0 ? 0 : Math.min(Math.max(focused + by, 0), views.length - 1)];
    const section = next?.querySelector<HTMLElement>('.column');
    section?.focus({ preventScroll: true });
    section?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }
}
