import type { StepView } from './stepView.ts';

/** Steps and UTF-16 units after which a group is full: about half a screen of text. */
const STEPS = 12;
const UNITS = 4_000;

/**
 * Steps that the browser lays out together or, far from view, not at all. It watches each such element in every
 * frame, so that of thousands of steps they must be many at once.
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

  /** No step will be added: from now on it is drawn only near the view, and its height guessed until then. */
  settle(): void {
    const height = this.views.reduce((sum, view) => sum + view.guessedHeight, 0);
    this.element.style.containIntrinsicBlockSize = `auto ${Math.round(height)}px`;
    this.element.classList.add('settled');
  }

  /** Lays it out now, wherever it is. */
  show(): void {
    this.element.classList.remove('settled');
  }
}
