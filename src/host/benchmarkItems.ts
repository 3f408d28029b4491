import type { ItemFile } from '../workspace/itemFile.ts';
import { listedItem, type ListedItem } from '../workspace/itemFolders.ts';
import type { IndexedFile } from './benchmarksIndex.ts';
import { tallyOf, type FileTally } from './benchmarkTally.ts';
import type { ItemDocuments } from './documents.ts';
import type { ItemVerdicts, SavedKey } from './itemVerdicts.ts';

/** Files beyond these are not read to their end just to count what is saved of their items. */
const countedBytes = 32 * 1024 * 1024;
const countedItems = 20_000;

interface Summary {
  readonly state: string;
  /** The user's own benchmarks it was read under. */
  readonly own: readonly unknown[];
  readonly count: number;
  /** What the saved samples of all items are found by; null where there are too many. */
  readonly keys: readonly SavedKey[] | null;
  /** What is saved of them, since `version` of all verdicts. */
  tally: FileTally | null;
  version: number;
}

/** The items of indexed files: pages of them, and what is saved of all of them. */
export class BenchmarkItems {
  private readonly summaries = new Map<string, Summary>();
  private readonly reading = new Map<string, Pick<Summary, 'state' | 'own'>>();
  /** One file is read at a time. */
  private queue: Promise<void> = Promise.resolve();
  private version = 0;
  private readonly subscription: { dispose(): void };

  /** @param changed told when a summary has been read */
  constructor(
    private readonly documents: Pick<ItemDocuments, 'at' | 'release' | 'own'>,
    private readonly verdicts: Pick<ItemVerdicts, 'of' | 'loaded' | 'onDidChange'>,
    private readonly changed: (file: IndexedFile) => void,
  ) {
    this.subscription = verdicts.onDidChange(() => (this.version += 1));
  }

  open(file: IndexedFile): Promise<ItemFile> {
    return this.documents.at(file.uri);
  }

  /** The items among the values [from, to) of a file. */
  async page(file: IndexedFile, from: number, to: number): Promise<ListedItem[]> {
    const items = await this.open(file);
    const page: ListedItem[] = [];
    for (let index = from; index < Math.min(to, items.count); index++) {
      const entry = await items.index(index);
      const listed = entry && listedItem(entry);
      if (listed) page.push(listed);
    }
    return page;
  }

  /** How many values a file has and what is saved of them; null until it has been read, which then begins. */
  summary(file: IndexedFile): { readonly count: number; readonly tally: FileTally | null } | null {
    const key = file.uri.toString();
    const known = this.summaries.get(key);
    if (!this.isOf(known, file)) this.readSoon(file);
    if (!known) return null;
    if (known.version !== this.version) {
      known.tally = known.keys && tallyOf(known.keys.map((item) => this.verdicts.of(item)));
      known.version = this.version;
    }
    return { count: known.count, tally: known.tally };
  }

  /** Whether this is of the file and the settings as they are now. */
  private isOf(known: Pick<Summary, 'state' | 'own'> | undefined, file: IndexedFile): boolean {
    return known?.state === stateOf(file) && known.own === this.documents.own;
  }

  private readSoon(file: IndexedFile): void {
    const key = file.uri.toString();
    if (this.isOf(this.reading.get(key), file)) return;
    const begun = { state: stateOf(file), own: this.documents.own };
    this.reading.set(key, begun);
    this.queue = this.queue.then(async () => {
      try {
        this.summaries.set(key, { ...(await this.read(file)), ...begun });
      } catch {
        // Nothing is known of its items, which is not asked again until the file or the settings change.
        this.summaries.set(key, { ...begun, count: 0, keys: null, tally: null, version: -1 });
      }
      this.documents.release(file.uri);
      if (this.reading.get(key) === begun) this.reading.delete(key);
      this.changed(file);
    });
  }

  private async read(file: IndexedFile): Promise<Omit<Summary, 'state' | 'own'>> {
    const [items] = await Promise.all([this.open(file), this.verdicts.loaded()]);
    if (file.size > countedBytes || items.count > countedItems) {
      return { count: items.count, keys: null, tally: null, version: -1 };
    }
    const keys: SavedKey[] = [];
    for await (const { item } of items.all()) {
      if (item === null) continue;
      const { benchmark, task, id, textHash } = item;
      keys.push({ benchmark, task, id, textHash });
    }
    return { count: keys.length, keys, tally: null, version: -1 };
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

function stateOf({ mtimeMs, size }: IndexedFile): string {
  return `${mtimeMs} ${size}`;
}
