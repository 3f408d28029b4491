import * as vscode from 'vscode';
import { domains, type Domain } from '../core/domain.ts';
import { showHidden } from '../core/hiddenText.ts';
import type { EditorReach } from '../workspace/itemFileNames.ts';
import type { ListedItem } from '../workspace/itemFolders.ts';
import type { BenchmarkItems } from './benchmarkItems.ts';
import { mostCandidates, type BenchmarksIndex, type IndexedFile } from './benchmarksIndex.ts';
import { tallyText } from './benchmarkTally.ts';
import { hoverText } from './itemHover.ts';
import type { ItemTarget } from './itemTargets.ts';
import type { ItemVerdicts } from './itemVerdicts.ts';
import { countWords } from './language.ts';
import { shorten } from './markdown.ts';
import { itemMark, verdictsSpoken, verdictsText, type ItemMark } from './verdictMarks.ts';

const pageSize = 200;

/** A row of the view. That of an item is also the target its commands get. */
export type BenchmarkNode =
  | { readonly kind: 'domain'; readonly domain: Domain; readonly files: readonly IndexedFile[] }
  | { readonly kind: 'benchmark'; readonly name: string; readonly files: readonly IndexedFile[] }
  | { readonly kind: 'file'; readonly file: IndexedFile; readonly resourceUri: vscode.Uri }
  | { readonly kind: 'page'; readonly file: IndexedFile; readonly from: number; readonly to: number }
  | ({ readonly kind: 'item'; readonly file: IndexedFile; readonly item: ListedItem } & ItemTarget)
  | { readonly kind: 'searching' }
  | { readonly kind: 'message'; readonly message: string; readonly command?: vscode.Command };

/** The view "Benchmarks": item files by domain and benchmark, their items with what is saved of them. */
export class BenchmarksView {
  constructor(
    private readonly index: BenchmarksIndex,
    private readonly items: BenchmarkItems,
    private readonly verdicts: ItemVerdicts,
  ) {}

  async getChildren(node?: BenchmarkNode): Promise<BenchmarkNode[]> {
    switch (node?.kind) {
      case undefined:
        return this.roots();
      case 'domain':
        return [...Map.groupBy(node.files, ({ benchmark }) => benchmark.name)].map(([name, files]) => ({
          kind: 'benchmark',
          name,
          files,
        }));
      case 'benchmark':
        return node.files.map((file) => ({ kind: 'file', file, resourceUri: file.uri }));
      case 'file':
        return this.pagesOf(node.file);
      case 'page':
        return this.itemsOf(node.file, node.from, node.to);
      case 'item':
      case 'searching':
      case 'message':
        return [];
    }
  }

  getTreeItem(node: BenchmarkNode): vscode.TreeItem {
    switch (node.kind) {
      case 'domain': {
        const item = new vscode.TreeItem(
          domainHeading(node.domain),
          vscode.TreeItemCollapsibleState.Expanded,
        );
        item.id = `domain ${node.domain}`;
        return item;
      }
      case 'benchmark': {
        const item = new vscode.TreeItem(shown(node.name), vscode.TreeItemCollapsibleState.Expanded);
        item.id = `benchmark ${node.name}`;
        if (node.files.length > 1) item.description = vscode.l10n.t('{0} files', node.files.length);
        item.iconPath = new vscode.ThemeIcon('library');
        return item;
      }
      case 'file':
        return this.fileItem(node.file);
      case 'page': {
        const label = vscode.l10n.t('Items {0}–{1}', countWords(node.from + 1), countWords(node.to));
        const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
        item.id = `page ${node.file.uri.toString()} ${node.from}`;
        return item;
      }
      case 'item':
        return this.itemItem(node);
      case 'searching':
        return this.searchingItem();
      case 'message': {
        const item = new vscode.TreeItem(node.message);
        item.tooltip = node.message;
        item.iconPath = new vscode.ThemeIcon('info');
        if (node.command) item.command = node.command;
        return item;
      }
    }
  }

  /** The tooltip of an item is its hover; it is only made when it is to be seen. */
  async resolveTreeItem(treeItem: vscode.TreeItem, node: BenchmarkNode): Promise<vscode.TreeItem> {
    if (node.kind !== 'item') return treeItem;
    const [file] = await Promise.all([this.items.open(node.file), this.verdicts.loaded()]);
    const entry = await file.index(node.index ?? 0);
    if (entry?.item) treeItem.tooltip = hoverText(entry.item, this.verdicts.now(entry.item), targetOf(node));
    return treeItem;
  }

  private roots(): BenchmarkNode[] {
    // VS Code asks for the rows only while the view is seen.
    void this.index.load();
    const { kind, tooMany } = this.index.state;
    const byDomain = Map.groupBy(this.index.files(), ({ benchmark }) => benchmark.domain);
    const roots = domains.flatMap((domain): BenchmarkNode[] => {
      const files = byDomain.get(domain);
      return files ? [{ kind: 'domain', domain, files }] : [];
    });
    return [
      ...(kind === 'searching' || kind === 'idle' ? [{ kind: 'searching' as const }] : []),
      ...(kind === 'cancelled' ? [cancelledMessage()] : []),
      ...(tooMany ? [tooManyMessage()] : []),
      ...roots,
    ];
  }

  private async pagesOf(file: IndexedFile): Promise<BenchmarkNode[]> {
    const { count } = await this.items.open(file);
    if (count <= pageSize) return this.itemsOf(file, 0, count);
    return Array.from({ length: Math.ceil(count / pageSize) }, (_, page) => ({
      kind: 'page',
      file,
      from: page * pageSize,
      to: Math.min((page + 1) * pageSize, count),
    }));
  }

  private async itemsOf(file: IndexedFile, from: number, to: number): Promise<BenchmarkNode[]> {
    const [page] = await Promise.all([this.items.page(file, from, to), this.verdicts.loaded()]);
    return page.map((item) => ({
      kind: 'item',
      file,
      item,
      uri: file.uri.toString(),
      line: (item.line ?? 1) - 1,
      character: 0,
      index: item.index,
      id: item.id,
    }));
  }

  private fileItem(file: IndexedFile): vscode.TreeItem {
    const item = new vscode.TreeItem(shown(file.name), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = `file ${file.uri.toString()}`;
    item.contextValue = 'file';
    item.iconPath = new vscode.ThemeIcon(file.reach === 'all' ? 'file' : 'database');
    const summary = this.items.summary(file);
    const words = summary ? tallyText(summary.count, summary.tally) : vscode.l10n.t('reading…');
    item.description = [words, ...reachWords(file.reach)].join(' · ');
    item.tooltip = [file.path, words, ...reachWords(file.reach)].join('\n');
    return item;
  }

  private itemItem(node: Extract<BenchmarkNode, { kind: 'item' }>): vscode.TreeItem {
    const { item, file } = node;
    const rows = this.verdicts.of(item);
    const treeItem = new vscode.TreeItem(shown(item.id));
    treeItem.id = `item ${file.uri.toString()} ${item.index}`;
    treeItem.contextValue = rows.length > 0 ? 'item evaluated' : 'item';
    const verdicts = verdictsText(rows);
    treeItem.description = [...(verdicts === '' ? [] : [verdicts]), shown(item.question)].join(' · ');
    treeItem.iconPath = markIcon(itemMark(rows));
    treeItem.accessibilityInformation = {
      label: [item.id, verdictsSpoken(rows) || vscode.l10n.t('not evaluated'), item.question].join(', '),
    };
    treeItem.command =
      file.reach === 'all' || file.reach === 'no-codelens'
        ? {
            command: 'vscode.open',
            title: vscode.l10n.t('Open'),
            arguments: [file.uri, { selection: new vscode.Range(node.line, 0, node.line, 0) }],
          }
        : {
            command: 'reasoningTransfer.previewPrompt',
            title: vscode.l10n.t('Preview Prompt'),
            arguments: [targetOf(node)],
          };
    return treeItem;
  }

  private searchingItem(): vscode.TreeItem {
    const { done, of } = this.index.state;
    const item = new vscode.TreeItem(vscode.l10n.t('Looking for item files…'));
    item.id = 'searching';
    if (of > 0) item.description = vscode.l10n.t('{0} of {1} files', countWords(done), countWords(of));
    item.iconPath = new vscode.ThemeIcon('loading~spin');
    item.contextValue = 'searching';
    return item;
  }
}

function targetOf({ uri, line, character, index, id }: Extract<BenchmarkNode, { kind: 'item' }>): ItemTarget {
  return {
    uri,
    line,
    character,
    ...(index === undefined ? {} : { index }),
    ...(id === undefined ? {} : { id }),
  };
}

function domainHeading(domain: Domain): string {
  switch (domain) {
    case 'math':
      return vscode.l10n.t('Math');
    case 'other':
      return vscode.l10n.t('Other Reasoning');
    case 'non':
      return vscode.l10n.t('Non-Reasoning');
  }
}

function reachWords(reach: EditorReach): string[] {
  switch (reach) {
    case 'all':
      return [];
    case 'no-codelens':
      return [vscode.l10n.t('above 20 MB, where the editor shows no CodeLens')];
    case 'too-large':
      return [vscode.l10n.t('opened from here: too large for the editor')];
    case 'no-text':
      return [vscode.l10n.t('opened from here: no text for the editor')];
  }
}

function tooManyMessage(): BenchmarkNode {
  return {
    kind: 'message',
    message: vscode.l10n.t(
      'Only the first {0} files were looked at. Narrow the setting reasoningTransfer.benchmarkFiles.',
      countWords(mostCandidates),
    ),
    command: {
      command: 'workbench.action.openSettings',
      title: '',
      arguments: ['reasoningTransfer.benchmarkFiles'],
    },
  };
}

function cancelledMessage(): BenchmarkNode {
  return {
    kind: 'message',
    message: vscode.l10n.t('The search was cancelled. Refresh to go on.'),
    command: { command: 'reasoningTransfer.refreshBenchmarks', title: '' },
  };
}

function markIcon(mark: ItemMark | null): vscode.ThemeIcon {
  switch (mark) {
    case 'right':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
    case 'wrong':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
    case 'mixed':
      return new vscode.ThemeIcon('color-mode', new vscode.ThemeColor('list.warningForeground'));
    case 'learned':
      return new vscode.ThemeIcon('arrow-up', new vscode.ThemeColor('testing.iconPassed'));
    case 'forgotten':
      return new vscode.ThemeIcon('arrow-down', new vscode.ThemeColor('testing.iconFailed'));
    case null:
      return new vscode.ThemeIcon('circle-outline');
  }
}

/** A text of a file as a row of a tree holds it. */
function shown(text: string): string {
  return shorten(showHidden(text), 160);
}
