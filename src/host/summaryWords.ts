import * as vscode from 'vscode';
import type { LabelCounts } from '../core/results/labelCounts.ts';
import type { EvaluationSummary } from '../workspace/evaluation.ts';
import { shortenMiddle } from './markdown.ts';

/** Characters of a label in a message. */
const nameLength = 36;

/** An evaluation's outcome on one line: who was right how often, then how the samples ended; zeros left out. */
export function summaryWords(summary: EvaluationSummary): string {
  const { complete, truncated, failed, cancelled, left, skipped, rescored, refused } = summary;
  const counts: [number, string][] = [
    [complete, vscode.l10n.t('{0} complete', complete)],
    [truncated, vscode.l10n.t('{0} truncated', truncated)],
    [failed, vscode.l10n.t('{0} failed', failed)],
    [cancelled + left, vscode.l10n.t('{0} cancelled', cancelled + left)],
    [skipped, vscode.l10n.t('{0} saved before', skipped)],
    [rescored, vscode.l10n.t('{0} scored again, the gold answer or the scoring had changed', rescored)],
    [refused, vscode.l10n.t('{0} without a prompt', refused)],
  ];
  const ended = counts.filter(([count]) => count > 0).map(([, words]) => words);
  return [...rightWords(summary), ...(ended.length > 0 ? [`${ended.join(' · ')}.`] : [])].join(' ');
}

/** Who was right how often, one sentence; none where nothing ended. */
export function rightWords({ labels }: Pick<EvaluationSummary, 'labels'>): readonly string[] {
  const words = labels.flatMap((label) => labelWords(label) ?? []);
  return words.length > 0 ? [`${words.join(' · ')}.`] : [];
}

/** One label's score with its name; null where nothing of it ended. */
function labelWords(counts: LabelCounts): string | null {
  const words = scoreWords(counts);
  return words === null ? null : `${shortenMiddle(counts.label, nameLength)} ${words}`;
}

/** One label's score; null where nothing of it ended. */
export function scoreWords({ n, sum, partial, unscored }: LabelCounts): string | null {
  const without = unscored === 0 ? '' : vscode.l10n.t('{0} without a score', unscored);
  if (n === 0) return unscored === 0 ? null : without;
  const score = partial
    ? vscode.l10n.t('{0} % of {1}', Math.round((sum / n) * 100), n)
    : vscode.l10n.t('{0}/{1} right', sum, n);
  return `${score}${without === '' ? '' : ` (${without})`}`;
}
