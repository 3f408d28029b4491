import type { PublishedItem } from '../../core/results/formats/format.ts';
import { ItemTexts } from '../../core/results/formats/responsesItems.ts';
import { shortFields } from '../../core/results/resultItem.ts';
import { ItemFile } from '../itemFile.ts';
import { sniffItemFile } from '../itemFolders.ts';

/** Items that are held for finding them in prompts; more make it slow, and few workspaces have them. */
const mostItems = 50_000;

/** The items of the files that are no results, to be found within the prompts that were sent for them. */
export async function publishedItems(paths: Iterable<string>): Promise<ItemTexts<PublishedItem>> {
  const items: PublishedItem[] = [];
  for (const path of paths) {
    if (items.length >= mostItems) break;
    if (!(await holdsItems(path))) continue;
    const file = await ItemFile.open(path);
    for await (const { item } of file.all()) {
      if (item === null) continue;
      const { benchmark, task, id, question, gold, textHash, record } = item;
      const fields = shortFields(record);
      items.push({ key: { benchmark, task, id }, text: question, gold, textHash, fields });
      if (items.length >= mostItems) break;
    }
  }
  return new ItemTexts(items);
}

/** Whether a file holds items of a benchmark; reads its beginning. */
export async function holdsItems(path: string): Promise<boolean> {
  const sniffed = await sniffItemFile(path);
  return sniffed !== null && sniffed.benchmark !== null;
}
