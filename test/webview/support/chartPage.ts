import type { Browser } from 'playwright-core';
import type { Transfer } from '../../../src/core/transfer/transfer.ts';
import type { ChartName } from '../../../src/webview/transfer/charts/chartNames.ts';
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
