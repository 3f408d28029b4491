import * as vscode from 'vscode';
import type { ServerModel } from '../endpoints/serverInfo.ts';
import { countWords, decimalWords } from './language.ts';

/** The context the server runs a model with; else what the model could have at most, said to be that. */
export function contextWords({ context, maxContext }: ServerModel): string | null {
  if (context !== null) {
    return maxContext === null || maxContext === context
      ? vscode.l10n.t('context {0}', countWords(context))
      : vscode.l10n.t('context {0} of at most {1}', countWords(context), countWords(maxContext));
  }
  return maxContext === null ? null : vscode.l10n.t('context at most {0}', countWords(maxContext));
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

/** The most telling thing about a model in very few words, such as `4k context`. */
export function briefModelWords(model: ServerModel | undefined): string[] {
  if (!model) return [];
  if (model.embeddingOnly) return [vscode.l10n.t('for embeddings only')];
  const { context, maxContext } = model;
  if (context !== null) return [vscode.l10n.t('{0} context', inThousands(context))];
  return maxContext === null ? [] : [vscode.l10n.t('up to {0} context', inThousands(maxContext))];
}

/** A number of tokens as people name contexts: `4k` is 4,096, and so is `200k` 200,000. */
function inThousands(tokens: number): string {
  const unit = tokens % 1024 === 0 ? 1024 : 1000;
  if (tokens < 1000) return String(tokens);
  const thousands = Math.round(tokens / unit);
  return thousands < unit ? `${thousands}k` : `${decimalWords(thousands / unit, 1)}M`;
}
