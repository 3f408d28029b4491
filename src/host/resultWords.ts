import * as vscode from 'vscode';
import type { ResultRun } from '../core/results/resultRun.ts';
import { domainWords } from './domainWords.ts';
import { percentWords } from './language.ts';
import type { ModelRole } from './resultModels.ts';
import { counted, type RunsNode } from './resultNodes.ts';
import { roleWords } from './roleWords.ts';
import { ageWords, itemsWords, markWords, scoreWords, toolName } from './runsTable.ts';
import type { TaskMean } from './taskMeans.ts';

/** What is known of a row beyond its runs. */
export interface RowFacts {
  readonly role: ModelRole | null;
  readonly mean: TaskMean | null;
  /** The task or other part of the benchmark that all its runs are of, where no row says so. */
  readonly part: string | null;
}

/** What a row that is one run says behind its name: the score first, since a narrow view cuts the end. */
export function runWords(node: RunsNode, run: ResultRun, { role, part }: RowFacts): string[] {
  return [
    // A row below its benchmark's has no other name than its score.
    ...(node.kind === 'run' ? [] : [scoreOf(run)]),
    ...(part === null ? [] : [part]),
    ...(run.n === null ? [] : [`n = ${itemsWords(run)}`]),
    ...markWords(run),
    ...truncatedWords(run),
    ...(node.kind === 'benchmark' ? [domainOf(run)] : []),
    ...(node.kind === 'run' ? [toolName(run.format)] : []),
    ...(node.kind === 'model' && role ? [roleWords(role.role)] : []),
    ageWords(run),
  ];
}

/** What a row of several runs says behind its name. */
export function runsWords(node: RunsNode, facts: RowFacts): string[] {
  const { role } = facts;
  const [first] = node.runs;
  switch (node.kind) {
    case 'domain':
      return [benchmarksWords(node.runs)];
    case 'training':
      return [checkpointsWords(node.runs), ...(node.benchmark === null ? [benchmarksWords(node.runs)] : [])];
    case 'model':
      if (node.benchmark === null || !node.above.includes('benchmark')) {
        return [benchmarksWords(node.runs), ...(role ? relationWords(role) : [])];
      }
      return [...summary(node, facts), ...(role ? [roleWords(role.role)] : [])];
    case 'benchmark':
      if (!node.above.includes('model')) return [modelsWords(node.runs)];
      return [...summary(node, facts), ...(first ? [domainOf(first)] : [])];
    case 'task':
    case 'run':
      return summary(node, facts);
  }
}

/** The score of the one run that counts, else what the tasks come to. */
function summary({ runs }: RunsNode, { mean, part }: RowFacts): string[] {
  const of = vscode.l10n.t('{0} runs', runs.length);
  const named = part === null ? [] : [part];
  const [only, another] = counted(runs);
  if (only && !another) {
    const n = only.n === null ? [] : [`n = ${itemsWords(only)}`];
    return [scoreOf(only), ...named, ...n, ...markWords(only), ...truncatedWords(only), of];
  }
  return [...(mean && part === null ? meanWords(mean) : []), ...named, of];
}

/** The mean of the tasks, said as such; of tasks that are not all there, how many are. */
export function meanWords({ value, tasks, of }: TaskMean): string[] {
  if (value !== null) return [percentWords(value, 1), vscode.l10n.t('mean of {0} tasks', of)];
  return tasks < of ? [vscode.l10n.t('{0} of {1} tasks', tasks, of)] : [];
}

/** The base and how it was tuned; of a relation that is inferred, that it is. */
export function relationWords({ role, base, method, inferred }: ModelRole): string[] {
  if (role === 'base' || base === null) return [roleWords(role)];
  const how = method === 'rl' ? 'RL' : method === 'sft' ? 'SFT' : null;
  const words =
    how === null ? vscode.l10n.t('tuned from {0}', base) : vscode.l10n.t('tuned from {0} by {1}', base, how);
  return inferred ? [words, vscode.l10n.t('inferred')] : [words];
}

/** The score, or that there is none. */
export function scoreOf(run: ResultRun): string {
  return run.value === null ? vscode.l10n.t('not scored') : scoreWords(run);
}

function truncatedWords({ truncated }: ResultRun): string[] {
  return truncated === null ? [] : [vscode.l10n.t('{0} truncated', percentWords(truncated))];
}

/** The domain in a word. */
export function domainOf({ domain }: Pick<ResultRun, 'domain'>): string {
  return domain === null ? vscode.l10n.t('no domain') : domainWords(domain);
}

function benchmarksWords(runs: readonly ResultRun[]): string {
  const { size } = new Set(runs.map(({ benchmark, task }) => benchmark ?? task));
  return size === 1 ? vscode.l10n.t('1 benchmark') : vscode.l10n.t('{0} benchmarks', size);
}

function modelsWords(runs: readonly ResultRun[]): string {
  const { size } = new Set(runs.map(({ model }) => model));
  return size === 1 ? vscode.l10n.t('1 model') : vscode.l10n.t('{0} models', size);
}

function checkpointsWords(runs: readonly ResultRun[]): string {
  return vscode.l10n.t('{0} checkpoints', new Set(runs.map(({ model }) => model)).size);
}
