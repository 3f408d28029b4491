import type { Item } from './items.ts';
import { RowView } from './rowView.ts';
import type { ShownAlignment } from './shownAlignment.ts';

/**
 * Items in a chapter, about: what comes into the page at once, and goes. Of lists without end it is more, for each
 * chapter is looked at when the rows are scrolled.
 */
const FEW = 4;
const MANY = 32;
const CHAPTERS = 1_000;
/** Guessed heights in pixels of what was never laid out: a line, and what a row has besides its text. */
const LINE = 20;
const ROW = 22;

/** Rows that come into the page together when they come near the view. */
export class RowChapter {
  readonly element = document.createElement('div');
  readonly key: string;
  /** It is in the page. */
  shown = false;
  /** In pixels: guessed before it was laid out, then as it was last. */
  height = 0;
  #items: readonly Item[];
  #rows: RowView[] | null = null;

  constructor(items: readonly Item[]) {
    this.#items = items;
    this.key = items.map(({ key }) => key).join('\n');
    this.element.className = 'aligned-chapter';
    this.element.role = 'rowgroup';
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  /** The rows that are made; none before `build`. */
  get rows(): readonly RowView[] {
    return this.#rows ?? [];
  }

  /** Takes the items of the next alignment: they have the same keys, but may stand at other rows of it. */
  take(items: readonly Item[]): void {
    this.#items = items;
    this.#rows?.forEach((row, at) => (row.item = items[at] ?? row.item));
  }

  /** Makes its rows; those that an older chapter made are taken from there, by key. */
  build(alignment: ShownAlignment, known: ReadonlyMap<string, RowView>): void {
    if (this.#rows !== null) return;
    this.#rows = this.items.map((item) => {
      const row = known.get(item.key) ?? new RowView(item, alignment);
      row.item = item;
      return row;
    });
    this.element.append(...this.#rows.map(({ element }) => element));
  }

  /** Forgets its rows: they are made again when they are needed. */
  drop(): void {
    this.#rows = null;
    this.element.replaceChildren();
  }

  /** Tells its rows which of the list's items they are: the first of it is the 0-based `first`. */
  number(first: number): void {
    this.#rows?.forEach(({ element }, at) => {
      element.ariaRowIndex = String(first + at + 1);
      element.dataset.item = String(first + at);
    });
  }

  /** @param width of a column in pixels */
  guess(alignment: ShownAlignment, width: number): void {
    this.height = this.items.reduce((sum, item) => sum + guessedHeight(item, alignment, width), 0);
  }
}

/** How high an item will be about, in pixels. */
export function guessedHeight(item: Item, { rows }: ShownAlignment, width: number): number {
  if (item.kind === 'fold') return ROW;
  const units = Math.max(20, (width - 56) / 7);
  const cells = (rows[item.from]?.cells ?? []).map((steps) =>
    steps.reduce((sum, { start, end }) => sum + ROW + LINE * Math.ceil((end - start) / units), 0),
  );
  return Math.max(ROW, ...cells);
}

/**
 * Items in chapters. Where one ends is told by the items themselves, so that what comes between them in the next
 * alignment changes the chapters around it alone.
 */
export function chaptersOf(items: readonly Item[]): Item[][] {
  const chapters: Item[][] = [];
  let open: Item[] = [];
  // Twice as many or the same: else each item that comes would change all chapters.
  let size = FEW;
  while (size < MANY && items.length / size > CHAPTERS) size *= 2;
  for (const item of items) {
    open.push(item);
    if (open.length >= 1.5 * size || hash(item.key) % size === 0) {
      chapters.push(open);
      open = [];
    }
  }
  if (open.length > 0) chapters.push(open);
  return chapters;
}

function hash(key: string): number {
  let value = 7;
  for (let at = 0; at < Math.min(key.length, 120); at += 1) value = (value * 31 + key.charCodeAt(at)) >>> 0;
  // The low bits of a sum of odd multiples say little.
  return value >>> 9;
}
