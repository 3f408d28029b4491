import * as l10n from '@vscode/l10n';

/** A role in the words of the interface. */
export function roleWords(role: 'base' | 'tuned'): string {
  return role === 'base' ? l10n.t('base') : l10n.t('tuned');
}
