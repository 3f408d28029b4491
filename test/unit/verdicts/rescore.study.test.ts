import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

import { ResultsIndex } from '../../../src/core/results/index/resultsIndex.ts';
import { noNames } from '../../../src/core/results/resultsNames.ts';
import { samplesOfRun } from '../../../src/core/results/toolSamples.ts';
import { countOf, differencesOf } from '../../../src/core/results/verdicts/differences.ts';
import { judgedRuns } from '../../../src/core/results/verdicts/judgedRuns.ts';
import { noHelp } from '../../../src/core/scorers/settle.ts';
import { toolSampleReader } from '../../../src/workspace/results/readToolSample.ts';
import { readFolders } from '../../../src/workspace/results/resultsFolder.ts';
import { scoreWith } from '../../../src/workspace/scoring/scoring.ts';
import { rescore } from '../../../src/workspace/verdicts/rescore.ts';
import { SavedVerdicts } from '../../../src/workspace/verdicts/savedVerdicts.ts';
import { here } from '../saved/savedFolder.ts';

const shared = path.resolve(import.meta.dirname, '../../../../shared/data');

/** The responses of real logs, scored again: what comes of it is listed, so that a change of any scorer is seen. */
test.skipIf(!existsSync(shared))(
  'real logs, scored again (skipped where ../shared/data is absent)',
  { timeout: 120_000 },
  async () => {
    const folders = ['lm-eval', 'qwen25-math-evaluator', 'inspect/local'].map((name) =>
      path.join(shared, name),
    );
    const { data } = await readFolders(folders);
    const index = new ResultsIndex(data, noNames);
    const verdicts = new SavedVerdicts(here.root);
    const left = new Set<string>();
    const runs = index.runs.filter(({ benchmark, superseded }) => benchmark !== null && !superseded);
    for (const run of runs) {
      const outcome = await rescore(samplesOfRun(index, run), {
        read: toolSampleReader(),
        score: scoreWith(noHelp),
        own: [],
        verdicts,
        signal: new AbortController().signal,
      });
      expect(outcome.problems).toEqual([]);
      for (const { why } of outcome.left) left.add(why);
    }
    expect([...left]).toEqual([]);
    const judged = judgedRuns(
      runs,
      (run) => samplesOfRun(index, run),
      (sample) => verdicts.of(sample),
    );
    const lines = differencesOf(judged).map((run) => {
      const unscored = run.unscored.length === 0 ? '' : `, ${run.unscored.length} unscored`;
      return `${run.label} ${run.benchmark} ${run.tool ?? ''}: ${countOf(run)} of ${run.samples}${unscored}`;
    });
    console.log(lines.join('\n'));
    for (const run of differencesOf(judged)) {
      expect(run.unscored, `${run.label} ${run.benchmark}`).toEqual([]);
      // Inspect's `includes` looks for the gold answer anywhere, its `choice` for one form of words; lm-eval takes
      // the D of "**Demonstration**" for an answer.
      const most = run.tool === 'qwen-math' ? 0.04 : 0.3;
      expect(countOf(run) / run.samples, `${run.label} ${run.benchmark}`).toBeLessThanOrEqual(most);
    }
  },
);
