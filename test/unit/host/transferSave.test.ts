import { expect, test } from 'vitest';
import { imageBytes, imageName, mostImageBytes } from '../../../src/host/transferImage.ts';
import { TransferChoices } from '../../../src/host/transferChoice.ts';
import { resetMembership, setMembership } from '../../../src/host/transferEdits.ts';
import { Settings } from '../../../src/host/settings.ts';
import { rowOf } from '../../../src/host/transferRow.ts';
import type { TransferChoice } from '../../../src/protocol.ts';
import * as vscode from 'vscode';
import { configure, configureWorkspace, Uri, workspace, written } from '../../support/vscodeWords.ts';
import { Memory } from './transferFixture.ts';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]).toString('base64');
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>one = 5, on x = 3</text></svg>';

test('a picture is written as it was drawn', () => {
  expect(imageBytes('png', png)).toEqual(Buffer.from(png, 'base64'));
  expect(Buffer.from(imageBytes('svg', svg) ?? []).toString()).toBe(svg);
  expect(imageBytes('svg', `<?xml version="1.0"?>\n${svg}\n`)).not.toBeNull();
});

test.each([
  ['png', svg],
  ['png', `data:image/png;base64,${png}`],
  ['png', Buffer.from('GIF89a').toString('base64')],
  ['png', ''],
  ['svg', png],
  ['svg', '<html><svg></svg></html>'],
  ['svg', '<svg><script>alert(1)</script></svg>'],
  ['svg', '<svg onload="alert(1)"></svg>'],
  ['svg', '<svg><a xlink:href="javascript:alert(1)">x</a></svg>'],
  ['svg', '<svg><foreignObject></foreignObject></svg>'],
  ['svg', `<svg>${' '.repeat(2 * mostImageBytes)}</svg>`],
] as const)('what is no picture of its kind is not written: %s %#', (as, data) => {
  expect(imageBytes(as, data)).toBeNull();
});

test('a file of a chart is named by it, and by nothing that is a path', () => {
  expect(imageName('ΔR by benchmark', 'png')).toBe('transfer-r-by-benchmark.png');
  expect(imageName('../../etc/passwd', 'svg')).toBe('transfer-etc-passwd.svg');
  expect(imageName('…', 'svg')).toBe('transfer.svg');
});

const choice: TransferChoice = { variant: 'v2-per-model', level: 90, cohort: ['rl'], verdicts: 'rescored' };

test('a choice is kept, and a setting that is changed later counts again', () => {
  configure({ transfer: { variant: 'v1-relative', level: 80 } });
  const memory = new Memory();
  const choices = new TransferChoices(memory, new Settings());
  const defaults = { variant: 'v1-relative', level: 80, cohort: null, verdicts: 'stored' };
  expect(choices.get()).toEqual(defaults);
  choices.restore(choice);
  expect(choices.get()).toEqual(choice);
  choices.restore({ ...choice, level: 70 });
  expect(choices.get()).toEqual(choice);
  configure({ transfer: { variant: 'v1-relative', level: 99 } });
  expect(choices.get()).toEqual({ ...choice, level: 99 });
  memory.kept.set('transfer.choice', { level: 'high' });
  expect(choices.get()).toEqual({ ...defaults, level: 99 });
});

test('where a benchmark counts is said with the workspace, without a folder with the user', async () => {
  configure({ transfer: { level: 90 } });
  configureWorkspace({ transfer: undefined });
  expect(await setMembership('GSM8K', 'math')).toBe(true);
  expect(written.get('transfer')).toBe(vscode.ConfigurationTarget.Global);
  const says = (where: 'globalValue' | 'workspaceValue'): unknown =>
    vscode.workspace.getConfiguration().inspect('transfer')?.[where];
  expect(says('globalValue')).toEqual({ level: 90, benchmarks: { GSM8K: 'math' } });
  workspace.workspaceFolders = [{ uri: Uri.file('/w') }];
  expect(await setMembership('CoQA', 'none')).toBe(true);
  expect(await setMembership('GSM8K', 'none')).toBe(true);
  expect(written.get('transfer')).toBe(vscode.ConfigurationTarget.Workspace);
  expect(says('workspaceValue')).toEqual({ benchmarks: { CoQA: 'none', GSM8K: 'none' } });
  expect(await resetMembership()).toBe(true);
  expect([says('workspaceValue'), says('globalValue')]).toEqual([undefined, { level: 90 }]);
});

test('a setting that is not of its form is left as it is', async () => {
  workspace.workspaceFolders = [{ uri: Uri.file('/w') }];
  configureWorkspace({ transfer: ['math'] });
  expect(await setMembership('CoQA', 'none')).toBe(false);
  expect(await resetMembership()).toBe(false);
  configureWorkspace({ transfer: { benchmarks: 'CoQA' } });
  expect(await setMembership('CoQA', 'none')).toBe(false);
});

test('what opens the panel may name a model, a benchmark or both', () => {
  expect(rowOf({ kind: 'model', name: 'rl', benchmark: null, runs: [] })).toEqual({
    model: 'rl',
    benchmark: null,
  });
  expect(rowOf({ kind: 'model', name: 'rl', benchmark: 'CoQA' })).toEqual({ model: 'rl', benchmark: 'CoQA' });
  expect(rowOf({ kind: 'benchmark', name: 'CoQA', benchmark: 'CoQA' })).toEqual({
    model: null,
    benchmark: 'CoQA',
  });
  expect(rowOf({ benchmark: 'CoQA' })).toEqual({ model: null, benchmark: 'CoQA' });
  expect([rowOf(undefined), rowOf({}), rowOf('rl'), rowOf({ kind: 'problems', count: 2 })]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
