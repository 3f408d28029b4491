/** One key from an item to the comparison of the base with its tuned model, wherever an item is selected. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { math, mathRun } from '../unit/transfer/harnessFiles.ts';
import { setUpStories } from './stories.mjs';
import { patienceMs, shows } from './vsCode.mjs';

const stories = setUpStories();
const key = 'Shift+Alt+B';
const scores = { base: [0, 0, 1, 0], rl: [1, 1, 1, 0] };

/** A window on results of two models, of which one is tuned from the other, and the file of their items. */
async function open() {
  const models = [{ model: 'rl', base: 'base', method: 'rl' }];
  const window = await stories.open({ 'reasoningTransfer.models': models }, 'empty');
  const write = (name, text) => {
    const file = join(window.workspace, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const [model, own] of Object.entries(scores))
    for (const [name, text] of Object.entries(mathRun(model, own))) write(join('logs', name), text);
  write('items.jsonl', scores.base.map((_, n) => `${JSON.stringify(math(n))}\n`).join(''));
  return window;
}

/** The comparison of an item stands in the editor; it is closed again. */
async function comesAndGoes({ page, workbench }, item) {
  const tab = page.locator('.tab.active', { hasText: '↔' });
  await tab.waitFor({ timeout: patienceMs });
  await shows(tab, new RegExp(`${item}\\.json · base ↔ rl`));
  await workbench.command('View: Close Editor');
  await tab.waitFor({ state: 'detached', timeout: patienceMs });
}

test('in an editor, in the trees and in the traces panel', async () => {
  const window = await open();
  const { page, workbench } = window;

  await workbench.openFile('items.jsonl');
  await workbench.goToLine(2);
  // Results that were written just now are found a moment later.
  const hover = await workbench.hoverLine(2, 'rl');
  expect(hover).toMatch(/base/);
  await workbench.goToLine(2);
  await page.keyboard.press(key);
  await comesAndGoes(window, 1);

  // The arrow keys move the focus of a tree and select nothing.
  const focused = page.locator('.pane .monaco-list:focus-within .monaco-list-row.focused');
  for (const [view, row] of [
    ['Benchmarks', 'test/invented/0.json'],
    ['Results', 'base'],
  ]) {
    await workbench.command(`Focus on ${view} View`);
    await page.keyboard.press('Home');
    await expect
      .poll(
        async () => {
          const label = await focused
            .locator('.label-name')
            .first()
            .innerText({ timeout: 1000 })
            .catch(() => '');
          if (label !== row) await page.keyboard.press('ArrowRight');
          return label;
        },
        { timeout: patienceMs, interval: 300 },
      )
      .toBe(row);
    expect(await page.locator('.pane .monaco-list-row.selected', { hasText: row }).count()).toBe(0);
    await page.keyboard.press(key);
    // A row of results is of many items: which one is asked.
    if (view === 'Results') await window.accept('test/invented/0.json');
    await comesAndGoes(window, 0);
  }

  await workbench.openFile('items.jsonl');
  await workbench.goToLine(4);
  await workbench.command('Reasoning Transfer: Show Traces');
  const traces = await workbench.webview('rt-column');
  await traces.locator('rt-column').nth(1).waitFor({ timeout: patienceMs });
  await traces.locator('rt-column').first().locator('.column').focus();
  await page.keyboard.press(key);
  await comesAndGoes(window, 3);
}, 240_000);

test('in the matrix and in the list of what was learned and forgotten', async () => {
  const window = await open();
  const { page, workbench } = window;

  await workbench.command('Reasoning Transfer: Show Matrix');
  for (const pressed of ['d', key]) {
    // The view that the comparison hid is another one when it comes back.
    const matrix = await workbench.webview('rt-matrix .grid [tabindex="0"]');
    await matrix.locator('.grid [tabindex="0"]').focus();
    await page.keyboard.press('Control+Home');
    await shows(matrix.locator('.place'), /test\/invented\/0\.json/);
    await page.keyboard.press(pressed);
    await comesAndGoes(window, 0);
  }

  await workbench.command('Reasoning Transfer: Show Transfer');
  const transfer = await workbench.webview('rt-transfer table.results');
  await transfer
    .locator('button.comparison', { hasText: 'rl on MATH-500:' })
    .first()
    .click({ timeout: patienceMs });
  const items = transfer.locator('rt-flips .flip-items > li');
  // What did not change is not among them.
  await expect.poll(() => items.count(), { timeout: patienceMs }).toBe(2);
  await items.nth(1).locator('button.link').focus();
  await page.keyboard.press(key);
  await comesAndGoes(window, 1);
}, 240_000);
