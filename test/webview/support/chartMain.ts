import '../../../src/webview/language.ts';
import { html, render } from 'lit';
import type { ChartInput, ChartName } from '../../../src/webview/transfer/charts/chartNames.ts';
import { ChartPane } from '../../../src/webview/transfer/charts/chartPane.ts';
import { chartAvailable, chartTable } from '../../../src/webview/transfer/charts/chartTable.ts';
import { contrast, rgbOf } from '../../../src/webview/theme.ts';
import { readLook } from '../../../src/webview/transfer/charts/look.ts';

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
