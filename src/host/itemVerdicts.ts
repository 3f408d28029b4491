import { itemTable, type ItemRow } from '../core/results/itemTable.ts';
import type { Item } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { language } from './language.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import type { ItemWanted } from './toolResults.ts';

/** What items are found by among the saved samples. */
export type SavedKey = Pick<Item, 'benchmark' | 'task' | 'id' | 'textHash'> & ItemWanted;

/** The saved verdicts of an item in the order they are always shown, from memory. */
export class ItemVerdicts {
  /** Rows as last counted: while an evaluation runs all items are asked for again, and few of them changed. */
  private known = new WeakMap<SavedKey, Counted>();

  constructor(
    private readonly saved: Pick<SavedResults, 'forItem' | 'loaded' | 'onDidChange'>,
    private readonly settings: Pick<Settings, 'inOrder' | 'models' | 'onDidChange'>,
  ) {
    settings.onDidChange(() => (this.known = new WeakMap()));
  }

  /** Samples were saved, or the settings that name and order labels changed. */
  onDidChange(listener: () => void): { dispose(): void } {
    const subscriptions = [this.saved.onDidChange(listener), this.settings.onDidChange(listener)];
    return { dispose: () => subscriptions.forEach((subscription) => void subscription.dispose()) };
  }

  private isLoaded = false;

  /** Whether the saved samples are in memory. */
  get ready(): boolean {
    return this.isLoaded;
  }

  /** Resolves when the saved samples are in memory. */
  async loaded(): Promise<void> {
    await this.saved.loaded();
    this.isLoaded = true;
  }

  /**
   * The rows of an item; counted again only where its samples or the settings changed, so that their ages may be
   * those of an earlier call with the same object.
   */
  of(item: SavedKey): readonly ItemRow[] {
    const samples = this.saved.forItem(item);
    if (samples.length === 0) return [];
    const known = this.known.get(item);
    if (known && isSame(known.samples, samples)) return known.rows;
    const rows = this.rowsOf(samples);
    this.known.set(item, { samples, rows });
    return rows;
  }

  /** The rows of an item with their ages as they are now. */
  now(item: SavedKey): readonly ItemRow[] {
    return this.rowsOf(this.saved.forItem(item));
  }

  private rowsOf(samples: readonly SavedSample[]): readonly ItemRow[] {
    return this.settings.inOrder(itemTable(samples, this.settings.models().models, Date.now(), language()));
  }
}

interface Counted {
  readonly samples: readonly SavedSample[];
  readonly rows: readonly ItemRow[];
}

/** A saved sample never changes: another one takes its place. */
function isSame(before: readonly SavedSample[], samples: readonly SavedSample[]): boolean {
  return before.length === samples.length && samples.every((sample, place) => sample === before[place]);
}
