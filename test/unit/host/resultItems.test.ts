import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ResultItems } from '../../../src/host/resultItems.ts';
import { ItemFile } from '../../../src/workspace/itemFile.ts';
import { folderWith } from '../results/index/folder.ts';
import { math } from '../transfer/harnessFiles.ts';

const lines = (count: number): string =>
  Array.from({ length: count }, (_, n) => `${JSON.stringify(math(n))}\n`).join('');

test('an item whose results hold no fields is asked as the workspace’s own file of items has it', async () => {
  const folder = folderWith({ 'math500.jsonl': lines(3) });
  const file = join(folder, 'math500.jsonl');
  const item = (await (await ItemFile.open(file)).index(1))?.item;
  expect(item?.benchmark).toBe('MATH-500');
  const stored = { id: 'line 2', published: null, gold: null, question: '', fields: {}, task: 'responses' };
  const known = { ...stored, textHash: item?.textHash };
  const other = { ...stored, textHash: 'f'.repeat(64) };
  const index = { item: (group: number) => (group === 0 ? known : other), scopeOf: () => 'MATH-500' };
  const tools = { index, load: () => Promise.resolve(), ofGroup: () => [] };
  const asked: string[] = [];
  const items = new ResultItems(tools as never, (benchmark) => {
    asked.push(benchmark);
    return Promise.resolve([file]);
  });
  expect((await items.published(0))?.record).toMatchObject({ unique_id: 'test/invented/1.json' });
  expect((await items.published(0))?.location).toMatchObject({ file, line: 2 });
  expect(await items.published(1)).toBeNull();
  expect(new Set(asked)).toEqual(new Set(['MATH-500']));
  // Without such a file it cannot be asked.
  expect(await new ResultItems(tools as never).published(0)).toBeNull();
});
