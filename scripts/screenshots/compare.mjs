/* global document -- of the page that is looked at */
/**
 * Two traces of one problem beside each other, of which one is right and the other wrong: aligned in the traces panel
 * in four themes and at 500 px, and in VS Code's own comparison.
 */

/** 0-based, in MATH-500. */
export const comparedProblem = 489;

/** Takes the pictures; the panel shows the traces. `dress` reloads the window in a theme. */
export async function showCompare({ page, workbench, themes, dress, take, patienceMs }) {
  const aligned = async () => {
    const frame = await workbench.webview('rt-aligned .aligned-row');
    await frame.waitForFunction(() => document.querySelector('rt-aligned .katex') !== null, null, {
      timeout: patienceMs,
    });
    await page.waitForTimeout(1000);
    return frame;
  };
  const traces = await workbench.webview('rt-traces');
  await traces.locator('rt-column .column').first().focus();
  await page.keyboard.press('d');
  await aligned();
  for (const [name, theme] of Object.entries(themes)) {
    await dress(theme, aligned);
    await take(`compare-${name}`);
  }
  const frame = await aligned();
  await frame.locator('rt-column .column').first().focus();
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('n');
  await page.waitForTimeout(1000);
  await take('compare-third-difference');
  await page.setViewportSize({ width: 500, height: 900 });
  await aligned();
  await take('compare-narrow');

  await page.setViewportSize({ width: 1800, height: 1100 });
  // By its tab: saved samples have names like it.
  await page.locator('.tab', { hasText: 'math500.jsonl' }).click();
  await workbench.goToLine(1);
  await workbench.command('Reasoning Transfer: Compare Traces…');
  await page.locator('.monaco-diff-editor .view-line').first().waitFor({ timeout: patienceMs });
  await page.waitForTimeout(2000);
  await take('compare-editor');
}
