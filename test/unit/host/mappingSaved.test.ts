import { expect, test } from 'vitest';
import type * as vscode from 'vscode';
import { saidSaved } from '../../../src/host/mappingSaved.ts';
import { answering, messages, ran } from '../../support/vscodeWords.ts';

const path: unknown = { path: '/w/fruit.jsonl' };
const file = path as vscode.Uri;

/** What is said of a saved benchmark, and what is run where this is answered. */
async function said(where: 'user' | 'workspace', ...answers: string[]): Promise<unknown> {
  messages.length = 0;
  ran.length = 0;
  answering.push(...answers);
  await saidSaved('fruit', where, file);
  return [messages, ran].map((all) => all.map((each) => [...each]));
}

test('what was saved says where, and offers to evaluate the file or to open those settings', async () => {
  const reveal = { revealSetting: { key: 'reasoningTransfer.benchmarks' } };
  const inWorkspace = 'Saved as fruit in the settings of this workspace. Its items can be evaluated now.';
  const ofUser = 'Saved as fruit in your user settings. Its items can be evaluated now.';
  const actions = ['Evaluate', 'Open Settings'];
  expect(await said('workspace', 'Evaluate')).toEqual([
    [['information', inWorkspace, ...actions]],
    [['reasoningTransfer.evaluateBenchmark', file]],
  ]);
  expect(await said('workspace', 'Open Settings')).toEqual([
    [['information', inWorkspace, ...actions]],
    [['workbench.action.openWorkspaceSettingsFile', reveal]],
  ]);
  expect(await said('user', 'Open Settings')).toEqual([
    [['information', ofUser, ...actions]],
    [['workbench.action.openSettingsJson', reveal]],
  ]);
  expect(await said('user')).toEqual([[['information', ofUser, ...actions]], []]);
});
