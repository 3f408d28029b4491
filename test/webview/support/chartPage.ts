import type { Browser } from 'playwright-core';
import type { Transfer } from '../../../src/core/transfer/transfer.ts';
import type { ChartName } from '../../../src/webview/transfer/charts/chartNames.ts';
import type { Mark } from './chartMain.ts';
import { themes, type ThemeName } from './themes.ts';
import { openView, ViewPage, type ViewOptions } from './viewPage.ts';
import type { ViewServer } from './viewServer.ts';

/** A chart in a browser page. */
export class ChartPage extends ViewPage {
  /** Shows a chart of a transfer. @param hidden names of models that are not drawn */
  async show(name: ChartName, transfer: Transfer, hidden: readonly string[] = []): Promise<void> {
    await this.page.evaluate(
      ([chart, data, names]) =>
        window.charts.show(chart, { models: data.models, transfer: data, hidden: new Set(names) }),
      [name, transfer, hidden] as const,
    );
    await this.painted();
  }

  /** Puts another theme on, as VS Code does while the view is open. */
  async wear(theme: ThemeName): Promise<void> {
    await this.page.evaluate(({ variables, bodyClass }) => {
      document.documentElement.removeAttribute('style');
      for (const [name, value] of Object.entries(variables)) {
        document.documentElement.style.setProperty(name, value);
      }
      document.body.className = bodyClass;
    }, themes[theme]);
    await this.painted();
  }

  /** As they are exported: a PNG in base64, twice as large, and an SVG. */
  pictures(): Promise<[png: string, svg: string]> {
    return this.page.evaluate(async () => [await window.charts.pane.png(2), window.charts.pane.svg()]);
  }

  /** What there is to be found by a pointer that tries places so far apart: what is said of each mark, and where. */
  marks(dx = 6, dy = 18): Promise<Mark[]> {
    return this.page.evaluate(([x, y]) => window.charts.marks(x, y), [dx, dy] as const);
  }

  async click(x: number, y: number): Promise<void> {
    await this.page.locator('.chart-plot').click({ position: { x, y } });
  }

  /** Presses at a place of the plot, and lets go so many CSS pixels from it. */
  async drag(x: number, y: number, dx: number, dy: number): Promise<void> {
    await this.hover(x, y);
    await this.page.mouse.down();
    await this.hover(x + dx, y + dy);
    await this.page.mouse.up();
    await this.painted();
  }

  /** Events since the last call. */
  fired(): Promise<[type: string, detail: unknown][]> {
    return this.page.evaluate(() => window.charts.fired.splice(0));
  }

  /** By how many CSS pixels the page is wider than its window. */
  overflow(): Promise<number> {
    return this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  }

  /** The colour of a place of the plot. */
  async pixel(x: number, y: number): Promise<string> {
    const [color = ''] = await this.page
      .locator('.chart-plot > canvas')
      .evaluateAll(colorsIn, [x, y, 1, 1] as const)
      .then(([colors = []]) => colors);
    return color;
  }

  /** Of each mark in the legend: how many colours its inside is made of. */
  async swatchColors(): Promise<number[]> {
    const all = await this.page.locator('.legend-mark').evaluateAll(colorsIn, [6, 4, 12, 6] as const);
    return all.map((colors) => colors.length);
  }

  /** Moves the pointer to a place of the plot; what is said there, line by line. */
  async hover(x: number, y: number): Promise<string[]> {
    const box = await this.page.locator('.chart-plot').boundingBox();
    if (box === null) throw new Error('no plot is shown');
    await this.page.mouse.move(box.x + x, box.y + y);
    await this.painted();
    const tip = this.page.locator('.chart-tip');
    return (await tip.isVisible()) ? (await tip.innerText()).split('\n').filter((line) => line !== '') : [];
  }
}

export async function openChart(
  browser: Browser,
  server: ViewServer,
  options: ViewOptions = {},
): Promise<ChartPage> {
  return new ChartPage(await openView(browser, server, 'transfer', options));
}

/** The colours in a part of each canvas, read from copies: reading a canvas itself would make it a slow one. */
function colorsIn(
  elements: readonly Element[],
  [x, y, width, height]: readonly [number, number, number, number],
): string[][] {
  return elements.map((element) => {
    const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (copy === null || !(element instanceof HTMLCanvasElement)) return [];
    copy.drawImage(element, -x, -y);
    const pixels = copy.getImageData(0, 0, width, height).data;
    const colors = new Set<string>();
    for (let at = 0; at < pixels.length; at += 4) colors.add(pixels.slice(at, at + 3).join(' '));
    return [...colors];
  });
}
