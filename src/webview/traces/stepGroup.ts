import type { StepView } from './stepView.ts';

/** Steps and UTF-16 units after which a group is full: what is laid out at once when it comes near the view. */
const STEPS = 6;
const UNITS = 2_000;

/**
 * Steps that the browser lays out together or, far from the view, not at all: few, so that none of them fills a
 * frame. That is so from the start of a group: to begin with it later would lay all of it out once more.
 */
export class StepGroup {
  readonly element = document.createElement('div');
  readonly views: StepView[] = [];
  /** It is in view or near it. */
  near = false;

  constructor() {
    this.element.className = 'group';
  }

  get isFull(): boolean {
    const last = this.views.at(-1);
    const units = last === undefined ? 0 : last.end - (this.views[0]?.start ?? 0);
    return this.views.length >= STEPS || units >= UNITS;
  }

  add(view: StepView): void {
    this.views.push(view);
    this.element.append(view.element);
  }

  /** Its height in pixels while nothing has laid it out. */
  get guessedHeight(): number {
    return this.views.reduce((sum, view) => sum + view.guessedHeight, 0);
  }
}

/**
 * Says how high an element is while the browser skips it: a guess, until it is laid out where it is `whole`. The
 * height of what still grows is forgotten when it is skipped.
 */
export function guessHeight(element: HTMLElement, pixels: number, whole: boolean): void {
  element.style.containIntrinsicBlockSize = `${whole ? 'auto ' : ''}${Math.round(pixels)}px`;
}
