import * as vscode from 'vscode';
import { matrixOf, type IndexMatrix } from '../core/results/index/matrixOf.ts';
import { fullestBenchmark, matrixBenchmarks } from '../core/results/index/matrixRuns.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import { parseFromMatrix, parseMatrixMemory, type FromMatrix, type ToMatrix } from '../protocol.ts';
import { matrixHtml } from '../webviewPage.ts';
import type { Settings } from './settings.ts';
import type { ToolResults } from './toolResults.ts';
import { pageOf, panelOptions } from './webviewPanels.ts';
import { WhenQuiet } from './whenQuiet.ts';

export interface MatrixHandlers {
  /** Open the traces of a group of the index, at the column with samples of these runs where there are any. */
  readonly openItem: (group: number, runs: readonly ResultRun[]) => void;
  /** Compare the base with its tuned model, of which one has these runs where there are any. */
  readonly compareItem: (group: number, runs: readonly ResultRun[]) => void;
  /** Ask the items of these groups again. */
  readonly evaluateItems: (groups: readonly number[]) => void;
}

/** Files may change every second while runs are writing; the matrix follows at most this often. */
const quietMs = 300;
const mostMs = 1000;

/** The panel of the matrix: models × items of the workspace's results. There is one; it follows the index. */
export class MatrixPanel implements vscode.Disposable {
  static readonly viewType = 'reasoningTransfer.matrix';
  private panel: vscode.WebviewPanel | null = null;
  private ready = false;
  /** Undefined: not chosen yet. */
  private benchmark: string | null | undefined = undefined;
  private shown: IndexMatrix | null = null;
  private readonly whenQuiet = new WhenQuiet(quietMs, mostMs);
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly tools: Pick<ToolResults, 'index' | 'load' | 'onDidChange' | 'state'>,
    private readonly settings: Pick<Settings, 'models' | 'onDidChange'>,
    private readonly handlers: MatrixHandlers,
  ) {
    const again = (): void => this.whenQuiet.touch('', () => this.post());
    this.subscriptions = [tools.onDidChange(again), settings.onDidChange(again)];
  }

  /** `showMatrix`: opens the matrix, of the benchmark that an argument names. */
  show = (argument: unknown): void => {
    const asked = benchmarkOf(argument);
    if (asked !== undefined) this.benchmark = asked;
    void this.tools.load();
    if (this.panel) this.panel.reveal();
    else {
      this.attach(
        vscode.window.createWebviewPanel(
          MatrixPanel.viewType,
          vscode.l10n.t('Matrix'),
          vscode.ViewColumn.Active,
          panelOptions(this.extensionUri),
        ),
      );
    }
    this.post();
  };

  /** VS Code brings a panel back after a reload. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    this.benchmark = parseMatrixMemory(state)?.benchmark;
    panel.webview.options = panelOptions(this.extensionUri);
    this.attach(panel);
    void this.tools.load();
    return Promise.resolve();
  }

  private attach(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    this.ready = false;
    panel.onDidDispose(() => {
      if (this.panel !== panel) return;
      this.panel = null;
      this.shown = null;
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.ready = false;
    });
    panel.webview.onDidReceiveMessage((raw: unknown) => {
      const message = parseFromMatrix(raw);
      if (message) this.receive(message);
    });
    const page = pageOf(panel.webview, this.extensionUri, 'matrix', vscode.l10n.t('Matrix'));
    panel.webview.html = matrixHtml(page);
  }

  private receive(message: FromMatrix): void {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        if (this.benchmark === undefined && message.benchmark !== undefined)
          this.benchmark = message.benchmark;
        this.post();
        break;
      case 'benchmark':
        this.benchmark = message.benchmark;
        this.post();
        break;
      case 'open-item':
      case 'compare-item': {
        const [group] = this.groupsOf([message.item]);
        const runs = message.model === null ? undefined : this.shown?.runs.get(message.model);
        if (group === undefined) break;
        if (message.type === 'open-item') this.handlers.openItem(group, runs ?? []);
        else this.handlers.compareItem(group, runs ?? []);
        break;
      }
      case 'evaluate-items':
        this.handlers.evaluateItems(this.groupsOf(message.items));
        break;
    }
  }

  private groupsOf(refs: readonly string[]): number[] {
    const wanted = new Set(refs);
    const { shown } = this;
    if (!shown) return [];
    return shown.data.items.flatMap(({ ref }, item) => (wanted.has(ref) ? [shown.groups[item] ?? 0] : []));
  }

  private post(): void {
    if (!this.panel || !this.ready) return;
    void this.panel.webview.postMessage(this.message());
  }

  private message(): ToMatrix {
    const { index } = this.tools;
    if (index === null) {
      return { type: 'empty', message: vscode.l10n.t('Looking for results in the workspace…') };
    }
    const benchmarks = matrixBenchmarks(index);
    if (benchmarks.length === 0) {
      return {
        type: 'empty',
        message: vscode.l10n.t('No results with scores for each item were found in the workspace.'),
      };
    }
    // The first that is shown, and the one instead of one that is gone, is the one that most models were asked.
    const isThere = this.benchmark === null || benchmarks.some(({ name }) => name === this.benchmark);
    if (!isThere) this.benchmark = fullestBenchmark(index, benchmarks)?.name ?? null;
    this.shown = matrixOf(index, this.benchmark ?? null, this.settings.models().models, benchmarks);
    return { type: 'data', data: this.shown.data };
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.whenQuiet.dispose();
    this.panel?.dispose();
  }
}

/** The benchmark that a command's argument names, a tree's row or `{benchmark}`; undefined for none. */
function benchmarkOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('benchmark' in argument)) return undefined;
  return typeof argument.benchmark === 'string' ? argument.benchmark : undefined;
}
