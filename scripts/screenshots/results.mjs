/* global document -- of the page that is looked at */
/**
 * The results of real tools in a real VS Code: the view, the matrix, and hovers on samples and on a summary.
 */
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['lm-eval', 'inspect', 'qwen25-math-evaluator', 'responses', 'items'];

/** Copies what there is of a folder of results into a workspace; names what is missing. */
export function resultsWorkspace(data, workspace) {
  const missing = folders.filter((name) => !existsSync(join(data, name)));
  if (missing.length > 0) throw new Error(`The folder ${data} lacks ${missing.join(', ')}.`);
  mkdirSync(workspace, { recursive: true });
  for (const name of folders) cpSync(join(data, name), join(workspace, name), { recursive: true });
}

/** Whether the matrix has drawn something: its canvas is not of one colour. */
function isDrawn() {
  const canvas = document.querySelector('canvas');
  if (!canvas || canvas.width === 0) return false;
  const pixels = new Uint32Array(
    canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer,
  );
  return new Set(pixels.subarray(0, 200_000)).size > 4;
}

/** Takes the pictures: the view and the matrix in every theme, then the hovers, a cell's traces, and a narrow window. */
export async function showResults({ page, workbench, themes, use, take, patienceMs }) {
  const samples = 'samples_hendrycks_math500_2026-11-22T00-16-11.556562.jsonl';
  const matrix = async () => {
    const view = await workbench.webview('rt-matrix canvas');
    await view.waitForFunction(isDrawn, undefined, { timeout: patienceMs });
    // Benchmarks are sorted by name; of all of them MATH-500 has the most models.
    return view;
  };
  await workbench.command('Reasoning Transfer: Focus on Results View');
  const rows = page.locator('.pane-body .monaco-list-row');
  await rows.nth(4).waitFor({ timeout: patienceMs });
  await workbench.command('Reasoning Transfer: Show Matrix of Models and Items');
  await matrix();
  for (const [name, [theme, shade]] of Object.entries(themes)) {
    use(theme);
    const left = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
    await workbench.command('Developer: Reload Window');
    await left;
    await page.locator(`.monaco-workbench.${shade}`).waitFor({ timeout: patienceMs });
    await matrix();
    await rows.nth(4).waitFor({ timeout: patienceMs });
    await page.waitForTimeout(1500);
    await take(`results-${name}`);
  }
  await workbench.openFile(samples);
  await workbench.hoverLine(3, 'Qwen2.5-14B-Instruct');
  await take('results-hover-samples');
  await workbench.openFile('math500.jsonl');
  await workbench.hoverLine(1, 'gemma-3-270m');
  await take('results-hover-item');
  await workbench.openFile(samples);
  await workbench.goToLine(3);
  await workbench.command('Reasoning Transfer: Show Traces');
  const traces = await workbench.webview('rt-column');
  await traces.waitForFunction(() => document.querySelectorAll('rt-column').length >= 3, undefined, {
    timeout: patienceMs,
  });
  await page.waitForTimeout(1500);
  await take('results-traces');
  // The panel is open on another item: it goes to the one of the cell, and to the column of its model.
  await page.locator('.tab', { hasText: 'Matrix' }).click();
  const view = await matrix();
  await view.locator('.grid [tabindex="0"]').focus();
  for (const key of ['ArrowDown', 'End', 'Enter']) await page.keyboard.press(key);
  const asked = await workbench.webview('.column.asked');
  await asked.waitForFunction(
    (label) => document.querySelector('.column.asked h2')?.textContent.trim() === label,
    'SmolLM2-135M-Instruct',
    { timeout: patienceMs },
  );
  await page.waitForTimeout(1500);
  await take('results-cell');
  await page.mouse.move(400, 880);
  await page.setViewportSize({ width: 640, height: 900 });
  await matrix();
  await page.waitForTimeout(1000);
  await take('results-narrow');
}
