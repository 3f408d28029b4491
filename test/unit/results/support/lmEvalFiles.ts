/** Files as lm-evaluation-harness writes them, with invented items. */

export interface LmEvalRun {
  readonly model: string;
  readonly task?: string;
  /** 1 right, 0 wrong, by item. */
  readonly scores: readonly number[];
  readonly timestamp?: string;
  readonly limit?: number | null;
  /** What the summary says where that is not the mean of `scores`. */
  readonly reported?: number;
  /** Seconds since 1970. */
  readonly date?: number;
}

export function problemOf(item: number): string {
  return `Invented problem number ${item}: what is ${item} plus ${item + 1}?`;
}

/** An item as HuggingFaceH4/MATH-500 publishes them. */
export function publishedDoc(item: number): Record<string, unknown> {
  return {
    problem: problemOf(item),
    solution: `It is $${2 * item + 1}$.`,
    answer: String(2 * item + 1),
    subject: item % 2 === 0 ? 'Algebra' : 'Geometry',
    level: 1 + (item % 5),
    unique_id: `test/invented/${item}.json`,
  };
}

export function sampleLine(item: number, score: number, response = `I think \\boxed{${item}}.`): string {
  const line = {
    doc_id: item,
    doc: publishedDoc(item),
    target: String(2 * item + 1),
    arguments: {
      gen_args_0: { arg_0: [JSON.stringify([{ role: 'user', content: problemOf(item) }])], arg_1: {} },
    },
    resps: [[response]],
    filtered_resps: [String(item)],
    filter: 'none',
    metrics: ['exact_match'],
    doc_hash: `hash of ${item}`,
    prompt_hash: 'p',
    target_hash: 't',
    exact_match: score,
  };
  return `${JSON.stringify(line)}\n`;
}

/** The names and texts of a run's two files. */
export function lmEvalFiles(run: LmEvalRun): Readonly<Record<string, string>> {
  const { model, scores, task = 'hendrycks_math500', timestamp = '2026-01-02T03-04-05.678901' } = run;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const limit = run.limit ?? null;
  const summary = {
    results: {
      [task]: { alias: task, 'exact_match,none': run.reported ?? mean, 'exact_match_stderr,none': 0.01 },
    },
    group_subtasks: {},
    configs: { [task]: { task, num_fewshot: 0, metadata: { version: 1 } } },
    versions: { [task]: 1 },
    'n-shot': { [task]: 0 },
    'n-samples': { [task]: { original: limit === null ? scores.length : 500, effective: scores.length } },
    config: { model: 'local-chat-completions', model_args: { model }, limit },
    date: run.date ?? 1_767_323_045,
    model_name: model,
    model_name_sanitized: model.replaceAll('/', '__'),
    chat_template: '',
  };
  return {
    [`results_${timestamp}.json`]: JSON.stringify(summary, null, 2),
    [`samples_${task}_${timestamp}.jsonl`]: scores.map((score, item) => sampleLine(item, score)).join(''),
  };
}
