import * as vscode from 'vscode';
import type { Domain } from '../core/domain.ts';
import { showHidden } from '../core/hiddenText.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import { domainHeading } from './domainWords.ts';
import { countWords } from './language.ts';
import { shorten } from './markdown.ts';
import type { ModelRole, ResultModels } from './resultModels.ts';
import type { ResultNode, RunsNode, TaskOf } from './resultNodes.ts';
import { runsWords, runWords, scoreOf, type RowFacts } from './resultWords.ts';
import { taskMean } from './taskMeans.ts';
import type { ToolResults } from './toolResults.ts';

/** Of so few rows at the top all are open. */
const fewRows = 4;

/** The rows of the view "Results" as VS Code draws them. */
export class ResultRows {
  constructor(
    private readonly tools: Pick<ToolResults, 'state'>,
    private readonly models: ResultModels,
    private readonly taskOf: TaskOf,
    /** How many rows stand at the top. */
    private readonly roots: number,
  ) {}

  of(node: ResultNode): vscode.TreeItem {
    if (node.kind === 'problems') return problemsItem(node.count);
    return node.kind === 'searching' ? this.searchingItem() : this.runsItem(node);
  }

  factsOf(node: RunsNode): RowFacts {
    const { benchmark, kind, runs, above } = node;
    const role = kind === 'model' ? this.models.roleOf(node.name) : null;
    const isOneModels = benchmark !== null && new Set(runs.map(({ model }) => model)).size === 1;
    const isWhole = kind === 'benchmark' || (kind === 'model' && above.includes('benchmark'));
    if (!isOneModels || !isWhole) return { role, mean: null, part: null };
    const [first] = runs;
    const parts = new Set(runs.map((run) => JSON.stringify(this.taskOf(run))));
    const one = parts.size === 1 && first && first.benchmark !== null ? this.taskOf(first) : null;
    const isPart = one !== null && (one.task !== null || one.subset !== null);
    return { role, mean: taskMean(runs, this.taskOf), part: isPart ? (first?.task ?? null) : null };
  }

  private runsItem(node: RunsNode): vscode.TreeItem {
    const [first] = node.runs;
    const run = node.below.length === 0 && first ? first : null;
    const facts = this.factsOf(node);
    const { role } = facts;
    const item = new vscode.TreeItem(labelOf(node, first), this.collapsed(node));
    item.id = node.id;
    const words = run ? runWords(node, run, facts) : runsWords(node, facts);
    item.description = words.map(shown).join(' · ');
    item.iconPath = iconOf(node, run, role);
    item.contextValue = contextOf(node, run, role);
    item.accessibilityInformation = { label: [labelOf(node, first), ...words].join(', ') };
    if (run) {
      item.command = {
        command: 'reasoningTransfer.openResult',
        title: vscode.l10n.t('Open'),
        arguments: [node],
      };
    }
    return item;
  }

  private collapsed({ below, above }: RunsNode): vscode.TreeItemCollapsibleState {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    if (below.length === 0) return None;
    return above.length === 0 && this.roots <= fewRows ? Expanded : Collapsed;
  }

  private searchingItem(): vscode.TreeItem {
    const { done, of } = this.tools.state;
    const item = new vscode.TreeItem(vscode.l10n.t('Reading results…'));
    item.id = 'searching';
    if (of > 0) item.description = vscode.l10n.t('{0} of {1} files', countWords(done), countWords(of));
    item.iconPath = new vscode.ThemeIcon('loading~spin');
    item.contextValue = 'searching';
    return item;
  }
}

function problemsItem(count: number): vscode.TreeItem {
  const label = count === 1 ? vscode.l10n.t('1 problem') : vscode.l10n.t('{0} problems', countWords(count));
  const item = new vscode.TreeItem(label);
  item.id = 'problems';
  item.tooltip = vscode.l10n.t(
    'What could not be read, and what contradicts itself: open the Problems view.',
  );
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = 'problems';
  item.command = { command: 'workbench.actions.view.problems', title: vscode.l10n.t('Show Problems') };
  return item;
}

function labelOf(node: RunsNode, first: ResultRun | undefined): string {
  if (node.kind === 'domain') return first?.domain ? domainHeading(first.domain) : vscode.l10n.t('No Domain');
  if (node.kind === 'run') return first ? scoreOf(first) : '';
  return node.step === null ? shown(node.name) : vscode.l10n.t('step {0}', countWords(node.step));
}

function iconOf(node: RunsNode, run: ResultRun | null, role: ModelRole | null): vscode.ThemeIcon {
  if (run?.superseded) return new vscode.ThemeIcon('history', new vscode.ThemeColor('disabledForeground'));
  const colour = run?.partial ? [new vscode.ThemeColor('list.warningForeground')] : [];
  return new vscode.ThemeIcon(nameOfIcon(node, role), ...colour);
}

function nameOfIcon(node: RunsNode, role: ModelRole | null): string {
  switch (node.kind) {
    case 'domain':
      return domainIcon(node.runs[0]?.domain ?? null);
    case 'benchmark':
      return node.above.includes('domain') ? 'library' : domainIcon(node.runs[0]?.domain ?? null);
    case 'training':
      return 'graph-line';
    case 'model':
      if (node.step !== null) return 'git-commit';
      return role === null ? 'chip' : role.role === 'base' ? 'type-hierarchy-super' : 'type-hierarchy-sub';
    case 'task':
      return 'list-unordered';
    case 'run':
      return node.runs[0]?.value === null ? 'dash' : 'checklist';
  }
}

function domainIcon(domain: Domain | null): string {
  switch (domain) {
    case 'math':
      return 'symbol-operator';
    case 'other':
      return 'lightbulb';
    case 'non':
      return 'comment';
    case null:
      return 'question';
  }
}

/** Words that the menus of the manifest look for. */
function contextOf(node: RunsNode, run: ResultRun | null, role: ModelRole | null): string {
  const isNamed = node.kind === 'benchmark';
  const isOwn = run?.format === 'reasoning-transfer';
  const hasSamples = run !== null && run.samplesFile !== null && run.samplesFile !== run.file;
  return [
    node.kind,
    ...(run ? ['single'] : []),
    // Our own folder is indexed whatever is excluded.
    ...(run && !isOwn ? ['excludable'] : []),
    ...(hasSamples ? ['samples'] : []),
    // Whichever file its samples stand in.
    ...(node.runs.some(({ samples }) => samples.some(({ set }) => set.rows > 0)) ? ['items'] : []),
    ...(isNamed && node.runs[0]?.domain === null ? ['undomained'] : []),
    ...(isNamed && node.runs.some(hasColumn) ? ['matrix'] : []),
    ...(role?.inferred ? ['inferred'] : []),
  ].join(' ');
}

/** Whether the matrix has a column for it: samples without scores have none. */
function hasColumn({ samples }: ResultRun): boolean {
  return samples.some(({ column }) => column !== null);
}

/** A text of a file as a row of a tree holds it. */
function shown(text: string): string {
  return shorten(showHidden(text), 160);
}
