/** The transfer panel in a real VS Code, on results made by chance: no source file holds the numbers that it shows. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { harnessFiles, math } from '../unit/transfer/harnessFiles.ts';
import { setUpStories } from './stories.mjs';
import { patienceMs, shows } from './vsCode.mjs';

const stories = setUpStories();

const items = 60;
const benchmarks = [
  ['hendrycks_math500', 'MATH-500', 'math', 'exact_match'],
  ['aime24', 'AIME24', 'math', 'exact_match'],
  ['headqa_en', 'HeadQA', 'other', 'acc_norm'],
  ['gpqa_diamond_cot_zeroshot', 'GPQA-Diamond', 'other', 'exact_match'],
  ['mc_taco', 'MC-TACO', 'non', 'acc'],
  ['halueval_qa', 'HaluEval', 'non', 'acc'],
];
/** The share of right answers: math rises clearly, so that there is an index. */
const shares = { base: 0.3, rl: 0.85, sft: 0.7 };

/** What each model scored, item by item, by task. */
function byChance() {
  const scores = (share) => Array.from({ length: items }, () => (Math.random() < share ? 1 : 0));
  return Object.fromEntries(
    Object.entries(shares).map(([model, share]) => [
      model,
      Object.fromEntries(benchmarks.map(([task]) => [task, scores(share)])),
    ]),
  );
}

function writeResults(workspace, scored) {
  rmSync(join(workspace, 'results'), { recursive: true, force: true });
  for (const [model, tasks] of Object.entries(scored)) {
    for (const [task, , , metric] of benchmarks) {
      const run = { model, task, metrics: [metric], items: tasks[task].map((score, n) => [math(n), score]) };
      for (const [name, text] of Object.entries(harnessFiles(run))) {
        const file = join(workspace, 'logs', name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
  }
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const delta = (scored, model, task) => 100 * (mean(scored[model][task]) - mean(scored.base[task]));
const deltas = (scored, model, domain) =>
  benchmarks.filter(([, , own]) => own === domain).map(([task]) => delta(scored, model, task));
const points = (value) => {
  const text = Math.abs(value).toFixed(1);
  return text === '0.0' ? text : `${value < 0 ? '−' : '+'}${text}`;
};
/** Population standard deviation about the mean. */
const spread = (values) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

async function openPanel(scored) {
  const models = [
    { model: 'rl', base: 'base', method: 'rl' },
    { model: 'sft', base: 'base', method: 'sft' },
  ];
  const window = await stories.open({ 'reasoningTransfer.models': models });
  writeResults(window.workspace, scored);
  await window.workbench.command('Reasoning Transfer: Show Transfer');
  const frame = await window.workbench.webview('rt-transfer table.results');
  await frame.locator('.computing vscode-progress-ring').waitFor({ state: 'detached', timeout: patienceMs });
  await expect
    .poll(() => frame.locator('tr:has(th.model) button.comparison').count(), { timeout: patienceMs })
    .toBe(2 * benchmarks.length);
  const row = (model) => frame.locator('tr', { has: frame.locator('th.model', { hasText: model }) });
  const cell = (model, name) =>
    row(model)
      .locator('button.comparison', { hasText: `${model} on ${name}:` })
      .first();
  return { window, frame, row, cell };
}

test('gains are those of the logs; sorting, the cohort and a new result change what is shown', async () => {
  const scored = byChance();
  const { window, frame, cell } = await openPanel(scored);
  for (const [task, name] of benchmarks) {
    for (const model of ['rl', 'sft'])
      await shows(cell(model, name), new RegExp(escaped(points(delta(scored, model, task)))));
  }
  const order = () => frame.locator('th.model').evaluateAll((heads) => heads.map((head) => head.innerText));
  const byGain = ['rl', 'sft'].sort(
    (a, b) => mean(deltas(scored, b, 'math')) - mean(deltas(scored, a, 'math')),
  );
  await frame.getByRole('button', { name: 'ΔR math' }).click();
  expect((await order()).map((text) => text.split(/\s/)[0])).toEqual(byGain);
  await frame.getByRole('button', { name: 'ΔR math' }).click();
  expect((await order()).map((text) => text.split(/\s/)[0])).toEqual([...byGain].reverse());

  const sigmas = (models) =>
    ['math', 'other', 'non'].map((domain) =>
      spread(models.flatMap((model) => deltas(scored, model, domain))).toFixed(2),
    );
  const said = ([maths, other, non]) => new RegExp(`math ${maths}[^]*reasoning ${other}[^]*reasoning ${non}`);
  const meaning = frame.locator('.transfer-head .meaning');
  await shows(meaning, said(sigmas(['rl', 'sft'])));
  await frame.getByRole('button', { name: /^Cohort: 2 of 2/ }).click();
  await frame.getByRole('checkbox', { name: /^sft/ }).click();
  const [maths] = sigmas(['rl']);
  const [before] = sigmas(['rl', 'sft']);
  await shows(meaning, new RegExp(`math ${maths} \\(${maths === before ? 'as before' : `was ${before}`}\\)`));
  await window.page.keyboard.press('Escape');

  const changed = { rl: { ...scored.rl, mc_taco: scored.rl.mc_taco.map((value) => 1 - value) } };
  const run = {
    model: 'rl',
    task: 'mc_taco',
    metrics: ['acc'],
    items: changed.rl.mc_taco.map((score, n) => [math(n), score]),
    timestamp: '2026-02-02T03-04-05.678901',
  };
  for (const [name, text] of Object.entries(harnessFiles(run))) {
    const file = join(window.workspace, 'logs', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const now = delta({ ...scored, ...changed }, 'rl', 'mc_taco');
  await shows(cell('rl', 'MC-TACO'), new RegExp(escaped(points(now))));
}, 120_000);

test('a cell opens the items that were learned and forgotten, and one of these both traces', async () => {
  const scored = byChance();
  const { window, frame, cell } = await openPanel(scored);
  await cell('rl', 'MATH-500').click();
  const flips = frame.locator('rt-flips');
  const changes = (from, to) =>
    scored.base.hendrycks_math500.filter(
      (score, n) => score === from && scored.rl.hendrycks_math500[n] === to,
    ).length;
  const kind = (name) => flips.locator('.kinds button', { hasText: name });
  await shows(kind('Learned'), new RegExp(`\\b${changes(0, 1)}\\b`));
  await shows(kind('Forgotten'), new RegExp(`\\b${changes(1, 0)}\\b`));
  const first = flips.locator('.flip-items > li').first();
  await first.getByRole('button').first().click();
  const traces = await window.workbench.webview('rt-column');
  await expect
    .poll(() => traces.locator('rt-column').count(), { timeout: patienceMs })
    .toBeGreaterThanOrEqual(2);
  const labels = await traces
    .locator('rt-column')
    .evaluateAll((all) => all.map(({ innerText }) => innerText));
  expect(labels.some((text) => text.startsWith('base'))).toBe(true);
  expect(labels.some((text) => text.startsWith('rl'))).toBe(true);
}, 120_000);

test('what is shown is exported to a file, with its inputs and the command that gives it again', async () => {
  const scored = byChance();
  const { window, frame } = await openPanel(scored);
  await frame.getByRole('button', { name: 'Export', exact: true }).click();
  await frame.getByRole('button', { name: /^JSON/ }).click();
  const file = join(window.workspace, 'numbers.json');
  const { quickInput } = window.workbench;
  await quickInput.locator('input.input').fill(file, { timeout: patienceMs });
  await window.page.keyboard.press('Enter');
  await expect.poll(() => existsSync(file), { timeout: patienceMs }).toBe(true);
  const written = JSON.parse(readFileSync(file, 'utf8'));
  for (const { model, benchmarks: own } of written.models) {
    for (const [task, name] of benchmarks) {
      const one = own.find(({ benchmark }) => benchmark === name);
      expect(one.delta).toBeCloseTo(delta(scored, model, task), 6);
      expect(one.low).toBeLessThanOrEqual(one.delta + 1e-9);
      expect(one.high).toBeGreaterThanOrEqual(one.delta - 1e-9);
      expect(one.n).toBe(items);
    }
  }
  expect(written.inputs.length).toBeGreaterThanOrEqual(3 * benchmarks.length);
  expect(written.command).toContain('transfer');
}, 120_000);

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
