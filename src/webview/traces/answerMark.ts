import * as l10n from '@vscode/l10n';

/** The element around the place where the extracted answer was found. */
export function answerMark(): HTMLElement {
  const mark = document.createElement('mark');
  // ARIA lets no mark have a name, and a screen reader should say what this one is.
  mark.role = 'note';
  mark.ariaLabel = l10n.t('Extracted answer');
  mark.title = l10n.t('The answer was found here');
  return mark;
}
