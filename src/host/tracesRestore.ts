import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import type { ItemFile } from '../workspace/itemFile.ts';
import type { ItemDocuments } from './documents.ts';
import { FileNeighbours } from './fileNeighbours.ts';
import { notify } from './notify.ts';
import type { ResultItems } from './resultItems.ts';
import type { SavedColumns } from './savedColumns.ts';
import type { SavedResults } from './savedResults.ts';
import type { TracesModel } from './tracesModel.ts';
import type { Restore } from './tracesPlace.ts';

/** Fills the traces panel after a reload: with the item again, and the others of its file. */
export class TracesRestore {
  private readonly neighbours: FileNeighbours;

  constructor(
    private readonly documents: Pick<ItemDocuments, 'at'>,
    private readonly saved: Pick<SavedResults, 'forItem' | 'loaded' | 'complete' | 'isComplete'>,
    private readonly results: Pick<ResultItems, 'restored'>,
    private readonly columns: SavedColumns,
  ) {
    this.neighbours = new FileNeighbours(saved);
  }

  /** The item from its file and what is saved of it. What other tools saved comes once it is read. */
  restore = async (restore: Restore | null, model: TracesModel): Promise<void> => {
    if (!restore) return;
    model.setEmpty(vscode.l10n.t('Loading…'));
    const file = await this.documents.at(vscode.Uri.file(restore.file));
    const atLine = restore.line === null ? null : await file.at(restore.line);
    const entry = atLine?.item?.id === restore.id ? atLine : await file.byId(restore.id);
    await this.saved.loaded();
    const item = entry?.item ?? (await this.results.restored(restore.file, restore.line, restore.id));
    if (item === null) {
      model.setEmpty(vscode.l10n.t('The item {0} is not in {1} any more.', restore.id, restore.file));
      return;
    }
    this.columns.fill(model, [item]);
    model.showAlone(item, restore.alone ?? null);
    model.showItem(item);
    if (entry?.item) void saidWhereFailed(file, this.addNeighbours(model, file, entry.item));
  };

  /**
   * Lets the reader go on to the other items of the file that have saved samples: those of ours at once, those that only
   * other tools saved when these have been read.
   */
  async addNeighbours(model: TracesModel, file: ItemFile, item: Item): Promise<void> {
    if (!this.saved.isComplete)
      void saidWhereFailed(
        file,
        this.saved.complete().then(() => this.addSaved(model, file, item)),
      );
    await this.addSaved(model, file, item);
  }

  private async addSaved(model: TracesModel, file: ItemFile, item: Item): Promise<void> {
    const items = await this.neighbours.of(file, item);
    const others = items.filter((other) => !model.has(other));
    if (others.length === 0) return;
    this.columns.fill(model, others);
    model.arrange(items);
  }
}

/** Nobody waits for the other items of a file, and the one in view stays without them. */
async function saidWhereFailed({ path }: ItemFile, others: Promise<void>): Promise<void> {
  try {
    await others;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const name = vscode.workspace.asRelativePath(path);
    void notify.warning(vscode.l10n.t('The other items of {0} could not be read: {1}', name, why));
  }
}
