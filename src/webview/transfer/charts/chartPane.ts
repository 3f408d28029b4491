import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  render,
  type TemplateResult,
} from 'lit';
import { canvasSurface } from '../../charts.ts';
import { watchTheme } from '../../theme.ts';
import { chartTitle, figures } from './chartKinds.ts';
import { type ChartInput, type ChartName, differs } from './chartNames.ts';
import type { Figure } from './figure.ts';
import { type Drawn, Gestures } from './gestures.ts';
import type { Highlight } from './highlightPlugin.ts';
import { type Hit, hitAt } from './hitTest.ts';
import { renderLegend } from './legend.ts';
import { type Look, readLook } from './look.ts';
import { markMaker } from './marks.ts';
import { pngOf, svgOf } from './picture.ts';
import { drawFigure } from './setup.ts';
import { placeTip, tipTemplate } from './tipTemplate.ts';
import { noZoom, zoomed } from './zoom.ts';

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
    // A view that renders again gives the same in another object.
    input: { attribute: false, hasChanged: differs },
  };

  declare name: ChartName;
  declare input: ChartInput | null;
  readonly #highlight: Highlight = { models: [] };
  readonly #resized = new ResizeObserver(() => this.#resize());
  #unwatch: (() => void) | null = null;
  #look: Look | null = null;
  #width = 0;
  #ratio = 0;
  #drawn: Drawn | null = null;
  readonly #gestures = new Gestures();

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
    this.#gestures.zoom = noZoom;
    this.#draw();
  }

  #picture(take: (of: Parameters<typeof svgOf>[0]) => string): string {
    if (this.input === null) return '';
    const { name, input } = this;
    return take({
      name,
      input,
      look: this.#theme,
      width: Math.max(leastWidth, this.#width),
      zoom: this.#gestures.zoom,
    });
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
    if (changed.has('name')) this.#gestures.zoom = noZoom;
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
    const seen = zoomed(figure, this.#gestures.zoom);
    canvas.style.width = `${this.#width}px`;
    canvas.style.height = `${figure.height}px`;
    canvas.height = figure.height;
    const chart = drawFigure({ ...surface, height: figure.height }, seen, look, this.#highlight);
    this.#drawn = { chart, figure };
    this.#drawLegend(figure);
  }

  #forget(): void {
    this.#show(null);
    this.#drawn?.chart.destroy();
    this.#drawn = null;
  }

  #drawLegend({ legend }: Figure): void {
    const place = this.querySelector<HTMLElement>('.legend-place');
    if (place === null) return;
    renderLegend(place, legend, {
      onToggle: ({ models }) => {
        for (const model of models) this.#fire('rt-toggle-model', { model });
      },
      onPoint: (entry) => this.#highlightModels(entry?.models ?? []),
    });
  }

  #placeOf({ clientX, clientY }: MouseEvent): { x: number; y: number } | null {
    const box = this.querySelector('.chart-plot > canvas')?.getBoundingClientRect();
    return box === undefined ? null : { x: clientX - box.left, y: clientY - box.top };
  }

  #point(event: PointerEvent): void {
    const at = this.#placeOf(event);
    if (this.#drawn === null || at === null) return;
    if (this.#gestures.drag(event, this.#drawn, at.x, at.y)) this.#draw();
    else if (!this.#gestures.dragging) this.#show(hitAt(this.#drawn.chart, this.#drawn.figure, at.x, at.y));
  }

  #wheel(event: WheelEvent): void {
    const at = this.#placeOf(event);
    if (this.#drawn !== null && at !== null && this.#gestures.wheel(event, this.#drawn, at.x, at.y))
      this.#draw();
  }

  #grab(event: PointerEvent): void {
    const at = this.#placeOf(event);
    if (at !== null) this.#gestures.grab(event, at.x, at.y);
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
    const at = this.#placeOf(event);
    if (this.#gestures.release() || this.#drawn === null || at === null) return;
    const hit = hitAt(this.#drawn.chart, this.#drawn.figure, at.x, at.y);
    if (hit === null) return;
    const { model, benchmark } = hit.point;
    this.#fire('rt-drill', { model: model.model, benchmark: benchmark?.benchmark ?? null });
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
