/** Files as lm-evaluation-harness writes them, of any task and with any metrics, with invented items. */

export interface HarnessRun {
  readonly model: string;
  readonly task: string;
  /** By item: its document and its values; a number is that of the first metric. */
  readonly items: readonly (readonly [doc: Readonly<Record<string, unknown>>, values: Values])[];
  /** Of the values, the first one leads. */
  readonly metrics?: readonly string[];
  readonly filter?: string;
  readonly shots?: number;
  /** `generation_kwargs` of the task. */
  readonly generation?: Readonly<Record<string, unknown>>;
  readonly system?: string;
  /** `doc_to_text` of the task. */
  readonly prompt?: string;
  readonly timestamp?: string;
  /** Without, there is a summary alone. */
  readonly samples?: boolean;
}

type Values = number | Readonly<Record<string, number | readonly boolean[]>>;

/** An item of MATH-500 and of what has its fields. */
export function math(item: number): Record<string, unknown> {
  return {
    problem: `Invented problem number ${item}: what is ${item} plus ${item + 1}?`,
    solution: `It is $${2 * item + 1}$.`,
    answer: String(2 * item + 1),
    subject: item % 2 === 0 ? 'Algebra' : 'Geometry',
    level: 1 + (item % 5),
    unique_id: `test/invented/${item}.json`,
  };
}

/** MATH-500 with these scores, item by item from a first one on. */
export function mathRun(
  model: string,
  scores: readonly number[],
  changes: Partial<HarnessRun> & { readonly first?: number } = {},
): Record<string, string> {
  const { first = 0, ...run } = changes;
  const items = scores.map((score, place) => [math(first + place), score] as const);
  return harnessFiles({ model, task: 'hendrycks_math500', items, ...run });
}

/** The names and texts of a run's files, in a folder of its model. */
export function harnessFiles(run: HarnessRun): Record<string, string> {
  const { model, task, items, metrics = ['exact_match'], filter = 'none' } = run;
  const timestamp = run.timestamp ?? '2026-01-02T03-04-05.678901';
  const valueOf = (values: Values, metric: string): number | readonly boolean[] =>
    typeof values === 'number' ? values : (values[metric] ?? 0);
  const mean = (metric: string): number => {
    const all = items.flatMap(([, values]) => {
      const value = valueOf(values, metric);
      return typeof value === 'number' ? [value] : value.map(Number);
    });
    return all.reduce((sum, each) => sum + each, 0) / all.length;
  };
  const summary = {
    results: {
      [task]: {
        alias: task,
        ...Object.fromEntries(metrics.map((metric) => [`${metric},${filter}`, mean(metric)])),
      },
    },
    group_subtasks: {},
    configs: {
      [task]: {
        task,
        output_type: 'generate_until',
        ...(run.prompt === undefined ? {} : { doc_to_text: run.prompt }),
        generation_kwargs: run.generation ?? {},
        metadata: { version: 1 },
      },
    },
    versions: { [task]: 1 },
    'n-shot': { [task]: run.shots ?? 0 },
    'n-samples': { [task]: { original: items.length, effective: items.length } },
    config: { model: 'local-chat-completions', model_args: { model }, limit: null },
    date: Date.parse(timestamp.replace(/T(\d\d)-(\d\d)-(\d\d).*/, 'T$1:$2:$3Z')) / 1000,
    model_name: model,
    model_name_sanitized: model.replaceAll('/', '__'),
    chat_template: '',
    ...(run.system === undefined ? {} : { system_instruction: run.system }),
  };
  const lines = items.map(([doc, values], place) => {
    const line = {
      doc_id: place,
      doc,
      target: '',
      arguments: { gen_args_0: { arg_0: ['[]'], arg_1: {} } },
      resps: [[`I think \\boxed{${place}}.`]],
      filtered_resps: [''],
      filter,
      metrics,
      doc_hash: `hash of ${JSON.stringify(doc)}`,
      prompt_hash: 'p',
      target_hash: 't',
      ...Object.fromEntries(metrics.map((metric) => [metric, valueOf(values, metric)])),
    };
    return `${JSON.stringify(line)}\n`;
  });
  const folder = `${model.replaceAll('/', '__')}/${task}-${timestamp}`;
  return {
    [`${folder}/results_${timestamp}.json`]: JSON.stringify(summary, null, 2),
    ...(run.samples === false ? {} : { [`${folder}/samples_${task}_${timestamp}.jsonl`]: lines.join('') }),
  };
}
