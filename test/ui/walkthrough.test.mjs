/** The first minutes: views with nothing in them, and the walkthrough, in a real VS Code. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cacheFolder } from '../../scripts/cache.mjs';
import { patienceMs, startVsCode } from './vsCode.mjs';

const pictures = cacheFolder('test', 'walkthrough');
const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
};

const backgrounds = { dark: 'rgb(31, 31, 31)', light: 'rgb(255, 255, 255)', 'high-contrast': 'rgb(0, 0, 0)' };

let vsCode;
let window = null;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  vsCode = await startVsCode();
}, 120_000);

afterAll(async () => {
  await vsCode?.close();
}, 60_000);

afterEach(async () => {
  await window?.close();
  window = null;
});

const steps = [
  ['Connect your model servers', ['Discover Endpoints', 'Add Endpoint…'], '127.0.0.1:8001'],
  ['Open a benchmark file', ['Go to File…', 'Describe Benchmark of File…'], 'math500.jsonl'],
  ['Evaluate an item', ['Evaluate Item'], 'llama3.2'],
  ['Read the traces side by side', ['Show Traces', 'Compare Traces…'], '13 · 3 ='],
  ['Find it again', ['Show Benchmarks', 'Find Item…'], '1,286'],
  ['See what transferred', ['Show Transfer', 'Set Base Model…'], 'Non-reasoning'],
];

/** What the view of this title shows where it has no rows, once it says `wanted`. */
async function welcome(title, wanted) {
  const pane = window.page.locator('.pane', {
    has: window.page.locator(`.pane-header[aria-label^="${title}"]`),
  });
  const words = pane.locator('.welcome-view-content');
  await expect.poll(() => words.innerText(), { timeout: patienceMs }).toContain(wanted);
  return words;
}

async function buttonsOf(words) {
  return await words.locator('.monaco-button').allInnerTexts();
}

async function openWalkthrough() {
  const words = await welcome('Benchmarks', 'Get Started');
  await words.locator('.monaco-button', { hasText: 'Get Started' }).click();
  await step(steps[0][0]).waitFor({ timeout: patienceMs });
}

/** Opens our walkthrough by the palette, from wherever the window is. */
async function pickWalkthrough() {
  await window.workbench.command('Welcome: Open Walkthrough...');
  const ours = { hasText: 'Get started with Reasoning Transfer' };
  await window.page.locator('.quick-input-widget .monaco-list-row', ours).click({ timeout: patienceMs });
  await step('Open a benchmark file').waitFor({ timeout: patienceMs });
}

function step(title) {
  const { page } = window;
  return page.locator('.getting-started-step', { has: page.locator('.step-title', { hasText: title }) });
}

/** The colour behind the picture that holds this text; VS Code may draw a picture twice, in a frame each. */
async function background(inPicture) {
  const frame = await window.workbench.webview(`svg[role=img] text >> text="${inPicture}"`);
  return await frame
    .locator('svg rect')
    .first()
    .evaluate((rect) => rect.ownerDocument.defaultView.getComputedStyle(rect).fill)
    .catch(() => null);
}

async function isDone(title) {
  return (await step(title).locator('.codicon-getting-started-step-checked.complete').count()) > 0;
}

test.each(Object.entries(themes))('six steps, each with its buttons and picture: %s', async (name, theme) => {
  window = await vsCode.window({ 'workbench.colorTheme': theme }, 'empty');
  await openWalkthrough();
  expect(await window.page.locator('.getting-started-step .step-title').allInnerTexts()).toEqual(
    steps.map(([title]) => title),
  );
  for (const [at, [title, buttons, inPicture]] of steps.entries()) {
    await step(title).locator('.step-title').click();
    await expect
      .poll(() => step(title).locator('.monaco-button').allInnerTexts(), { timeout: patienceMs })
      .toEqual(buttons);
    await expect.poll(() => background(inPicture), { timeout: patienceMs }).toBe(backgrounds[name]);
    await window.page.screenshot({ path: join(pictures, `${name}-${at + 1}.png`) });
  }
});

test('steps end as they are done, and a view says its next step', async () => {
  window = await vsCode.window({});
  const words = await welcome('Endpoints', 'No endpoint yet');
  const rows = window.page.locator('.pane-body .monaco-list-row', { hasText: 'arithmetic.jsonl' });
  await rows.waitFor({ timeout: patienceMs });
  expect(await window.page.getByText('No item files in this workspace yet').count()).toBe(0);
  expect(await buttonsOf(words)).toEqual(['Discover Endpoints', 'Add Endpoint…']);
  await window.page.screenshot({ path: join(pictures, 'endpoints-empty.png') });
  await pickWalkthrough();
  expect(await isDone('Open a benchmark file')).toBe(false);
  await window.workbench.openFile('planning.json');
  await window.page
    .locator('.codelens-decoration', { hasText: 'Evaluate' })
    .first()
    .waitFor({ timeout: patienceMs });
  // The file may have taken the walkthrough's place, and VS Code draws what is done when it is opened.
  const isSeen = async () => {
    await pickWalkthrough();
    return isDone('Open a benchmark file');
  };
  await expect.poll(isSeen, { timeout: patienceMs, interval: 1000 }).toBe(true);
  expect(await isDone('Evaluate an item')).toBe(false);
});

test('a window without a folder leads to one', async () => {
  window = await vsCode.window({}, 'nothing');
  const words = await welcome('Benchmarks', 'No folder is open.');
  expect(await buttonsOf(words)).toEqual(['Open Folder', 'Get Started']);
  await window.page.screenshot({ path: join(pictures, 'no-folder.png') });
});

test('an untrusted workspace says what is not used, and how to trust it', async () => {
  const untrusting = await startVsCode({ trust: true });
  try {
    const settings = {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    };
    window = await untrusting.window(settings, 'empty');
    const endpoints = await welcome('Endpoints', 'You have not trusted this workspace');
    expect(await buttonsOf(endpoints)).toEqual([
      'Discover Endpoints',
      'Add Endpoint…',
      'Manage Workspace Trust',
    ]);
    await welcome('Benchmarks', 'You have not trusted this workspace');
    await window.page.screenshot({ path: join(pictures, 'untrusted.png') });
    await endpoints.locator('.monaco-button', { hasText: 'Manage Workspace Trust' }).click();
    await window.page.locator('.workspace-trust-editor').waitFor({ timeout: patienceMs });
  } finally {
    await window?.close();
    window = null;
    await untrusting.close();
  }
});
