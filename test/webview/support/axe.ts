import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ViewPage } from './viewPage.ts';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeFinding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

declare global {
  interface Window {
    axe: { run: () => Promise<{ violations: AxeFinding[] }> };
  }
}

/** What axe finds wrong with a page, one line an element. */
export async function violations(view: Pick<ViewPage, 'page'>): Promise<string[]> {
  await view.page.evaluate(axeSource);
  const found = await view.page.evaluate(async () => (await window.axe.run()).violations);
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}
