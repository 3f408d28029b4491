import * as vscode from 'vscode';
import { searchItems, type FoundItem } from '../workspace/itemFolders.ts';
import type { BenchmarkItems } from './benchmarkItems.ts';
import type { BenchmarksIndex, IndexedFile } from './benchmarksIndex.ts';
import type { ItemTarget } from './itemTargets.ts';
import type { ItemVerdicts } from './itemVerdicts.ts';
import { countWords } from './language.ts';
import { pickText, pickTitle } from './pickText.ts';
import { verdictsText } from './verdictMarks.ts';

/** Found items beyond these are not shown: more words find fewer. */
const mostShown = 200;
const typingMs = 200;
/** The list is filled at most this often while items are found. */
const fillMs = 100;

type Row = vscode.QuickPickItem & { readonly found: FoundItem };

/** `findItem`: items of all files by id or text. */
export class BenchmarkCommands {
  constructor(
    private readonly index: Pick<BenchmarksIndex, 'load' | 'files'>,
    private readonly items: Pick<BenchmarkItems, 'open'>,
    private readonly verdicts: Pick<ItemVerdicts, 'of' | 'loaded'>,
  ) {}

  findItem = (): void => {
    const pick = vscode.window.createQuickPick<Row>();
    pick.title = vscode.l10n.t('Find Item');
    pick.placeholder = vscode.l10n.t('Part of an id or of a question');
    let search = new AbortController();
    let timer: NodeJS.Timeout | null = null;
    const again = (): void => {
      search.abort();
      search = new AbortController();
      const { signal } = search;
      pick.busy = true;
      this.search(pick, pick.value, signal)
        .catch((error: unknown) => {
          if (!signal.aborted) pick.title = pickTitle(error instanceof Error ? error.message : String(error));
        })
        .finally(() => {
          if (!signal.aborted) pick.busy = false;
        });
    };
    pick.onDidChangeValue(() => {
      search.abort();
      if (timer) clearTimeout(timer);
      timer = setTimeout(again, typingMs);
    });
    pick.onDidAccept(() => {
      const [row] = pick.selectedItems;
      if (!row) return;
      pick.hide();
      void this.open(row.found);
    });
    pick.onDidTriggerItemButton(({ item, button }) => {
      pick.hide();
      const command = buttons().find(({ tooltip }) => tooltip === button.tooltip)?.command;
      if (command !== undefined) void vscode.commands.executeCommand(command, targetOf(item.found));
    });
    pick.onDidHide(() => {
      search.abort();
      if (timer) clearTimeout(timer);
      pick.dispose();
    });
    pick.show();
    again();
  };

  /** Fills the list with what holds `words`, as it is found. */
  private async search(pick: vscode.QuickPick<Row>, words: string, signal: AbortSignal): Promise<void> {
    await Promise.all([this.index.load(), this.verdicts.loaded()]);
    const files = plainFirst(this.index.files());
    const rows: Row[] = [];
    let searched = 0;
    let filled = 0;
    const show = (): void => {
      if (signal.aborted) return;
      filled = Date.now();
      pick.items = rows;
      pick.title = titleOf(rows.length, searched, files.length);
    };
    const opened = files.map((file) => () => this.items.open(file));
    const found = searchItems(opened, words, signal, (items) => {
      searched = items;
      if (Date.now() - filled > fillMs) show();
    });
    for await (const item of found) {
      rows.push(this.rowOf(item));
      if (rows.length >= mostShown) break;
      if (Date.now() - filled > fillMs) show();
    }
    show();
  }

  private rowOf(found: FoundItem): Row {
    const verdicts = verdictsText(this.verdicts.of(found), true);
    return {
      label: pickText(found.id),
      description: [
        pickText(found.benchmark),
        pickText(placeOf(found)),
        ...(verdicts === '' ? [] : [verdicts]),
      ].join(' · '),
      detail: pickText(found.question),
      // What matches is decided here, over the whole question.
      alwaysShow: true,
      buttons: buttons(),
      found,
    };
  }

  private async open(found: FoundItem): Promise<void> {
    const file = this.index.files().find(({ path }) => path === found.path);
    if (file && isInEditor(file)) {
      const line = (found.line ?? 1) - 1;
      const selection = new vscode.Range(line, 0, line, 0);
      await vscode.commands.executeCommand('vscode.open', file.uri, { selection });
    } else await vscode.commands.executeCommand('reasoningTransfer.previewPrompt', targetOf(found));
  }
}

/** Files that an editor shows before packed ones, which are often copies of them; each by name. */
function plainFirst(files: readonly IndexedFile[]): IndexedFile[] {
  return files.toSorted((a, b) => Number(a.reach === 'no-text') - Number(b.reach === 'no-text'));
}

function isInEditor({ reach }: IndexedFile): boolean {
  return reach === 'all' || reach === 'no-codelens';
}

function titleOf(shown: number, searched: number, files: number): string {
  const where = vscode.l10n.t('{0} items of {1} files searched', countWords(searched), countWords(files));
  return shown >= mostShown
    ? vscode.l10n.t('Find Item: the first {0} · {1}', mostShown, where)
    : vscode.l10n.t('Find Item: {0} found · {1}', countWords(shown), where);
}

function buttons(): (vscode.QuickInputButton & { readonly command: string })[] {
  return [
    {
      iconPath: new vscode.ThemeIcon('beaker'),
      tooltip: vscode.l10n.t('Evaluate'),
      command: 'reasoningTransfer.evaluateItem',
    },
    {
      iconPath: new vscode.ThemeIcon('split-horizontal'),
      tooltip: vscode.l10n.t('Traces'),
      command: 'reasoningTransfer.showTraces',
    },
    {
      iconPath: new vscode.ThemeIcon('eye'),
      tooltip: vscode.l10n.t('Preview Prompt'),
      command: 'reasoningTransfer.previewPrompt',
    },
  ];
}

function targetOf({ path, line, index, id }: FoundItem): ItemTarget {
  return { uri: vscode.Uri.file(path).toString(), line: (line ?? 1) - 1, character: 0, index, id };
}

function placeOf({ path, line }: FoundItem): string {
  const name = vscode.workspace.asRelativePath(path);
  return line === null ? name : `${name}:${line}`;
}
