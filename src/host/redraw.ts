/** Views follow many small changes; they are drawn at most four times a second. */
const redrawMs = 250;

/** Gathers changes into one. */
export class Redraw {
  private timer: NodeJS.Timeout | null = null;

  /** @param draw called once for the changes of a quarter of a second */
  constructor(private readonly draw: () => void) {}

  soon = (): void => {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.draw();
    }, redrawMs);
  };

  dispose(): void {
    if (this.timer) clearTimeout(this.timer);
  }
}
