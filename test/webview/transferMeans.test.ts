import { expect, test } from 'vitest';
import { meansOf } from '../../src/webview/transfer/charts/indexTable.ts';
import { transferOf } from './support/transferData.ts';

test('the mean of a method is over the cohort, so that a training run counts once', () => {
  const { models } = transferOf({ models: 12, runs: 2 });
  const checkpoints = models.filter(({ inCohort }) => !inCohort);
  expect(checkpoints.length).toBeGreaterThan(0);
  for (const target of ['other', 'non'] as const) {
    expect(meansOf(models, target)).toEqual(
      meansOf(
        models.filter(({ inCohort }) => inCohort),
        target,
      ),
    );
    for (const { n, method } of meansOf(models, target)) {
      const own = models.filter((model) => model.inCohort && model.method === method);
      expect(n).toBe(own.filter(({ ti }) => ti[target].value !== null).length);
    }
  }
});
