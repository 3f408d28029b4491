import * as vscode from 'vscode';
import type { ServerModel } from '../endpoints/serverInfo.ts';

/** The context the server runs a model with; else what the model could have at most, said to be that. */
export function contextWords({ context, maxContext }: ServerModel): string | null {
  const number = (tokens: number): string => tokens.toLocaleString('en');
  if (context !== null) {
    return maxContext === null || maxContext === context
      ? vscode.l10n.t('context {0}', number(context))
      : vscode.l10n.t('context {0} of at most {1}', number(context), number(maxContext));
  }
  return maxContext === null ? null : vscode.l10n.t('context at most {0}', number(maxContext));
}

/** Whether it is in memory, as far as the server says. */
export function loadedWords({ loaded }: ServerModel): string[] {
  return loaded === null ? [] : [loaded ? vscode.l10n.t('loaded') : vscode.l10n.t('not loaded')];
}

/** What there is to say of a model on its endpoint's row; nothing where the server does not list it. */
export function modelWords(model: ServerModel | undefined): string[] {
  if (!model) return [];
  const context = contextWords(model);
  return [
    ...(model.embeddingOnly ? [vscode.l10n.t('for embeddings only')] : []),
    ...(context === null ? [] : [context]),
    ...loadedWords(model),
  ];
}
