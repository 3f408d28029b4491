import { expect, test } from 'vitest';
import { columnName, sampleKey } from '../../../src/host/tracesColumn.ts';
import { TracesModel } from '../../../src/host/tracesModel.ts';
import { legs, savedSample } from '../results/fixtures.ts';

test('saved samples of one label with two models are two columns', () => {
  const model = new TracesModel(
    () => undefined,
    () => Promise.resolve({ ok: false, why: 'not looked at' }),
  );
  const samples = ['org/step-600', 'org/step-800'].map((of) => savedSample({ label: 'tuned', model: of }));
  model.add(
    legs(2),
    samples.map((saved) => ({
      key: sampleKey(saved, saved.repeat),
      column: columnName(saved, null),
      repeat: [1, 1] as const,
      sampling: saved.sampling,
      saved,
    })),
  );
  model.showItem(legs(2));
  expect(model.snapshot()?.columns.map(({ label, model: of }) => `${label} ${of}`)).toEqual([
    'tuned org/step-600',
    'tuned org/step-800',
  ]);
});
