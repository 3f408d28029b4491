import * as vscode from 'vscode';
import type { Problem } from '../core/problem.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { Verdict } from '../core/results/verdicts/verdict.ts';
import type { Verdicts } from '../core/results/verdicts/verdictBook.ts';
import { SavedVerdicts } from '../workspace/verdicts/savedVerdicts.ts';
import type { Problems } from './problems.ts';
import { watchFiles } from './watchFiles.ts';

interface Folder {
  readonly verdicts: SavedVerdicts;
  readonly subscriptions: readonly vscode.Disposable[];
}

/** The verdicts that were saved beside samples, of every folder of the workspace, kept current. */
export class SampleVerdicts implements vscode.Disposable {
  private readonly folders = new Map<string, Folder>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  /** Samples with their verdicts as last given, so that nothing is taken for new that is not. */
  private known = new WeakMap<SavedSample, SavedSample>();
  private loading: Promise<unknown> | null = null;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly problems: Problems) {
    this.subscription = vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const { uri } of removed) this.close(uri);
      for (const { uri } of added) void this.entry(uri).verdicts.refresh();
    });
  }

  /** Resolves when the verdicts of every folder have been read; the first call reads them. */
  async loaded(): Promise<void> {
    this.loading ??= Promise.all(
      (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => this.entry(uri).verdicts.refresh()),
    );
    await this.loading;
  }

  /** A sample with what was said of it since it was saved; the same object until that changes. */
  withVerdicts(sample: SavedSample): SavedSample {
    const known = this.known.get(sample);
    if (known) return known;
    const judged = this.folderOf(sample)?.of(sample);
    const whole = judged && (judged.scorer ?? judged.hand) !== null ? { ...sample, judged } : sample;
    this.known.set(sample, whole);
    return whole;
  }

  /** What was said of a sample since it was saved, as it is now; null where nothing can be. */
  of(sample: SavedSample): Verdicts | null {
    return this.folderOf(sample)?.of(sample) ?? null;
  }

  /** Where verdicts on a sample are saved: the workspace folder of its file, else the first one, else nowhere. */
  folderOf({ file }: Pick<SavedSample, 'file'>): SavedVerdicts | null {
    const folder =
      vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file)) ?? vscode.workspace.workspaceFolders?.[0];
    return folder ? this.entry(folder.uri).verdicts : null;
  }

  /** All that hold, with the folder that they are saved in. */
  *all(): IterableIterator<{ readonly folder: SavedVerdicts; readonly verdicts: Verdicts }> {
    for (const { verdicts: folder } of this.folders.values()) {
      for (const verdicts of folder.all()) yield { folder, verdicts };
    }
  }

  /** Saves one verdict; what went wrong, if anything. */
  async append(sample: SavedSample, verdict: Verdict): Promise<readonly Problem[]> {
    const folder = this.folderOf(sample);
    if (!folder)
      return [
        { file: sample.file, message: vscode.l10n.t('Open a folder first: verdicts are saved in it.') },
      ];
    return folder.append([verdict]);
  }

  private entry(uri: vscode.Uri): Folder {
    let folder = this.folders.get(uri.toString());
    if (!folder) this.folders.set(uri.toString(), (folder = this.watch(uri)));
    return folder;
  }

  private watch(uri: vscode.Uri): Folder {
    const verdicts = new SavedVerdicts(uri.fsPath);
    const announce = verdicts.onDidChange(() => {
      this.known = new WeakMap();
      this.problems.set(`verdicts ${uri.toString()}`, verdicts.problems);
      this.changed.fire();
    });
    const subscriptions = [
      watchFiles(uri, '.reasoning-transfer/*/verdicts_*.jsonl', () => void verdicts.refresh()),
      announce,
    ];
    return { verdicts, subscriptions };
  }

  private close(uri: vscode.Uri): void {
    const folder = this.folders.get(uri.toString());
    this.folders.delete(uri.toString());
    for (const subscription of folder?.subscriptions ?? []) subscription.dispose();
    this.problems.set(`verdicts ${uri.toString()}`, []);
    this.known = new WeakMap();
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
