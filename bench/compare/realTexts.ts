import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { comparedText } from '../../src/core/compare/comparedText.ts';
import type { SteppedText } from '../../src/core/compare/comparison.ts';
import { ResultsIndex } from '../../src/core/results/index/resultsIndex.ts';
import { noNames } from '../../src/core/results/resultsNames.ts';
import { samplesOfRun } from '../../src/core/results/toolSamples.ts';
import { splitSteps } from '../../src/core/traces/steps.ts';
import { toolSampleReader } from '../../src/workspace/results/readToolSample.ts';
import { readFolders } from '../../src/workspace/results/resultsFolder.ts';

/** Two traces of one item. */
export interface RealPair {
  readonly left: SteppedText;
  readonly right: SteppedText;
}

const data = join('..', 'shared', 'data');
const Line = v.object({ input: v.string(), output: v.string() });

/** What the paper's RL and SFT models wrote for one benchmark; empty where the responses are not there. */
export function publishedPairs(benchmark: string): RealPair[] {
  const read = (model: string): ReadonlyMap<string, SteppedText> => {
    const file = join(data, 'responses', `UniReason-${model}_${benchmark}.jsonl`);
    if (!existsSync(file)) return new Map();
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    return new Map(
      lines.map((line) => {
        const { input, output } = v.parse(Line, JSON.parse(line));
        return [input, { text: output, steps: splitSteps(output) }];
      }),
    );
  };
  const others = read('SFT');
  return [...read('RL')].flatMap(([input, left]) => {
    const right = others.get(input);
    return right === undefined ? [] : [{ left, right }];
  });
}

/**
 * Each two samples that one model has of one item, in logs of Inspect; empty where they are not there. Responses of
 * nothing but chat marks, over and over, are left out: they are the same whatever was asked.
 */
export async function repeatPairs(): Promise<RealPair[]> {
  const folder = join(data, 'inspect', 'local');
  if (!existsSync(folder)) return [];
  const index = new ResultsIndex((await readFolders([folder])).data, noNames);
  const read = toolSampleReader();
  const pairs: RealPair[] = [];
  for (const run of index.runs) {
    const first = new Map<string, SteppedText>();
    const table = {
      groupOf: (item: number) => index.groupOf(item),
      item: (group: number) => index.item(group),
    };
    for (const sample of samplesOfRun(table, run)) {
      const whole = await read(sample);
      if (!whole.ok) throw new Error(`${sample.file} cannot be read.`);
      const { id } = sample.item;
      const right = comparedText(whole.sample.trace, 'both');
      if (right.text.replace(/<\|[^|]*\|>(?:user|assistant)?/g, '').trim() === '') continue;
      const left = first.get(id);
      if (left === undefined) first.set(id, right);
      else pairs.push({ left, right });
    }
  }
  return pairs;
}
