import { readFile, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';

/** As much of the VS Code API as words need, for tests of host modules that need no more. */
export const env = {
  language: 'en',
  clipboard: {
    writeText: (text: string): Promise<void> => {
      copied.push(text);
      return Promise.resolve();
    },
  },
};

/** What was copied, and the files that save dialogs are answered with, in order; what these offered. */
export const copied: string[] = [];
export const savingTo: Uri[] = [];
export const offered: unknown[] = [];

/** `bundle` is undefined in English, as in VS Code; `t` fills in as VS Code does. */
export const l10n = {
  bundle: undefined as Readonly<Record<string, string>> | undefined,
  t: (message: string, ...values: unknown[]): string => {
    const words = l10n.bundle?.[message] ?? message;
    return words.replace(/\{([^}]+)\}/g, (place, name: string) => {
      const index = Number(name);
      return index in values ? String(values[index]) : place;
    });
  },
};

/** What was shown as messages: the kind, then the arguments. */
export const messages: unknown[][] = [];

/** The actions that are chosen of the next messages, in order; of a message without any nothing is chosen. */
export const answering: string[] = [];

const show =
  (kind: string) =>
  (...shown: unknown[]): Promise<string | undefined> => {
    messages.push([kind, ...shown]);
    return Promise.resolve(shown.length > 1 ? answering.shift() : undefined);
  };

/** The commands that were run, each with its arguments. */
export const ran: unknown[][] = [];

export const commands = {
  executeCommand: (...command: unknown[]): Promise<undefined> => {
    ran.push(command);
    return Promise.resolve(undefined);
  },
};

/** The title and the rows of a quick pick. */
export interface ShownPick {
  readonly title: string;
  readonly rows: readonly { readonly label: string }[];
}

/** Every pick that `showQuickPick` was asked for; `choosing` gives the labels that are chosen, in order. */
export const shownPicks: ShownPick[] = [];
export const choosing: string[] = [];

/** As much of a quick pick that stays as its owner fills and reads; a test fires what a user does. */
export class QuickPick<Row> {
  title = '';
  placeholder = '';
  value = '';
  busy = false;
  items: readonly Row[] = [];
  activeItems: readonly Row[] = [];
  selectedItems: readonly Row[] = [];
  canSelectMany = false;
  shown = false;
  readonly accepted = new EventEmitter<undefined>();
  readonly buttonPressed = new EventEmitter<{ item: Row; button: unknown }>();
  readonly hidden = new EventEmitter<undefined>();
  readonly valueChanged = new EventEmitter<string>();
  readonly selectionChanged = new EventEmitter<readonly Row[]>();
  readonly onDidChangeValue = this.valueChanged.event;
  readonly onDidChangeSelection = this.selectionChanged.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidTriggerItemButton = this.buttonPressed.event;
  readonly onDidHide = this.hidden.event;

  show(): void {
    this.shown = true;
  }

  /** As VS Code does, forgets what was chosen. */
  hide(): void {
    if (!this.shown) return;
    this.shown = false;
    this.selectedItems = [];
    this.hidden.fire(undefined);
  }

  dispose(): void {
    this.items = [];
  }
}

/** The picks that stay, the newest last. */
export const quickPicks: QuickPick<unknown>[] = [];

export class ThemeIcon {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeColor extends ThemeIcon {}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

/** A row of a view. */
export class TreeItem {
  description = '';
  tooltip = '';
  readonly label: string;

  constructor(label: string) {
    this.label = label;
  }
}

export class Range {
  readonly start: { readonly line: number; readonly character: number };

  constructor(line: number, character: number) {
    this.start = { line, character };
  }
}

export const DiagnosticSeverity = { Warning: 1 };

export class Diagnostic {
  readonly range: Range;
  readonly message: string;

  constructor(range: Range, message: string) {
    this.range = range;
    this.message = message;
  }
}

/** What the Problems view says, by file. */
export const diagnosed = new Map<string, readonly Diagnostic[]>();

export const languages = {
  createDiagnosticCollection: () => ({
    set: ({ path }: Uri, found: readonly Diagnostic[]) => void diagnosed.set(path, found),
    clear: () => {
      diagnosed.clear();
    },
    dispose: () => undefined,
  }),
};

export const ConfigurationTarget = { Global: 1, Workspace: 2 };

export const ProgressLocation = { Window: 10, Notification: 15 };

export const StatusBarAlignment = { Left: 1, Right: 2 };

/** What input boxes are answered with, in order, what they asked, and what they said below. */
export const typing: string[] = [];
export const asked: string[] = [];
export const prompts: string[] = [];

export class TabInputText {
  readonly uri: unknown;

  constructor(uri: unknown) {
    this.uri = uri;
  }
}

/** The tabs that are open; each shows a document. */
export const openTabs: unknown[] = [];

export const FileType = { File: 1, Directory: 2 };

export const ViewColumn = { Active: -1, Beside: -2, One: 1 };

/** A panel with a webview; a test fires what the webview says and reads what it is told. */
export class WebviewPanel {
  title: string;
  visible = true;
  readonly told: unknown[] = [];
  readonly said = new EventEmitter<unknown>();
  readonly disposed = new EventEmitter<undefined>();
  readonly onDidDispose = this.disposed.event;
  readonly onDidChangeViewState = new EventEmitter<undefined>().event;
  readonly webview = {
    html: '',
    cspSource: 'https://view.example',
    asWebviewUri: (uri: Uri): Uri => uri,
    onDidReceiveMessage: this.said.event,
    postMessage: (message: unknown): Promise<boolean> => {
      this.told.push(message);
      return Promise.resolve(true);
    },
  };

  constructor(title: string) {
    this.title = title;
  }

  reveal(): void {
    this.visible = true;
  }

  dispose(): void {
    this.disposed.fire(undefined);
  }
}

/** The panels that were opened, the newest last. */
export const webviewPanels: WebviewPanel[] = [];

/** The documents that were shown, and what was selected in them. */
export const shownDocuments: unknown[] = [];
export const selections: Range[] = [];

export const window = {
  visibleTextEditors: [],
  tabGroups: {
    get all(): readonly { readonly tabs: readonly unknown[] }[] {
      return [{ tabs: openTabs }];
    },
    close: (closed: readonly unknown[]): Promise<boolean> => {
      for (const tab of closed) openTabs.splice(openTabs.indexOf(tab), 1);
      return Promise.resolve(true);
    },
  },
  showTextDocument: (uri: unknown, { selection }: { readonly selection?: Range } = {}): Promise<void> => {
    shownDocuments.push(uri);
    if (selection) selections.push(selection);
    openTabs.push({ input: new TabInputText(uri) });
    return Promise.resolve();
  },
  showInputBox: ({
    title = '',
    prompt = '',
  }: {
    readonly title?: string;
    readonly prompt?: string;
  }): Promise<string | undefined> => {
    asked.push(title);
    prompts.push(prompt);
    return Promise.resolve(typing.shift());
  },
  setStatusBarMessage: () => undefined,
  showSaveDialog: (options: unknown): Promise<Uri | undefined> => {
    offered.push(options);
    return Promise.resolve(savingTo.shift());
  },
  withProgress: (_options: unknown, run: () => unknown): unknown => run(),
  showQuickPick: (
    rows: readonly (string | { readonly label: string })[],
    { title = '' }: { readonly title?: string } = {},
  ): Promise<unknown> => {
    const label = (row: string | { readonly label: string }): string =>
      typeof row === 'string' ? row : row.label;
    shownPicks.push({ title, rows: rows.map((row) => ({ label: label(row) })) });
    const wanted = choosing.shift();
    return Promise.resolve(rows.find((row) => label(row) === wanted));
  },
  createWebviewPanel: (_type: string, title: string): WebviewPanel => {
    const panel = new WebviewPanel(title);
    webviewPanels.push(panel);
    return panel;
  },
  createQuickPick: (): QuickPick<unknown> => {
    const pick = new QuickPick<unknown>();
    quickPicks.push(pick);
    return pick;
  },
  createStatusBarItem: () => ({ show: () => undefined, hide: () => undefined, dispose: () => undefined }),
  showInformationMessage: show('information'),
  showWarningMessage: show('warning'),
  showErrorMessage: show('error'),
};

export class MarkdownString {
  isTrusted: unknown;
  supportHtml = false;

  value: string;

  constructor(value = '') {
    this.value = value;
  }

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}

export class EventEmitter<T> {
  private readonly listeners = new Set<(value: T) => unknown>();

  readonly event = (listener: (value: T) => unknown): { dispose: () => void } => {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of this.listeners) listener(value);
  }

  dispose(): void {
    this.listeners.clear();
  }
}

const configurationChanged = new EventEmitter<{ affectsConfiguration: () => boolean }>();

/** What the settings are, by their names without the section; `configure` changes them. */
const configuration = new Map<string, unknown>();

/** Those of the workspace. */
const workspaceConfiguration = new Map<string, unknown>();

export function configureWorkspace(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) workspaceConfiguration.set(name, value);
  configurationChanged.fire({ affectsConfiguration: () => true });
}

export function configure(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) configuration.set(name, value);
  configurationChanged.fire({ affectsConfiguration: () => true });
}

/** Told of documents that are closed. */
export const documentClosed = new EventEmitter<{ readonly uri: unknown }>();

export class Uri {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;

  private constructor(scheme: string, path: string, query = '') {
    this.scheme = scheme;
    this.path = path;
    this.query = query;
  }

  static from({
    scheme,
    path,
    query = '',
  }: {
    readonly scheme: string;
    readonly path: string;
    readonly query?: string;
  }): Uri {
    return new Uri(scheme, path, query);
  }

  static file(path: string): Uri {
    return new Uri('file', path);
  }

  static joinPath({ scheme, path }: Uri, ...parts: string[]): Uri {
    return new Uri(scheme, posix.join(path, ...parts));
  }

  get fsPath(): string {
    return this.path;
  }

  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
}

/** Whether the workspace, whose folder is `/w`, is trusted; and which target each setting was written to last. */
export const trust = { given: true };
export const written = new Map<string, unknown>();

/** The files that a search finds; `changedFile` tells a watcher of one. Each has another state whenever it is asked for. */
export const listedFiles: Uri[] = [];
export const changedFile = new EventEmitter<Uri>();
let fileStates = 0;

export class CancellationTokenSource {
  readonly token = { isCancellationRequested: false };

  cancel(): void {
    this.token.isCancellationRequested = true;
  }

  dispose(): void {
    this.cancel();
  }
}

export const Disposable = {
  from: (...all: readonly { dispose: () => unknown }[]) => ({
    dispose: () => {
      for (const each of all) each.dispose();
    },
  }),
};

export const workspace = {
  findFiles: (): Promise<readonly Uri[]> => Promise.resolve(listedFiles),
  fs: {
    stat: () => Promise.resolve({ mtime: ++fileStates, size: 10, type: 1 }),
    readFile: ({ path }: Uri): Promise<Uint8Array> => readFile(path),
    writeFile: ({ path }: Uri, bytes: Uint8Array): Promise<void> => writeFile(path, bytes),
  },
  workspaceFile: undefined as Uri | undefined,
  workspaceFolders: undefined as readonly { readonly uri: Uri }[] | undefined,
  // A position is as far from the text's start as an offset.
  openTextDocument: (uri: Uri): Promise<unknown> =>
    Promise.resolve({ uri, positionAt: (offset: number) => offset }),
  createFileSystemWatcher: () => ({
    onDidCreate: () => ({ dispose: () => undefined }),
    onDidChange: changedFile.event,
    onDidDelete: () => ({ dispose: () => undefined }),
    dispose: () => undefined,
  }),
  onDidChangeWorkspaceFolders: () => ({ dispose: () => undefined }),
  textDocuments: [] as unknown[],
  get isTrusted(): boolean {
    return trust.given;
  },
  getWorkspaceFolder: ({ path }: Uri): object | undefined => (path.startsWith('/w/') ? {} : undefined),
  onDidCloseTextDocument: documentClosed.event,
  registerTextDocumentContentProvider: () => ({ dispose: () => undefined }),
  asRelativePath: (of: string | Uri): string => (typeof of === 'string' ? of : of.path).replace(/^\/w\//, ''),
  onDidChangeConfiguration: configurationChanged.event,
  // VS Code gives a copy that cannot be changed, another one each time.
  getConfiguration: () => ({
    get: (name: string): unknown => structuredClone(configuration.get(name)),
    inspect: (name: string): unknown => ({
      globalValue: structuredClone(configuration.get(name)),
      workspaceValue: structuredClone(workspaceConfiguration.get(name)),
    }),
    update: (name: string, value: unknown, target?: unknown): Promise<void> => {
      written.set(name, target);
      if (target === ConfigurationTarget.Workspace) configureWorkspace({ [name]: value });
      else configure({ [name]: value });
      return Promise.resolve();
    },
  }),
};

export class Hover {
  readonly contents: readonly MarkdownString[];

  constructor(contents: MarkdownString) {
    this.contents = [contents];
  }
}
