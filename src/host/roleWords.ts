import * as vscode from 'vscode';

/** What a model is to another, in the words of the interface. */
export function roleWords(role: 'base' | 'tuned'): string {
  return role === 'base' ? vscode.l10n.t('base') : vscode.l10n.t('tuned');
}
