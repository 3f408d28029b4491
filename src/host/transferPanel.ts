import * as vscode from 'vscode';
import { parseFromTransfer, parseTransferMemory, type FromTransfer, type ToTransfer } from '../protocol.ts';
import { transferHtml } from '../webviewPage.ts';
import type { TransferModel } from './transferModel.ts';
import { rowOf } from './transferRow.ts';
import { pageOf, panelOptions } from './webviewPanels.ts';

/** What the panel asks of others: all but what it shows. */
export type TransferActions = Exclude<
  FromTransfer,
  { readonly type: 'ready' | 'choose' | 'flips' | 'direct' }
>;

/** The panel of the transfer: each tuned model against its base. There is one; it follows the results. */
export class TransferPanel implements vscode.Disposable {
  static readonly viewType = 'reasoningTransfer.transfer';
  private panel: vscode.WebviewPanel | null = null;
  private ready = false;
  /** What a command opened it at, until the view is there to show it. */
  private reveal: Extract<ToTransfer, { type: 'reveal' }> | null = null;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly model: Pick<
      TransferModel,
      'choose' | 'direct' | 'flips' | 'look' | 'onDidMake' | 'restore'
    >,
    private readonly act: (action: TransferActions) => void,
  ) {
    this.subscription = model.onDidMake((message) => this.post(message));
  }

  /** `showTransfer`: opens the panel, at what a row of the Results view names. */
  show = (argument: unknown): void => {
    const row = rowOf(argument);
    this.reveal = row === null ? null : { type: 'reveal', ...row };
    if (this.panel) this.panel.reveal();
    else {
      this.attach(
        vscode.window.createWebviewPanel(
          TransferPanel.viewType,
          title(),
          vscode.ViewColumn.Active,
          panelOptions(this.extensionUri),
        ),
      );
    }
    this.postReveal();
  };

  /** VS Code brings a panel back after a reload. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const memory = parseTransferMemory(state);
    if (memory) this.model.restore(memory.choice);
    panel.webview.options = panelOptions(this.extensionUri);
    this.attach(panel);
    return Promise.resolve();
  }

  private attach(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    this.setReady(false);
    panel.onDidDispose(() => {
      if (this.panel !== panel) return;
      this.panel = null;
      this.setReady(false);
    });
    panel.onDidChangeViewState(() => {
      // A hidden webview is destroyed; the next one says `ready` when it is there.
      if (this.panel === panel && !panel.visible) this.setReady(false);
    });
    panel.webview.onDidReceiveMessage((raw: unknown) => {
      const message = parseFromTransfer(raw);
      if (message) this.receive(message);
    });
    panel.webview.html = transferHtml(pageOf(panel.webview, this.extensionUri, 'transfer', title()));
  }

  /** Nothing is computed for a panel that nobody sees. */
  private setReady(ready: boolean): void {
    this.ready = ready;
    this.model.look(ready);
  }

  private receive(message: FromTransfer): void {
    switch (message.type) {
      case 'ready':
        if (message.choice) this.model.restore(message.choice);
        this.setReady(true);
        this.postReveal();
        break;
      case 'choose':
        this.model.choose(message.choice);
        break;
      case 'flips': {
        const { left, right, benchmark } = message;
        const list = this.model.flips(left, right, benchmark);
        this.post({ type: 'flips', left, right, benchmark, list });
        break;
      }
      case 'direct':
        void this.model.direct(message.left, message.right);
        break;
      case 'open-item':
      case 'compare-item':
      case 'evaluate-items':
      case 'open-matrix':
      case 'open-file':
      case 'set-domain':
      case 'set-base':
      case 'accept-base':
      case 'rescore':
      case 'evaluate':
      case 'export':
      case 'export-image':
        this.act(message);
    }
  }

  private postReveal(): void {
    if (!this.panel || !this.ready || this.reveal === null) return;
    this.post(this.reveal);
    this.reveal = null;
  }

  private post(message: ToTransfer): void {
    if (!this.panel || !this.ready) return;
    void this.panel.webview.postMessage(message);
  }

  dispose(): void {
    this.subscription.dispose();
    this.panel?.dispose();
  }
}

function title(): string {
  return vscode.l10n.t('Transfer');
}
