import { expect, test } from 'vitest';
import { benchmarks } from '../../../src/core/items/benchmarks.ts';
import { knownTasks } from '../../../src/core/results/knownTasks.ts';
import { parseResults } from '../../../src/core/results/resultsSettings.ts';
import { benchmarkDomain, taskBenchmark } from '../../../src/core/results/taskBenchmark.ts';
import { taskKey } from '../../../src/core/results/taskBenchmarkKey.ts';

/** In short: `benchmark`, `benchmark/task`, `benchmark:subset`; null where it is not known. */
function short(
  task: string,
  ...rest: Parameters<typeof taskBenchmark> extends [string, ...infer R] ? R : never
) {
  const found = taskBenchmark(task, ...rest);
  if (found === null) return null;
  return `${found.benchmark}${found.task === null ? '' : `/${found.task}`}${found.subset === null ? '' : `:${found.subset}`}`;
}

test.each([
  // lm-evaluation-harness and its forks
  ['hendrycks_math500', 'MATH-500'],
  ['hendrycks_math_500', 'MATH-500'],
  ['minerva_math500', 'MATH-500'],
  ['openai_math', 'MATH-500'],
  ['aime24', 'AIME24'],
  ['aime24_nofigures', 'AIME24'],
  ['aime24_pass_avg_32', 'AIME24'],
  ['aime25', 'AIME25'],
  ['aime', 'AIME'],
  ['gpqa_diamond_cot_n_shot', 'GPQA-Diamond'],
  ['gpqa_diamond_cot_zeroshot', 'GPQA-Diamond'],
  ['gpqa_diamond_zeroshot', 'GPQA-Diamond'],
  ['gpqa_diamond_generative_n_shot', 'GPQA-Diamond'],
  ['gpqa_diamond_openai', 'GPQA-Diamond'],
  ['leaderboard_gpqa_diamond', 'GPQA-Diamond'],
  ['headqa_en', 'HeadQA'],
  ['headqa_es', 'HeadQA:es'],
  ['acp_areach_mcq', 'ACPBench/reachable_action_mc'],
  ['acp_app_mcq', 'ACPBench/applicable_actions_mc'],
  ['acp_val_mcq', 'ACPBench/validation_mcq'],
  ['acp_app_bool', 'ACPBench/app_bool:bool'],
  ['acp_bench', 'ACPBench'],
  ['acp_app_gen', 'ACPBench Hard/app'],
  ['acp_nexta_gen_with_pddl', 'ACPBench Hard/nexta'],
  ['coqa', 'CoQA'],
  ['ifeval', 'IFEval'],
  ['leaderboard_ifeval', 'IFEval'],
  ['mc_taco', 'MC-TACO'],
  ['halueval_qa', 'HaluEval/qa'],
  ['halueval_summarization', 'HaluEval/summarization'],
  ['olympiad', 'OlympiadBench'],
  ['mmlu_high_school_physics', 'MMLU/high_school_physics'],
  ['leaderboard_mmlu_pro', 'MMLU-Pro'],
  ['leaderboard_bbh_date_understanding', 'BBH/date_understanding'],
  ['bbh_cot_fewshot_navigate', 'BBH/navigate'],
  ['bbh_cot_fewshot', 'BBH'],
  ['leaderboard_math_algebra_hard', 'MATH Level 5/algebra'],
  ['hendrycks_math_algebra', 'MATH/algebra'],
  ['gsm8k_cot_llama', 'GSM8K'],
  ['truthfulqa_mc2', 'TruthfulQA:mc2'],
  ['arc_challenge', 'ARC-Challenge'],
  ['mgsm_native_cot_de', 'MGSM/de'],
  ['agieval_lsat_ar', 'AGIEval/lsat_ar'],
  // evalchemy
  ['AIME24', 'AIME24'],
  ['AIME25x2', 'AIME25'],
  ['MATH500', 'MATH-500'],
  ['GPQADiamond', 'GPQA-Diamond'],
  ['LiveCodeBench', 'LiveCodeBench'],
  ['LiveCodeBenchv5', 'LiveCodeBench:v5'],
  ['LiveCodeBenchv5_official', 'LiveCodeBench:v5'],
  ['IFEval', 'IFEval'],
  ['HumanEvalPlus', 'HumanEval+'],
  ['alpaca_eval', 'AlpacaEval'],
  // lighteval
  ['lighteval|math_500|0|0', 'MATH-500'],
  ['math_500|0', 'MATH-500'],
  ['lighteval|gpqa:diamond|0|0', 'GPQA-Diamond'],
  ['extended|lcb:codegeneration|0', 'LiveCodeBench'],
  ['lcb:codegeneration_release_v6|0', 'LiveCodeBench:v6'],
  ['lcb:codegeneration_v1_v4', 'LiveCodeBench:v1_v4'],
  ['olympiad_bench:OE_TO_maths_en_COMP|0', 'OlympiadBench'],
  ['leaderboard|arc:challenge|25', 'ARC-Challenge'],
  ['leaderboard|mmlu:abstract_algebra|5', 'MMLU/abstract_algebra'],
  ['mmlu:_average|5', 'MMLU'],
  // Inspect
  ['inspect_evals/gpqa_diamond', 'GPQA-Diamond'],
  ['inspect_evals/ifeval', 'IFEval'],
  ['inspect_evals/mmlu_0_shot', 'MMLU'],
  ['inspect_evals/race_h', 'RACE:high'],
  ['aime2024', 'AIME24'],
  ['math-500', 'MATH-500'],
  ['acp-app-mcq', 'ACPBench/applicable_actions_mc'],
  // Qwen2.5-Math evaluator
  ['math500', 'MATH-500'],
  ['math', 'MATH'],
  ['olympiadbench', 'OlympiadBench'],
  ['minerva_math', 'Minerva Math'],
  ['college_math', 'College Math'],
  ['amc23', 'AMC23'],
  // OpenCompass
  ['math_prm800k_500', 'MATH-500'],
  ['math_prm800k_500-llmjudge', 'MATH-500'],
  ['aime2025_repeat_32', 'AIME25'],
  ['GPQA_diamond', 'GPQA-Diamond'],
  ['GPQA_diamond_repeat_4', 'GPQA-Diamond'],
  ['lcb_code_generation', 'LiveCodeBench'],
  ['lcb_code_execution', 'LiveCodeBench execution'],
  ['openai_humaneval', 'HumanEval'],
  ['lukaemon_mmlu_virology', 'MMLU/virology'],
  ['nq_open_1shot', 'NQ'],
  // HELM
  ['gpqa:subset=gpqa_diamond,use_chain_of_thought=true,model=qwen_qwen3-14b', 'GPQA-Diamond'],
  ['gpqa:subset=gpqa_main,model=a_b', 'GPQA:main'],
  ['ifeval:model=a_b', 'IFEval'],
  ['ifeval:', 'IFEval'],
  ['mmlu:subject=anatomy,method=multiple_choice_joint', 'MMLU/anatomy'],
  ['mmlu_pro:subset=all,use_chain_of_thought=true', 'MMLU-Pro'],
  ['math:subject=number_theory,level=1', 'MATH/number_theory'],
  ['commonsense:dataset=openbookqa,method=multiple_choice_joint', 'OpenBookQA'],
  ['gsm:', 'GSM8K'],
  // EvalPlus, LiveCodeBench, our own files
  ['humaneval', 'HumanEval'],
  ['mbpp', 'MBPP'],
  ['HumanEval+', 'HumanEval+'],
  ['ACPBench_reachable_atom_mc', 'ACPBench/reachable_atom_mc'],
  ['ACPBench_applicable_actions_bool', 'ACPBench/applicable_actions_bool:bool'],
  ['HeadQA_Cuaderno_2014_1_M', 'HeadQA/Cuaderno_2014_1_M'],
  ['HaluEval_dialogue', 'HaluEval/dialogue'],
])('%s is %s', (task, expected) => {
  expect(short(task)).toBe(expected);
});

test.each([
  'my_math500_variant',
  'math',
  'hendrycks_math_algebra',
  'minerva_math_algebra',
  'gpqa_main_cot_zeroshot',
  'gpqa',
  'aime',
  'aime26',
  'AIME_2023',
  'olympiad_bench:OE_TO_physics_en_COMP|0',
  'olymmath',
  'ifeval_es',
  'livecodebench_pro',
  'ifbench',
  'maime24_fr',
  'aime24_fr',
  'lcb:test_output',
  'acp_app_gen',
  'humaneval',
])('%s is none of the twelve', (task) => {
  const names = benchmarks.map(({ name }) => name);
  expect(names).not.toContain(taskBenchmark(task)?.benchmark);
});

test('what nothing knows is null', () => {
  for (const task of ['', 'popularity', 'input-task', '|0|0', 'x2', '_cot', 'my:task'])
    expect(short(task)).toBeNull();
});

test('no two rows claim one name', () => {
  const owner = new Map<string, string>();
  for (const { benchmark, names } of knownTasks) {
    for (const name of names.split(' ')) {
      const [key = ''] = name.split(':');
      expect(taskKey(key), `${key} is a key`).toBe(key);
      expect(owner.get(key), key).toBeUndefined();
      owner.set(key, benchmark);
      expect(taskBenchmark(key)?.benchmark, key).toBe(benchmark);
    }
  }
  // Names with parts, of one row each.
  for (const name of [
    'acp_app_mcq',
    'acp_app_gen',
    'mmlu_stem',
    'mmlu_pro_law',
    'lcb_v2',
    'math_algebra',
    'bbh_snarks',
  ]) {
    const rows = knownTasks.filter(({ pattern }) => pattern?.test(name) === true);
    expect(
      rows.map(({ benchmark }) => benchmark),
      name,
    ).toHaveLength(1);
  }
});

test('the twelve have the domains of the paper, whatever signs their names are written with', () => {
  // The columns of the paper's tables 9 to 11.
  const columns =
    'AIME24,AIME25,MATH-500,OlympiadBench,GPQA-Diamond,LiveCodeBench,ACPBench,HeadQA,CoQA,MC-TACO,IFEval,HaluEval';
  expect(columns.split(',').toSorted()).toEqual(benchmarks.map(({ name }) => name).toSorted());
  for (const name of columns.split(',')) {
    const whole = {
      benchmark: name,
      domain: benchmarks.find((b) => b.name === name)?.domain,
      task: null,
      subset: null,
    };
    expect(taskBenchmark(name)).toEqual(whole);
    for (const spelt of [
      name.toLowerCase(),
      name.toUpperCase(),
      name.replaceAll('-', '_'),
      name.replaceAll('-', ' '),
    ]) {
      expect(taskBenchmark(spelt), spelt).toEqual(whole);
    }
  }
});

test('a name of two benchmarks is the one of its tool', () => {
  expect(short('minerva_math', [], null, 'lm-eval')).toBe('MATH');
  expect(short('minerva_math', [], null, 'qwen-math')).toBe('Minerva Math');
});

test('the user says more, and is heard first', () => {
  const { results } = parseResults({
    tasks: { 'nord_*': 'Nord', nord_math: 'MATH-500', aime: 'AIME24' },
    domains: { Nord: 'other', popularity: 'non' },
  });
  expect(taskBenchmark('nord_logic', [], results)).toMatchObject({ benchmark: 'Nord', domain: 'other' });
  expect(taskBenchmark('nord_math', [], results)).toMatchObject({ benchmark: 'MATH-500', domain: 'math' });
  expect(taskBenchmark('aime', [], results)).toMatchObject({ benchmark: 'AIME24', domain: 'math' });
  expect(taskBenchmark('popularity', [], results)).toMatchObject({ benchmark: 'popularity', domain: 'non' });
  expect(taskBenchmark('other', [], results)).toBeNull();
});

test("the user's own benchmarks are known by their whole names", () => {
  const own = [{ name: 'math', domain: 'other' as const }];
  expect(taskBenchmark('math', own)).toMatchObject({ benchmark: 'math', domain: 'other' });
  expect(short('math_500', own)).toBe('MATH-500');
  expect(benchmarkDomain('math', own)).toBe('other');
  expect(benchmarkDomain('MMLU')).toBe('other');
  expect(benchmarkDomain('nothing')).toBeNull();
});
