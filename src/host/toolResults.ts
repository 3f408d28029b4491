import path from 'node:path';
import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import type { Problem } from '../core/problem.ts';
import type { IndexData } from '../core/results/index/indexData.ts';
import { ResultsIndex } from '../core/results/index/resultsIndex.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { tokenSketch } from '../core/results/tokenSketch.ts';
import { toolSamples } from '../core/results/toolSamples.ts';
import { cacheFile } from '../workspace/results/indexCache.ts';
import type { IndexAnswer, IndexClient } from '../workspace/results/indexClient.ts';
import { mayBeFound } from '../workspace/results/walkResults.ts';
import { notify } from './notify.ts';
import type { Problems } from './problems.ts';
import { resultsNames } from './resultsNames.ts';
import type { Settings } from './settings.ts';
import { WhenQuiet } from './whenQuiet.ts';

/** What an item is looked up by; of one whose text is not found, gold answer and question decide. */
export type ItemWanted = Pick<Item, 'benchmark' | 'textHash'> & Partial<Pick<Item, 'gold' | 'question'>>;

/** How the search for results stands. */
export interface ResultsState {
  readonly kind: 'idle' | 'searching' | 'done';
  readonly done: number;
  readonly of: number;
}

/** Many files may be written in a moment: they make one update, which is not held back for long. */
const quietMs = 200;
const mostMs = 600;
const settledMs = 1500;
/** Watchers miss changes on file systems of a network and in folders that are new; nobody looks at a window behind. */
const recheckMs = { focused: 2000, behind: 15_000 };

/** The results of all tools in the workspace's folders, indexed on a thread of its own and kept current. */
export class ToolResults implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private current: ResultsIndex | null = null;
  private data: IndexData | null = null;
  private read = 0;
  private folderProblems: readonly Problem[] = [];
  private byGroup = new Map<string, readonly SavedSample[]>();
  private loading: Promise<void> | null = null;
  private progress: ResultsState = { kind: 'idle', done: 0, of: 0 };
  private readonly touched = new Set<string>();
  private readonly whenQuiet = new WhenQuiet(quietMs, mostMs);
  private rechecking: NodeJS.Timeout | null = null;
  private disposed = false;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly subscriptions: vscode.Disposable[] = [];
  private watchers: vscode.Disposable[] = [];

  /** @param storage where the index is kept; a folder of this extension */
  constructor(
    private readonly client: IndexClient,
    private readonly settings: Pick<Settings, 'benchmarks' | 'models' | 'onDidChange' | 'results'>,
    private readonly problems: Problems,
    private readonly storage: vscode.Uri,
  ) {
    this.subscriptions.push(
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.again()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('reasoningTransfer.results')) this.again();
      }),
      settings.onDidChange(() => this.name()),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.rechecking) this.recheckSoon();
      }),
    );
  }

  /** The index as it stands; null until the first search has ended. */
  get index(): ResultsIndex | null {
    return this.current;
  }

  /** Another number whenever files say something else; settings do not change it. */
  get revision(): number {
    return this.read;
  }

  get state(): ResultsState {
    return this.progress;
  }

  /** Resolves when the folders have been searched; the first call searches them. */
  load(): Promise<void> {
    this.loading ??= this.search();
    return this.loading;
  }

  /** Searches the folders again; files that did not change are not read. */
  search = async (): Promise<void> => {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    this.watch(folders);
    const { include, exclude, tableScale } = this.settings.results().results;
    const paths = folders.map(({ uri }) => uri.fsPath.replaceAll('\\', '/'));
    this.say({ kind: 'searching', done: 0, of: 0 });
    try {
      const answer = await this.client.search(
        {
          folders: paths,
          walk: { include, exclude },
          tableScale,
          cache: cacheFile(this.storage.fsPath, paths, JSON.stringify([include, exclude, tableScale])),
        },
        (done, of) => this.say({ kind: 'searching', done, of }),
      );
      this.take(answer);
    } catch (error) {
      this.failed(error);
    }
    this.say({ kind: 'done', done: 0, of: 0 });
    this.recheckSoon();
  };

  private recheckSoon(): void {
    if (this.rechecking) clearTimeout(this.rechecking);
    const wait = vscode.window.state.focused ? recheckMs.focused : recheckMs.behind;
    this.rechecking = setTimeout(() => {
      void this.client
        .recheck()
        .then(
          (answer) => this.take(answer),
          // A thread that fell ends by itself, and is started again by the next change.
          () => undefined,
        )
        .then(() => this.disposed || this.recheckSoon());
    }, wait);
  }

  /** The samples of an item by other tools; none until the folders have been searched. */
  forItem(item: ItemWanted): readonly SavedSample[] {
    const found = this.current?.find({
      benchmark: item.benchmark,
      textHash: item.textHash,
      gold: item.gold ?? null,
      sketch: () => tokenSketch(item.question ?? ''),
    });
    return found ? this.ofGroup(found.group, found.inferred) : [];
  }

  /** The samples of one group of the index; the same objects until it changes. */
  ofGroup(group: number, inferred = false): readonly SavedSample[] {
    const key = `${group} ${inferred}`;
    const known = this.byGroup.get(key);
    if (known) return known;
    const item = this.current?.item(group);
    const samples = item && this.current ? toolSamples(this.current.ofGroup(group), item, inferred) : [];
    this.byGroup.set(key, samples);
    return samples;
  }

  /** What is wrong with files and folders of results; with our own samples, that is said where they are read. */
  wrong(): readonly Problem[] {
    return [...this.folderProblems, ...(this.current?.problems ?? [])].filter(
      ({ file }) => !/\/\.reasoning-transfer\/.*\.jsonl$/.test(file),
    );
  }

  private watch(folders: readonly vscode.WorkspaceFolder[]): void {
    for (const watcher of this.watchers) watcher.dispose();
    this.watchers = folders.flatMap((folder) => {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**'));
      const may = (uri: vscode.Uri): boolean => mayBeFound(folder.uri.fsPath, uri.fsPath);
      const look = (uri: vscode.Uri): void => {
        if (may(uri)) this.touch(uri.fsPath);
      };
      return [
        watcher,
        watcher.onDidCreate((uri) => {
          if (may(uri)) this.touch(uri.fsPath);
          // Its name does not say whether it is a folder.
          else this.touchFolder(uri.fsPath);
        }),
        watcher.onDidChange(look),
        // It may have been a folder.
        watcher.onDidDelete((uri) => this.touch(uri.fsPath)),
      ];
    });
  }

  /**
   * What is created within a folder that is new may come without events of its own, and later than the folder: it is
   * looked through now and once more.
   */
  private touchFolder(folder: string): void {
    this.touch(folder);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.touch(folder);
    }, settledMs);
    this.timers.add(timer);
  }

  private touch(file: string): void {
    this.touched.add(file.split(path.sep).join('/'));
    this.whenQuiet.touch('', () => void this.update());
  }

  private async update(): Promise<void> {
    // The search that is on its way finds what was written before it ends; what comes after is looked at then.
    await this.loading;
    const paths = [...this.touched];
    this.touched.clear();
    try {
      this.take(await this.client.touch(paths));
    } catch (error) {
      this.failed(error);
    }
  }

  private take({ data, problems }: IndexAnswer): void {
    this.folderProblems = problems;
    if (data !== null) {
      this.data = data;
      this.read += 1;
      this.name();
    }
  }

  /** The index of the same files under the settings as they are now. */
  private name(): void {
    if (this.data === null) return;
    this.current = new ResultsIndex(this.data, resultsNames(this.settings));
    this.byGroup = new Map();
    this.problems.set('results', this.wrong());
    this.changed.fire();
  }

  private again(): void {
    if (this.loading === null) return;
    this.loading = this.loading.then(() => this.search());
  }

  private say(state: ResultsState): void {
    this.progress = state;
    this.changed.fire();
  }

  private failed(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    void notify.warning(vscode.l10n.t('The results of the workspace could not be indexed: {0}', why));
  }

  dispose(): void {
    this.disposed = true;
    if (this.rechecking) clearTimeout(this.rechecking);
    for (const disposable of [...this.subscriptions, ...this.watchers]) disposable.dispose();
    this.whenQuiet.dispose();
    for (const timer of this.timers) clearTimeout(timer);
    this.changed.dispose();
    void this.client.close();
  }
}
