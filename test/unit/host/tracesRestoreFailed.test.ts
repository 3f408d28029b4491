import { beforeEach, expect, test } from 'vitest';
import type { Item } from '../../../src/core/items/item.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';
import { TracesRestore } from '../../../src/host/tracesRestore.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { messages } from '../../support/vscodeWords.ts';

const path = '/w/items.jsonl';
const line = (id: number): string =>
  `${JSON.stringify({ problem: `Item ${id}: what is 1+1?`, solution: '', answer: '2', subject: 'Algebra', level: 1, unique_id: `n/${id}` })}\n`;

beforeEach(() => void messages.splice(0));

/** What fails of the item's neighbours: `forItem` of those in the file, `complete` of what other tools saved. */
test.each(['forItem', 'complete'])('where %s fails it is said, and the item stays', async (fails) => {
  const file = await ItemFile.fromText(path, [1, 2].map(line).join(''));
  const orFail = (at: string): void => {
    if (at === fails) throw new Error('no such drive');
  };
  const restore = new TracesRestore(
    { at: () => Promise.resolve(file) },
    {
      isComplete: false,
      loaded: () => Promise.resolve(),
      complete: () => Promise.resolve('complete').then(orFail),
      forItem: () => {
        orFail('forItem');
        return [];
      },
    },
    { restored: () => Promise.resolve(null) },
    {
      fill: (model: TracesModel, items: readonly Item[]) => items.map((item) => model.add(item, [])),
    } as never,
  );
  const model = new TracesModel(
    () => undefined,
    () => Promise.reject(new Error('nothing is read')),
  );
  await restore.restore({ file: path, id: 'n/2', line: 2 }, model);
  await expect.poll(() => messages.length).toBeGreaterThan(0);
  expect(new Set(messages.map(([, words]) => words))).toEqual(
    new Set(['The other items of items.jsonl could not be read: no such drive']),
  );
  expect(model.item?.id).toBe('n/2');
});
