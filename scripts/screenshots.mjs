/* global document -- of the page that is looked at */
/**
 * `npm run screenshots -- --data FOLDER`: the traces panel in a real VS Code with published responses to a problem
 * of MATH-500, in four themes and in a narrow window, as PNGs in .cache/screenshots/. FOLDER is of
 * responses, and of the items they answer. With `--show results` the results of tools that are in FOLDER: the view,
 * the matrix and hovers; with `--show verdicts` these scored again, and one judged by hand; with `--show compare` two
 * traces of a problem that one model got right and the other wrong, step by step.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build/bundles.mjs';
import { packageExtension } from './build/vsix.mjs';
import { cacheFolder, root } from './cache.mjs';
import { replayServer } from './demo/replay.mjs';
import { Workbench } from './demo/workbench.mjs';
import { main } from './processes.mjs';
import { comparedProblem, showCompare } from './screenshots/compare.mjs';
import { resultsWorkspace, showResults } from './screenshots/results.mjs';
import { showTransfer, transferWorkspace } from './screenshots/transfer.mjs';
import { showVerdicts } from './screenshots/verdicts.mjs';
import { launchChromium } from './vscode/chromium.mjs';
import { installExtension, startVsCodeServer, writeUserSettings } from './vscode/server.mjs';

const themes = {
  dark: ['Default Dark Modern', 'vs-dark'],
  light: ['Default Light Modern', 'vs'],
  'high-contrast-dark': ['Default High Contrast', 'hc-black'],
  'high-contrast-light': ['Default High Contrast Light', 'hc-light'],
};
const patienceMs = 60_000;
/** 0-based; both models wrote formulas in display and in line for it. */
const drawnProblem = 1;

const line = (file, index) => readFileSync(file, 'utf8').split('\n')[index];

const items = join('items', 'math500.jsonl');
const responses = (model) => join('responses', `UniReason-${model}_hendrycks_math_500.jsonl`);

/** The folder of `--data`, in which everything that is shown is there. */
function dataFolder(data) {
  const needed = [items, ...['RL', 'SFT'].map(responses)];
  if (data === undefined)
    throw new Error(
      `Name a folder of responses: npm run screenshots -- --data FOLDER. It holds ${needed.join(', ')}.`,
    );
  const missing = needed.filter((name) => !existsSync(join(data, name)));
  if (missing.length > 0) throw new Error(`The folder ${data} lacks ${missing.join(', ')}.`);
  return data;
}

/** Two columns for the problem that is compared, else six: right, with reasoning, cut, failed, wrong (an answer to another problem) and empty. */
async function endpointsFrom(data, problem) {
  const response = (model, index) => JSON.parse(line(join(data, responses(model)), index)).output;
  const sft = response('SFT', problem);
  const both = {
    'UniReason-RL': { text: response('RL', problem) },
    'UniReason-SFT': { text: sft },
  };
  const others = {
    truncated: { text: sft.slice(0, 1800), finish: 'length' },
    failed: { status: 400 },
    wrong: { text: response('RL', 0) },
    empty: {},
  };
  return Promise.all(
    Object.entries(problem === comparedProblem ? both : { ...both, ...others }).map(
      async ([label, answer]) => ({
        label,
        url: await replayServer(answer),
        model: label,
      }),
    ),
  );
}

/** Runs in the view: whether all steps in sight are drawn. */
function isDrawn() {
  const texts = [...document.querySelectorAll('.model-text.rendered')];
  return (
    document.querySelector('.katex') !== null &&
    texts.every((text) => {
      const box = text.getBoundingClientRect();
      return [...text.querySelectorAll('.step:not(:last-child, .plain)')].every((step) => {
        const { top, bottom } = step.getBoundingClientRect();
        return bottom <= box.top || top >= box.bottom || step.querySelector('.drawn') !== null;
      });
    })
  );
}

await main(async (args) => {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string' }, show: { type: 'string', default: 'traces' } },
  });
  const show = { results: showResults, transfer: showTransfer, verdicts: showVerdicts }[values.show];
  const ofResults = show !== undefined;
  const data = dataFolder(values.data);
  const problem = values.show === 'compare' ? comparedProblem : drawnProblem;
  const endpoints = ofResults ? [] : await endpointsFrom(data, problem);
  await build();
  const { file: vsix } = await packageExtension();
  const out = cacheFolder('screenshots');
  for (const name of ['workspace', 'profile']) rmSync(join(out, name), { recursive: true, force: true });
  const [workspace, profile] = [join(out, 'workspace'), join(out, 'profile')];
  mkdirSync(workspace, { recursive: true });
  if (ofResults) resultsWorkspace(data, workspace);
  if (show === showTransfer) transferWorkspace(workspace);
  else writeFileSync(join(workspace, 'math500.jsonl'), `${line(join(data, items), problem)}\n`);
  const use = (theme) =>
    writeUserSettings(profile, {
      'reasoningTransfer.endpoints': endpoints,
      'workbench.colorTheme': theme,
      'workbench.activityBar.location': 'hidden',
    });
  use(themes.dark[0]);
  await installExtension(profile, vsix);
  const server = await startVsCodeServer({ profile });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1800, height: 1100 } });
  const take = async (name) => {
    const path = join(out, `${name}.png`);
    await page.screenshot({ path });
    console.log(`screenshot: ${relative(root, path)}`);
  };
  try {
    const workbench = new Workbench(page);
    await workbench.open(`${server.origin}/?folder=${workspace}`);
    if (ofResults) {
      await show({ page, workbench, themes, use, take, patienceMs });
      return 0;
    }
    await workbench.openFile('math500.jsonl');
    await workbench.goToLine(1);
    await workbench.command('Reasoning Transfer: Evaluate Item');
    const rows = workbench.quickInput.locator('.monaco-list-row', { hasText: endpoints.at(-1).label });
    await rows.first().waitFor({ timeout: patienceMs });
    await page.keyboard.press('Enter');
    const frame = await workbench.webview('rt-traces');
    await frame.waitForFunction(
      (count) => document.querySelectorAll('rt-column .verdict:not(.verdict-pending)').length >= count,
      problem === comparedProblem ? endpoints.length : endpoints.length - 1,
      { timeout: patienceMs },
    );
    const group = page.locator('.tab', { hasText: 'Traces' });
    await group.click();
    await workbench.command('View: Move Editor into First Group');
    const shown = async () => {
      const view = await workbench.webview('rt-column .model-text.rendered');
      await view.waitForFunction(isDrawn, { timeout: patienceMs });
      return view;
    };
    const dress = async ([theme, shade], ready = shown) => {
      use(theme);
      // By the command VS Code keeps its state first; it comes back in the theme, with the panel.
      const left = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
      await workbench.command('Developer: Reload Window');
      await left;
      await page.locator(`.monaco-workbench.${shade}`).waitFor({ timeout: patienceMs });
      const sideBar = page.locator('.part.sidebar');
      if (await sideBar.isVisible()) await workbench.command('View: Toggle Primary Side Bar Visibility');
      await ready();
    };
    if (values.show === 'compare') {
      await showCompare({ page, workbench, themes, dress, take, patienceMs });
      return 0;
    }
    for (const [name, theme] of Object.entries(themes)) {
      await dress(theme);
      await take(name);
    }
    const last = (await shown()).locator('rt-column').last();
    await last.evaluate((column) => column.scrollIntoView());
    await take('last-columns');

    await dress(themes.dark);
    await page.setViewportSize({ width: 400, height: 900 });
    await shown();
    await take('narrow');
  } catch (error) {
    await take('failure').catch(() => {});
    throw error;
  }
  return 0;
});
