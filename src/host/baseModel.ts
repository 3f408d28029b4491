import * as vscode from 'vscode';
import type { ModelRelation } from '../core/endpoint.ts';
import { notify } from './notify.ts';
import type { Settings } from './settings.ts';

/** `setBaseModel`: which endpoint's model was tuned from which, and how. */
export async function setBaseModel(settings: Settings): Promise<void> {
  const labels = settings.endpoints().endpoints.map(({ label }) => label);
  if (labels.length < 2) {
    void notify.info(vscode.l10n.t('Add the base and the tuned model as endpoints first.'));
    return;
  }
  const model = await vscode.window.showQuickPick(labels, { title: vscode.l10n.t('Tuned model') });
  if (model === undefined) return;
  const base = await vscode.window.showQuickPick(
    labels.filter((label) => label !== model),
    { title: vscode.l10n.t('Base of {0}', model) },
  );
  if (base === undefined) return;
  const methods: (vscode.QuickPickItem & { method: NonNullable<ModelRelation['method']> })[] = [
    { label: vscode.l10n.t('Reinforcement learning'), method: 'rl' },
    { label: vscode.l10n.t('Supervised fine-tuning'), method: 'sft' },
    { label: vscode.l10n.t('Other'), method: 'other' },
  ];
  const method = await vscode.window.showQuickPick(methods, {
    title: vscode.l10n.t('How {0} was tuned', model),
  });
  if (method) await settings.setBase({ model, base, method: method.method });
}
