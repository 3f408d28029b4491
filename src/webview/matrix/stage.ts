import { extent, type Hit, hitAt, type Layout, layoutOf, type Scroll, scrollTo } from './geometry.ts';
import type { MatrixModel, Place } from './model.ts';
import { watchTheme } from '../theme.ts';
import { Painter } from './painter.ts';
import { type Palette, readPalette } from './palette.ts';

export interface StageEvents {
  readonly onScroll: () => void;
  /** The pointer is over something else now; null: over nothing. */
  readonly onHover: (hit: Hit | null) => void;
  readonly onClick: (hit: Hit, event: MouseEvent) => void;
  /** Drawn anew, after the place of things may have changed. */
  readonly onDrawn: () => void;
}

/**
 * The canvas and the box over it that scrolls: it is as large as the whole matrix, so that scrollbars, wheel and
 * touch are the browser's own, and the canvas draws what is in view.
 */
export class Stage {
  readonly #canvas: HTMLCanvasElement;
  readonly #scroller: HTMLElement;
  readonly #sizer: HTMLElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #painter: Painter;
  readonly #events: StageEvents;
  readonly #resized = new ResizeObserver(() => this.#resize());
  readonly #unwatch: () => void;
  #palette: Palette | null = null;
  #model: MatrixModel | null = null;
  #layout: Layout = layoutOf(0, 0, 0, 0, false);
  #shapes: boolean | null = null;
  #hit: Hit | null = null;
  #pointer: { readonly x: number; readonly y: number } | null = null;
  #focused = false;
  #drawing = false;

  /** @param box holds a canvas, and a `.scroller` with a `.sizer` */
  constructor(box: HTMLElement, events: StageEvents) {
    const canvas = box.querySelector('canvas');
    const scroller = box.querySelector<HTMLElement>('.scroller');
    const sizer = box.querySelector<HTMLElement>('.sizer');
    const context = canvas?.getContext('2d', { alpha: false }) ?? null;
    if (canvas === null || scroller === null || sizer === null || context === null)
      throw new Error('The stage lacks a part.');
    [this.#canvas, this.#scroller, this.#sizer, this.#context] = [canvas, scroller, sizer, context];
    this.#painter = new Painter(context);
    this.#events = events;
    scroller.addEventListener('scroll', () => {
      this.draw();
      events.onScroll();
    });
    scroller.addEventListener('pointermove', ({ clientX, clientY }) => this.#point(clientX, clientY));
    scroller.addEventListener('pointerleave', () => this.#pointAt(null));
    scroller.addEventListener('click', (event) => {
      const hit = this.#hitOf(event.clientX, event.clientY);
      if (hit !== null) events.onClick(hit, event);
    });
    // Zooming changes the pixels of the device, and fires this too.
    this.#resized.observe(scroller, { box: 'device-pixel-content-box' });
    this.#unwatch = watchTheme(() => {
      this.#palette = null;
      this.draw();
    });
  }

  /** Its elements have gone. */
  dispose(): void {
    this.#resized.disconnect();
    this.#unwatch();
    this.#model = null;
  }

  get layout(): Layout {
    return this.#layout;
  }

  get scroll(): Scroll {
    return { top: this.#scroller.scrollTop, left: this.#scroller.scrollLeft };
  }

  set scroll({ top, left }: Scroll) {
    // One that stays is not set: each time costs a layout.
    if (top !== this.#scroller.scrollTop) this.#scroller.scrollTop = top;
    if (left !== this.#scroller.scrollLeft) this.#scroller.scrollLeft = left;
    this.draw();
  }

  /** Whether cells are shapes; where nobody chose, as the theme needs it. */
  get shapes(): boolean {
    return this.#shapes ?? this.#colors.highContrast;
  }

  setShapes(shapes: boolean | null): void {
    this.#shapes = shapes;
    this.draw();
  }

  setFocused(focused: boolean): void {
    this.#focused = focused;
    this.draw();
  }

  setModel(model: MatrixModel): void {
    this.#model = model;
    // What is under the pointer may be another item now.
    this.#hit = null;
    this.#arrange();
  }

  /** Brings a place into view with the least movement. */
  reveal({ row, column }: Place): void {
    this.scroll = scrollTo(this.#layout, this.scroll, row, column);
  }

  /** Draws in the next frame. */
  draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#paint();
    });
  }

  #paint(): void {
    if (this.#model === null || this.#layout.width === 0) return;
    const ratio = devicePixelRatio;
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    // What scrolls under a pointer that rests comes to lie under it.
    if (this.#pointer !== null) this.#point(this.#pointer.x, this.#pointer.y);
    const snapped = (place: number): number => Math.round(place * ratio) / ratio;
    const { top, left } = this.scroll;
    this.#painter.paint(
      {
        model: this.#model,
        layout: this.#layout,
        scroll: { top: snapped(top), left: snapped(left) },
        hover: placeOf(this.#hit),
        focused: this.#focused,
      },
      { palette: this.#colors, shapes: this.shapes },
    );
    this.#events.onDrawn();
  }

  get #colors(): Palette {
    this.#palette ??= readPalette();
    return this.#palette;
  }

  #resize(): void {
    const { width, height } = this.#canvas.getBoundingClientRect();
    const pixels = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)] as const;
    // Setting a size clears the canvas, even where it is the same.
    if (pixels[0] !== this.#canvas.width) this.#canvas.width = pixels[0];
    if (pixels[1] !== this.#canvas.height) this.#canvas.height = pixels[1];
    this.#arrange();
    // In this frame: a canvas that was cleared would flash.
    this.#paint();
  }

  #arrange(): void {
    if (this.#model === null) return;
    const { clientWidth, clientHeight } = this.#scroller;
    const { rows, columns } = this.#model;
    const roles = columns.some(({ role }) => role !== null);
    this.#layout = layoutOf(clientWidth, clientHeight, rows.length, columns.length, roles);
    const { width, height } = extent(this.#layout);
    this.#sizer.style.width = `${width}px`;
    this.#sizer.style.height = `${height}px`;
    this.draw();
  }

  #hitOf(x: number, y: number): Hit | null {
    const box = this.#scroller.getBoundingClientRect();
    const [inX, inY] = [x - box.left, y - box.top];
    // Over a scrollbar there is nothing.
    if (inX >= this.#layout.width || inY >= this.#layout.height) return null;
    return hitAt(this.#layout, this.scroll, inX, inY);
  }

  #point(x: number, y: number): void {
    this.#pointer = { x, y };
    this.#pointAt(this.#hitOf(x, y));
  }

  #pointAt(hit: Hit | null): void {
    if (hit === null) this.#pointer = null;
    if (sameHit(hit, this.#hit)) return;
    this.#hit = hit;
    this.#events.onHover(hit);
    this.draw();
  }
}

function placeOf(hit: Hit | null): Place | null {
  if (hit === null) return null;
  if (hit.part === 'head') return { row: -1, column: hit.column };
  return { row: hit.row, column: hit.part === 'cell' ? hit.column : -2 };
}

function sameHit(a: Hit | null, b: Hit | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
