import { expect, test, vi } from 'vitest';
import { transferEngine } from '../../../src/host/transferEngine.ts';
import type { TransferClient } from '../../../src/workspace/transfer/transferClient.ts';
import { transferOn } from './transferFixture.ts';
import { mathRun } from '../transfer/harnessFiles.ts';

function threadOf() {
  return {
    input: vi.fn<TransferClient['input']>(),
    transfer: vi.fn<TransferClient['transfer']>(() => Promise.resolve(null)),
    direct: vi.fn<TransferClient['direct']>(() => Promise.resolve(null)),
  };
}

test('each source of verdicts has a thread, which is given its input once however often the other is asked', async () => {
  const { sources } = await transferOn(
    { ...mathRun('base', [1, 0]), ...mathRun('rl', [1, 1]) },
    { models: [{ model: 'rl', base: 'base', method: 'rl' }] },
  );
  const threads = { stored: threadOf(), rescored: threadOf() };
  const engine = transferEngine(threads);
  const [stored, rescored] = [sources.input('stored'), sources.input('rescored')];
  const options = { variant: 'v2-cohort', level: 95, cohort: null } as const;
  for (const input of [stored, rescored, stored, rescored]) await engine.intervals(input, options);
  expect(threads.stored.input.mock.calls).toEqual([[stored]]);
  expect(threads.rescored.input.mock.calls).toEqual([[rescored]]);
  expect(threads.stored.transfer).toHaveBeenCalledTimes(2);
  // A newer input of a thread takes its answers away: two models are compared where theirs is.
  await engine.direct(sources.compare('base', 'rl', 'rescored'), 90, 'rescored');
  expect(threads.stored.direct).not.toHaveBeenCalled();
  expect(threads.rescored.direct.mock.lastCall?.[2]).toBe(90);
});
