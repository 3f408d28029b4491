import * as vscode from 'vscode';
import type { ModelRelation } from '../core/endpoint.ts';
import { notify } from './notify.ts';
import { pickText, pickTitle } from './pickText.ts';
import type { Settings } from './settings.ts';

/**
 * `setBaseModel`: which endpoint's model was tuned from which, and how.
 *
 * @param tuned label of the tuned model's endpoint, where that is known already; else the user picks it
 */
export async function setBaseModel(
  settings: Pick<Settings, 'endpoints' | 'setBase'>,
  tuned?: string,
): Promise<void> {
  const labels = settings.endpoints().endpoints.map(({ label }) => label);
  if (labels.length < 2) {
    void notify.info(vscode.l10n.t('Add the base and the tuned model as endpoints first.'));
    return;
  }
  const known = tuned !== undefined && labels.includes(tuned) ? tuned : undefined;
  const model = known ?? (await pickLabel(labels, vscode.l10n.t('Tuned model')));
  if (model === undefined) return;
  const others = labels.filter((label) => label !== model);
  const base = await pickLabel(others, vscode.l10n.t('Base of {0}', pickTitle(model)));
  if (base === undefined) return;
  const methods: (vscode.QuickPickItem & { method: NonNullable<ModelRelation['method']> })[] = [
    { label: vscode.l10n.t('Reinforcement learning'), method: 'rl' },
    { label: vscode.l10n.t('Supervised fine-tuning'), method: 'sft' },
    { label: vscode.l10n.t('Other'), method: 'other' },
  ];
  const method = await vscode.window.showQuickPick(methods, {
    title: vscode.l10n.t('How {0} was tuned', pickTitle(model)),
  });
  if (method) await settings.setBase({ model, base, method: method.method });
}

async function pickLabel(labels: readonly string[], title: string): Promise<string | undefined> {
  const picks = labels.map((name) => ({ label: pickText(name), name }));
  return (await vscode.window.showQuickPick(picks, { title }))?.name;
}
