import { expect, test } from 'vitest';
import { columnKey, columnName, sampleKey } from '../../../src/host/tracesColumn.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';
import { legs, savedSample } from '../results/fixtures.ts';

test('a sample whose reading fails in a way that nobody expected is unreadable, and says why', async () => {
  const model = new TracesModel(
    () => undefined,
    () => Promise.reject(new Error('no such drive')),
  );
  const of = { label: 'base', model: 'm' };
  const item = legs(1);
  model.add(item, [
    {
      key: sampleKey(of, 0),
      column: columnName(of, null),
      repeat: [1, 1],
      sampling: { repeats: 1 },
      saved: savedSample({ ...of, item }),
    },
  ]);
  model.showItem(item);
  expect(model.currentSamples().map(({ loading }) => loading)).toEqual([true]);
  await expect.poll(() => model.currentColumn(columnKey(of))?.state).toBe('unreadable');
  expect(model.currentColumn(columnKey(of))?.note).toBe('no such drive');
  expect(model.currentSamples().map(({ loading }) => loading)).toEqual([false]);
});
