import * as vscode from 'vscode';
import { showHidden } from '../core/hiddenText.ts';
import { countOf, type RunDifferences } from '../core/results/verdicts/differences.ts';
import { inLanguage } from './inLanguage.ts';
import { countWords, percentWords } from './language.ts';
import { shorten } from './markdown.ts';
import type { SampleNode, VerdictNode } from './verdictsView.ts';

/** A row of the view "Verdicts" as VS Code draws it. */
export function verdictRow(node: VerdictNode): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  switch (node.kind) {
    case 'run': {
      const { run } = node;
      const hasRows = countOf(run) > 0 || run.hands.length > 0 || run.unscored.length > 0;
      const item = new vscode.TreeItem(scoresWords(run), hasRows ? Collapsed : None);
      item.description = shown(runWords(run).join(' · '));
      item.iconPath = new vscode.ThemeIcon(countOf(run) > 0 ? 'diff' : 'check-all');
      return item;
    }
    case 'group': {
      const { group } = node;
      const item = new vscode.TreeItem(shown(inLanguage(group.reason)), Collapsed);
      item.description = countWords(group.samples.length);
      item.iconPath = new vscode.ThemeIcon(group.higher ? 'arrow-up' : 'arrow-down');
      return item;
    }
    case 'hands': {
      const item = new vscode.TreeItem(vscode.l10n.t('By hand'), Collapsed);
      item.description = countWords(node.run.hands.length);
      item.iconPath = new vscode.ThemeIcon('person');
      return item;
    }
    case 'unscored': {
      const item = new vscode.TreeItem(vscode.l10n.t('Without a score of ours'), Collapsed);
      item.description = countWords(node.run.unscored.length);
      item.iconPath = new vscode.ThemeIcon('dash');
      return item;
    }
    case 'page': {
      const label = vscode.l10n.t('{0} to {1}', countWords(node.from + 1), countWords(node.to));
      return new vscode.TreeItem(label, Collapsed);
    }
    case 'sample': {
      const item = new vscode.TreeItem(shown(node.sample.item), None);
      const { repeat } = node.sample;
      const which = repeat === 0 ? [] : [vscode.l10n.t('repeat {0}', countWords(repeat + 1))];
      item.description = shown([...which, sampleWords(node)].join(' · '));
      item.iconPath = new vscode.ThemeIcon(node.hand ? 'person' : 'note');
      item.command = {
        command: 'reasoningTransfer.openVerdict',
        title: vscode.l10n.t('Open Traces'),
        arguments: [{ kind: node.kind, id: node.id }],
      };
      return item;
    }
  }
}

/** What both verdicts come to: first in the row, since a narrow view cuts the end. */
function scoresWords({ stored, ours, oursAlone, byHand }: RunDifferences): string {
  if (stored !== null && ours !== null) {
    return vscode.l10n.t('{0} → ours {1}', percentWords(stored, 1), percentWords(ours, 1));
  }
  if (oursAlone !== null) return vscode.l10n.t('ours {0}', percentWords(oursAlone, 1));
  return byHand === null ? '–' : vscode.l10n.t('by hand {0}', percentWords(byHand.value, 1));
}

/** Whose verdicts they are, and on how many they differ. */
function runWords(run: RunDifferences): string[] {
  const { label, benchmark, stored, ours, byHand, hands, unstored } = run;
  const { task } = run.run;
  const both =
    stored === null || ours === null
      ? []
      : [vscode.l10n.t('{0} of {1} differ', countWords(countOf(run)), countWords(run.samples))];
  return [
    label,
    ...both,
    task === benchmark ? task : `${benchmark} (${task})`,
    ...(byHand === null
      ? []
      : [vscode.l10n.t('with {0} by hand {1}', hands.length, percentWords(byHand.value, 1))]),
    ...(unstored > 0
      ? [
          vscode.l10n.t(
            '{0} scored by ours alone: {1}',
            countWords(unstored),
            percentWords(run.oursAlone ?? 0, 1),
          ),
        ]
      : []),
    run.tool ?? vscode.l10n.t('saved here'),
  ];
}

function sampleWords({ verdict, difference, hand }: SampleNode): string {
  if (difference === null) {
    if (hand !== null) {
      return [vscode.l10n.t('{0} by hand', percentWords(hand.value)), hand.comment]
        .filter((words) => words !== '')
        .join(' · ');
    }
    return verdict === null ? '' : inLanguage(verdict.score.reason);
  }
  const answer = (text: string | null): string => (text === null ? '–' : shorten(text, 40));
  const { sample, score } = difference.verdict;
  return `${markOf(difference.stored)} ${answer(sample.storedAnswer)} → ${markOf(difference.ours)} ${answer(score.extracted)}`;
}

const markOf = (value: number): string => (value >= 1 ? '✓' : value <= 0 ? '✗' : percentWords(value));

function shown(text: string): string {
  return showHidden(shorten(text, 200)).replace(/\s+/g, ' ');
}
