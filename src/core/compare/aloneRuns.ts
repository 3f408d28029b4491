import type { Entry } from './comparison.ts';

/** Steps in a row that the other text has nothing like. */
export interface AloneRun {
  readonly side: 'left' | 'right';
  /** 0-based indices of its first and its last step. */
  readonly first: number;
  readonly last: number;
  /** The 0-based step of the other text before which the run has its place there; behind the last where none follows. */
  readonly before: number;
}

/**
 * All steps of a comparison that stand alone, in runs, which a moved step divides. Between two pairs the left text's
 * runs come first, in both texts.
 *
 * @param lefts number of the left text's steps
 */
export function aloneRuns(entries: readonly Entry[], lefts: number): AloneRun[] {
  const runs: AloneRun[] = [];
  let open: AloneRun[] = [];
  let behind = 0;
  /** Runs of the right text have their place in the left one before the next pair. */
  const settle = (before: number): void => {
    runs.push(...open.map((run) => (run.side === 'right' ? { ...run, before } : run)));
    open = [];
  };
  for (const { kind, left, right, moved } of entries) {
    const index = kind === 'left' ? left : kind === 'right' ? right : null;
    const last = open.at(-1);
    if ((kind === 'left' || kind === 'right') && index !== null) {
      if (last?.side === kind && last.last === index - 1) open[open.length - 1] = { ...last, last: index };
      else open.push({ side: kind, first: index, last: index, before: behind });
    } else if (!moved && left !== null && right !== null) {
      settle(left);
      behind = right + 1;
    }
  }
  settle(lefts);
  return runs;
}
