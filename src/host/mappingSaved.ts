import * as vscode from 'vscode';
import type { Scope } from './benchmarkLists.ts';
import { notify } from './notify.ts';

/** Says where a described benchmark will be saved, before it is. */
export function willSave(where: Scope): string {
  return where === 'workspace'
    ? vscode.l10n.t('It will be saved in the settings of this workspace.')
    : vscode.l10n.t('It will be saved in your user settings.');
}

/** Says where a described benchmark is saved, and offers to go on with its file. */
export async function saidSaved(name: string, where: Scope, file: vscode.Uri): Promise<void> {
  const evaluate = vscode.l10n.t('Evaluate');
  const open = vscode.l10n.t('Open Settings');
  const answer = await notify.info(
    where === 'workspace'
      ? vscode.l10n.t('Saved as {0} in the settings of this workspace. Its items can be evaluated now.', name)
      : vscode.l10n.t('Saved as {0} in your user settings. Its items can be evaluated now.', name),
    evaluate,
    open,
  );
  if (answer === evaluate) await vscode.commands.executeCommand('reasoningTransfer.evaluateBenchmark', file);
  if (answer === open) await openSetting(where);
}

/** Says that nothing was saved, since what stands in these settings would be lost. */
export async function saidNoList(where: Scope): Promise<void> {
  const open = vscode.l10n.t('Open Settings');
  const answer = await notify.warning(
    where === 'workspace'
      ? vscode.l10n.t(
          'Nothing was saved: reasoningTransfer.benchmarks in the settings of this workspace is no list. Correct it, then describe the file again.',
        )
      : vscode.l10n.t(
          'Nothing was saved: reasoningTransfer.benchmarks in your user settings is no list. Correct it, then describe the file again.',
        ),
    open,
  );
  if (answer === open) await openSetting(where);
}

async function openSetting(where: Scope): Promise<void> {
  await vscode.commands.executeCommand(
    where === 'workspace'
      ? 'workbench.action.openWorkspaceSettingsFile'
      : 'workbench.action.openSettingsJson',
    { revealSetting: { key: 'reasoningTransfer.benchmarks' } },
  );
}
