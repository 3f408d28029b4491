import { expect, test } from 'vitest';

import { progressBar } from '../../../src/cli/progressBar.ts';

test('says how far it is, what runs and what failed', () => {
  const bars = [
    { ended: 0, jobs: 40, running: 4, failed: 0 },
    { ended: 39, jobs: 40, running: 1, failed: 2 },
    { ended: 40, jobs: 40, running: 0, failed: 2 },
    { ended: 0, jobs: 0, running: 0, failed: 0 },
  ];
  expect(bars.map(progressBar)).toEqual([
    '[------------------------] 0/40 · 4 running',
    '[#######################-] 39/40 · 1 running · 2 failed',
    '[########################] 40/40 · 2 failed',
    '[########################] 0/0',
  ]);
});
