import * as vscode from 'vscode';
import type { ItemFileOptions } from '../workspace/itemFile.ts';
import {
  editorReach,
  isNeverItems,
  itemFilesGlob,
  noItemsGlob,
  type EditorReach,
} from '../workspace/itemFileNames.ts';
import { sniffItemFile, type SniffedFile, type UnknownFile } from '../workspace/itemFolders.ts';
import { WhenQuiet } from './whenQuiet.ts';

interface Place {
  readonly uri: vscode.Uri;
  /** Relative to its workspace folder. */
  readonly name: string;
  readonly reach: EditorReach;
}

/** A file of the workspace that holds items. */
export type IndexedFile = SniffedFile & Place;

/** A file of the workspace that might hold items, were it described. */
export type UnknownIndexedFile = UnknownFile & Place;

/** How the search for files stands: how many of the candidates were looked at. */
export interface SearchState {
  readonly kind: 'idle' | 'searching' | 'done' | 'cancelled';
  readonly done: number;
  readonly of: number;
  /** There are more candidates than are looked at. */
  readonly tooMany: boolean;
}

export const mostCandidates = 2000;
const atOnce = 8;
/** Programs that write many files are waited for. */
const watchedMs = 300;
/** Files that were no items are looked at anew when they were left alone: a log grows, and is none again. */
const quietMs = 1500;
const mostMs = 10_000;
/** The view is drawn at most this often while files are found. */
const announceMs = 250;

/** The item files of the workspace: found at first use, then kept current by a watcher. */
export class BenchmarksIndex implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly found = new Map<string, IndexedFile | UnknownIndexedFile>();
  /** What was sniffed in which state of a file, so that a search again reads only what changed. */
  private readonly sniffed = new Map<
    string,
    { readonly state: string; readonly file: SniffedFile | UnknownFile | null }
  >();
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly pending = new Map<string, vscode.Uri>();
  private readonly whenQuiet = new WhenQuiet(quietMs, mostMs);
  private searching: Promise<void> | null = null;
  private cancelling = new vscode.CancellationTokenSource();
  private current: SearchState = { kind: 'idle', done: 0, of: 0, tooMany: false };
  private watcher: vscode.Disposable | null = null;
  private timer: NodeJS.Timeout | null = null;
  private announcing: NodeJS.Timeout | null = null;

  /**
   * @param options what files of items are read with
   * @param isResults whether a file is known to be one of results, which may hold the fields of items
   */
  constructor(
    private readonly options: () => ItemFileOptions,
    private readonly isResults: (uri: vscode.Uri) => boolean = () => false,
  ) {
    this.subscriptions.push(
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.again()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('reasoningTransfer.benchmarks')) this.sniffed.clear();
        else if (!event.affectsConfiguration('reasoningTransfer.benchmarkFiles')) return;
        this.again();
      }),
    );
  }

  get state(): SearchState {
    return this.current;
  }

  /** The files of items that were found so far, by name. */
  files(): readonly IndexedFile[] {
    return byName(
      [...this.found.values()].flatMap((file) => (isKnown(file) && !this.isResults(file.uri) ? [file] : [])),
    );
  }

  /** Those that look like files of items, but of no known benchmark, by name. */
  unknownFiles(): readonly UnknownIndexedFile[] {
    return byName(
      [...this.found.values()].flatMap((file) => (isKnown(file) || this.isResults(file.uri) ? [] : [file])),
    );
  }

  /** Searches where that was not done yet; resolves when the search has ended. */
  load(): Promise<void> {
    return this.current.kind === 'idle' ? this.search() : (this.searching ?? Promise.resolve());
  }

  /** Searches the workspace again. Files that did not change are not read again. */
  search(): Promise<void> {
    this.searching ??= Promise.resolve(
      vscode.window.withProgress({ location: { viewId: 'reasoningTransfer.benchmarks' } }, () =>
        this.searchAll(),
      ),
    ).finally(() => (this.searching = null));
    return this.searching;
  }

  /** Ends the search; what was found stays. */
  cancel(): void {
    this.cancelling.cancel();
  }

  private async searchAll(): Promise<void> {
    this.cancelling.dispose();
    this.cancelling = new vscode.CancellationTokenSource();
    const { token } = this.cancelling;
    this.current = { kind: 'searching', done: 0, of: 0, tooMany: false };
    this.announce();
    const include = benchmarkFiles();
    this.watch(include);
    const uris = await vscode.workspace.findFiles(include, noItemsGlob, mostCandidates + 1, token);
    const candidates = uris.filter(({ scheme }) => scheme === 'file').slice(0, mostCandidates);
    const tooMany = uris.length > mostCandidates;
    const kept = new Set(candidates.map(String));
    for (const key of this.found.keys())
      if (!kept.has(key) && !token.isCancellationRequested) this.found.delete(key);
    let done = 0;
    const left = candidates.values();
    const work = async (): Promise<void> => {
      for (const uri of left) {
        if (token.isCancellationRequested) return;
        await this.look(uri);
        done += 1;
        this.current = { kind: 'searching', done, of: candidates.length, tooMany };
        this.announceSoon();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const kind = token.isCancellationRequested ? 'cancelled' : 'done';
    this.current = { kind, done, of: candidates.length, tooMany };
    this.announce();
  }

  /** Reads a file's beginning where it changed since it was last read. */
  private async look(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    try {
      const stat = await vscode.workspace.fs.stat(uri);
      const state = `${stat.mtime} ${stat.size}`;
      const before = this.sniffed.get(key);
      const file = before?.state === state ? before.file : await sniffItemFile(uri.fsPath, this.options());
      this.sniffed.set(key, { state, file });
      if (file) {
        const name = vscode.workspace.asRelativePath(uri);
        this.found.set(key, { ...file, uri, name, reach: editorReach(file.path, file.size) });
      } else this.found.delete(key);
    } catch {
      // It is gone.
      this.sniffed.delete(key);
      this.found.delete(key);
    }
  }

  private watch(include: string): void {
    this.watcher?.dispose();
    const watcher = vscode.workspace.createFileSystemWatcher(include);
    const touched = (uri: vscode.Uri): void => {
      if (isNeverItems(uri.path) || uri.scheme !== 'file') return;
      const key = uri.toString();
      const look = (): void => {
        this.pending.set(key, uri);
        this.timer ??= setTimeout(() => void this.lookAtPending(), watchedMs);
      };
      if (this.wasNoItems(key)) this.whenQuiet.touch(key, look);
      else look();
    };
    this.watcher = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(touched),
      watcher.onDidChange(touched),
      watcher.onDidDelete(touched),
    );
  }

  /** To find that again takes its time. An empty file was found to be none at once, and is being written. */
  private wasNoItems(key: string): boolean {
    const before = this.sniffed.get(key);
    return before !== undefined && (before.file?.benchmark ?? null) === null && !before.state.endsWith(' 0');
  }

  private async lookAtPending(): Promise<void> {
    this.timer = null;
    const uris = [...this.pending.values()];
    this.pending.clear();
    for (const uri of uris) await this.look(uri);
    this.announce();
  }

  private again(): void {
    if (this.current.kind === 'idle') return;
    this.cancel();
    void (this.searching ?? Promise.resolve()).then(() => this.search());
  }

  private announceSoon(): void {
    this.announcing ??= setTimeout(() => this.announce(), announceMs);
  }

  private announce(): void {
    if (this.announcing) clearTimeout(this.announcing);
    this.announcing = null;
    this.changed.fire();
  }

  dispose(): void {
    this.cancelling.cancel();
    this.cancelling.dispose();
    this.watcher?.dispose();
    this.whenQuiet.dispose();
    for (const timer of [this.timer, this.announcing]) if (timer) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }
}

function isKnown(file: IndexedFile | UnknownIndexedFile): file is IndexedFile {
  return file.benchmark !== null;
}

function byName<File extends Place>(files: readonly File[]): File[] {
  return files.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** The glob of the setting. */
function benchmarkFiles(): string {
  const setting = vscode.workspace.getConfiguration('reasoningTransfer').get<unknown>('benchmarkFiles');
  return typeof setting === 'string' && setting.trim() !== '' ? setting : itemFilesGlob;
}
