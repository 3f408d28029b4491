import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Browser } from 'playwright-core';
import { startBrowser } from './browser.ts';
import { type ChartPage, openChart } from './chartPage.ts';
import { startChartServer } from './chartServer.ts';
import { type MatrixPage, openMatrix } from './matrixPage.ts';
import { openTransfer, type TransferPage } from './transferPage.ts';
import { openTraces, type PageOptions, type TracesPage } from './tracesPage.ts';
import type { ViewOptions, ViewPage } from './viewPage.ts';
import { startViewServer, type ViewServer } from './viewServer.ts';

/**
 * One browser and one server for the tests of a file. Every page that a test opened is closed after it, and
 * the test fails if its page broke the policy, met an error or asked for anything that is not ours.
 */
export function useTraces(): (options?: PageOptions) => Promise<TracesPage> {
  return usePages(openTraces);
}

/** The same for the matrix. */
export function useMatrix(): (options?: ViewOptions) => Promise<MatrixPage> {
  return usePages(openMatrix);
}

/** The same for the transfer panel. */
export function useTransfer(): (options?: ViewOptions) => Promise<TransferPage> {
  return usePages(openTransfer);
}

/** The same for a chart alone. */
export function useCharts(): (options?: ViewOptions) => Promise<ChartPage> {
  return usePages(openChart, startChartServer);
}

function usePages<Options, View extends ViewPage>(
  openPage: (browser: Browser, server: ViewServer, options?: Options) => Promise<View>,
  startServer: () => Promise<ViewServer> = startViewServer,
): (options?: Options) => Promise<View> {
  let browser: Browser | undefined;
  let server: ViewServer | undefined;
  let open: View[] = [];
  beforeAll(async () => {
    browser = await startBrowser();
    server = await startServer();
  });
  afterEach(async () => {
    const pages = open;
    open = [];
    for (const page of pages) await page.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return async (options) => {
    if (browser === undefined || server === undefined) throw new Error('open pages inside a test');
    const page = await openPage(browser, server, options);
    open.push(page);
    return page;
  };
}
