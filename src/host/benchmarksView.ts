import * as vscode from 'vscode';
import { domains } from '../core/domain.ts';
import type { BenchmarkItems } from './benchmarkItems.ts';
import { targetOf, type BenchmarkNode } from './benchmarkNodes.ts';
import { BenchmarkRows } from './benchmarkRows.ts';
import {
  mostCandidates,
  type BenchmarksIndex,
  type IndexedFile,
  type UnknownIndexedFile,
} from './benchmarksIndex.ts';
import { hoverText } from './itemHover.ts';
import type { ItemVerdicts } from './itemVerdicts.ts';
import { countWords } from './language.ts';

const pageSize = 200;

/** The view "Benchmarks": item files by domain and benchmark, their items with what is saved of them. */
export class BenchmarksView {
  private readonly rows: BenchmarkRows;
  /** Whether the user asked for the files that were not recognised where there are no others. */
  private unknownAsked = false;
  private onlyUnknown = false;

  /** @param redraw draws the view anew */
  constructor(
    private readonly index: BenchmarksIndex,
    private readonly items: BenchmarkItems,
    private readonly verdicts: ItemVerdicts,
    private readonly redraw: () => void,
  ) {
    this.rows = new BenchmarkRows(index, items, verdicts);
  }

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
      case 'unknown':
        return unknownPages(node.files);
      case 'unknown page':
        return unknownFiles(node.files.slice(node.from, node.to));
      case 'item':
      case 'unknown file':
      case 'searching':
      case 'message':
        return [];
    }
  }

  getTreeItem(node: BenchmarkNode): vscode.TreeItem {
    return this.rows.of(node);
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
    const unknown = this.index.unknownFiles();
    this.sayOnlyUnknown(unknown.length > 0 && roots.length === 0);
    const showsUnknown = unknown.length > 0 && (roots.length > 0 || this.unknownAsked);
    return [
      ...(kind === 'searching' || kind === 'idle' ? [{ kind: 'searching' as const }] : []),
      ...(kind === 'cancelled' ? [cancelledMessage()] : []),
      ...(tooMany ? [tooManyMessage()] : []),
      ...roots,
      ...(showsUnknown ? [{ kind: 'unknown' as const, files: unknown }] : []),
    ];
  }

  /** `showUnrecognised`: where there are no other files, the view says what it is for until these are asked for. */
  showUnrecognised = (): void => {
    this.unknownAsked = true;
    this.redraw();
  };

  /** Tells the welcome of the view, which then speaks of them. */
  private sayOnlyUnknown(now: boolean): void {
    if (this.onlyUnknown === now) return;
    this.onlyUnknown = now;
    void vscode.commands.executeCommand('setContext', 'reasoningTransfer.benchmarksOnlyUnknown', now);
  }

  private async pagesOf(file: IndexedFile): Promise<BenchmarkNode[]> {
    const { count } = await this.items.open(file);
    if (count <= pageSize) return this.itemsOf(file, 0, count);
    return pages(count).map((page) => ({ kind: 'page', file, ...page }));
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
}

/** From where to where each page of so many rows goes. */
function pages(count: number): { readonly from: number; readonly to: number }[] {
  return Array.from({ length: Math.ceil(count / pageSize) }, (_, page) => ({
    from: page * pageSize,
    to: Math.min((page + 1) * pageSize, count),
  }));
}

function unknownPages(files: readonly UnknownIndexedFile[]): BenchmarkNode[] {
  if (files.length <= pageSize) return unknownFiles(files);
  return pages(files.length).map((page) => ({ kind: 'unknown page', files, ...page }));
}

function unknownFiles(files: readonly UnknownIndexedFile[]): BenchmarkNode[] {
  return files.map((file) => ({ kind: 'unknown file', file, resourceUri: file.uri }));
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
