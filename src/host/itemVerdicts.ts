import { itemTable, type ItemRow } from '../core/results/itemTable.ts';
import type { Item } from '../core/items/item.ts';
import { language } from './language.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';

/** What items are found by among the saved samples. */
export type SavedKey = Pick<Item, 'benchmark' | 'task' | 'id' | 'textHash'>;

/** The saved verdicts of an item in the order they are always shown, from memory. */
export class ItemVerdicts {
  constructor(
    private readonly saved: SavedResults,
    private readonly settings: Settings,
  ) {}

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

  of(item: SavedKey): readonly ItemRow[] {
    const samples = this.saved.forItem(item);
    if (samples.length === 0) return [];
    return this.settings.inOrder(itemTable(samples, this.settings.models().models, Date.now(), language()));
  }
}
