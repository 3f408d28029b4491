import type { Chart } from '../../charts.ts';
import type { Figure } from './figure.ts';
import { noZoom, panBy, type Zoom, zoomAt } from './zoom.ts';

export interface Drawn {
  readonly chart: Chart;
  /** As it was before it was zoomed. */
  readonly figure: Figure;
}

/** Before a pointer drags, in CSS pixels. */
const slack = 4;

/** What wheel and pointer make of what is looked at. Places are in CSS pixels of the plot. */
export class Gestures {
  zoom: Zoom = noZoom;
  #drag: { x: number; y: number; moved: boolean } | null = null;

  /**
   * Zooms with Ctrl, and where two fingers do it; the wheel alone scrolls the page.
   *
   * @returns whether another part is looked at now
   */
  wheel(event: WheelEvent, drawn: Drawn, x: number, y: number): boolean {
    if (!event.ctrlKey && !event.metaKey) return false;
    event.preventDefault();
    const factor = Math.exp(Math.max(-1, Math.min(1, event.deltaY * 0.004)));
    return this.#look(zoomAt(drawn.chart, drawn.figure, this.zoom, x, y, factor));
  }

  /** What is zoomed can be dragged. */
  grab({ button }: PointerEvent, x: number, y: number): void {
    const near = this.zoom.x !== null || this.zoom.y !== null;
    if (near && button === 0) this.#drag = { x, y, moved: false };
  }

  get dragging(): boolean {
    return this.#drag !== null;
  }

  /** @returns whether another part is looked at now */
  drag({ buttons }: PointerEvent, drawn: Drawn, x: number, y: number): boolean {
    if (this.#drag === null) return false;
    if (buttons === 0) {
      this.#drag = null;
      return false;
    }
    const { x: fromX, y: fromY, moved } = this.#drag;
    const [dx, dy] = [x - fromX, y - fromY];
    if (!moved && Math.hypot(dx, dy) < slack) return false;
    this.#drag = { x, y, moved: true };
    return this.#look(panBy(drawn.chart, drawn.figure, this.zoom, fromX, fromY, dx, dy));
  }

  /** At a click: whether it only ends a drag. */
  release(): boolean {
    const moved = this.#drag?.moved === true;
    this.#drag = null;
    return moved;
  }

  #look(zoom: Zoom | null): boolean {
    if (zoom === null) return false;
    this.zoom = zoom;
    return true;
  }
}
