/**
 * Keeps the reference in view while the columns scroll sideways. Its head sticks by itself; the rows have a scroll of
 * their own, downwards, so that its cells must be told how far. Where it would cover half of the view it does not stay:
 * a narrow panel shows one column at a time.
 */
export class StayingReference {
  readonly #rows: HTMLElement;
  readonly #size = new ResizeObserver(() => this.update());
  #columns: HTMLElement | null = null;
  /** The reference's 0-based place, and how many columns there are. */
  #place = 0;
  #count = 1;
  #told = '';

  /** @param body the rows, which are as wide as all columns */
  constructor(body: HTMLElement) {
    this.#rows = body;
    this.#size.observe(body);
  }

  /** Takes another alignment. */
  set(place: number, count: number): void {
    this.#place = place;
    this.#count = Math.max(1, count);
    this.update();
  }

  /** Reads the layout: call when all is written. */
  update(): void {
    const columns = this.#rows.closest<HTMLElement>('.columns');
    if (columns !== this.#columns) {
      this.#columns?.removeEventListener('scroll', this.#onScroll);
      if (this.#columns !== null) this.#size.unobserve(this.#columns);
      columns?.addEventListener('scroll', this.#onScroll, { passive: true });
      if (columns !== null) this.#size.observe(columns);
      this.#columns = columns;
    }
    if (columns === null) return;
    const width = this.#rows.clientWidth / this.#count;
    const stays = columns.scrollWidth > columns.clientWidth + 1 && 2 * width < columns.clientWidth;
    columns.classList.toggle('reference-stays', stays);
    const left = this.#place * width;
    const { scrollLeft, clientWidth } = columns;
    // As far as it must go to be in view, at the left edge or at the right one.
    const by = Math.max(0, scrollLeft - left) + Math.min(0, scrollLeft + clientWidth - left - width);
    // What came since stands below the rows, in the same element.
    columns.classList.toggle('reference-away', stays && by !== 0);
    this.#tell(stays && by !== 0 ? `${by}px` : '', String(this.#place));
  }

  /** Only where it changes: all cells are styled anew by it. */
  #tell(sideways: string, place: string): void {
    const told = `${sideways} ${place}`;
    if (told === this.#told) return;
    this.#told = told;
    const { style } = this.#rows.parentElement ?? this.#rows;
    style.setProperty('--sideways', sideways);
    style.setProperty('--reference', place);
  }

  readonly #onScroll = (): void => this.update();
}
