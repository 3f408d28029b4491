/**
 * The metrics that lead a benchmark's results, the best first, as their tools lead with them. One with a comma is
 * meant with its filter, every other in the words of `metricWords` with any filter. Benchmarks that are not here
 * are led as `usualMetrics` says.
 */
export const headlineTable: Readonly<Record<string, readonly string[]>> = {
  'MATH-500': ['math_verify', 'exact_match', 'extractive_match', 'pass@1', 'acc', 'accuracy'],
  MATH: ['math_verify', 'exact_match', 'math_equiv_chain_of_thought', 'math_equiv'],
  'MATH Level 5': ['exact_match'],
  'GPQA-Diamond': [
    'exact_match,none',
    'exact_match,flexible-extract',
    'exact_match,strict-match',
    'exact_match',
    'acc_norm',
    'acc',
    'chain_of_thought_correctness',
  ],
  GPQA: ['exact_match,flexible-extract', 'exact_match', 'acc_norm', 'acc', 'chain_of_thought_correctness'],
  HeadQA: ['acc_norm', 'acc'],
  ACPBench: ['exact_match', 'acc'],
  LiveCodeBench: ['pass@1', 'accuracy_avg', 'accuracy'],
  CoQA: ['f1', 'f1_score', 'em'],
  IFEval: [
    'prompt_level_strict_acc',
    'prompt_level_strict_accuracy',
    'prompt_strict_acc',
    'ifeval_strict_accuracy',
    'acc',
  ],
  HaluEval: ['acc', 'accuracy', 'exact_match'],
  'MC-TACO': ['acc', 'accuracy', 'f1'],
  MMLU: ['acc', 'exact_match'],
  'MMLU-Pro': ['exact_match', 'acc', 'chain_of_thought_correctness'],
  BBH: ['exact_match', 'acc_norm', 'acc'],
  MuSR: ['acc_norm', 'acc'],
  AGIEval: ['acc_norm', 'acc', 'exact_match'],
  ARC: ['acc_norm', 'acc'],
  'ARC-Challenge': ['acc_norm', 'acc'],
  'ARC-Easy': ['acc_norm', 'acc'],
  HellaSwag: ['acc_norm', 'acc'],
  OpenBookQA: ['acc_norm', 'acc'],
  PIQA: ['acc_norm', 'acc'],
  LogiQA: ['acc_norm', 'acc'],
  MathQA: ['acc_norm', 'acc'],
  DROP: ['f1', 'f1_score', 'em', 'exact_match'],
  SQuAD: ['f1', 'best_f1', 'f1_score', 'exact_match', 'exact'],
  NarrativeQA: ['f1', 'f1_score'],
  TruthfulQA: ['mc2', 'truthfulqa_mc2', 'acc', 'mc1', 'truthfulqa_mc1', 'bleu_acc'],
  HumanEval: ['pass@1'],
  MBPP: ['pass@1'],
  XSum: ['rouge2', 'rouge_2', 'rougel', 'rouge_l'],
  'CNN/DailyMail': ['rouge2', 'rouge_2', 'rougel', 'rouge_l'],
  AlpacaEval: ['length_controlled_winrate', 'win_rate', 'winrate'],
};

/** What leads the results of any other task, the best first; then the only metric, where there is one alone. */
export const usualMetrics: readonly string[] = [
  'exact_match',
  'extractive_match',
  'quasi_exact_match',
  'final_number_exact_match',
  'prefix_exact_match',
  'quasi_prefix_exact_match',
  'acc',
  'pass@1',
  'avg@n',
  'accuracy_avg',
  'accuracy',
  'pass',
  'em',
  'f1',
  'f1_score',
  'score',
  'acc_norm',
  'mean',
  'naive_average',
  'correct',
  'mc2',
];

/**
 * How the paper reads a benchmark where that is not what the tools lead with: IFEval by instructions, strictly. Our
 * own files' `acc` is that share.
 */
export const transferTable: Readonly<Record<string, readonly string[]>> = {
  IFEval: ['inst_level_strict_acc', 'inst_level_strict_accuracy', 'inst_strict_acc'],
};

/** What says whether an item was right, where the score is a share: CoQA's exact match, IFEval by prompt, strictly. */
export const flipTable: Readonly<Record<string, readonly string[]>> = {
  CoQA: ['em', 'exact_match'],
  IFEval: [
    'prompt_level_strict_acc',
    'prompt_level_strict_accuracy',
    'prompt_level_strict',
    'prompt_strict_acc',
  ],
};

/**
 * The filters of lm-evaluation-harness and the variants of others, the best first; unknown ones stand where `` is.
 * `plus`: EvalPlus' own tests, which it leads with.
 */
export const filterOrder: readonly string[] = [
  'none',
  'flexible-extract',
  'custom-extract',
  'mcq-extract',
  'extract-yes-no',
  'get-answer',
  'plus',
  'recomputed',
  '',
  'strict-match',
  'base',
  'no-filter',
];
