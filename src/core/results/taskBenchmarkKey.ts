/** A name of a task in lower case, with `_` for each run of signs: `MATH-500` and `math 500` are `math_500`. */
export function taskWords(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('+', '_plus')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

/** The letters and digits of it alone, in lower case: `gpqa_diamond` and `GPQADiamond` are `gpqadiamond`. */
export function taskKey(name: string): string {
  return taskWords(name).replaceAll('_', '');
}

/** How a task was asked or scored, at the end of its name; its items are the same without it. */
const manners =
  /_(?:cot|zero_?shot|few_?shot|(?:n|\d+)_?shots?|generative|gen|llm_?judge|llm_?verify|cascade_eval|average|(?:repeat|run|pass_avg|avg)_?\d+|g_?pass_?k|sampling|openai|instruct|chat|llama|no_?figures|figures|self_consistency|reasoning|aaii_v_\d_\d(?:_(?:non_)?reasoning)?)$/;

/**
 * What may be the benchmark's name in a tool's name of a task, as `taskWords` of it, the fullest first: without the
 * suite and shots of lighteval (`lighteval|math_500|0|0`), the package of Inspect (`inspect_evals/ifeval`), the
 * arguments of HELM (`gpqa:subset=gpqa_main,model=…`), and then, one by one, without how it was asked.
 */
export function taskNames(task: string): readonly string[] {
  const names = [taskWords(helmName(lightevalName(task)) ?? lightevalName(task).replace(/^.*\//, ''))];
  for (;;) {
    const last = names.at(-1) ?? '';
    const shorter = last.replace(manners, '').replace(/([a-z0-9])x[2-9]$/, '$1');
    if (shorter === last || shorter === '') return names;
    names.push(shorter);
  }
}

function lightevalName(task: string): string {
  const parts = task.split('|');
  while (parts.length > 1 && /^\d+$/.test(parts.at(-1) ?? '')) parts.pop();
  return parts.at(-1) ?? task;
}

/** Of a HELM run (`name:` or `name:key=value,…`); null where it is none. */
function helmName(task: string): string | null {
  const found = /^([\w-]+):(.*)$/.exec(task);
  const [, name = '', given = ''] = found ?? [];
  if (found === null || (given !== '' && !given.includes('='))) return null;
  const values = new Map(given.split(',').map((pair) => splitOnce(pair, '=')));
  const part = values.get('subset') ?? values.get('subject') ?? values.get('dataset');
  if (part === undefined || part === 'all' || part === 'default') return name;
  if (name === 'commonsense' || name === 'code' || part.startsWith(name)) return part;
  return `${name}_${part}`;
}

function splitOnce(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
