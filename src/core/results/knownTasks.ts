import type { Domain } from '../domain.ts';

/** A benchmark by the names that tools and tables give it. */
export interface KnownTask {
  readonly benchmark: string;
  /** Of arXiv 2507.00432, section 2; for benchmarks that it does not use, by the same definition. */
  readonly domain: Domain;
  /**
   * In letters and digits alone, in lower case (`taskKey`), separated by spaces. With `:` behind it, a name is a
   * part or another version of the benchmark: `headqaes:es`.
   */
  readonly names: string;
  /**
   * Of names with a part in them, in lower case with `_` for every sign (`taskWords`); whole names alone. Its groups
   * `task` and `subset` are what `TaskBenchmark` calls so.
   */
  readonly pattern?: RegExp;
}

const mmluSubject =
  'abstract_algebra|anatomy|astronomy|business_ethics|clinical_knowledge|college_[a-z_]+|computer_security|conceptual_physics|econometrics|electrical_engineering|elementary_mathematics|formal_logic|global_facts|high_school_[a-z_]+|human_(?:aging|sexuality)|international_law|jurisprudence|logical_fallacies|machine_learning|management|marketing|medical_genetics|miscellaneous|moral_[a-z]+|nutrition|philosophy|prehistory|professional_[a-z]+|public_relations|security_studies|sociology|us_foreign_policy|virology|world_religions|stem|humanities|social_sciences|other';
const mathSubject =
  'algebra|counting_and_prob(?:ability)?|geometry|intermediate_algebra|num(?:ber)?_theory|prealgebra|precalc(?:ulus)?';

/**
 * The names are those in the sources of the tools: lm-evaluation-harness (`lm_eval/tasks`, and the forks of S1 and
 * HaluEval), evalchemy (`eval/chat_benchmarks`), lighteval (`tasks`), inspect_evals, the Qwen2.5-Math evaluator
 * (`data`), OpenCompass (`abbr` of its data sets), HELM (run specs) and EvalPlus. No name may be in two rows.
 */
export const knownTasks: readonly KnownTask[] = [
  // The twelve of the paper.
  {
    benchmark: 'MATH-500',
    domain: 'math',
    names: 'math500 hendrycksmath500 minervamath500 openaimath mathprm800k500 prm800k500',
  },
  {
    benchmark: 'AIME24',
    domain: 'math',
    names: 'aime24 aime2024',
    pattern: /^aime_?(?:20)?24_(?<subset>i{1,2})$/,
  },
  {
    benchmark: 'AIME25',
    domain: 'math',
    names: 'aime25 aime2025',
    pattern: /^aime_?(?:20)?25_(?<subset>i{1,2})$/,
  },
  {
    benchmark: 'OlympiadBench',
    domain: 'math',
    names:
      'olympiadbench olympiad olympiadmath olympiadbenchmath olympiadbenchmathen olympiadbenchenmath olympiadbenchoetomathsencomp',
  },
  {
    benchmark: 'LiveCodeBench',
    domain: 'other',
    names:
      'livecodebench lcb lcbcodegeneration lcbcodegenerationofficial livecodebenchcodegeneration livecodebenchv5official:v5',
    pattern: /^(?:livecodebench_?|lcb_code_?generation_(?:release_)?|lcb_)(?<subset>v\d(?:_v\d)?|latest)$/,
  },
  { benchmark: 'GPQA-Diamond', domain: 'other', names: 'gpqadiamond leaderboardgpqadiamond' },
  {
    benchmark: 'ACPBench',
    domain: 'other',
    names: 'acpbench acpmcq acpmcqcot2shot acpbenchmcq acpbool:bool acpboolcot2shot:bool acpbenchbool:bool',
    pattern: /^acp_(?<acp>areach|act_reach|app|just|land|prog|reach|val)_(?<kind>mcq?|bool)$/,
  },
  { benchmark: 'HeadQA', domain: 'other', names: 'headqa headqaen headqaes:es' },
  { benchmark: 'CoQA', domain: 'non', names: 'coqa' },
  { benchmark: 'IFEval', domain: 'non', names: 'ifeval leaderboardifeval instructionfollowingeval' },
  {
    benchmark: 'HaluEval',
    domain: 'non',
    names: 'halueval',
    pattern: /^halueval_(?<task>qa|dialogue|summarization)$/,
  },
  { benchmark: 'MC-TACO', domain: 'non', names: 'mctaco' },

  // Math.
  { benchmark: 'AIME', domain: 'math', names: 'aime aime19832024 aimevalidation aimovalidationaime' },
  { benchmark: 'AIME22', domain: 'math', names: 'aime22 aime2022' },
  { benchmark: 'AIME23', domain: 'math', names: 'aime23 aime2023' },
  { benchmark: 'AIME26', domain: 'math', names: 'aime26 aime2026' },
  {
    benchmark: 'MATH',
    domain: 'math',
    names: 'math hendrycksmath competitionmath mathword math4shot',
    pattern: new RegExp(`^(?:hendrycks_|minerva_)?math_(?<task>${mathSubject})$`),
  },
  {
    benchmark: 'MATH Level 5',
    domain: 'math',
    names: 'leaderboardmathhard mathhard mathlvl5 mathlevel5 mathlv5',
    pattern: /^leaderboard_math_(?<task>[a-z_]+)_hard$/,
  },
  { benchmark: 'GSM8K', domain: 'math', names: 'gsm8k gsm gsm8kplatinum:platinum gsm8kmain' },
  { benchmark: 'GSM-Plus', domain: 'math', names: 'gsmplus' },
  { benchmark: 'GSM-Hard', domain: 'math', names: 'gsmhard' },
  { benchmark: 'Minerva Math', domain: 'math', names: 'minervamath minervaocw' },
  { benchmark: 'College Math', domain: 'math', names: 'collegemath' },
  { benchmark: 'SVAMP', domain: 'math', names: 'svamp' },
  { benchmark: 'ASDiv', domain: 'math', names: 'asdiv' },
  { benchmark: 'MathQA', domain: 'math', names: 'mathqa' },
  { benchmark: 'AQuA', domain: 'math', names: 'aqua aquarat' },
  {
    benchmark: 'MGSM',
    domain: 'math',
    names: 'mgsm',
    pattern: /^mgsm_(?:direct_|en_cot_|native_cot_)?(?<task>bn|de|en|es|fr|ja|ru|sw|te|th|zh)$/,
  },
  { benchmark: 'AMC23', domain: 'math', names: 'amc23 amc2023' },
  { benchmark: 'AMC', domain: 'math', names: 'amc amc12 amc10 aimoamc' },
  {
    benchmark: 'HMMT',
    domain: 'math',
    names: 'hmmt',
    pattern: /^hmmt_?(?<subset>(?:feb_|nov_)?(?:20)?\d\d(?:_(?:feb|nov))?)$/,
  },
  { benchmark: 'Omni-MATH', domain: 'math', names: 'omnimath' },
  {
    benchmark: 'GaoKao Math',
    domain: 'math',
    names: 'gaokao2023en gaokao2024i gaokao2024ii gaokaomathqa gaokaomathcloze',
  },
  { benchmark: 'MiniF2F', domain: 'math', names: 'minif2f' },

  // Other reasoning.
  {
    benchmark: 'GPQA',
    domain: 'other',
    names: 'gpqa gpqamain:main gpqaextended:extended gpqaexperts:experts leaderboardgpqa',
    pattern: /^leaderboard_gpqa_(?<subset>main|extended)$/,
  },
  {
    benchmark: 'MMLU',
    domain: 'other',
    names: 'mmlu mmlucontinuation',
    pattern: new RegExp(`^(?:lukaemon_)?mmlu_(?<task>${mmluSubject})$`),
  },
  { benchmark: 'MMLU-Redux', domain: 'other', names: 'mmluredux mmluredux2 mmluredux20' },
  {
    benchmark: 'MMLU-Pro',
    domain: 'other',
    names: 'mmlupro leaderboardmmlupro mmluprosubset:subset',
    pattern:
      /^mmlu_pro_(?<task>biology|business|chemistry|computer_science|economics|engineering|health|history|law|math|other|philosophy|physics|psychology)$/,
  },
  {
    benchmark: 'BBH',
    domain: 'other',
    names: 'bbh bigbenchhard leaderboardbbh',
    pattern:
      /^(?:leaderboard_)?(?:bbh|bigbench_hard)_(?:cot_|zeroshot_|fewshot_)*(?!(?:cot|zeroshot|fewshot)(?:_|$))(?<task>[a-z_]+)$/,
  },
  { benchmark: 'BBEH', domain: 'other', names: 'bbeh bigbenchextrahard' },
  { benchmark: 'ARC', domain: 'other', names: 'arc ai2arc' },
  { benchmark: 'ARC-Challenge', domain: 'other', names: 'arcchallenge arcc' },
  { benchmark: 'ARC-Easy', domain: 'other', names: 'arceasy arce' },
  { benchmark: 'SuperGPQA', domain: 'other', names: 'supergpqa' },
  { benchmark: 'ZebraLogic', domain: 'other', names: 'zebralogic zebralogicbench zebragrid' },
  { benchmark: 'HLE', domain: 'other', names: 'hle humanityslastexam hlellmjudge' },
  { benchmark: 'HumanEval', domain: 'other', names: 'humaneval humaneval64 openaihumaneval' },
  { benchmark: 'HumanEval+', domain: 'other', names: 'humanevalplus' },
  { benchmark: 'MBPP', domain: 'other', names: 'mbpp sanitizedmbpp:sanitized' },
  { benchmark: 'MBPP+', domain: 'other', names: 'mbppplus' },
  {
    benchmark: 'BigCodeBench',
    domain: 'other',
    names: 'bigcodebench bigcodebenchfull bigcodebenchhard:hard',
  },
  { benchmark: 'LiveCodeBench Pro', domain: 'other', names: 'livecodebenchpro' },
  {
    benchmark: 'LiveCodeBench execution',
    domain: 'other',
    names: 'lcbcodeexecution livecodebenchcodeexecution',
  },
  {
    benchmark: 'LiveCodeBench test output',
    domain: 'other',
    names: 'lcbtestoutput livecodebenchtestoutputprediction',
  },
  { benchmark: 'CodeElo', domain: 'other', names: 'codeelo' },
  {
    benchmark: 'CRUXEval',
    domain: 'other',
    names: 'cruxeval',
    pattern: /^cruxeval_(?<task>[io]|input|output)$/,
  },
  { benchmark: 'APPS', domain: 'other', names: 'apps' },
  {
    benchmark: 'ACPBench Hard',
    domain: 'other',
    names: 'acpbenchhard acpgen2shot',
    pattern: /^acp_(?<task>areach|app|just|land|nexta|prog|reach|val)_gen(?:_with_pddl)?$/,
  },
  {
    benchmark: 'AGIEval',
    domain: 'other',
    names: 'agieval agievalen',
    pattern: /^agieval_(?<task>[a-z_]+)$/,
  },
  { benchmark: 'LSAT', domain: 'other', names: 'lsat', pattern: /^lsat_(?<task>qa|ar|lr|rc)$/ },
  {
    benchmark: 'MuSR',
    domain: 'other',
    names: 'musr leaderboardmusr',
    pattern: /^(?:leaderboard_)?musr_(?<task>[a-z_]+)$/,
  },
  { benchmark: 'LogiQA', domain: 'other', names: 'logiqa logiqa2:2' },
  { benchmark: 'JEEBench', domain: 'other', names: 'jeebench' },
  { benchmark: 'MedQA', domain: 'other', names: 'medqa medqa4options' },

  // Non-reasoning.
  { benchmark: 'HellaSwag', domain: 'non', names: 'hellaswag' },
  {
    benchmark: 'TruthfulQA',
    domain: 'non',
    names: 'truthfulqa truthfulqamc',
    pattern: /^truthful_?qa_(?<subset>mc1|mc2|gen|generation|mc_single)$/,
  },
  { benchmark: 'DROP', domain: 'non', names: 'drop drop3shots' },
  { benchmark: 'WinoGrande', domain: 'non', names: 'winogrande' },
  {
    benchmark: 'BFCL',
    domain: 'non',
    names: 'bfcl bfclv3:v3 bfclv2:v2 bfclv4:v4 berkeleyfunctioncallingleaderboard',
  },
  { benchmark: 'SQuAD', domain: 'non', names: 'squad squadcompletion squadv2:v2 squad2:v2 squad20:v2' },
  { benchmark: 'TriviaQA', domain: 'non', names: 'triviaqa triviaqawiki' },
  { benchmark: 'NQ', domain: 'non', names: 'nq nqopen naturalquestions naturalqa' },
  { benchmark: 'PIQA', domain: 'non', names: 'piqa' },
  { benchmark: 'SIQA', domain: 'non', names: 'siqa socialiqa' },
  { benchmark: 'OpenBookQA', domain: 'non', names: 'openbookqa obqa' },
  { benchmark: 'CommonsenseQA', domain: 'non', names: 'commonsenseqa csqa' },
  { benchmark: 'BoolQ', domain: 'non', names: 'boolq' },
  { benchmark: 'RACE', domain: 'non', names: 'race racehigh:high raceh:high racemiddle:middle' },
  { benchmark: 'SimpleQA', domain: 'non', names: 'simpleqa' },
  { benchmark: 'LAMBADA', domain: 'non', names: 'lambada lambadaopenai lambadastandard' },
  { benchmark: 'MT-Bench', domain: 'non', names: 'mtbench' },
  { benchmark: 'AlpacaEval', domain: 'non', names: 'alpacaeval alpacaeval2:2 alpacaeval20:2' },
  { benchmark: 'Arena-Hard', domain: 'non', names: 'arenahard arenahardauto arenahardv2:v2 arenahardv20:v2' },
  { benchmark: 'WildBench', domain: 'non', names: 'wildbench' },
  { benchmark: 'IFBench', domain: 'non', names: 'ifbench' },
  { benchmark: 'XSum', domain: 'non', names: 'xsum summarizationxsum' },
  { benchmark: 'CNN/DailyMail', domain: 'non', names: 'cnndailymail cnndm summarizationcnndm' },
  { benchmark: 'NarrativeQA', domain: 'non', names: 'narrativeqa' },
];
