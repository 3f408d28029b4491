import { cpSync, existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ResultsIndex } from '../../../../src/core/results/index/resultsIndex.ts';
import { differs, recount } from '../../../../src/core/results/recount.ts';
import { noNames } from '../../../../src/core/results/resultsNames.ts';
import { readFolders } from '../../../../src/workspace/results/resultsFolder.ts';
import { folderWith } from './folder.ts';

const shared = path.resolve(import.meta.dirname, '../../../../../shared/data');

/** All real logs and items; two logs have another ending there. */
function realLogs(): string {
  const folder = folderWith({});
  for (const name of ['lm-eval', 'inspect', 'qwen25-math-evaluator', 'responses', 'items']) {
    cpSync(path.join(shared, name), path.join(folder, name), { recursive: true });
  }
  for (const name of ['log_length_stop_reason', 'log_with_nan']) {
    const log = path.join(folder, 'inspect', name);
    renameSync(`${log}.txt`, `${log}.json`);
  }
  return folder;
}

test.skipIf(!existsSync(shared))(
  'every real log: the headline is what its tool reports, and its samples give it',
  { timeout: 120_000 },
  async () => {
    const folder = realLogs();
    const read = await readFolders([folder]);
    const index = new ResultsIndex(read.data, noNames);
    expect([...read.problems, ...index.problems]).toEqual([]);
    const reported = index.runs.filter((run) => run.reported);
    expect(reported.length).toBeGreaterThanOrEqual(23);
    for (const { model, task, value, samples, repeats } of reported) {
      const counted = recount(samples, repeats);
      const name = `${model} ${task}`;
      expect(counted.value, name).not.toBeNull();
      expect(differs(value ?? -1, counted.value ?? -1, counted.n * counted.repeats), name).toBe(false);
    }
    const byFormat = Map.groupBy(index.runs, ({ format }) => format);
    expect(Object.fromEntries([...byFormat].map(([format, runs]) => [format, runs.length]))).toEqual({
      inspect: 13,
      'lm-eval': 10,
      'qwen-math': 3,
      responses: 5,
    });
    // Responses have neither ids nor gold answers: their items are found in the prompts.
    const responses = byFormat.get('responses') ?? [];
    const linked = responses.map(({ task, samples }) => {
      const items = samples.flatMap(({ set }) =>
        [...set.item].map((item) => index.item(index.groupOf(item))),
      );
      return [task, items.filter((item) => item?.published !== null).length, items.length];
    });
    expect(linked).toEqual([
      ['coqa', 0, 500],
      ['ifeval', 540, 541],
      ['hendrycks_math_500', 500, 500],
      ['coqa', 0, 500],
      ['hendrycks_math_500', 500, 500],
    ]);
    const cut = responses.map(({ model, task, truncated }) => [model, task, truncated]);
    expect(cut).toContainEqual(['UniReason-SFT', 'hendrycks_math_500', 154 / 500]);
    // Plain responses do not say how they ended: that none was found to be cut off is no evidence.
    expect(cut).toContainEqual(['UniReason-RL', 'hendrycks_math_500', null]);
  },
);
