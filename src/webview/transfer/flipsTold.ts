import * as l10n from '@vscode/l10n';
import type { BenchmarkTransfer } from '../../core/transfer/transfer.ts';

/**
 * Where items are told right from wrong by something else than the score, so that its p-value is not one of them: CoQA
 * is scored by F1, IFEval by instruction. Empty for all others.
 */
export function flipsToldBy({ benchmark, flips, sides }: BenchmarkTransfer): string {
  const isScoredBy = (metric: string): boolean =>
    sides.some((side) => side.metric?.includes(metric) === true);
  if (flips === null) return '';
  if (benchmark === 'CoQA' && isScoredBy('f1'))
    return l10n.t(
      'Score and p are of F1; learned and forgotten are told by exact match, where the results hold it.',
    );
  if (benchmark === 'IFEval' && isScoredBy('inst'))
    return l10n.t(
      'Score and p are of single instructions; learned and forgotten are told by whole prompts, where the results hold that.',
    );
  return '';
}
