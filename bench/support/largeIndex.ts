import { createHash } from 'node:crypto';
import type { IndexData } from '../../src/core/results/index/indexData.ts';
import type { ItemQuery } from '../../src/core/results/index/resultsIndex.ts';
import { storeItems } from '../../src/core/results/index/storedItems.ts';
import type { ResultItem } from '../../src/core/results/resultItem.ts';
import { SampleSetBuilder } from '../../src/core/results/sampleSet.ts';
import { tokenSketch } from '../../src/core/results/tokenSketch.ts';

/** Tasks that are told to be of a benchmark each. */
const tasks = [
  ['hendrycks_math500', 'MATH-500'],
  ['aime24', 'AIME24'],
  ['aime25', 'AIME25'],
  ['ifeval', 'IFEval'],
  ['coqa', 'CoQA'],
  ['mc_taco', 'MC-TACO'],
  ['gsm8k', 'GSM8K'],
  ['mmlu_pro', 'MMLU-Pro'],
  ['hellaswag', 'HellaSwag'],
  ['drop', 'DROP'],
] as const;

export const largeItems = 50_000;
const perTask = largeItems / tasks.length;

/** An index of models × items, each asked once: a file for each model and task. */
export function largeIndex(models: number): IndexData {
  const all = Array.from({ length: largeItems }, (_, item) => itemOf(item));
  const files = Array.from({ length: models }, (_, model) =>
    tasks.map(([task], taskNumber) => {
      const folder = `/bench/lab__model-${model}`;
      const path = `${folder}/samples_${task}_2026-01-01T00-00-00.000000.jsonl`;
      const run = `${folder}\n2026-01-01T00-00-00.000000\n${task}`;
      const builder = new SampleSetBuilder({ run, model: null, task });
      for (let number = 0; number < perTask; number++) {
        const item = taskNumber * perTask + number;
        builder.add({ item, place: number * 18_500 });
        builder.metric('exact_match,none', (item + model) % 3 === 0 ? 0 : 1);
      }
      const samples = [builder.build()];
      const size = 18_500 * perTask;
      const end = { offset: size, line: 1 + perTask };
      const reading = { format: 'lm-eval' as const, parts: [], samples, problems: [], end };
      return { path, size, mtimeMs: 1_767_225_600_000 + model, fingerprint: 1, reading };
    }),
  ).flat();
  return { files, items: storeItems(all) };
}

/** The question by which the hover asks for an item of it. */
export function lookedUp(item: number): ItemQuery {
  const [, benchmark] = tasks[Math.floor(item / perTask)] ?? tasks[0];
  return { benchmark, textHash: hashOf(item), gold: String(item), sketch: () => [] };
}

function itemOf(item: number): ResultItem {
  const [task, benchmark] = tasks[Math.floor(item / perTask)] ?? tasks[0];
  const question = `Invented question ${item}: what comes after ${item} in this row of numbers, and why not ${item + 2}?`;
  const words = Array.from({ length: 60 }, (_, word) => `w${(item * 31 + word * 17) % 4096}`).join(' ');
  return {
    task,
    id: String(item),
    published: { benchmark, task: null, id: `test/${item}.json` },
    textHash: hashOf(item),
    gold: String(item),
    question,
    fields: { subject: item % 2 === 0 ? 'Algebra' : 'Geometry', level: String(1 + (item % 5)) },
    sketch: tokenSketch(`${question} ${words}`),
  };
}

function hashOf(item: number): string {
  return createHash('sha256').update(String(item)).digest('hex');
}
