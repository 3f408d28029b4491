import type { Browser } from 'playwright-core';
import type { MatrixData } from '../../../src/core/results/matrix.ts';
import {
  parseFromMatrix,
  parseMatrixMemory,
  type FromMatrix,
  type MatrixMemory,
  type ToMatrix,
} from '../../../src/protocol.ts';
import { openView, ViewPage, type ViewOptions } from './viewPage.ts';
import type { ViewServer } from './viewServer.ts';

/** The matrix in a browser page, seen from where the host stands. */
export class MatrixPage extends ViewPage {
  /** Hands a message to the view and waits until it is painted. */
  async send(message: ToMatrix): Promise<void> {
    await this.page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), message);
    await this.painted();
  }

  show(data: MatrixData): Promise<void> {
    return this.send({ type: 'data', data });
  }

  /** What the view has sent since the last call, as the host would read it. */
  async posted(): Promise<(FromMatrix | null)[]> {
    const messages = await this.page.evaluate(() => window.hostSide.posted.splice(0));
    return messages.map(parseFromMatrix);
  }

  /** What the view keeps, once it has stopped moving. */
  async kept(): Promise<MatrixMemory | null> {
    await this.page.waitForTimeout(250);
    return parseMatrixMemory(await this.memory());
  }

  /** What the focused cell says. */
  focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
  }

  scrolled(): Promise<{ top: number; left: number }> {
    return this.page.evaluate(() => {
      const scroller = document.querySelector('.scroller');
      return { top: scroller?.scrollTop ?? -1, left: scroller?.scrollLeft ?? -1 };
    });
  }
}

export async function openMatrix(
  browser: Browser,
  server: ViewServer,
  options: ViewOptions = {},
): Promise<MatrixPage> {
  const path = options.german === true ? 'matrix-german' : 'matrix';
  return new MatrixPage(await openView(browser, server, path, options));
}
