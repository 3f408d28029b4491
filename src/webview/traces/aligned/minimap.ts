import type { AlignedStep } from '../../../core/compare/alignedTraces.ts';
import { isHighContrast, themeReader, watchTheme } from '../../theme.ts';
import type { AlignedList } from './alignedList.ts';
import { guessedHeight } from './rowChapter.ts';

/** Pixels between the strips of two columns. */
const GAP = 2;
/** Milliseconds until what changed is drawn. */
const SOON = 80;

/**
 * All rows in little at the right of the columns: a strip for each, with a band where its steps are not the same.
 * Colours are the theme's, and width tells the states apart too: full alone, half changed, a frame moved.
 */
export class Minimap {
  readonly element = document.createElement('div');
  readonly #canvas = document.createElement('canvas');
  readonly #box = document.createElement('div');
  readonly #list: AlignedList;
  /** Where each item begins, and behind the last where it ends, in guessed pixels of the list. */
  #starts: number[] = [0];
  #waiting = false;
  /** The bands are not those of the list any more. */
  #stale = true;
  #timer: number | null = null;

  constructor(list: AlignedList) {
    this.#list = list;
    this.element.className = 'minimap';
    // Keys and buttons lead to the same places.
    this.element.ariaHidden = 'true';
    this.#box.className = 'minimap-view';
    this.element.append(this.#canvas, this.#box);
    new ResizeObserver(() => this.draw()).observe(this.element);
    watchTheme(() => this.draw());
    const drag = (event: PointerEvent): void => {
      if (event.buttons % 2 === 0) return;
      if (event.type === 'pointerdown') this.element.setPointerCapture(event.pointerId);
      this.#goTo(event.clientY - this.element.getBoundingClientRect().top);
    };
    this.element.addEventListener('pointerdown', drag);
    this.element.addEventListener('pointermove', drag);
  }

  /** Draws all of it anew, soon: not in the frames that bring the rows, which have enough to do. */
  draw(): void {
    this.#stale = true;
    this.#timer ??= window.setTimeout(() => {
      this.#timer = null;
      this.follow();
    }, SOON);
  }

  /** The view moved. */
  follow(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      if (!this.element.isConnected) return;
      if (this.#stale && this.#timer !== null) return;
      if (this.#stale) {
        this.#measure();
        this.#paint();
        this.#stale = false;
      }
      this.#frame();
    });
  }

  #measure(): void {
    const { alignment, items, columnWidth } = this.#list;
    this.#starts = [0];
    if (alignment === null) return;
    let at = 0;
    for (const item of items) this.#starts.push((at += guessedHeight(item, alignment, columnWidth)));
  }

  get #height(): number {
    return this.#starts.at(-1) ?? 0;
  }

  #paint(): void {
    const { width, height } = this.element.getBoundingClientRect();
    const context = this.#canvas.getContext('2d');
    if (context === null || width === 0 || height === 0) return;
    const ratio = window.devicePixelRatio;
    this.#canvas.width = Math.round(width * ratio);
    this.#canvas.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    const { alignment, items } = this.#list;
    const columns = alignment?.columns.length ?? 0;
    if (alignment === null || this.#height === 0) return;
    const colours = coloursOf();
    const strip = (width - GAP * (columns + 1)) / columns;
    // Short traces keep their proportions rather than to be drawn out over all of the height.
    const scale = Math.min(0.5, height / this.#height);
    items.forEach((item, index) => {
      const top = (this.#starts[index] ?? 0) * scale;
      const size = Math.max(1, ((this.#starts[index + 1] ?? 0) - (this.#starts[index] ?? 0)) * scale);
      alignment.rows[item.from]?.cells.forEach((steps, column) => {
        const left = GAP + column * (strip + GAP);
        const own = size / Math.max(1, steps.length);
        steps.forEach((step, at) =>
          band(context, step, column === alignment.reference, colours, [
            left,
            top + at * own,
            strip,
            Math.max(1, own - 0.5),
          ]),
        );
      });
    });
  }

  #frame(): void {
    const [top, bottom] = this.#list.view;
    const { height } = this.element.getBoundingClientRect();
    const scale = this.#height === 0 ? 0 : Math.min(0.5, height / this.#height);
    const [from, to] = [this.#pixels(top) * scale, this.#pixels(bottom) * scale];
    this.#box.hidden = this.#height === 0;
    this.#box.style.transform = `translateY(${Math.round(from)}px)`;
    this.#box.style.height = `${Math.max(6, Math.round(to - from))}px`;
  }

  #pixels(place: number): number {
    const index = Math.min(Math.floor(place), this.#starts.length - 2);
    const [start = 0, end = 0] = this.#starts.slice(Math.max(0, index), Math.max(0, index) + 2);
    return start + (end - start) * (place - index);
  }

  #goTo(y: number): void {
    const { height } = this.element.getBoundingClientRect();
    const scale = Math.min(0.5, height / Math.max(1, this.#height));
    const wanted = Math.max(0, y) / scale;
    const index = this.#starts.findIndex((start) => start > wanted) - 1;
    this.#list.scrollTo(index < 0 ? this.#starts.length - 2 : index);
  }
}

interface Colours {
  readonly same: string;
  readonly changed: string;
  readonly ours: string;
  readonly theirs: string;
  readonly moved: string;
  readonly disagrees: string;
}

function coloursOf(): Colours {
  const read = themeReader();
  const foreground = read('foreground');
  const contrast = isHighContrast();
  return {
    same: contrast ? read('contrastBorder') : read('scrollbarSlider-background'),
    changed: read('editorGutter-modifiedBackground', 'charts-blue', 'textLink-foreground'),
    theirs: read('editorGutter-addedBackground', 'charts-green', 'testing-iconPassed'),
    ours: read('editorGutter-deletedBackground', 'charts-red', 'errorForeground'),
    moved: read('diffEditor-move-border', 'descriptionForeground') || foreground,
    disagrees: read('editorWarning-foreground', 'errorForeground'),
  };
}

function band(
  context: CanvasRenderingContext2D,
  { state, disagrees }: AlignedStep,
  isReference: boolean,
  colours: Colours,
  [left, top, width, height]: readonly [number, number, number, number],
): void {
  if (state === 'moved') {
    context.strokeStyle = colours.moved;
    context.strokeRect(left + 0.5, top + 0.5, width - 1, Math.max(1, height - 1));
  } else {
    const share = { same: 0.18, changed: 0.5, apart: 1 }[state];
    context.fillStyle = {
      same: colours.same,
      changed: colours.changed,
      apart: isReference ? colours.ours : colours.theirs,
    }[state];
    context.fillRect(left, top, width * share, height);
  }
  if (!disagrees) return;
  context.fillStyle = colours.disagrees;
  context.fillRect(left + width * 0.6, top, width * 0.4, Math.max(2, height));
}
