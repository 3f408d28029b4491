import * as vscode from 'vscode';
import type { SavedSample } from '../core/results/savedSample.ts';
import {
  parseFromTraces,
  parseTracesLook,
  parseTracesMemory,
  type FromTraces,
  type ToTraces,
} from '../protocol.ts';
import { tracesHtml } from '../webviewPage.ts';
import { notify } from './notify.ts';
import { type AlignTraces, TracesAlignment } from './tracesAlignment.ts';
import type { VerdictsOf } from './tracesColumn.ts';
import { TracesModel } from './tracesModel.ts';
import { parseRestore, type Restore } from './tracesPlace.ts';
import type { LoadedSample } from './tracesReading.ts';
import { pageOf, panelOptions } from './webviewPanels.ts';

/** Deltas are sent at most once a frame of 60 a second. */
const frameMs = 16;

const lookKey = 'tracesLook';

export interface TracesPanelHandlers {
  /** A message of the webview that the panel does not answer itself, or that another item was gone to. */
  readonly onMessage: (message: FromTraces, model: TracesModel) => void;
  /** A saved sample from disk. */
  readonly load: (saved: SavedSample) => Promise<LoadedSample>;
  /** What was said of a saved sample since. */
  readonly verdictsOf: VerdictsOf;
  /** Lays traces beside each other, on a thread. */
  readonly alignTraces: AlignTraces;
  /** The panel is there: it may soon be asked to align. */
  readonly onOpened: () => void;
  readonly onClosed: () => void;
  /** The panel came back after a reload: fill `model` from disk. */
  readonly onRestore: (restore: Restore | null, model: TracesModel) => Promise<void>;
}

/**
 * The panel that shows traces side by side. There is one; a new evaluation takes it over. The texts live
 * in its model, so hiding, moving or reloading the webview loses nothing.
 */
export class TracesPanel implements vscode.Disposable {
  static readonly viewType = 'reasoningTransfer.traces';
  private panel: vscode.WebviewPanel | null = null;
  private model: TracesModel = new TracesModel(
    () => undefined,
    () => Promise.resolve({ ok: false, why: '' }),
  );
  private ready = false;
  private timer: NodeJS.Timeout | null = null;
  private readonly alignment: TracesAlignment;

  constructor(
    private readonly extensionUri: vscode.Uri,
    /** Keeps how the reader wants traces to look. */
    private readonly memory: vscode.Memento,
    private readonly handlers: TracesPanelHandlers,
  ) {
    this.alignment = new TracesAlignment(
      handlers.alignTraces,
      () => this.model,
      (message) => this.post(message),
      (error) => void notify.warning(vscode.l10n.t('The traces could not be aligned: {0}', error.message)),
    );
  }

  /** What is shown; null where the panel is not there. */
  get shown(): TracesModel | null {
    return this.panel && this.model;
  }

  /**
   * Opens the panel beside the editor where it is not there.
   *
   * @param keep goes on with what the panel holds, because it is still being fed; else it begins anew
   */
  open(keep: boolean): TracesModel {
    const model = keep ? this.model : this.newModel();
    if (this.panel) this.panel.reveal(undefined, true);
    else {
      this.attach(
        vscode.window.createWebviewPanel(
          TracesPanel.viewType,
          vscode.l10n.t('Traces'),
          { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
          panelOptions(this.extensionUri),
        ),
      );
    }
    return model;
  }

  /** VS Code brings a panel back after a reload. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const memory = parseTracesMemory(state);
    const model = this.newModel();
    panel.webview.options = panelOptions(this.extensionUri);
    this.attach(panel);
    await this.handlers.onRestore(memory === null ? null : parseRestore(memory.restore), model);
    if (model === this.model) model.postState();
  }

  private newModel(): TracesModel {
    const model: TracesModel = new TracesModel(
      (message) => {
        if (model !== this.model) return;
        this.post(message);
        this.alignment.posted(message);
      },
      this.handlers.load,
      this.handlers.verdictsOf,
    );
    this.model = model;
    return model;
  }

  private attach(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    this.ready = false;
    this.handlers.onOpened();
    panel.onDidDispose(() => {
      if (this.panel !== panel) return;
      this.panel = null;
      this.alignment.ask(null);
      this.handlers.onClosed();
    });
    panel.onDidChangeViewState(() => {
      // A hidden webview is destroyed; the next one says `ready` when it is there.
      if (panel.visible) return;
      this.ready = false;
      this.alignment.ask(null);
    });
    panel.webview.onDidReceiveMessage((raw: unknown) => {
      const message = parseFromTraces(raw);
      if (message) this.receive(message);
    });
    const page = pageOf(panel.webview, this.extensionUri, 'traces', vscode.l10n.t('Traces'));
    panel.webview.html = tracesHtml({ ...page, look: parseTracesLook(this.memory.get(lookKey)) });
  }

  private receive(message: FromTraces): void {
    if (message.type === 'ready') {
      this.ready = true;
      // A new webview has nothing yet, and asks for what it wants.
      this.alignment.ask(null);
      this.model.postState();
    } else if (message.type === 'go') {
      this.model.go(message.to);
      this.handlers.onMessage(message, this.model);
    } else if (message.type === 'sample') {
      this.model.step(message.key, message.at);
    } else if (message.type === 'show-column') {
      this.model.showColumn(message.key);
    } else if (message.type === 'align') {
      this.alignment.ask(message.align);
    } else if (message.type === 'look') {
      void this.memory.update(lookKey, message.look);
    } else {
      this.handlers.onMessage(message, this.model);
    }
  }

  private post(message: ToTraces): void {
    if (!this.panel || !this.ready) return;
    if (message.type === 'state') {
      this.panel.title = vscode.l10n.t('Traces · {0}', message.state.item.id);
    }
    void this.panel.webview.postMessage(message);
  }

  /** To be called after something was said of saved samples. */
  verdictsChanged(): void {
    this.model.verdictsChanged();
  }

  /** Sends what has streamed since the last frame; called by whoever feeds the model. */
  schedule(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.model.flush();
    }, frameMs);
  }

  dispose(): void {
    if (this.timer) clearTimeout(this.timer);
    this.alignment.dispose();
    this.panel?.dispose();
  }
}
