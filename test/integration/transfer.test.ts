import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { resetMembership, setMembership } from '../../src/host/transferEdits.ts';
import { lmEvalFiles } from '../unit/results/support/lmEvalFiles.ts';
import { eventually, workspaceFolder } from './support/workbench.ts';

const folder = 'transfer-logs';
const configuration = (): vscode.WorkspaceConfiguration =>
  vscode.workspace.getConfiguration('reasoningTransfer');
const inWorkspace = (...names: string[]): string => path.join(workspaceFolder().uri.fsPath, ...names);

/** Right or wrong by chance, so that no file of ours holds what comes of it. */
function scores(count: number): number[] {
  return Array.from({ length: count }, () => (Math.random() < 0.5 ? 1 : 0));
}

const math = { base: scores(37), tuned: scores(37), more: scores(37) };
const gsm = { base: scores(23), tuned: scores(23) };

function write(model: string, task: string, values: readonly number[]): string[] {
  return Object.entries(lmEvalFiles({ model, task, scores: values })).map(([name, content]) => {
    const file = inWorkspace(folder, model, task, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  });
}

const percent = (values: readonly number[]): number =>
  (100 * values.reduce((sum, value) => sum + value, 0)) / values.length;

interface Interval {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

interface Exported {
  readonly models: readonly {
    readonly model: string;
    readonly base: string;
    readonly benchmarks: readonly {
      readonly benchmark: string;
      readonly domain: string;
      readonly delta: number;
      readonly low: number | null;
      readonly high: number | null;
      readonly n: number;
    }[];
    readonly delta: Readonly<Record<'math' | 'other' | 'non', Interval>>;
  }[];
  readonly inputs: readonly { readonly file: string; readonly bytes: number; readonly sha256: string }[];
  readonly set: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly resamples: number;
  readonly command: string;
}

/** What the command writes for scripts: the panel's own numbers. */
async function exported(): Promise<Exported> {
  const file = inWorkspace(folder, 'out', 'transfer.json');
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  await vscode.commands.executeCommand('reasoningTransfer.exportTransfer', { as: 'json', file });
  return JSON.parse(readFileSync(file, 'utf8')) as Exported;
}

/** A model of ours as it is exported, once `wanted` holds of it. */
async function modelWith(
  name: string,
  wanted: (model: Exported['models'][number]) => boolean,
): Promise<Exported['models'][number]> {
  return eventually(`"${name}" as it is wanted`, async () => {
    const found = (await exported().catch(() => null))?.models.find(({ model }) => model === name);
    return found !== undefined && wanted(found) ? found : undefined;
  });
}

function isNear(actual: number | null | undefined, expected: number): boolean {
  return actual !== null && actual !== undefined && Math.abs(actual - expected) < 1e-9;
}

function tabs(): string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs: own }) => own.map(({ label }) => label));
}

suite('Transfer', () => {
  suiteSetup(async () => {
    for (const model of ['base', 'tuned'] as const) {
      write(`tr-${model}`, 'hendrycks_math500', math[model]);
      write(`tr-${model}`, 'gsm8k', gsm[model]);
    }
    await configuration().update(
      'models',
      [
        { model: 'tr-tuned', base: 'tr-base', method: 'rl' },
        { model: 'tr-more', base: 'tr-base', method: 'sft' },
      ],
      vscode.ConfigurationTarget.Workspace,
    );
  });

  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of ['models', 'transfer'])
      await configuration().update(name, undefined, vscode.ConfigurationTarget.Workspace);
    rmSync(inWorkspace(folder), { recursive: true, force: true });
  });

  test('the panel opens, once', async () => {
    await vscode.commands.executeCommand('reasoningTransfer.showTransfer', { model: 'tr-tuned' });
    await eventually('the panel', () => tabs().find((label) => label === 'Transfer'));
    await vscode.commands.executeCommand('reasoningTransfer.showTransfer');
    assert.equal(tabs().filter((label) => label === 'Transfer').length, 1);
  });

  test('gains are those of the samples, with intervals around them, and what they were computed from', async () => {
    const model = await modelWith('tr-tuned', ({ benchmarks }) => benchmarks.length === 2);
    const [gainOnMath, gainOnGsm] = [
      percent(math.tuned) - percent(math.base),
      percent(gsm.tuned) - percent(gsm.base),
    ];
    const found = (name: string) => model.benchmarks.find(({ benchmark }) => benchmark === name);
    assert.ok(isNear(found('MATH-500')?.delta, gainOnMath), JSON.stringify(found('MATH-500')));
    assert.ok(isNear(found('GSM8K')?.delta, gainOnGsm), JSON.stringify(found('GSM8K')));
    assert.deepEqual([found('MATH-500')?.n, found('GSM8K')?.n], [37, 23]);
    const { value, low, high } = model.delta.math;
    assert.ok(isNear(value, (gainOnMath + gainOnGsm) / 2));
    assert.ok(low !== null && high !== null && value !== null && low < value && value < high);
    const { inputs, resamples, command } = await exported();
    assert.equal(resamples, 10_000);
    assert.match(command, /^reasoning-transfer transfer .* --base tr-tuned=tr-base/);
    const own = inputs.filter(({ file }) => file.includes('/tr-tuned/hendrycks_math500/'));
    assert.ok(own.length > 0);
    for (const { file, bytes, sha256 } of inputs) {
      const content = readFileSync(file);
      assert.deepEqual([bytes, sha256], [content.length, createHash('sha256').update(content).digest('hex')]);
    }
  });

  test('another model is there within seconds of its files', async () => {
    write('tr-more', 'hendrycks_math500', math.more);
    const started = Date.now();
    const model = await modelWith('tr-more', () => true);
    assert.ok(Date.now() - started < 10_000);
    assert.ok(isNear(model.delta.math.value, percent(math.more) - percent(math.base)));
  });

  test('where a benchmark counts is said in the settings of the workspace, and changes the numbers', async () => {
    assert.equal(await setMembership('GSM8K', 'other'), true);
    assert.deepEqual(configuration().inspect('transfer')?.workspaceValue, {
      benchmarks: { GSM8K: 'other' },
    });
    const moved = await modelWith('tr-tuned', ({ delta }) => delta.other.value !== null);
    assert.ok(isNear(moved.delta.other.value, percent(gsm.tuned) - percent(gsm.base)));
    assert.ok(isNear(moved.delta.math.value, percent(math.tuned) - percent(math.base)));
    assert.ok((await exported()).set.added.includes('GSM8K'));
    assert.equal(await resetMembership(), true);
    assert.equal(configuration().inspect('transfer')?.workspaceValue, undefined);
    await modelWith('tr-tuned', ({ delta }) => delta.other.value === null);
  });

  test('the other formats are written as well', async () => {
    for (const [as, wanted] of [
      ['csv', /^model,base,/],
      ['markdown', /tr-tuned/],
      ['latex', /\\begin\{tabular\}/],
    ] as const) {
      const file = inWorkspace(folder, 'out', `transfer.${as}`);
      await vscode.commands.executeCommand('reasoningTransfer.exportTransfer', { as, file });
      assert.match(readFileSync(file, 'utf8'), wanted);
    }
  });
});
