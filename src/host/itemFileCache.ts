/** Files without an open document that stay open, the last used ones. */
export const mostKept = 8;
/** And of those that are held in memory whole, the last used one. */
export const mostLarge = 1;

/** What a file was read under: `own` by identity, since the settings parse to the same list until they change. */
export interface FileState {
  readonly version: string;
  readonly own: readonly unknown[];
  /** Whether it takes much memory. */
  readonly large: boolean;
}

interface Entry<T> extends FileState {
  readonly file: Promise<T>;
}

/** Opened files by key, in the order of their last use; no more are kept than is worth their memory. */
export class ItemFileCache<T> {
  private readonly entries = new Map<string, Entry<T>>();

  /** @param isOpen whether a document shows the file: such ones are kept until it closes */
  constructor(private readonly isOpen: (key: string) => boolean) {}

  /** The file in this state, read where it is not there; a reading that fails is not kept. */
  get(key: string, state: FileState, read: () => Promise<T>): Promise<T> {
    const before = this.entries.get(key);
    const same = before?.version === state.version && before.own === state.own;
    const entry: Entry<T> = same ? before : { ...state, file: read() };
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (!same) {
      entry.file.catch(() => {
        if (this.entries.get(key) === entry) this.entries.delete(key);
      });
      this.trim();
    }
    return entry.file;
  }

  /** Forgets a file. */
  delete(key: string): void {
    this.entries.delete(key);
  }

  /** Forgets a file that no document shows. */
  release(key: string): void {
    if (!this.isOpen(key)) this.entries.delete(key);
  }

  /** The keys of what is kept, the last used one last. */
  keys(): string[] {
    return [...this.entries.keys()];
  }

  clear(): void {
    this.entries.clear();
  }

  private trim(): void {
    let kept = 0;
    let large = 0;
    for (const [key, entry] of [...this.entries].reverse()) {
      if (this.isOpen(key)) continue;
      kept += 1;
      if (entry.large) large += 1;
      if (kept > mostKept || (entry.large && large > mostLarge)) this.entries.delete(key);
    }
  }
}
