import * as vscode from 'vscode';
import * as v from 'valibot';
import { showHidden } from '../core/hiddenText.ts';
import {
  countOf,
  type Difference,
  type DifferenceGroup,
  type RunDifferences,
} from '../core/results/verdicts/differences.ts';
import type { HandVerdict, JudgedSample, ScorerVerdict } from '../core/results/verdicts/verdict.ts';
import { inLanguage } from './inLanguage.ts';
import { countWords, percentWords } from './language.ts';
import { shorten } from './markdown.ts';
import type { RunVerdicts } from './runVerdicts.ts';
import type { SampleVerdicts } from './sampleVerdicts.ts';
import { groupTooltip, runTooltip, sampleTooltip } from './verdictTooltips.ts';

/** A row of the view "Verdicts". */
export type VerdictNode =
  | { readonly kind: 'run'; readonly id: string; readonly run: RunDifferences }
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly run: RunDifferences;
      readonly group: DifferenceGroup;
    }
  | { readonly kind: 'hands'; readonly id: string; readonly run: RunDifferences }
  | { readonly kind: 'unscored'; readonly id: string; readonly run: RunDifferences }
  | SampleNode;

export interface SampleNode {
  readonly kind: 'sample';
  readonly id: string;
  readonly sample: JudgedSample;
  readonly verdict: ScorerVerdict | null;
  readonly difference: Difference | null;
  readonly hand: HandVerdict | null;
}

const Row = v.looseObject({ kind: v.literal('sample'), id: v.string() });

/** The view "Verdicts": where the verdicts saved with samples and ours differ, by run and by why. */
export class VerdictsView {
  /** Rows of samples that were given to VS Code, by id: a command is called with one of them. */
  private readonly given = new Map<string, SampleNode>();

  constructor(
    private readonly verdicts: Pick<SampleVerdicts, 'loaded'>,
    private readonly runs: Pick<RunVerdicts, 'all'>,
  ) {}

  /** The row of a sample that a command was called on; null where it was called on something else. */
  sampleOf(argument: unknown): SampleNode | null {
    const row = v.safeParse(Row, argument);
    return row.success ? (this.given.get(row.output.id) ?? null) : null;
  }

  async getChildren(node?: VerdictNode): Promise<VerdictNode[]> {
    const rows = await this.rowsOf(node);
    for (const row of rows) if (row.kind === 'sample') this.given.set(row.id, row);
    return rows;
  }

  private async rowsOf(node?: VerdictNode): Promise<VerdictNode[]> {
    if (node === undefined) {
      this.given.clear();
      await this.verdicts.loaded();
      return this.runs.all().map((run) => ({ kind: 'run', id: idOf(run), run }));
    }
    switch (node.kind) {
      case 'run':
        return runChildren(node.run, node.id);
      case 'group':
        return node.group.samples.map((difference) => sampleNode(node.id, difference.verdict, difference));
      case 'hands':
        return node.run.hands.map((hand) => ({
          kind: 'sample',
          id: `${node.id} > ${placeOf(hand.sample)}`,
          sample: hand.sample,
          verdict: null,
          difference: null,
          hand,
        }));
      case 'unscored':
        return node.run.unscored.map((verdict) => sampleNode(node.id, verdict, null));
      case 'sample':
        return [];
    }
  }

  getTreeItem(node: VerdictNode): vscode.TreeItem {
    const item = treeItem(node);
    item.id = node.id;
    item.contextValue = node.kind === 'sample' && node.hand ? 'sample hand' : node.kind;
    item.accessibilityInformation = {
      label: [item.label, item.description].filter((words) => typeof words === 'string').join(', '),
    };
    return item;
  }

  /** Tooltips are only made when they are to be seen. */
  resolveTreeItem(item: vscode.TreeItem, node: VerdictNode): vscode.TreeItem {
    const text =
      node.kind === 'sample'
        ? sampleTooltip(node)
        : node.kind === 'group'
          ? groupTooltip(node.group)
          : runTooltip(node.run);
    item.tooltip = new vscode.MarkdownString(text, true);
    return item;
  }
}

function idOf({ label, benchmark, tool, metric }: RunDifferences): string {
  return JSON.stringify([label, benchmark, tool, metric]);
}

function placeOf({ file, place, task, repeat }: JudgedSample): string {
  return JSON.stringify([file, place, task, repeat]);
}

function sampleNode(above: string, verdict: ScorerVerdict, difference: Difference | null): VerdictNode {
  const { sample } = verdict;
  const id = `${above} > ${placeOf(sample)}`;
  return { kind: 'sample', id, sample, verdict, difference, hand: difference?.hand ?? null };
}

function runChildren(run: RunDifferences, id: string): VerdictNode[] {
  return [
    ...run.groups.map((group): VerdictNode => ({ kind: 'group', id: `${id} > ${group.key}`, run, group })),
    ...(run.hands.length > 0 ? [{ kind: 'hands', id: `${id} > hands`, run } as const] : []),
    ...(run.unscored.length > 0 ? [{ kind: 'unscored', id: `${id} > unscored`, run } as const] : []),
  ];
}

function treeItem(node: VerdictNode): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  switch (node.kind) {
    case 'run': {
      const { run } = node;
      const hasRows = countOf(run) > 0 || run.hands.length > 0 || run.unscored.length > 0;
      const item = new vscode.TreeItem(shown(`${run.label} · ${run.benchmark}`), hasRows ? Collapsed : None);
      item.description = runWords(run).join(' · ');
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
    case 'sample': {
      const item = new vscode.TreeItem(shown(node.sample.item), None);
      item.description = shown(sampleWords(node));
      item.iconPath = new vscode.ThemeIcon(node.hand ? 'person' : 'note');
      item.command = {
        command: 'reasoningTransfer.openVerdict',
        title: vscode.l10n.t('Open Traces'),
        arguments: [node],
      };
      return item;
    }
  }
}

/** What a run's row says: what both verdicts come to over the same samples, and on how many they differ. */
function runWords(run: RunDifferences): string[] {
  const { n, stored, ours, byHand, hands, unstored } = run;
  const both =
    stored === null || ours === null
      ? []
      : [
          vscode.l10n.t('{0} → ours {1}', percentWords(stored, 1), percentWords(ours, 1)),
          vscode.l10n.t('{0} of {1} differ', countWords(countOf(run)), countWords(n)),
        ];
  return [
    ...both,
    ...(byHand === null
      ? []
      : [vscode.l10n.t('with {0} by hand {1}', hands.length, percentWords(byHand, 1))]),
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
