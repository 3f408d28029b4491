import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { headline, headlineTransfer, sampleMetric } from '../../../src/core/results/headline.ts';
import { headlineTable } from '../../../src/core/results/headlineTable.ts';
import { knownTasks } from '../../../src/core/results/knownTasks.ts';
import { taskBenchmark } from '../../../src/core/results/taskBenchmark.ts';

const ifEval = [
  'inst_level_loose_acc,none',
  'inst_level_strict_acc,none',
  'prompt_level_loose_acc,none',
  'prompt_level_strict_acc,none',
  'prompt_level_strict_acc_stderr,none',
];

test.each([
  // lm-evaluation-harness: the table of its tasks
  ['MATH-500', ['exact_match_stderr,none', 'exact_match,none'], 'exact_match,none'],
  ['MATH-500', ['exact_match,none', 'math_verify,none'], 'math_verify,none'],
  ['AIME24', ['exact_match,none', 'exact_match_stderr,none'], 'exact_match,none'],
  [
    'GPQA-Diamond',
    ['exact_match,strict-match', 'exact_match,flexible-extract'],
    'exact_match,flexible-extract',
  ],
  ['GPQA-Diamond', ['exact_match,strict-match'], 'exact_match,strict-match'],
  ['GPQA-Diamond', ['acc,none', 'acc_norm,none'], 'acc_norm,none'],
  ['HeadQA', ['acc,none', 'acc_norm,none'], 'acc_norm,none'],
  ['HeadQA', ['acc,none'], 'acc,none'],
  ['ACPBench', ['exact_match,mcq-extract'], 'exact_match,mcq-extract'],
  ['ACPBench', ['exact_match,extract-yes-no'], 'exact_match,extract-yes-no'],
  ['CoQA', ['em,none', 'f1,none'], 'f1,none'],
  ['IFEval', ifEval, 'prompt_level_strict_acc,none'],
  ['MC-TACO', ['f1,none', 'acc,none'], 'acc,none'],
  ['HaluEval', ['acc,none'], 'acc,none'],
  ['OlympiadBench', ['exact_match,none'], 'exact_match,none'],
  ['GSM8K', ['exact_match,strict-match', 'exact_match,flexible-extract'], 'exact_match,flexible-extract'],
  ['ARC-Challenge', ['acc,none', 'acc_norm,none'], 'acc_norm,none'],
  ['HellaSwag', ['acc,none', 'acc_norm,none'], 'acc_norm,none'],
  ['MMLU', ['acc,none', 'acc_norm,none'], 'acc,none'],
  ['TruthfulQA', ['acc,none'], 'acc,none'],
  ['TruthfulQA', ['mc1', 'mc2'], 'mc2'],
  ['MBPP', ['pass_at_1,none'], 'pass_at_1,none'],
  // evalchemy
  ['AIME24', ['accuracy_avg', 'accuracy_std_err', 'num_repeat'], 'accuracy_avg'],
  ['LiveCodeBench', ['accuracy_easy_avg', 'accuracy_avg'], 'accuracy_avg'],
  ['MATH-500', ['accuracy'], 'accuracy'],
  // Inspect
  ['MATH-500', ['match/stderr', 'match/accuracy'], 'match/accuracy'],
  [
    'IFEval',
    ['instruction_following/final_acc', 'instruction_following/prompt_strict_acc'],
    'instruction_following/prompt_strict_acc',
  ],
  ['DROP', ['f1/std', 'f1/mean'], 'f1/mean'],
  ['MATH-500', ['match/accuracy,pass_at_2', 'match/accuracy'], 'match/accuracy'],
  // lighteval
  ['MATH-500', ['extractive_match', 'extractive_match_stderr'], 'extractive_match'],
  ['MATH-500', ['math_pass@1:1_samples', 'math_pass@1:32_samples'], 'math_pass@1:32_samples'],
  ['AIME24', ['pass@k:k=1&n=1', 'pass@k:k=16&n=16', 'pass@k:k=1&n=16'], 'pass@k:k=1&n=16'],
  ['GPQA-Diamond', ['gpqa_pass@k:k=1'], 'gpqa_pass@k:k=1'],
  ['LiveCodeBench', ['codegen_pass@1:16'], 'codegen_pass@1:16'],
  ['IFEval', ['inst_level_strict_acc', 'prompt_level_strict_acc'], 'prompt_level_strict_acc'],
  // the others
  ['LiveCodeBench', ['pass@1'], 'pass@1'],
  ['MATH-500', ['acc'], 'acc'],
  ['AIME25', ['accuracy (32 runs average)'], 'accuracy (32 runs average)'],
  ['HumanEval', ['humaneval_pass@10', 'humaneval_pass@1'], 'humaneval_pass@1'],
  ['IFEval', ['Inst-level-strict-accuracy', 'Prompt-level-strict-accuracy'], 'Prompt-level-strict-accuracy'],
  ['HumanEval', ['pass@1,base', 'pass@1,plus'], 'pass@1,plus'],
  ['GPQA-Diamond', ['num_output_tokens', 'chain_of_thought_correctness'], 'chain_of_thought_correctness'],
  ['IFEval', ['ifeval_strict_accuracy'], 'ifeval_strict_accuracy'],
  ['MMLU', ['quasi_exact_match', 'exact_match', 'prefix_exact_match'], 'exact_match'],
  [null, ['pass'], 'pass'],
  ['MATH-500', ['score'], 'score'],
  ['IFEval', ['acc,none'], 'acc,none'],
  // unknown tasks
  ['constructor', ['acc'], 'acc'],
  [null, ['wer'], 'wer'],
  [null, ['wer', 'cer'], null],
  [null, ['f1,none', 'acc,none'], 'acc,none'],
  [null, ['word_perplexity,none', 'byte_perplexity,none', 'bits_per_byte,none'], null],
  [null, ['perplexity'], null],
  [null, ['acc_stderr,none'], null],
  [null, [], null],
])('of %s with %j leads %s', (benchmark, metrics, expected) => {
  expect(headline(benchmark, metrics)).toBe(expected);
});

test('what the settings say leads, where the tool reports it', () => {
  const metrics = ['exact_match,none', 'exact_match,strict', 'f1,none'];
  expect(headline('MATH-500', metrics, 'exact_match,strict')).toBe('exact_match,strict');
  expect(headline('MATH-500', metrics, 'f1')).toBe('f1,none');
  expect(headline('MATH-500', metrics, 'rouge')).toBe('exact_match,none');
  expect(headline('MATH-500', ['judge/accuracy', 'match/accuracy'], 'match')).toBe('match/accuracy');
});

test('transfer reads IFEval by instructions, all others by their headline', () => {
  expect(headlineTransfer('IFEval', ifEval)).toBe('inst_level_strict_acc,none');
  expect(headlineTransfer('IFEval', ['Inst-level-strict-accuracy', 'Prompt-level-strict-accuracy'])).toBe(
    'Inst-level-strict-accuracy',
  );
  expect(headlineTransfer('IFEval', ['x/inst_strict_acc', 'x/prompt_strict_acc'])).toBe('x/inst_strict_acc');
  expect(headlineTransfer('IFEval', ['score'])).toBe('score');
  expect(headlineTransfer('IFEval', ifEval, 'prompt_level_loose_acc')).toBe('prompt_level_loose_acc,none');
  expect(headlineTransfer('CoQA', ['em,none', 'f1,none'])).toBe('f1,none');
});

test.each([
  ['exact_match,none', ['exact_match,none'], 'exact_match,none'],
  [
    'exact_match,flexible-extract',
    ['exact_match,strict-match', 'exact_match,flexible-extract'],
    'exact_match,flexible-extract',
  ],
  ['exact_match,flexible-extract', ['exact_match'], 'exact_match'],
  ['exact_match,flexible-extract', ['exact_match,strict-match'], null],
  ['match/accuracy', ['match'], 'match'],
  ['match/accuracy', ['match/accuracy'], 'match/accuracy'],
  ['match/accuracy,pass_at_2', ['match/accuracy'], null],
  ['match/accuracy', ['includes', 'match'], 'match'],
  ['grader/mean', ['grader/points'], 'grader/points'],
  ['grader/mean', ['grader/points', 'grader/style'], null],
  ['x/prompt_strict_acc', ['x/inst_level_strict', 'x/prompt_level_strict'], 'x/prompt_level_strict'],
  ['accuracy_avg', ['accuracy,recomputed'], 'accuracy,recomputed'],
  ['accuracy', ['accuracy,recomputed'], 'accuracy,recomputed'],
  ['pass@1,plus', ['pass@1,base', 'pass@1,plus'], 'pass@1,plus'],
  ['accuracy', ['f1'], null],
  ['acc', [], null],
])('the samples of %s among %j are %s', (metric, columns, expected) => {
  expect(sampleMetric(metric, columns)).toBe(expected);
});

test('the table is of known benchmarks', () => {
  const known = new Set(knownTasks.map(({ benchmark }) => benchmark));
  expect(Object.keys(headlineTable).filter((name) => !known.has(name))).toEqual([]);
});

const logs = fileURLToPath(new URL('../../../../shared/data/lm-eval', import.meta.url));
test.skipIf(!existsSync(logs))(
  'every task of the real logs has a benchmark and a headline (needs ../shared/data)',
  () => {
    const Results = v.object({ results: v.record(v.string(), v.record(v.string(), v.unknown())) });
    const led = new Map<string, string | null>();
    for (const file of globSync('*/results_*.json', { cwd: logs })) {
      const { results } = v.parse(Results, JSON.parse(readFileSync(`${logs}/${file}`, 'utf8')));
      for (const [task, metrics] of Object.entries(results)) {
        const names = Object.keys(metrics).filter((name) => name.includes(','));
        const found = taskBenchmark(task);
        led.set(
          `${task} ${found?.benchmark ?? ''} ${found?.task ?? ''}`.trim(),
          headline(found?.benchmark ?? null, names),
        );
      }
    }
    expect(Object.fromEntries(led)).toEqual({
      'hendrycks_math500 MATH-500': 'exact_match,none',
      'aime24 AIME24': 'exact_match,none',
      'acp_app_mcq ACPBench applicable_actions_mc': 'exact_match,mcq-extract',
      'acp_reach_mcq ACPBench reachable_atom_mc': 'exact_match,mcq-extract',
      'acp_val_mcq ACPBench validation_mcq': 'exact_match,mcq-extract',
    });
  },
);
