import * as vscode from 'vscode';
import type { ItemVerdict } from '../core/results/itemTable.ts';
import type { TraceFlag, TraceStatus } from '../core/traces/trace.ts';

/** What one sample says, and where it says neither right nor wrong, why not. */
export type Mark = Exclude<ItemVerdict, 'none'> | 'truncated' | 'empty' | 'failed' | 'cancelled' | 'unscored';

/** Other tools save a 0 for what did not end by itself: it reads as what it is, not like an answer that was wrong. */
export function markOf(verdict: ItemVerdict, trace: Ended): Mark {
  if (verdict === 'right' || verdict === 'partial') return verdict;
  return withoutAnswer(trace) ?? (verdict === 'none' ? 'unscored' : verdict);
}

interface Ended {
  readonly status: TraceStatus;
  readonly flags: readonly TraceFlag[];
}

/** Why a trace has no answer that could be judged; null where it may have one. */
export function withoutAnswer({
  status,
  flags,
}: Ended): 'truncated' | 'empty' | 'failed' | 'cancelled' | null {
  if (status !== 'complete') return status;
  if (flags.includes('reasoning-unclosed')) return 'truncated';
  return flags.includes('empty') ? 'empty' : null;
}

/** The mark as a sign, its icon where VS Code draws those, and its word: the same wherever an item has one. */
export function markShown(mark: Mark): {
  readonly sign: string;
  readonly icon: string;
  readonly word: string;
} {
  switch (mark) {
    case 'right':
      return { sign: '✓', icon: '$(pass)', word: vscode.l10n.t('right') };
    case 'wrong':
      return { sign: '✗', icon: '$(error)', word: vscode.l10n.t('wrong') };
    case 'partial':
      return { sign: '◐', icon: '$(color-mode)', word: vscode.l10n.t('partly right') };
    case 'truncated':
      return { sign: '⚠', icon: '$(warning)', word: vscode.l10n.t('truncated') };
    case 'empty':
      return { sign: '○', icon: '$(circle-outline)', word: vscode.l10n.t('empty') };
    case 'failed':
      return { sign: '!', icon: '$(issues)', word: vscode.l10n.t('failed') };
    case 'cancelled':
      return { sign: '⊘', icon: '$(circle-slash)', word: vscode.l10n.t('cancelled') };
    case 'unscored':
      return { sign: '–', icon: '$(dash)', word: vscode.l10n.t('not scored') };
  }
}
