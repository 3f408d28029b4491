import * as vscode from 'vscode';
import type { ItemRow } from '../core/results/itemTable.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { failureWords } from './failureWords.ts';
import { escapeMarkdown, shortenMiddle } from './markdown.ts';

/** Labels that are named. */
const shownLabels = 3;
/** Characters of a label. */
const nameLength = 36;

/** How many samples of each label failed or were cancelled, as markdown on one line. */
export function notCountedWords(rows: readonly ItemRow[]): string {
  const labels = [...Map.groupBy(rows, ({ label }) => label)].map(([label, own]) => {
    const name = escapeMarkdown(shortenMiddle(label, nameLength));
    return `${name}: ${endedWords(own.flatMap(({ samples }) => samples))}`;
  });
  const left = labels.length - shownLabels;
  const more = left > 0 ? [vscode.l10n.t('+{0} more', left)] : [];
  return vscode.l10n.t('Not counted – {0}', [...labels.slice(0, shownLabels), ...more].join(' · '));
}

/** The reason is that of the newest one that failed. */
function endedWords(samples: readonly SavedSample[]): string {
  const failed = samples.filter(({ status }) => status === 'failed');
  const cancelled = samples.length - failed.length;
  const newest = failed.toSorted((a, b) => Date.parse(a.endedAt) - Date.parse(b.endedAt)).at(-1);
  const words = [
    ...(newest === undefined
      ? []
      : newest.failure === undefined
        ? [vscode.l10n.t('{0} failed', failed.length)]
        : [vscode.l10n.t('{0} failed ({1})', failed.length, failureWords(newest.failure))]),
    ...(cancelled > 0 ? [vscode.l10n.t('{0} cancelled', cancelled)] : []),
  ];
  return words.join(', ');
}
