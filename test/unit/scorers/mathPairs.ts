import type { MathGoldHints } from '../../../src/core/scorers/mathEqual.ts';

/** An answer and the gold one it is compared with. */
export type Pair = readonly [answer: string, gold: string, hints?: MathGoldHints];

/** Pairs by what they show, as rows of a test. */
export const rows = (table: Readonly<Record<string, readonly Pair[]>>) =>
  Object.entries(table).flatMap(([group, pairs]) =>
    pairs.map(([answer, gold, hints]) => ({ group, answer, gold, hints })),
  );
