import '../../../src/webview/language.ts';
import { html, render } from 'lit';
import type { ChartInput, ChartName } from '../../../src/webview/transfer/charts/chartNames.ts';
import { ChartPane } from '../../../src/webview/transfer/charts/chartPane.ts';
import { chartAvailable, chartTable } from '../../../src/webview/transfer/charts/chartTable.ts';
import { contrast, rgbOf } from '../../../src/webview/theme.ts';
import { readLook } from '../../../src/webview/transfer/charts/look.ts';

/** A mark of a chart, as the pointer finds it. */
export interface Mark {
  readonly lines: readonly string[];
  x: number;
  y: number;
}

/** A view with nothing but a chart, for its tests; built and served as the package's views are. */

const charts = {
  /** Shows a chart; what was clicked in it is in `fired`. */
  show: async (name: ChartName, input: ChartInput): Promise<void> => {
    const { body } = document;
    const fire = (event: Event): void => {
      if (event instanceof CustomEvent) charts.fired.push([event.type, event.detail]);
    };
    render(
      html`<main>
        <rt-chart .name=${name} .input=${input} @rt-drill=${fire} @rt-toggle-model=${fire}></rt-chart>
      </main>`,
      body,
    );
    await charts.pane.updateComplete;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))));
  },
  get pane(): ChartPane {
    const pane = document.querySelector('rt-chart');
    if (!(pane instanceof ChartPane)) throw new Error('no chart is shown');
    return pane;
  },
  /** What the tip says at places so far apart, and the middle of the places where it says it. */
  marks: (dx: number, dy: number): Mark[] => {
    const plot = document.querySelector<HTMLElement>('.chart-plot');
    const tip = document.querySelector<HTMLElement>('.chart-tip');
    if (plot === null || tip === null) throw new Error('no chart is shown');
    const { left, top, width, height } = plot.getBoundingClientRect();
    const found = new Map<string, Mark & { places: number }>();
    for (let y = dy / 2; y < height; y += dy) {
      for (let x = dx / 2; x < width; x += dx) {
        plot.dispatchEvent(new PointerEvent('pointermove', { clientX: left + x, clientY: top + y }));
        if (tip.hidden) continue;
        const mark = found.get(tip.textContent) ?? {
          lines: tip.innerText.split(/\s*\n\s*/),
          x: 0,
          y: 0,
          places: 0,
        };
        mark.x = (mark.x * mark.places + x) / (mark.places + 1);
        mark.y = (mark.y * mark.places + y) / (mark.places + 1);
        mark.places += 1;
        found.set(tip.textContent, mark);
      }
    }
    plot.dispatchEvent(new PointerEvent('pointerleave'));
    return [...found.values()].map(({ lines, x, y }) => ({ lines, x, y }));
  },
  fired: [] as [string, unknown][],
  chartTable,
  chartAvailable,
  /** Contrast of each colour of a series with what it is drawn on. */
  contrasts: (): number[] => {
    const look = readLook();
    const panel = rgbOf(look.panel, [0, 0, 0]);
    return look.series.map((color) => contrast(rgbOf(color, panel), panel));
  },
};

declare global {
  interface Window {
    charts: typeof charts;
  }
}

customElements.define('rt-chart', ChartPane);
window.charts = charts;
acquireVsCodeApi().postMessage({ type: 'ready' });
