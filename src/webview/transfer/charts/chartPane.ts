import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  render,
  type TemplateResult,
} from 'lit';
import { type Chart, canvasSurface } from '../../charts.ts';
import { watchTheme } from '../../theme.ts';
import { chartTitle, figures } from './chartKinds.ts';
import type { ChartInput, ChartName } from './chartNames.ts';
import type { Figure, LegendEntry } from './figure.ts';
import type { Highlight } from './highlightPlugin.ts';
import { type Hit, hitAt } from './hitTest.ts';
import { drawSwatch, legendTemplate, swatch } from './legend.ts';
import { type Look, readLook } from './look.ts';
import { markMaker } from './marks.ts';
import { pngOf, svgOf } from './picture.ts';
import { drawFigure } from './setup.ts';
import { placeTip, tipTemplate } from './tipTemplate.ts';
import { noZoom, panBy, type Zoom, zoomAt, zoomed } from './zoom.ts';

/** Says what was clicked: all that is known of a model, or of a model on one benchmark. */
export type DrillEvent = CustomEvent<{ readonly model: string; readonly benchmark: string | null }>;
/** Draw a model that is hidden, or hide it. */
export type ToggleModelEvent = CustomEvent<{ readonly model: string }>;

/** Narrower charts are scrolled. */
const leastWidth = 320;

/**
 * `<rt-chart>`: one chart and its legend. Fires `rt-drill` (`DrillEvent`) where a mark is clicked, and
 * `rt-toggle-model` (`ToggleModelEvent`) for each model of a legend's entry that is; both bubble.
 */
export class ChartPane extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    name: { attribute: false },
    input: { attribute: false },
  };

  declare name: ChartName;
  declare input: ChartInput | null;
  readonly #highlight: Highlight = { models: [] };
  readonly #resized = new ResizeObserver(() => this.#resize());
  #unwatch: (() => void) | null = null;
  #look: Look | null = null;
  #width = 0;
  #ratio = 0;
  #drawn: { readonly chart: Chart; readonly figure: Figure } | null = null;
  #legend: readonly LegendEntry[] = [];
  #zoom: Zoom = noZoom;
  /** Where a drag is, and whether it has moved anything. */
  #drag: { x: number; y: number; moved: boolean } | null = null;

  constructor() {
    super();
    this.name = 'gains';
    this.input = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this, { box: 'device-pixel-content-box' });
    this.#unwatch = watchTheme(() => {
      this.#look = null;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#unwatch?.();
    this.#forget();
  }

  /** The picture with title and legend, in base64. */
  png(scale: 2): Promise<string> {
    return Promise.resolve(this.#picture((of) => pngOf(of, scale)));
  }

  /** The same as a standalone SVG. */
  svg(): string {
    return this.#picture(svgOf);
  }

  /** Shows all values again. */
  resetZoom(): void {
    this.#zoom = noZoom;
    this.#draw();
  }

  #picture(take: (of: Parameters<typeof svgOf>[0]) => string): string {
    if (this.input === null) return '';
    const { name, input } = this;
    return take({ name, input, look: this.#theme, width: Math.max(leastWidth, this.#width) });
  }

  get #theme(): Look {
    this.#look ??= readLook();
    return this.#look;
  }

  #resize(): void {
    // Not shown: what was drawn stays.
    if (this.clientWidth === 0) return;
    const width = Math.max(leastWidth, Math.floor(this.clientWidth));
    if (width === this.#width && devicePixelRatio === this.#ratio) return;
    [this.#width, this.#ratio] = [width, devicePixelRatio];
    // In this frame: a canvas of the wrong size would flash.
    this.#draw();
  }

  override render(): TemplateResult {
    const title = this.input === null ? '' : chartTitle(this.name, this.input);
    return html`<div class="legend-place"></div>
      <div
        class="chart-plot"
        @pointermove=${(event: PointerEvent) => this.#point(event)}
        @pointerleave=${() => this.#show(null)}
        @pointerdown=${(event: PointerEvent) => this.#grab(event)}
        @wheel=${(event: WheelEvent) => this.#wheel(event)}
        @click=${(event: MouseEvent) => this.#click(event)}
      >
        <canvas role="img" aria-label=${title}></canvas>
        <div class="chart-tip" hidden></div>
      </div>`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Another chart has other axes; other numbers keep what is looked at.
    if (changed.has('name')) this.#zoom = noZoom;
  }

  protected override updated(): void {
    this.#draw();
  }

  #draw(): void {
    const canvas = this.querySelector<HTMLCanvasElement>('.chart-plot > canvas');
    this.#forget();
    if (canvas === null || this.input === null || this.#width === 0) return;
    const look = this.#theme;
    const surface = canvasSurface(canvas, this.#width, 1, devicePixelRatio);
    const figure = figures[this.name](this.input, {
      look,
      mark: markMaker(look, surface),
      width: this.#width,
      surface,
    });
    const seen = zoomed(figure, this.#zoom);
    canvas.style.width = `${this.#width}px`;
    canvas.style.height = `${figure.height}px`;
    canvas.height = figure.height;
    const chart = drawFigure({ ...surface, height: figure.height }, seen, look, this.#highlight);
    this.#drawn = { chart, figure };
    this.#legend = figure.legend;
    this.#drawLegend();
  }

  #forget(): void {
    this.#show(null);
    this.#drawn?.chart.destroy();
    this.#drawn = null;
  }

  #drawLegend(): void {
    const place = this.querySelector<HTMLElement>('.legend-place');
    if (place === null) return;
    render(
      legendTemplate(this.#legend, {
        onToggle: ({ models }) => {
          for (const model of models) this.#fire('rt-toggle-model', { model });
        },
        onPoint: (entry) => this.#highlightModels(entry?.models ?? []),
      }),
      place,
    );
    place.querySelectorAll<HTMLCanvasElement>('.legend-mark').forEach((canvas, at) => {
      const entry = this.#legend[at];
      const context = canvas.getContext('2d');
      if (entry === undefined || context === null) return;
      canvas.width = swatch.width * devicePixelRatio;
      canvas.height = swatch.height * devicePixelRatio;
      context.scale(devicePixelRatio, devicePixelRatio);
      drawSwatch(context, entry, 0, 0);
    });
  }

  #placeOf({ clientX, clientY }: MouseEvent): { x: number; y: number } | null {
    const box = this.querySelector('.chart-plot > canvas')?.getBoundingClientRect();
    return box === undefined ? null : { x: clientX - box.left, y: clientY - box.top };
  }

  #hit(event: MouseEvent): Hit | null {
    const at = this.#placeOf(event);
    if (this.#drawn === null || at === null) return null;
    return hitAt(this.#drawn.chart, this.#drawn.figure, at.x, at.y);
  }

  #point(event: PointerEvent): void {
    if (this.#drag === null || event.buttons === 0) {
      this.#drag = null;
      this.#show(this.#hit(event));
      return;
    }
    const { x, y, moved } = this.#drag;
    const [dx, dy] = [event.clientX - x, event.clientY - y];
    if (!moved && Math.hypot(dx, dy) < 4) return;
    this.#drag = { x: event.clientX, y: event.clientY, moved: true };
    this.#move(event, (chart, figure, at) => panBy(chart, figure, this.#zoom, at.x - dx, at.y - dy, dx, dy));
  }

  #grab(event: PointerEvent): void {
    const near = this.#zoom.x !== null || this.#zoom.y !== null;
    if (near && event.button === 0) this.#drag = { x: event.clientX, y: event.clientY, moved: false };
  }

  /** Zooms with Ctrl, and where two fingers do it; the wheel alone scrolls the page. */
  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const factor = Math.exp(Math.max(-1, Math.min(1, event.deltaY * 0.004)));
    this.#move(event, (chart, figure, at) => zoomAt(chart, figure, this.#zoom, at.x, at.y, factor));
  }

  #move(
    event: MouseEvent,
    change: (chart: Chart, figure: Figure, at: { x: number; y: number }) => Zoom | null,
  ): void {
    const at = this.#placeOf(event);
    if (this.#drawn === null || at === null) return;
    const zoom = change(this.#drawn.chart, this.#drawn.figure, at);
    if (zoom === null) return;
    this.#zoom = zoom;
    this.#draw();
  }

  #show(hit: Hit | null): void {
    const plot = this.querySelector<HTMLElement>('.chart-plot');
    const tip = this.querySelector<HTMLElement>('.chart-tip');
    if (plot === null || tip === null) return;
    plot.classList.toggle('over-mark', hit !== null);
    tip.hidden = hit === null;
    render(hit === null ? nothing : tipTemplate(hit.point.tip()), tip);
    if (hit !== null) placeTip(tip, plot, hit.x, hit.y);
    this.#highlightModels(hit === null ? [] : [hit.point.model.model]);
  }

  #highlightModels(models: readonly string[]): void {
    if (this.#highlight.models.join('\n') === models.join('\n')) return;
    this.#highlight.models = models;
    this.#drawn?.chart.draw();
  }

  #click(event: MouseEvent): void {
    const dragged = this.#drag?.moved === true;
    this.#drag = null;
    if (dragged) return;
    const hit = this.#hit(event);
    if (hit === null) return;
    const { model, benchmark } = hit.point;
    this.#fire('rt-drill', { model: model.model, benchmark: benchmark?.benchmark ?? null });
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
