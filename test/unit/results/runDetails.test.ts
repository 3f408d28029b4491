import { expect, test } from 'vitest';

import { RunDetails } from '../../../src/core/results/runDetails.ts';
import type { TraceError, TraceStatus } from '../../../src/core/traces/trace.ts';

const ended = (status: TraceStatus, completionTokens: number | null = null, kind?: TraceError['kind']) => ({
  status,
  usage: { promptTokens: null, completionTokens, reasoningTokens: null },
  error: kind === undefined ? null : { kind, message: kind },
});

test('samples are counted by label, and items that have no other than failed ones', () => {
  const run = new RunDetails(
    2,
    new Map([
      ['a', 2],
      ['b', 1],
    ]),
  );
  run.add('a', '1', ended('truncated', 30));
  run.add('a', '1', ended('failed', null, 'idle'));
  run.add('a', '2', ended('failed', null, 'refused'));
  run.add('a', '2', ended('failed', null, 'refused'));
  run.refuse('b');
  run.add('b', '2', ended('cancelled', 5));
  run.add('nobody', '2', ended('complete'));
  expect(run.list()).toEqual([
    {
      label: 'a',
      samples: 4,
      items: 2,
      truncated: 1,
      failed: 3,
      failedItems: 2,
      lostItems: 1,
      cancelled: 0,
      tokens: 30,
      error: { kind: 'idle', message: 'idle' },
    },
    {
      label: 'b',
      samples: 2,
      items: 2,
      truncated: 0,
      failed: 0,
      failedItems: 0,
      lostItems: 0,
      cancelled: 1,
      tokens: 5,
      error: null,
    },
  ]);
});

test('what was never begun counts as cancelled', () => {
  const run = new RunDetails(3, new Map([['a', 2]]));
  run.add('a', '1', ended('complete', 7));
  expect(run.list()).toMatchObject([{ cancelled: 5, failed: 0, tokens: 7 }]);
});
