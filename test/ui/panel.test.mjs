/** What shows what runs and where items are, and a panel that is moved, in a real VS Code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { done, finish, role, said, stream, usage } from '../support/faultServer.ts';
import { file, setUpStories, word } from './stories.mjs';
import { patienceMs, shows } from './vsCode.mjs';

const stories = setUpStories();

/** The samples saved for a label. */
function savedSamples(workspace, label) {
  const folder = join(workspace, '.reasoning-transfer', label);
  const names = readdirSync(folder).filter((name) => name.startsWith('samples_'));
  return names
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line));
}

test('the status bar counts what runs; there it is cancelled, and the samples are kept', async () => {
  const right = stream([role, said(`${word} \\boxed{25}`), finish(), usage, done]);
  const stalls = stream([role, said(`begun ${word}`)], 'stall');
  const model = await stories.server({ replies: [right, right, stalls] });
  const window = await stories.open({
    'reasoningTransfer.endpoints': [{ label: 'half', url: model.baseUrl, model: 'm' }],
  });
  const { workbench, page, workspace } = window;
  await workbench.openFile(file);
  await workbench.command('Reasoning Transfer: Evaluate Benchmark');
  await window.enter('Evaluate Benchmark', '4');
  const dialog = page.locator('.monaco-dialog-box', { hasText: 'Evaluate 4 items on half?' });
  await dialog.locator('.monaco-button', { hasText: 'Evaluate' }).click({ timeout: patienceMs });

  const entry = page.getByRole('button', { name: 'Reasoning Transfer: 2 of 4 samples done' });
  await entry.click({ timeout: patienceMs });
  const row = workbench.quickInput.locator('.monaco-list-row', { hasText: 'half' });
  await shows(row, /2 of 4 done/);
  await row.hover();
  await row.locator('.codicon-debug-stop').click();
  await workbench.quickInput.waitFor({ state: 'hidden', timeout: patienceMs });
  await page
    .getByRole('button', { name: /^Reasoning Transfer: \d of/ })
    .waitFor({ state: 'detached', timeout: patienceMs });

  await model.hungUp;
  const samples = savedSamples(workspace, 'half').map(({ trace }) => trace);
  expect(samples.map(({ status }) => status).sort()).toEqual([
    'cancelled',
    'cancelled',
    'complete',
    'complete',
  ]);
  const complete = samples.filter(({ status }) => status === 'complete');
  for (const { answer } of complete) expect(answer).toBe(`${word} \\boxed{25}`);
  expect(model.posts.length).toBe(4);
});

test('Find Item finds an item by its id and by its text, and opens it', async () => {
  const window = await stories.open({});
  const { workbench, page } = window;
  const find = async (text, id, line) => {
    await workbench.command('Reasoning Transfer: Find Item');
    await page.locator('.quick-input-title', { hasText: 'Find Item' }).waitFor({ timeout: patienceMs });
    await workbench.quickInput.locator('input.input').fill(text);
    const rows = workbench.quickInput.locator('.monaco-list-row');
    await expect.poll(() => rows.allInnerTexts(), { timeout: patienceMs }).toHaveLength(1);
    await shows(rows, new RegExp(`${id}[^]*${file}:${line}`));
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: file }).waitFor({ timeout: patienceMs });
    await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col 1` }).waitFor({ timeout: patienceMs });
  };
  await find('own/algebra/4', 'own/algebra/4\\.json', 4);
  await find('a baker FILLS 8', 'own/prealgebra/2\\.json', 2);
});

test('moved to another group and to a window of its own, and after a reload, the panel shows the same', async () => {
  const model = await stories.server({
    replies: [stream([role, said(`${word} \\boxed{25}`), finish(), usage, done])],
  });
  const window = await stories.evaluateLine(1, [{ label: 'moved', url: model.baseUrl, model: 'm' }]);
  const { workbench, page } = window;
  const same = async (pages) => {
    const frame = await workbench.webview('rt-column', pages);
    await shows(frame.locator('rt-column').first(), new RegExp(`moved[^]*Complete[^]*Right[^]*${word}`));
  };
  const groups = page.locator('.editor-group-container');
  await same([page]);
  expect(await groups.count()).toBe(2);
  await page.locator('.tab', { hasText: 'Traces' }).click();
  await workbench.command('View: Move Editor into First Group');
  await expect.poll(() => groups.count(), { timeout: patienceMs }).toBe(1);
  await same([page]);

  const opened = page.context().waitForEvent('page', { timeout: patienceMs });
  await workbench.command('View: Move Editor into New Window');
  await same([await opened]);
  expect(await page.locator('.tab', { hasText: 'Traces' }).count()).toBe(0);

  // Whether VS Code opens the other window again is its own affair; the panel is in one of them.
  await page.bringToFront();
  await page.locator('.tab', { hasText: file }).click();
  await window.reload();
  await same();
  expect(model.posts.length).toBe(1);
});
