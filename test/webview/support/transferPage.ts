import type { Browser } from 'playwright-core';
import {
  parseFromTransfer,
  parseTransferMemory,
  type FromTransfer,
  type ToTransfer,
  type TransferMemory,
  type TransferState,
} from '../../../src/protocol.ts';
import { openView, ViewPage, type ViewOptions } from './viewPage.ts';
import type { ViewServer } from './viewServer.ts';

/** The transfer panel in a browser page, seen from where the host stands. */
export class TransferPage extends ViewPage {
  /** Hands a message to the view and waits until it is painted. */
  async send(message: ToTransfer): Promise<void> {
    await this.page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), message);
    await this.painted();
  }

  show(state: TransferState): Promise<void> {
    return this.send({ type: 'data', state });
  }

  /** What the view has sent since the last call, as the host would read it. */
  async posted(): Promise<(FromTransfer | null)[]> {
    const messages = await this.page.evaluate(() => window.hostSide.posted.splice(0));
    return messages.map(parseFromTransfer);
  }

  /** What the view keeps, once it has stopped moving. */
  async kept(): Promise<TransferMemory | null> {
    await this.page.waitForTimeout(250);
    return parseTransferMemory(await this.memory());
  }

  /** A part of the page as lines of text. */
  async lines(selector: string): Promise<string[]> {
    const texts = await this.page.locator(selector).allInnerTexts();
    return texts
      .flatMap((text) => text.split('\n'))
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter((line) => line !== '');
  }

  /** What has the focus, by its name or text. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim().replace(/\s+/g, ' ');
    });
  }
}

export async function openTransfer(
  browser: Browser,
  server: ViewServer,
  options: ViewOptions = {},
): Promise<TransferPage> {
  const path = options.german === true ? 'transfer-german' : 'transfer';
  return new TransferPage(await openView(browser, server, path, options));
}
