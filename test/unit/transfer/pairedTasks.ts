import type { PairedTask } from '../../../src/core/transfer/transferInput.ts';

/** Small paired tasks of the project's own making: item by item, left and right, and what is not as usual. */
export function pairedTask(
  scores: readonly (readonly [left: number, right: number])[],
  change: Partial<PairedTask> = {},
): PairedTask {
  return {
    task: 0,
    item: Uint32Array.from(scores, (_, place) => place),
    left: Float64Array.from(scores, ([left]) => left),
    right: Float64Array.from(scores, ([, right]) => right),
    of: new Float64Array(scores.length).fill(1),
    single: false,
    verdicts: null,
    ...change,
  };
}

/** So many items of each: won, lost, both right, both wrong; one sample each. */
export function singleTask(won: number, lost: number, right = 0, wrong = 0): PairedTask {
  const items = (count: number, left: number, to: number) =>
    Array.from({ length: count }, () => [left, to] as const);
  const all = [...items(won, 0, 1), ...items(lost, 1, 0), ...items(right, 1, 1), ...items(wrong, 0, 0)];
  return pairedTask(all, { single: true });
}
