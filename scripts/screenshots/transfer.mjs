/* global document -- of the page that is looked at */
/**
 * The transfer panel in a real VS Code: the paper's own tables from examples/workspace beside results of real tools, in
 * four themes, each chart, flips, and at 1600 and 500 px.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../cache.mjs';

/** Adds the paper's tables to the workspace, so that there are tuned models with bases. */
export function transferWorkspace(workspace) {
  cpSync(join(root, 'examples', 'workspace', 'results'), join(workspace, 'results'), { recursive: true });
}

/** Takes the pictures. */
export async function showTransfer({ page, workbench, themes, use, take, patienceMs }) {
  await page.setViewportSize({ width: 1600, height: 1100 });
  await workbench.command('Reasoning Transfer: Show Transfer');
  const shown = async () => {
    const frame = await workbench.webview('rt-transfer');
    await frame.locator('rt-chart canvas').first().waitFor({ timeout: patienceMs });
    await frame.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null, null, {
      timeout: patienceMs,
    });
    return frame;
  };
  let frame = await shown();
  await workbench.command('Notifications: Clear All Notifications');
  await workbench.command('View: Close Primary Side Bar');
  await page.waitForTimeout(1500);
  await take('transfer-top');
  for (const [name, [theme, shade]] of Object.entries(themes)) {
    use(theme);
    const left = page.waitForEvent('framenavigated', (one) => one === page.mainFrame());
    await workbench.command('Developer: Reload Window');
    await left;
    await page.locator(`.monaco-workbench.${shade}`).waitFor({ timeout: patienceMs });
    frame = await shown();
    await page.waitForTimeout(2000);
    await take(`transfer-${name}`);
  }
  const scrollTo = async (selector, name) => {
    const at = frame.locator(selector).first();
    if ((await at.count()) === 0) return;
    await at.scrollIntoViewIfNeeded();
    await page.waitForTimeout(500);
    await take(name);
  };
  await scrollTo('table', 'transfer-table');
  await page.setViewportSize({ width: 500, height: 1000 });
  frame = await shown();
  await page.waitForTimeout(1500);
  await take('transfer-narrow');
}
