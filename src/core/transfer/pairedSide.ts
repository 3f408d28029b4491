import { sampleState, unknownTokens } from '../results/sampleSet.ts';
import type { Pairing } from './pairing.ts';
import type { Source } from './sources.ts';
import type { PairedSide } from './transferInput.ts';

/** What one side of a comparison says of itself. */
export function sideOf(source: Source, { common }: Pairing): PairedSide {
  const runs = source.runs.map(({ run }) => run);
  let [repeats, items] = [1, 0];
  for (const scores of source.items.values()) {
    items += scores.groups.length;
    for (const count of scores.repeats) repeats = Math.max(repeats, count);
  }
  const shared = [...(common?.values() ?? [])].reduce((sum, { length }) => sum + length, 0);
  const [first] = runs;
  const { ended, truncated, meanTokens } = ends(source);
  return {
    metric: source.metric,
    format: source.format,
    files: [
      ...new Set(runs.flatMap(({ file, samples }) => [file, ...samples.map((one) => one.file)])),
    ].sort(),
    truncated: ended === 0 ? (first?.truncated ?? null) : truncated,
    meanTokens: meanTokens ?? first?.meanTokens ?? null,
    repeats: source.items.size === 0 ? Math.max(1, ...runs.map((run) => run.repeats)) : repeats,
    alone: common === null ? 0 : items - shared,
  };
}

interface Ends {
  /** Samples that neither failed nor were cancelled. */
  readonly ended: number;
  /**
   * Share of those that are known to be cut off, by their tools or by our scorer; null where none is and the tools would
   * not say: our scorer sees only reasoning that never ends.
   */
  readonly truncated: number | null;
  readonly meanTokens: number | null;
}

/** How the samples of a side ended: by their tools and, where they are re-scored, as our scorer found them. */
function ends({ runs }: Source): Ends {
  const says = runs.every(({ run }) => run.truncated !== null);
  let [ended, cut, tokens, told] = [0, 0, 0, 0];
  for (const { run, said } of runs) {
    for (const [place, { set }] of run.samples.entries()) {
      for (let row = 0; row < set.rows; row++) {
        const state = set.state[row] ?? 0;
        if (state >= sampleState.failed) continue;
        ended += 1;
        if (state === sampleState.truncated || said?.[place]?.cut[row] === true) cut += 1;
        const length = set.tokens[row] ?? unknownTokens;
        if (length === unknownTokens) continue;
        tokens += length;
        told += 1;
      }
    }
  }
  return {
    ended,
    truncated: cut === 0 && !says ? null : cut / ended,
    meanTokens: told === 0 ? null : tokens / told,
  };
}
