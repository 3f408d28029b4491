import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import type { Column } from '../protocol.ts';

const scheme = 'reasoning-transfer-trace';

/** Traces as read-only documents, so that the editor's own search, folding and word wrap work on them. */
export class TraceTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly subscriptions: vscode.Disposable[];
  private opened = 0;

  constructor() {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.scheme === scheme) this.texts.delete(document.uri.query);
      }),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.query) ?? vscode.l10n.t('This trace is not in memory any more. Open it again.');
  }

  async open(item: Item, column: Column): Promise<void> {
    const uri = this.keep(item, column.label, traceText(item, column));
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  /** A text of ours, such as a table. */
  async openPage(title: string, text: string): Promise<void> {
    await vscode.window.showTextDocument(this.keepAs(title, text), { preview: true });
  }

  private keep(item: Item, label: string, text: string): vscode.Uri {
    return this.keepAs(`${label} · ${item.id}`, text);
  }

  private keepAs(title: string, text: string): vscode.Uri {
    const id = String(this.opened++);
    this.texts.set(id, text);
    const name = title.replaceAll('/', '∕');
    return vscode.Uri.from({ scheme, path: `/${name}.md`, query: id });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.texts.clear();
  }
}

/** What is known of a trace, then its reasoning and its answer, as they came. */
function traceText(item: Item, column: Column): string {
  const verdict = column.verdict;
  const head = [
    `${item.benchmark} · ${item.id}`,
    `${column.label} (${column.model}) · ${column.state} · ${column.sampling}`,
    ...(verdict ? [`${verdict.kind}: ${verdict.reason}`] : []),
    ...(column.flags.length > 0 ? [column.flags.join(', ')] : []),
    ...(column.note === null ? [] : [column.note]),
  ];
  return [...head, '', partsText(column)].join('\n');
}

/** Reasoning and answer as they came, each under its heading. */
function partsText({ reasoning, answer }: { readonly reasoning: string; readonly answer: string }): string {
  return [
    `## ${vscode.l10n.t('Reasoning')}`,
    '',
    reasoning,
    '',
    `## ${vscode.l10n.t('Answer')}`,
    '',
    answer,
    '',
  ].join('\n');
}
