import * as vscode from 'vscode';
import type { Domain } from '../core/domain.ts';

/** A domain in the words of the paper. */
export function domainWords(domain: Domain): string {
  switch (domain) {
    case 'math':
      return vscode.l10n.t('math');
    case 'other':
      return vscode.l10n.t('other reasoning');
    case 'non':
      return vscode.l10n.t('non-reasoning');
  }
}

/** A domain as a heading. */
export function domainHeading(domain: Domain): string {
  switch (domain) {
    case 'math':
      return vscode.l10n.t('Math');
    case 'other':
      return vscode.l10n.t('Other Reasoning');
    case 'non':
      return vscode.l10n.t('Non-Reasoning');
  }
}
