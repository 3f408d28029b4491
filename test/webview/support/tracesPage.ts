import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { parseFromTraces, type FromTraces, type ToTraces, type TracesLook } from '../../../src/protocol.ts';
import type { ColumnView } from '../../../src/webview/traces/column.ts';
import type { TextMode, TraceText } from '../../../src/webview/traces/traceText.ts';
import { themes, type ThemeName } from './themes.ts';
import type { ViewServer } from './viewServer.ts';

/** What the page is told of its world before its own script runs. */
interface World {
  readonly variables: Readonly<Record<string, string>>;
  readonly bodyClass: string;
  readonly memory: unknown;
}

declare global {
  interface Window {
    hostSide: { posted: unknown[]; memory: unknown; violations: string[]; ran: string[] };
  }
}

export interface PageOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Whether the host gives German words. */
  readonly german?: boolean;
  /** How the reader wanted the last panel to look, as the host kept it. */
  readonly look?: Partial<TracesLook>;
  /** What an earlier page kept with `setState`. */
  readonly memory?: unknown;
}

/** The traces view in a browser page, seen from where the host stands. */
export class TracesPage {
  readonly page: Page;
  readonly #problems: string[];

  constructor(page: Page, problems: string[]) {
    this.page = page;
    this.#problems = problems;
  }

  /** Hands messages to the view in one task and waits until they are painted. */
  async send(...messages: ToTraces[]): Promise<void> {
    await this.page.evaluate((all) => {
      for (const data of all) window.dispatchEvent(new MessageEvent('message', { data }));
    }, messages);
    await this.painted();
  }

  async painted(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise((done) => {
          requestAnimationFrame(() => requestAnimationFrame(() => done(null)));
        }),
    );
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

  memory(): Promise<unknown> {
    return this.page.evaluate(() => window.hostSide.memory);
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

  /** Fails for any violation of the policy, error, or request that is not ours. */
  async close(): Promise<void> {
    const violations = await this.page.evaluate(() => window.hostSide.violations);
    await this.page.close();
    expect([...violations, ...this.#problems]).toEqual([]);
  }
}

/** Opens the view as VS Code does: API, theme variables and body class first, then the page's own script. */
export async function openTraces(
  browser: Browser,
  server: ViewServer,
  options: PageOptions = {},
): Promise<TracesPage> {
  const { theme = 'dark', width = 1200, height = 800, memory } = options;
  const page = await browser.newPage({ viewport: { width, height } });
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const ours = new RegExp(
    `^${server.origin}/(german)?(\\?[^/]*)?($|traces\\.(js|css)$|shared-[^/]*\\.js$|codicon\\.ttf$|KaTeX_[A-Za-z0-9_-]+\\.woff2$)`,
  );
  page.on('request', (request) => {
    if (!ours.test(request.url())) problems.push(`request: ${request.url()}`);
  });
  await page.addInitScript(enter, { ...themes[theme], memory });
  const look = options.look === undefined ? '' : `?${encodeURIComponent(JSON.stringify(options.look))}`;
  await page.goto(`${server.origin}/${options.german === true ? 'german' : ''}${look}`);
  await page.waitForFunction(() => window.hostSide.posted.length > 0);
  return new TracesPage(page, problems);
}

/** Runs in the page before its own script. */
function enter({ variables, bodyClass, memory }: World): void {
  const side: Window['hostSide'] = { posted: [], memory, violations: [], ran: [] };
  window.hostSide = side;
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => side.posted.push(structuredClone(message)),
      getState: () => side.memory,
      setState: (state: unknown) => (side.memory = structuredClone(state)),
    }),
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    side.violations.push(
      `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}:${event.columnNumber}`,
    );
  });
  const dress = () => {
    for (const [name, value] of Object.entries(variables)) {
      document.documentElement.style.setProperty(name, value);
    }
    document.body.className = bodyClass;
    document.body.dataset.vscodeThemeKind = bodyClass.split(' ').at(-1) ?? '';
  };
  // The root element is there before the body; the module script runs after both.
  document.addEventListener('readystatechange', dress, { once: true });
}
