import type { Domain } from '../domain.ts';
import type { FormatName } from './formats/format.ts';
import { knownTasks } from './knownTasks.ts';
import type { ResultsSettings } from './resultsSettings.ts';
import { taskKey, taskNames } from './taskBenchmarkKey.ts';

/** What a tool's name of a task says. */
export interface TaskBenchmark {
  readonly benchmark: string;
  /** Null for a benchmark of a name that nothing knows. */
  readonly domain: Domain | null;
  /**
   * The task within the benchmark, as its items name it (`ItemKey.task`) where that is known; null for a benchmark
   * without tasks, and where the name says all of them.
   */
  readonly task: string | null;
  /**
   * Which other part or version of the benchmark it is (`es` of HeadQA, `bool` of ACPBench, `v5` of LiveCodeBench);
   * null for that which bears the benchmark's name alone. Scores of two subsets are not to be compared.
   */
  readonly subset: string | null;
}

/** What the user says of tasks and benchmarks; see `resultsSettings.ts`. */
export type TaskSettings = Pick<ResultsSettings, 'tasks' | 'domains'>;

interface Meaning {
  readonly benchmark: string;
  readonly domain: Domain;
  readonly subset: string | null;
}

const byKey = new Map<string, Meaning>();
const domainOf = new Map<string, Domain>();
for (const { benchmark, domain, names } of knownTasks) {
  domainOf.set(benchmark, domain);
  for (const name of names.split(' ')) {
    const [key = '', subset = null] = name.split(':');
    byKey.set(key, { benchmark, domain, subset });
  }
}

/** `group` of ibm-research/acp_bench's multiple-choice items, by the harness' short names of the tasks. */
const acpGroups: ReadonlyMap<string, string> = new Map([
  ['areach', 'reachable_action_mc'],
  ['act_reach', 'reachable_action_mc'],
  ['app', 'applicable_actions_mc'],
  ['just', 'action_justification_mcq'],
  ['land', 'landmarks_mcq'],
  ['prog', 'progression_mcq'],
  ['reach', 'reachable_atom_mc'],
  ['val', 'validation_mcq'],
]);

/**
 * The benchmarks that are the plain mean of their tasks (the paper's appendix on benchmarks), by the tasks' names:
 * HaluEval's three, ACPBench's seven of multiple choice. Their other parts, such as the yes/no tasks, are apart.
 */
export const meansOfTasks: ReadonlyMap<string, readonly string[]> = new Map([
  ['HaluEval', ['qa', 'dialogue', 'summarization']],
  ['ACPBench', [...new Set(acpGroups.values())]],
]);

/**
 * The benchmark of a task by the name a tool or a table gives it; null where it is not known. First counts what the
 * settings say of the task, then the user's own benchmarks, then the table of knownTasks.ts. Only whole names count:
 * `hendrycks_math_algebra` is a part of MATH and not of MATH-500, `gpqa_main` is not GPQA-Diamond.
 *
 * lm-evaluation-harness' `aime` holds the years 1983 to 2024, so it is the benchmark `AIME`, which is neither AIME24
 * nor AIME25; which of them an item is, its own fields say.
 *
 * @param own the user's own benchmarks
 * @param settings what the user says; null: nothing
 * @param format whose name it is, where that is known: `minerva_math` is MATH in lm-evaluation-harness, and
 *   Minerva's own problems elsewhere
 */
export function taskBenchmark(
  task: string,
  own: readonly { readonly name: string; readonly domain: Domain }[] = [],
  settings: TaskSettings | null = null,
  format: FormatName | null = null,
): TaskBenchmark | null {
  const said = settings?.tasks.find(({ matches }) => matches(task));
  if (said !== undefined) return named(said.benchmark, null, own, settings);
  const mine = own.find(({ name }) => task === name);
  if (mine !== undefined) return { benchmark: mine.name, domain: mine.domain, task: null, subset: null };
  const known = knownTask(task, format);
  if (known !== null) return known;
  return settings?.domains.has(task) === true ? named(task, null, own, settings) : null;
}

/** The domain of a benchmark by its name: as known, or the user's own, or as the settings say; else null. */
export function benchmarkDomain(
  benchmark: string,
  own: readonly { readonly name: string; readonly domain: Domain }[] = [],
  settings: Pick<TaskSettings, 'domains'> | null = null,
): Domain | null {
  const mine = own.find(({ name }) => name === benchmark)?.domain;
  return domainOf.get(benchmark) ?? mine ?? settings?.domains.get(benchmark) ?? null;
}

function named(
  benchmark: string,
  task: string | null,
  own: readonly { readonly name: string; readonly domain: Domain }[],
  settings: TaskSettings | null,
): TaskBenchmark {
  return { benchmark, domain: benchmarkDomain(benchmark, own, settings), task, subset: null };
}

function knownTask(task: string, format: FormatName | null): TaskBenchmark | null {
  for (const name of taskNames(task)) {
    const key = taskKey(name);
    if (key === 'minervamath' && (format === 'lm-eval' || format === 'evalchemy')) {
      return { benchmark: 'MATH', domain: 'math', task: null, subset: null };
    }
    const meaning = byKey.get(key);
    if (meaning !== undefined) return { ...meaning, task: null };
    const part = partOf(name);
    if (part !== null) return part;
  }
  return ownFilesTask(task);
}

function partOf(name: string): TaskBenchmark | null {
  for (const { benchmark, domain, pattern } of knownTasks) {
    const groups = pattern?.exec(name)?.groups;
    if (groups === undefined) continue;
    const { acp, kind } = groups;
    if (acp === undefined) {
      return { benchmark, domain, task: groups.task ?? null, subset: groups.subset ?? null };
    }
    const isBool = kind === 'bool';
    // The yes/no items are other items; what their `group` is called is not known here.
    const task = isBool ? `${acp}_bool` : (acpGroups.get(acp) ?? null);
    return { benchmark, domain, task, subset: isBool ? 'bool' : null };
  }
  return null;
}

/** Our own files name a task `<benchmark>_<the items' task>` (taskName.ts), in these very letters. */
function ownFilesTask(name: string): TaskBenchmark | null {
  const [, benchmark = '', task = null] = /^(HaluEval|ACPBench|HeadQA)_(.+)$/s.exec(name) ?? [];
  if (benchmark === '') return null;
  // `group` of the yes/no items is `applicable_actions_bool` and the like.
  const subset = benchmark === 'ACPBench' && task?.endsWith('_bool') === true ? 'bool' : null;
  return { benchmark, domain: domainOf.get(benchmark) ?? null, task, subset };
}
