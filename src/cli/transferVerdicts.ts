import { stat } from 'node:fs/promises';
import path from 'node:path';

import type { Problem } from '../core/problem.ts';
import type { ResultsIndex } from '../core/results/index/resultsIndex.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { ownSamplesOfRun, samplesOfRun } from '../core/results/toolSamples.ts';
import { judgedBy } from '../core/transfer/judgedRows.ts';
import type { JudgedOf } from '../core/transfer/runScores.ts';
import { hasVerdicts } from '../core/transfer/unscored.ts';
import { SavedSamples } from '../workspace/savedSamples.ts';
import { SavedVerdicts } from '../workspace/verdicts/savedVerdicts.ts';
import type { Io } from './io.ts';

interface Root {
  readonly folder: string;
  readonly saved: SavedSamples;
  readonly verdicts: SavedVerdicts;
}

/**
 * The verdicts of ours and by hand that are saved in these folders, on the samples beneath them.
 *
 * @param asked whether they were asked for, so that it is said where there are none
 */
export async function transferVerdicts(
  index: ResultsIndex,
  paths: readonly string[],
  asked: boolean,
  io: Io,
): Promise<{ readonly judgedOf: JudgedOf; readonly problems: readonly Problem[] }> {
  const roots = await Promise.all(paths.map(openRoot));
  // Of folders within each other the innermost that has verdicts on a sample.
  const inner = roots.toSorted((a, b) => b.folder.length - a.folder.length);
  const samplesOf = (run: ResultRun): readonly SavedSample[] => {
    const { benchmark } = run;
    if (run.format !== 'reasoning-transfer') return samplesOfRun(index, run);
    if (benchmark === null) return [];
    return inner.flatMap(({ saved }) => ownSamplesOfRun(run, saved.ofLabel(run.modelRaw, benchmark)));
  };
  const judgedOf = judgedBy({
    samplesOf,
    verdictsOf: (sample) => {
      for (const { verdicts } of inner) {
        const found = verdicts.of(sample);
        if (found.scorer !== null || found.hand !== null) return found;
      }
      return null;
    },
    all: () => inner.flatMap(({ verdicts }) => [...verdicts.all()]),
  });
  if (asked && !hasVerdicts(index, judgedOf)) {
    io.say('No verdicts of ours are saved here, so the stored ones count: "rescore DIR" makes them.');
  }
  return { judgedOf, problems: roots.flatMap(({ verdicts }) => verdicts.problems) };
}

/** Verdicts on a file that is given alone stand in its folder. */
async function openRoot(given: string): Promise<Root> {
  const folder = (await stat(given)).isDirectory() ? given : path.dirname(given);
  const root = { folder, saved: new SavedSamples(folder), verdicts: new SavedVerdicts(folder) };
  await Promise.all([root.saved.load(), root.verdicts.refresh()]);
  return root;
}
