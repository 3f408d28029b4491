import * as vscode from 'vscode';
import { notify } from './notify.ts';

/** Says where a described benchmark is saved, and offers to go on with its file. */
export async function saidSaved(name: string, where: 'user' | 'workspace', file: vscode.Uri): Promise<void> {
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
  if (answer === open) {
    await vscode.commands.executeCommand(
      where === 'workspace'
        ? 'workbench.action.openWorkspaceSettingsFile'
        : 'workbench.action.openSettingsJson',
      { revealSetting: { key: 'reasoningTransfer.benchmarks' } },
    );
  }
}
