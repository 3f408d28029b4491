/** Frames over which a place is brought up: steps that come into view get their true heights then. */
const FRAMES = 12;
/** Pixels from the end that still count as the end. */
const NEAR_END = 8;
/** Milliseconds after the reader's last key, wheel or press in which a move up is theirs. */
const READERS = 3_000;

/** Where in a growing text its reader is: at its end and staying there, or on the way to a place. */
export class TextScroll {
  readonly #element: HTMLElement;
  #following = false;
  /** Where following scrolled to last, and in what height: who is above that scrolled up. */
  #lastTop = 0;
  #lastHeight = 0;
  #asked = false;
  #touched = -Infinity;
  /** Counts what scrolls the text: the newest wins. */
  #turn = 0;

  constructor(element: HTMLElement) {
    this.#element = element;
    element.addEventListener('scroll', () => this.#onScroll(), { passive: true });
    // The reader's own scrolling ends ours.
    element.addEventListener('wheel', () => (this.#turn += 1), { passive: true });
    for (const type of ['wheel', 'keydown', 'pointerdown', 'touchmove']) {
      element.addEventListener(type, () => (this.#touched = performance.now()), { passive: true });
    }
    // The end is only found on the way there: heights out of view are guessed.
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'End' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      this.toEnd();
    });
  }

  /** The text stays at its end while it grows. */
  get following(): boolean {
    return this.#following;
  }

  set following(following: boolean) {
    if (following === this.#following) return;
    this.#following = following;
    // Else the browser holds what is in view where it is while heights above get true, and takes us off the end.
    this.#element.style.overflowAnchor = following ? 'none' : '';
  }

  /** Another text begins, at its start, or at its end with `follow`. */
  restart(follow: boolean): void {
    this.following = follow;
    this.#lastTop = 0;
    this.#turn += 1;
    this.#element.scrollTop = 0;
  }

  /** Ends what scrolls it, and stays at no end. */
  stop(): void {
    this.following = false;
    this.#turn += 1;
  }

  /** Stays at the end while the reader is there. Reads the layout: call when all is written. */
  follow(): void {
    if (!this.following) return;
    if (this.#leftEnd()) this.following = false;
    else {
      const { scrollHeight } = this.#element;
      this.#element.scrollTop = scrollHeight;
      this.#lastTop = this.#element.scrollTop;
      this.#lastHeight = scrollHeight;
    }
  }

  /** Did the reader scroll up? A text that got shorter for a moment, as when it is rendered, moves them up too. */
  #leftEnd(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.#element;
    const up = this.#lastTop - scrollTop;
    if (up <= NEAR_END || this.#atEnd()) return false;
    const touched = performance.now() - this.#touched < READERS;
    return touched || (up > clientHeight && scrollHeight >= this.#lastHeight);
  }

  /** Nothing of the text is above the view. */
  get atTop(): boolean {
    return this.#element.scrollTop <= 0;
  }

  toEnd(): void {
    this.following = true;
    this.#lastTop = 0;
    this.#by(() => {
      const { scrollTop, clientHeight, scrollHeight } = this.#element;
      return scrollHeight - clientHeight - scrollTop;
    });
  }

  /** Brings an element's top to so many pixels above the top of the view. */
  toTop(element: Element, above = 0): void {
    this.#by(() => element.getBoundingClientRect().top - this.box().top + above);
  }

  /** Brings a place to the middle of the view. */
  toCenter(place: () => Range | Element): void {
    this.#by(() => {
      const [box, found] = [this.box(), place().getBoundingClientRect()];
      return found.top - box.top - (box.height - Math.min(found.height, box.height)) / 2;
    });
  }

  box(): DOMRect {
    return this.#element.getBoundingClientRect();
  }

  /** Scrolls by what `distance` says, for some frames. */
  #by(distance: () => number): void {
    const turn = ++this.#turn;
    let left = FRAMES;
    const go = (): void => {
      if (turn !== this.#turn) return;
      const by = distance();
      if (Math.abs(by) > 1) this.#element.scrollTop += by;
      if (--left > 0) requestAnimationFrame(go);
    };
    go();
  }

  /**
   * While it follows, the next text finds out whether the reader left the end. Else this asks after what the frame
   * draws: to ask at once would lay out the page twice.
   */
  #onScroll(): void {
    if (this.following || this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      // What is out of sight has no end to be at.
      this.following ||= this.#element.clientHeight > 0 && this.#atEnd();
    });
  }

  #atEnd(): boolean {
    const { scrollTop, clientHeight, scrollHeight } = this.#element;
    return scrollTop + clientHeight >= scrollHeight - NEAR_END;
  }
}
