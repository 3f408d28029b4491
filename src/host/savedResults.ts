import * as vscode from 'vscode';
import type { ItemKey } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { SavedSamples, type ReadSample } from '../workspace/savedSamples.ts';
import { readToolSample } from '../workspace/results/readToolSample.ts';
import type { Problems } from './problems.ts';
import type { SampleVerdicts } from './sampleVerdicts.ts';
import type { ItemWanted, ToolResults } from './toolResults.ts';
import { watchFiles } from './watchFiles.ts';

interface Folder {
  readonly samples: SavedSamples;
  readonly subscriptions: vscode.Disposable[];
}

/** The saved samples of every folder of the workspace, kept current while other programs write. */
export class SavedResults implements vscode.Disposable {
  private readonly folders = new Map<string, Folder>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;

  /**
   * @param tools the samples of other tools, shown beside ours
   * @param verdicts what was said of samples since they were saved
   */
  constructor(
    private readonly problems: Problems,
    private readonly tools: Pick<ToolResults, 'forItem' | 'load' | 'onDidChange'>,
    private readonly verdicts: Pick<SampleVerdicts, 'withVerdicts' | 'loaded' | 'onDidChange'>,
  ) {
    this.subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeWorkspaceFolders((event) => {
        for (const folder of event.removed) this.close(folder.uri);
        for (const folder of event.added) void this.open(folder.uri);
      }),
      tools.onDidChange(() => this.changed.fire()),
      verdicts.onDidChange(() => this.changed.fire()),
    );
  }

  private loading: Promise<unknown> | null = null;
  private own = 0;
  private readAll = false;

  /** Whether the results of other tools have been read as well. */
  get isComplete(): boolean {
    return this.readAll;
  }

  /** Another number whenever there are other samples of our own. */
  get revision(): number {
    return this.own;
  }

  /**
   * Resolves when our own samples of every folder have been read; the first call reads them. The results of other
   * tools may take longer: they come with a change.
   */
  async loaded(): Promise<void> {
    void this.tools.load().then(() => (this.readAll = true));
    this.loading ??= Promise.all([
      this.verdicts.loaded(),
      ...(vscode.workspace.workspaceFolders ?? []).map((folder) => this.open(folder.uri)),
    ]);
    await this.loading;
  }

  /** Resolves when the results of other tools have been read as well, or could not be. */
  async complete(): Promise<void> {
    await Promise.all([this.loaded(), this.tools.load()]);
  }

  /** Where samples of an item are saved: the workspace folder of its file, else the first one, else nowhere. */
  folderOf(file: string): SavedSamples | null {
    const folder =
      vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file)) ?? vscode.workspace.workspaceFolders?.[0];
    return folder ? this.entry(folder.uri).samples : null;
  }

  /** Every label's samples of an item, from all folders: ours, then those of other tools. */
  forItem(item: ItemKey & ItemWanted): readonly SavedSample[] {
    const ours = [...this.folders.values()].flatMap(({ samples }) => samples.forItem(item, item.textHash));
    const others = this.tools.forItem(item);
    const all = others.length === 0 ? ours : [...ours, ...others];
    return all.map((sample) => this.verdicts.withVerdicts(sample));
  }

  /** Our own samples of a label on a benchmark, from all folders. */
  ofLabel(label: string, benchmark: string): readonly SavedSample[] {
    return [...this.folders.values()].flatMap(({ samples }) => samples.ofLabel(label, benchmark));
  }

  /** The whole sample from disk. */
  async read(saved: SavedSample): Promise<ReadSample> {
    if (saved.tool !== undefined) return readToolSample(saved);
    for (const { samples } of this.folders.values()) {
      if (saved.file.startsWith(samples.folder)) return samples.read(saved);
    }
    return {
      ok: false,
      problem: { file: saved.file, message: vscode.l10n.t('Its folder is not open any more.') },
    };
  }

  private entry(uri: vscode.Uri): Folder {
    let folder = this.folders.get(uri.toString());
    if (!folder) {
      folder = this.watch(uri);
      this.folders.set(uri.toString(), folder);
    }
    return folder;
  }

  private async open(uri: vscode.Uri): Promise<void> {
    await this.entry(uri).samples.load();
  }

  private watch(uri: vscode.Uri): Folder {
    const samples = new SavedSamples(uri.fsPath);
    const announce = samples.onDidChange(() => {
      this.own += 1;
      this.problems.set(`saved ${uri.toString()}`, samples.problems);
      this.changed.fire();
    });
    const subscriptions = [
      watchFiles(uri, '.reasoning-transfer/**/samples_*.jsonl', () => void samples.refresh()),
      announce,
    ];
    return { samples, subscriptions };
  }

  private close(uri: vscode.Uri): void {
    const folder = this.folders.get(uri.toString());
    this.folders.delete(uri.toString());
    for (const subscription of folder?.subscriptions ?? []) subscription.dispose();
    this.problems.set(`saved ${uri.toString()}`, []);
    this.changed.fire();
  }

  dispose(): void {
    for (const { subscriptions } of this.folders.values()) {
      for (const subscription of subscriptions) subscription.dispose();
    }
    this.subscription.dispose();
    this.changed.dispose();
  }
}
