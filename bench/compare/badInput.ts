import { badTexts } from '../../test/unit/compare/badTexts.ts';
import type { OutcomeRow } from '../support/outcome.ts';
import { ways } from './ways.ts';

/** The name of the row of whichever bad texts take longest. */
export const slowestBad = 'ours, bad input: slowest';

/** The CPU time of each two long texts that no model should write, once each: none may take over 5 s. */
export function badInputRows(): OutcomeRow[] {
  const rows = badTexts.map(([name, left, right]): OutcomeRow => {
    const from = process.cpuUsage();
    ways.ours?.(left, right);
    const { user, system } = process.cpuUsage(from);
    return { name: `ours, bad input, ${name}: CPU time`, value: (user + system) / 1000, unit: 'ms' };
  });
  return [...rows, { name: slowestBad, value: Math.max(...rows.map(({ value }) => value)), unit: 'ms' }];
}
