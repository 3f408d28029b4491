/** Pixels from one frame to the next that are too many to read what passes. */
const FAST = 120;
/** Milliseconds in which the next frame comes, on a slow machine too; after which what stands there is read again. */
const NEXT = 250;
const REST = 120;

/** How fast the reader scrolls an element: what passes unread need not be drawn. */
export class ScrollPace {
  #top = 0;
  #moved = 0;
  #at = -Infinity;
  #fast = -Infinity;

  constructor(element: Element) {
    element.addEventListener('scroll', () => this.#to(element.scrollTop), { passive: true });
  }

  /** Is it too fast to read what passes? */
  get isFast(): boolean {
    return performance.now() < this.#fast + REST;
  }

  /** Nothing is above the view, as far as is known: to ask would lay out the page. */
  get isAtTop(): boolean {
    return this.#top <= 0;
  }

  /** Is it scrolled now? */
  get isMoving(): boolean {
    return performance.now() < this.#at + REST;
  }

  #to(top: number): void {
    const now = performance.now();
    const moved = Math.abs(top - this.#top);
    // Who goes to a place moves far once.
    if (Math.min(moved, this.#moved) > FAST && now - this.#at < NEXT) this.#fast = now;
    this.#top = top;
    this.#moved = moved;
    this.#at = now;
  }
}
