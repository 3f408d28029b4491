import type { Interval } from '../../../core/transfer/transfer.ts';

/** The ends of an interval, moved by so much; null where there is none. */
export function spanOf({ low, high }: Interval, by = 0): readonly [low: number, high: number] | null {
  return low === null || high === null ? null : [by + low, by + high];
}
