import type { Item } from '../core/items/item.ts';
import { itemTable } from '../core/results/itemTable.ts';
import { groupKey } from '../core/results/union.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import { columnName, isRunning, sampleKey, type SampleStart } from './tracesColumn.ts';
import type { TracesModel, Wanted } from './tracesModel.ts';

/** What is saved of items, as columns of the traces panel: of each label first the samples that lead, then the others. */
export class SavedColumns {
  constructor(
    private readonly settings: Pick<Settings, 'models' | 'inOrder'>,
    private readonly saved: Pick<SavedResults, 'forItem'>,
  ) {}

  /** Puts what is saved of items into a model, but for what is being asked there. */
  fill(model: TracesModel, items: readonly Item[], wanted: Wanted = () => true): void {
    for (const item of items) {
      const starts = this.startsOf(item, wanted).filter(({ key }) => !isRunning(model.stateOf(item, key)));
      model.addSaved(item, starts);
    }
  }

  /** Adds what is saved since of an item, and leaves what is shown of it as it is. */
  offer(model: TracesModel, item: Item): void {
    model.offer(item, this.startsOf(item));
  }

  private startsOf(item: Item, wanted: Wanted = () => true): SampleStart[] {
    const samples = this.saved.forItem(item).filter(wanted);
    const rows = itemTable(samples, this.settings.models().models, Date.now());
    return this.settings.inOrder(rows).flatMap((row) =>
      row.samples.map((saved) => ({
        key: sampleKey(saved, saved.repeat, row.leading ? '' : groupKey(saved)),
        ...(row.leading ? {} : { group: groupKey(saved) }),
        column: columnName(saved, row.role),
        repeat: [saved.repeat + 1, Math.max(row.samples.length, saved.repeat + 1)] as const,
        sampling: saved.sampling,
        saved,
      })),
    );
  }
}
