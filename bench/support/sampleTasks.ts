import type { JsonObject } from '../../src/core/json.ts';
import type { Chance } from './sampleText.ts';

/** One task of the generated folder, with invented items in the fields that its dataset has. */
export interface SampleTask {
  readonly name: string;
  /** Each document has a line for each of them. */
  readonly filters: readonly string[];
  readonly doc: (item: number, question: string) => JsonObject;
  readonly gold: (item: number) => string;
  /** Metrics as Python writes them, by name. */
  readonly metrics: (chance: Chance) => Readonly<Record<string, string>>;
}

/** As they stand in `model_name`; every other one marks its reasoning. */
export const modelNames: readonly string[] = Array.from({ length: 20 }, (_, model) => {
  const family = ['plain/base-7b', 'plain/base-7b-think', 'lab/math-rl', 'lab/math-sft'][model % 4] ?? '';
  return `${family}-${100 * (1 + Math.floor(model / 4))}`;
});

const verdict = (chance: Chance): string => (chance() < 0.6 ? '1.0' : '0.0');
const exact: SampleTask['metrics'] = (chance) => ({ exact_match: verdict(chance) });
const accuracy: SampleTask['metrics'] = (chance) => ({ acc: verdict(chance) });

const math: Pick<SampleTask, 'doc' | 'gold'> = {
  doc: (item, problem) => ({
    problem,
    solution: `So it is $\\boxed{${2 * item + 1}}$.`,
    answer: String(2 * item + 1),
    subject: item % 2 === 0 ? 'Algebra' : 'Geometry',
    level: 1 + (item % 5),
    unique_id: `test/invented/${item}.json`,
  }),
  gold: (item) => String(2 * item + 1),
};
const year: Pick<SampleTask, 'doc' | 'gold'> = {
  doc: (item, problem) => ({ ID: `invented-${item}`, Problem: problem, Answer: (7 * item) % 1000 }),
  gold: (item) => String((7 * item) % 1000),
};
const choice: Pick<SampleTask, 'doc' | 'gold'> = {
  doc: (item, question) => ({
    id: 3 * item,
    question,
    choices: { text: ['to the left', 'to the right', 'not at all', 'twice'], label: ['A', 'B', 'C', 'D'] },
    answer: 'ABCD'[item % 4] ?? '',
  }),
  gold: (item) => 'ABCD'[item % 4] ?? '',
};

export const sampleTasks: readonly SampleTask[] = [
  { name: 'hendrycks_math500', filters: ['none'], ...math, metrics: exact },
  {
    name: 'minerva_math500',
    filters: ['none'],
    ...math,
    metrics: (chance) => ({ exact_match: verdict(chance), math_verify: verdict(chance) }),
  },
  {
    name: 'aime24',
    filters: ['none'],
    ...year,
    metrics: (chance) => ({ exact_match: chance() < 0.3 ? '1' : '0' }),
  },
  {
    name: 'aime25',
    filters: ['none'],
    ...year,
    metrics: (chance) => ({ exact_match: chance() < 0.3 ? '1' : '0' }),
  },
  { name: 'olympiad', filters: ['none'], ...math, metrics: exact },
  {
    name: 'gpqa_diamond_cot_zeroshot',
    filters: ['strict-match', 'flexible-extract'],
    ...choice,
    metrics: exact,
  },
  { name: 'acp_app_mcq', filters: ['mcq-extract'], ...choice, metrics: exact },
  { name: 'acp_reach_bool', filters: ['extract-yes-no'], ...choice, metrics: exact },
  {
    name: 'ifeval',
    filters: ['none'],
    doc: (item, prompt) => ({
      key: 1000 + item,
      prompt,
      instruction_id_list: ['length_constraints:number_words', 'punctuation:no_comma'],
      kwargs: [{ num_words: 300 }, {}],
    }),
    gold: () => '0',
    metrics: (chance) => ({
      prompt_level_strict_acc: chance() < 0.5 ? 'true' : 'false',
      inst_level_strict_acc: chance() < 0.5 ? '[true, true]' : '[false, true]',
      prompt_level_loose_acc: chance() < 0.5 ? 'true' : 'false',
      inst_level_loose_acc: chance() < 0.5 ? '[true, true]' : '[true, false]',
    }),
  },
  {
    name: 'coqa',
    filters: ['none'],
    doc: (item, story) => ({
      id: `invented${item}`,
      source: 'own',
      story,
      questions: { input_text: ['Who was it?', 'When?'], turn_id: [1, 2] },
      answers: { input_text: ['nobody', 'in May'], turn_id: [1, 2] },
    }),
    gold: () => 'in May',
    // Python's json writes what no JSON may hold.
    metrics: (chance) => ({ em: verdict(chance), f1: chance() < 0.1 ? 'NaN' : chance().toFixed(16) }),
  },
  { name: 'mc_taco', filters: ['none'], ...choice, metrics: accuracy },
  { name: 'halueval_qa', filters: ['none'], ...choice, metrics: accuracy },
];
