import path from 'node:path';
import * as vscode from 'vscode';
import { showHidden } from '../core/hiddenText.ts';
import type { EditorReach } from '../workspace/itemFileNames.ts';
import type { BenchmarkItems } from './benchmarkItems.ts';
import { targetOf, type BenchmarkNode } from './benchmarkNodes.ts';
import type { BenchmarksIndex, IndexedFile, UnknownIndexedFile } from './benchmarksIndex.ts';
import { evaluatedText, tallySpoken, tallyText } from './benchmarkTally.ts';
import { domainHeading } from './domainWords.ts';
import { inLanguage } from './inLanguage.ts';
import type { ItemVerdicts } from './itemVerdicts.ts';
import { countWords } from './language.ts';
import { shorten } from './markdown.ts';
import { itemMark, verdictsSpoken, verdictsText, type ItemMark } from './verdictMarks.ts';

/** The rows of the view "Benchmarks" as VS Code draws them. */
export class BenchmarkRows {
  constructor(
    private readonly index: Pick<BenchmarksIndex, 'state'>,
    private readonly items: Pick<BenchmarkItems, 'summary'>,
    private readonly verdicts: Pick<ItemVerdicts, 'of'>,
  ) {}

  of(node: BenchmarkNode): vscode.TreeItem {
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
      case 'unknown': {
        const heading = vscode.l10n.t('Not recognised');
        const item = new vscode.TreeItem(heading, vscode.TreeItemCollapsibleState.Collapsed);
        item.id = 'unknown';
        item.description = countWords(node.files.length);
        item.tooltip = vscode.l10n.t('Files that may hold items, with fields of no benchmark that is known.');
        return item;
      }
      case 'unknown page': {
        const label = vscode.l10n.t('Files {0}–{1}', countWords(node.from + 1), countWords(node.to));
        const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
        item.id = `unknown page ${node.from}`;
        return item;
      }
      case 'unknown file':
        return unknownItem(node.file);
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

  private fileItem(file: IndexedFile): vscode.TreeItem {
    const item = new vscode.TreeItem(nameOf(file), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = `file ${file.uri.toString()}`;
    item.contextValue = 'file';
    item.iconPath = new vscode.ThemeIcon(file.reach === 'all' ? 'file' : 'database');
    const summary = this.items.summary(file);
    const words = summary ? tallyText(summary.count, summary.tally) : vscode.l10n.t('reading…');
    // In a narrow view only the beginning is seen: the counts. The folder tells files of one name apart.
    item.description = [words, ...folderWords(file)].join(' · ');
    // Here labels stand in full, and all of them.
    const counts = summary ? evaluatedText(summary.count, summary.tally) : words;
    const said = [counts, ...tallySpoken(summary?.tally ?? null), ...reachWords(file.reach)];
    item.tooltip = [file.path, ...said].join('\n');
    item.accessibilityInformation = { label: [nameOf(file), ...said].join(', ') };
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

/** A file that is still to be described; one that the editor cannot show is described at once. */
function unknownItem(file: UnknownIndexedFile): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(file));
  const title = vscode.l10n.t('Describe Benchmark…');
  const likely = vscode.l10n.t('"{0}" may be the question.', shown(file.question));
  item.id = `unknown ${file.uri.toString()}`;
  item.contextValue = 'unknown file';
  item.iconPath = new vscode.ThemeIcon('question');
  item.description = folderWords(file).join('');
  item.tooltip = [file.path, showHidden(shorten(inLanguage(file.why), 1000)), `${likely} ${title}`].join(
    '\n',
  );
  item.command =
    file.reach === 'all' || file.reach === 'no-codelens'
      ? { command: 'vscode.open', title: vscode.l10n.t('Open'), arguments: [file.uri] }
      : { command: 'reasoningTransfer.describeBenchmark', title, arguments: [file.uri] };
  return item;
}

function nameOf({ uri }: Pick<IndexedFile, 'uri'>): string {
  return shown(path.posix.basename(uri.path));
}

/** The folder of a file relative to the workspace's; none for one at its top. */
function folderWords({ name }: Pick<IndexedFile, 'name'>): string[] {
  const folder = path.posix.dirname(name.replaceAll('\\', '/'));
  return folder === '.' ? [] : [shown(folder)];
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
