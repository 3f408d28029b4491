import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { matrixOf, nameOf, type IndexMatrix } from '../core/results/index/matrixOf.ts';
import type { ResultsIndex } from '../core/results/index/resultsIndex.ts';
import type { MatrixBenchmark } from '../core/results/matrix.ts';
import { parseFromMatrix, parseMatrixMemory, type FromMatrix, type ToMatrix } from '../protocol.ts';
import { matrixHtml } from '../webviewPage.ts';
import { language } from './language.ts';
import type { Settings } from './settings.ts';
import type { ToolResults } from './toolResults.ts';
import { WhenQuiet } from './whenQuiet.ts';

export interface MatrixHandlers {
  /** Open the traces of a group of the index. */
  readonly openItem: (group: number) => void;
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
          { enableScripts: true, localResourceRoots: [this.resources] },
        ),
      );
    }
    this.post();
  };

  /** VS Code brings a panel back after a reload. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    this.benchmark = parseMatrixMemory(state)?.benchmark;
    panel.webview.options = { enableScripts: true, localResourceRoots: [this.resources] };
    this.attach(panel);
    void this.tools.load();
    return Promise.resolve();
  }

  private get resources(): vscode.Uri {
    return vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview');
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
    panel.webview.html = this.html(panel.webview);
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
      case 'open-item': {
        const [group] = this.groupsOf([message.item]);
        if (group !== undefined) this.handlers.openItem(group);
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
    const { models } = this.settings.models();
    const known = matrixOf(index, this.benchmark ?? null, models);
    const { benchmarks } = known.data;
    if (benchmarks.length === 0) {
      return {
        type: 'empty',
        message: vscode.l10n.t('No results with scores for each item were found in the workspace.'),
      };
    }
    // The first that is shown is the one that most models were asked.
    const first = this.benchmark === undefined ? fullest(index, benchmarks) : undefined;
    const isGone =
      typeof this.benchmark === 'string' && !benchmarks.some(({ name }) => name === this.benchmark);
    if (first || isGone) this.benchmark = (first ?? fullest(index, benchmarks))?.name ?? null;
    this.shown = first || isGone ? matrixOf(index, this.benchmark ?? null, models) : known;
    return { type: 'data', data: this.shown.data };
  }

  private html(webview: vscode.Webview): string {
    const uri = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.resources, name)).toString();
    return matrixHtml({
      nonce: randomBytes(16).toString('base64'),
      cspSource: webview.cspSource,
      scriptUri: uri('matrix.js'),
      styleUris: [uri('matrix.css')],
      title: vscode.l10n.t('Matrix'),
      lang: language(),
      words: vscode.l10n.bundle ?? {},
    });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.whenQuiet.dispose();
    this.panel?.dispose();
  }
}

function fullest(index: ResultsIndex, benchmarks: readonly MatrixBenchmark[]): MatrixBenchmark | undefined {
  const models = Map.groupBy(
    index.runs.filter(({ superseded, samples }) => !superseded && samples.length > 0),
    nameOf,
  );
  const count = ({ name }: MatrixBenchmark): number =>
    new Set((models.get(name) ?? []).map(({ model, format }) => JSON.stringify([model, format]))).size;
  return benchmarks.toSorted((a, b) => count(b) - count(a) || b.items - a.items)[0];
}

/** The benchmark that a command's argument names, a tree's row or `{benchmark}`; undefined for none. */
function benchmarkOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('benchmark' in argument)) return undefined;
  return typeof argument.benchmark === 'string' ? argument.benchmark : undefined;
}
