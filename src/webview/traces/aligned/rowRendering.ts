import type { RowView } from './rowView.ts';

/** Renders the steps of rows near the view, as many at a time as there is time for; or shows them as they came. */
export class RowRendering {
  #rendered = true;

  get rendered(): boolean {
    return this.#rendered;
  }

  /** Switches all rows that were made; `paint` renders them. */
  set(rendered: boolean, made: readonly RowView[]): void {
    this.#rendered = rendered;
    if (!rendered) for (const { steps } of made) for (const { view } of steps) view.showRaw();
  }

  /** Renders a row at once. */
  now({ steps }: RowView): void {
    if (this.#rendered) for (const { view } of steps) view.render();
  }

  /** Renders what of these rows waits for it, in their order; false where something is left. */
  paint(rows: readonly RowView[], isOver: () => boolean): boolean {
    if (!this.#rendered) return true;
    for (const { view } of rows.flatMap(({ steps }) => steps)) {
      if (!view.waits) continue;
      if (isOver()) return false;
      view.render();
    }
    return true;
  }
}
