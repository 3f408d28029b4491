import type { Browser } from 'playwright-core';
import { parseFromTraces, type FromTraces, type ToTraces, type TracesLook } from '../../../src/protocol.ts';
import type { ColumnView } from '../../../src/webview/traces/column.ts';
import type { TextMode, TraceText } from '../../../src/webview/traces/traceText.ts';
import { openView, ViewPage, type ViewOptions } from './viewPage.ts';
import type { ViewServer } from './viewServer.ts';

export interface PageOptions extends ViewOptions {
  /** How the reader wanted the last panel to look, as the host kept it. */
  readonly look?: Partial<TracesLook>;
}

/** The traces view in a browser page, seen from where the host stands. */
export class TracesPage extends ViewPage {
  /** Hands messages to the view in one task and waits until they are painted. */
  async send(...messages: ToTraces[]): Promise<void> {
    await this.page.evaluate((all) => {
      for (const data of all) window.dispatchEvent(new MessageEvent('message', { data }));
    }, messages);
    await this.painted();
  }

  /** Waits until the texts are drawn, and rendered where they are in view. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(
      () =>
        document.querySelector('.model-text[aria-busy]') === null &&
        [...document.querySelectorAll('.model-text.rendered')].every((text) => {
          const box = text.getBoundingClientRect();
          return [...text.querySelectorAll('.step:not(:last-child, .plain)')].every((step) => {
            const { top, bottom } = step.getBoundingClientRect();
            return bottom <= box.top || top >= box.bottom || step.querySelector('.drawn') !== null;
          });
        }),
    );
    await this.painted();
  }

  /** What the view has sent since the last call, as the host would read it. */
  async posted(): Promise<(FromTraces | null)[]> {
    const messages = await this.page.evaluate(() => window.hostSide.posted.splice(0));
    return messages.map(parseFromTraces);
  }

  /** The page as assistive technology reads it. */
  aria(selector = 'rt-traces'): Promise<string> {
    return this.page.locator(selector).ariaSnapshot();
  }

  /** All of a text as it came, shown or scrolled away: `Reasoning` or `Answer` of a column's label. */
  async text(part: 'Reasoning' | 'Answer', label: string): Promise<string> {
    await this.mode('raw');
    const text = await this.page
      .locator(`.model-text[aria-label="${part} of ${label}"]`)
      .evaluate((element) => element.textContent);
    await this.mode('rendered');
    return text;
  }

  /** Switches all texts, and waits until they are drawn. */
  async mode(mode: TextMode): Promise<void> {
    await this.page.evaluate((wanted) => {
      for (const one of document.querySelectorAll<ColumnView>('rt-column')) {
        one.model.reasoning.setMode(wanted);
        one.model.answer.setMode(wanted);
      }
    }, mode);
    await this.settled();
  }

  /** Calls something of the first column's text. */
  ask<Result>(part: 'reasoning' | 'answer', call: (text: TraceText) => Result): Promise<Result> {
    return this.page.evaluate<Result>(
      `(${call.toString()})(document.querySelector('rt-column').model.${part})`,
    );
  }
}

/** Opens the traces view as VS Code does. */
export async function openTraces(
  browser: Browser,
  server: ViewServer,
  options: PageOptions = {},
): Promise<TracesPage> {
  const look = options.look === undefined ? '' : `?${encodeURIComponent(JSON.stringify(options.look))}`;
  const path = `${options.german === true ? 'german' : ''}${look}`;
  return new TracesPage(await openView(browser, server, path, options));
}
