/** Milliseconds of a frame that texts may take: style, layout and painting take four times as much after it. */
const BUDGET = 4;
/** Texts that are drawn in a frame: of six that grow, each is drawn in every second one. */
const TEXTS = 3;

export interface Paintable {
  /** Draws until `isOver`; false where something is left to draw. At least one thing is drawn. */
  readonly paint: (isOver: () => boolean) => boolean;
  /** After everything is drawn: what reads the layout. */
  readonly settle: () => void;
}

/**
 * Draws the texts of the page at most once a frame and for a few milliseconds together; what is left waits for the
 * next frame. All writes come first, then what reads the layout: one layout a frame.
 */
export class Painter {
  readonly #waiting = new Set<Paintable>();
  #scheduled = false;
  #painted = false;
  #crowd = 0;

  /** How many texts wanted to be drawn last. */
  get crowd(): number {
    return this.#crowd;
  }

  request(text: Paintable): void {
    this.#waiting.add(text);
    if (this.#scheduled || this.#painted) return;
    this.#scheduled = true;
    // Still in this frame, after all that the caller has to append.
    queueMicrotask(() => this.#run());
  }

  #run(): void {
    this.#scheduled = false;
    // From here on: a text that asks again while it is drawn waits for the next frame as well.
    this.#painted = true;
    const end = performance.now() + BUDGET;
    const texts = [...this.#waiting];
    this.#crowd = texts.length;
    this.#waiting.clear();
    const isOver = (): boolean => performance.now() >= end;
    const unfinished = texts
      .slice(0, TEXTS)
      .filter((text) => isOver() || tried(() => text.paint(isOver)) === false);
    // Who is late in this frame is early in the next.
    for (const text of [...texts.slice(TEXTS), ...unfinished]) this.#waiting.add(text);
    for (const text of texts) tried(() => text.settle());
    requestAnimationFrame(() => {
      this.#painted = false;
      if (this.#waiting.size > 0 && !this.#scheduled) this.#run();
    });
  }
}

/** A text that fails is told as any error of the page is; the others are drawn, and it too when it asks again. */
function tried<Value>(draw: () => Value): Value | null {
  try {
    return draw();
  } catch (error) {
    reportError(error);
    return null;
  }
}

export const painter = new Painter();
