/** As much of the VS Code API as words need, for tests of host modules that need no more. */
export const env = { language: 'en' };

export const l10n = {
  bundle: undefined,
  t: (message: string, ...values: unknown[]): string =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

/** What was shown as messages: the kind, then the arguments. */
export const messages: unknown[][] = [];

const show =
  (kind: string) =>
  (...shown: unknown[]): Promise<undefined> => {
    messages.push([kind, ...shown]);
    return Promise.resolve(undefined);
  };

export const window = {
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

export function configure(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) configuration.set(name, value);
  configurationChanged.fire({ affectsConfiguration: () => true });
}

export const workspace = {
  onDidChangeConfiguration: configurationChanged.event,
  // VS Code gives a copy that cannot be changed, another one each time.
  getConfiguration: () => ({
    get: (name: string): unknown => structuredClone(configuration.get(name)),
  }),
};
