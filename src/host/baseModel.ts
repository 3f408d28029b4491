import * as vscode from 'vscode';
import type { ModelRelation } from '../core/endpoint.ts';
import { notify } from './notify.ts';
import { pickText, pickTitle } from './pickText.ts';
import type { Settings } from './settings.ts';

/**
 * `setBaseModel`: which model was tuned from which, and how. Models are endpoints by their labels, and those that
 * have results.
 *
 * @param tuned the tuned model, where that is known already; else the user picks it
 * @param models the names of those that have results
 */
export async function setBaseModel(
  settings: Pick<Settings, 'endpoints' | 'setBase'>,
  tuned?: string,
  models: readonly string[] = [],
): Promise<void> {
  const labels = [...new Set([...settings.endpoints().endpoints.map(({ label }) => label), ...models])];
  if (labels.length === 0) {
    void notify.info(
      vscode.l10n.t(
        'Add the base and the tuned model as endpoints first, or open a folder with their results.',
      ),
    );
    return;
  }
  const known = tuned !== undefined && labels.includes(tuned) ? tuned : undefined;
  const model = known ?? (await pickLabel(labels, vscode.l10n.t('Tuned model')));
  if (model === undefined) return;
  const others = labels.filter((label) => label !== model);
  const base = await pickBase(others, vscode.l10n.t('Base of {0}', pickTitle(model)));
  if (base === undefined) return;
  const methods: (vscode.QuickPickItem & { method: NonNullable<ModelRelation['method']> })[] = [
    { label: vscode.l10n.t('Reinforcement learning'), method: 'rl' },
    { label: vscode.l10n.t('Supervised fine-tuning'), method: 'sft' },
    { label: vscode.l10n.t('Other'), method: 'other' },
  ];
  const picked = await vscode.window.showQuickPick(methods, {
    title: vscode.l10n.t('How {0} was tuned', pickTitle(model)),
  });
  // Who does not say how has still said from what.
  await settings.setBase({ model, base, ...(picked === undefined ? {} : { method: picked.method }) });
}

/** One of the models, or one that is neither an endpoint nor has results, by its name. */
async function pickBase(labels: readonly string[], title: string): Promise<string | undefined> {
  const another = { label: `$(edit) ${vscode.l10n.t('Another model, by its name…')}`, name: null };
  const picks = [...labels.map((name) => ({ label: pickText(name), name })), another];
  const picked = await vscode.window.showQuickPick(picks, { title });
  if (picked?.name !== null) return picked?.name;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Its name as results name it, such as Qwen3-14B-Base'),
  });
  const name = typed?.trim() ?? '';
  return name === '' ? undefined : name;
}

async function pickLabel(labels: readonly string[], title: string): Promise<string | undefined> {
  const picks = labels.map((name) => ({ label: pickText(name), name }));
  return (await vscode.window.showQuickPick(picks, { title }))?.name;
}
