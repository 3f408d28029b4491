import * as vscode from 'vscode';
import { verdictKind } from '../core/results/itemTable.ts';
import type { HandVerdict } from '../core/results/verdicts/verdict.ts';
import { markShown } from './marks.ts';

/** A person's verdict in few words, such as `by hand: wrong`. */
export function handWords({ value }: Pick<HandVerdict, 'value'>): string {
  const kind = verdictKind(value);
  return vscode.l10n.t('by hand: {0}', markShown(kind === 'none' ? 'unscored' : kind).word);
}
