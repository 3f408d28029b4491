import type { StepView } from '../stepView.ts';
import type { RowView } from './rowView.ts';

/** Renders the steps of rows near the view, as many at a time as there is time for; or shows them as they came. */
export class RowRendering {
  readonly #waiting = new Set<StepView>();
  #rendered = true;

  get rendered(): boolean {
    return this.#rendered;
  }

  /** Something waits to be rendered. */
  get waits(): boolean {
    return this.#waiting.size > 0;
  }

  /** Switches all rows that were made; those near the view are rendered first, and the others when they come near. */
  set(rendered: boolean, near: readonly RowView[], made: readonly RowView[]): void {
    this.#rendered = rendered;
    if (rendered) this.soon(true, near);
    else {
      this.#waiting.clear();
      for (const { steps } of made) for (const { view } of steps) view.showRaw();
    }
  }

  /** Rows came near the view, or left it. */
  soon(near: boolean, rows: readonly RowView[]): void {
    for (const { steps } of rows) {
      for (const { view } of steps) {
        if (!near) this.#waiting.delete(view);
        else if (view.waits && this.#rendered) this.#waiting.add(view);
      }
    }
  }

  /** Renders a row at once. */
  now({ steps }: RowView): void {
    if (this.#rendered) for (const { view } of steps) view.render();
  }

  /** Renders what waits; false where something is left. */
  paint(isOver: () => boolean): boolean {
    for (const view of this.#waiting) {
      if (isOver()) return false;
      view.render();
      this.#waiting.delete(view);
    }
    return true;
  }

  clear(): void {
    this.#waiting.clear();
  }
}
