import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
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

export interface ViewOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Whether the host gives German words. */
  readonly german?: boolean;
  /** What an earlier page kept with `setState`. */
  readonly memory?: unknown;
}

/** A page that is open, and what went wrong in it so far. */
export interface OpenPage {
  readonly page: Page;
  readonly problems: string[];
}

/** A view in a browser page, seen from where the host stands. */
export class ViewPage {
  readonly page: Page;
  readonly #problems: string[];

  constructor({ page, problems }: OpenPage) {
    this.page = page;
    this.#problems = problems;
  }

  async painted(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise((done) => {
          requestAnimationFrame(() => requestAnimationFrame(() => done(null)));
        }),
    );
  }

  memory(): Promise<unknown> {
    return this.page.evaluate(() => window.hostSide.memory);
  }

  /** Fails for any violation of the policy, error, or request that is not ours. */
  async close(): Promise<void> {
    const violations = await this.page.evaluate(() => window.hostSide.violations);
    await this.page.close();
    expect([...violations, ...this.#problems]).toEqual([]);
  }
}

/** Opens a view as VS Code does: API, theme variables and body class first, then the page's own script. */
export async function openView(
  browser: Browser,
  server: ViewServer,
  path: string,
  options: ViewOptions = {},
): Promise<OpenPage> {
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
    `^${server.origin}/(german|(matrix|transfer)(-german)?)?(\\?[^/]*)?($|(traces|matrix|transfer)\\.(js|css)$|shared-[^/]*\\.js$|codicon\\.ttf$|KaTeX_[A-Za-z0-9_-]+\\.woff2$)`,
  );
  page.on('request', (request) => {
    if (!ours.test(request.url())) problems.push(`request: ${request.url()}`);
  });
  await page.addInitScript(enter, { ...themes[theme], memory });
  await page.goto(`${server.origin}/${path}`);
  await page.waitForFunction(() => window.hostSide.posted.length > 0);
  return { page, problems };
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
