import type { Domain } from '../domain.ts';
import { meansOfTasks } from '../results/taskBenchmark.ts';
import { say, verbatim } from '../say.ts';
import { askedDifferences, type SideNames } from './askedDifferences.ts';
import type { Incomparable, Pairing } from './pairing.ts';
import { sideOf } from './pairedSide.ts';
import type { Source } from './sources.ts';
import { isUnscored } from './unscored.ts';
import type { AllTasks } from './taskItems.ts';
import type { PairedBenchmark, PairedTask } from './transferInput.ts';

/** A benchmark of two models as it is compared. */
export function pairedBenchmark(
  pairing: Pairing,
  domain: Domain,
  names: SideNames,
  all: AllTasks,
): PairedBenchmark {
  const { left, right, values } = pairing;
  const tasks = all.paired(pairing);
  const [one, other] =
    tasks === null
      ? [percent(values?.left ?? 0), percent(values?.right ?? 0)]
      : [taskMean(tasks, (task) => task.left), taskMean(tasks, (task) => task.right)];
  return {
    benchmark: left.benchmark,
    domain,
    left: one,
    right: other,
    tasks,
    sides: [sideOf(left, pairing), sideOf(right, pairing)],
    differences: differencesOf(pairing, names),
  };
}

/** Without the digits that only multiplying made. */
function percent(fraction: number): number {
  return Number((100 * fraction).toPrecision(14));
}

function taskMean(tasks: readonly PairedTask[], of: (task: PairedTask) => Float64Array): number {
  const sum = (column: Float64Array): number => column.reduce((total, each) => total + each, 0);
  return (100 * tasks.reduce((total, task) => total + sum(of(task)) / sum(task.of), 0)) / tasks.length;
}

function differencesOf(pairing: Pairing, names: SideNames): readonly string[] {
  const { left, right } = pairing;
  const oneTool = left.format === right.format;
  return [
    ...(oneTool
      ? []
      : [say`results of two tools: ${names[0]} by ${left.format}, ${names[1]} by ${right.format}`]),
    ...metricWords(pairing, names),
    ...(pairing.common === null ? alone(pairing, names) : []),
    ...taskWords(pairing, names),
    ...alikeWords(left, names[0]),
    ...alikeWords(right, names[1]),
    ...shotWords(pairing, names, oneTool),
    ...asked(pairing, names, oneTool),
    ...judgedWords(left, names[0], right.judged),
    ...judgedWords(right, names[1], left.judged),
  ];
}

function metricWords({ left, right }: Pairing, [one, other]: SideNames): readonly string[] {
  // Beside what is re-scored the other side's stored scores are named already.
  if (left.metric === null || right.metric === null || left.metric === right.metric) return [];
  if (left.judged !== right.judged) return [];
  return [say`${one} measured by ${verbatim(left.metric)}, ${other} by ${verbatim(right.metric)}`];
}

function alone({ left, right }: Pairing, [one, other]: SideNames): readonly string[] {
  if (left.items.size > 0 && right.items.size === 0) return [say`scores of single items for ${one} alone`];
  if (left.items.size === 0 && right.items.size > 0) return [say`scores of single items for ${other} alone`];
  return [];
}

/** Of a benchmark that is the mean of its tasks: which are missing. */
function taskWords({ left, right, common, values }: Pairing, [one, other]: SideNames): readonly string[] {
  const all = meansOfTasks.get(left.benchmark);
  const compared = new Set(common?.keys() ?? values?.parts ?? []);
  if (all === undefined || compared.has('')) return [];
  const has = ({ items, values: own }: Source, task: string): boolean =>
    common === null ? own.has(task) : items.has(task);
  const listed = (tasks: readonly string[]): string => tasks.map(verbatim).join(', ');
  const missing = all.filter((task) => !compared.has(task));
  const atLeft = missing.filter((task) => has(left, task) && !has(right, task));
  const atRight = missing.filter((task) => !has(left, task) && has(right, task));
  return [
    ...(missing.length === 0
      ? []
      : [say`${compared.size} of its ${all.length} tasks, without ${listed(missing)}`]),
    ...(atLeft.length === 0 ? [] : [say`only ${one} has ${listed(atLeft)}`]),
    ...(atRight.length === 0 ? [] : [say`only ${other} has ${listed(atRight)}`]),
  ];
}

function alikeWords({ alike }: Source, name: string): readonly string[] {
  return alike === 0
    ? []
    : [say`rows of ${name} that count as repeats, since an earlier one has the same text: ${alike}`];
}

/** Other shots are not compared. Of two tools, that one does not tell that it gave none is no news. */
function shotWords({ left, right }: Pairing, [one, other]: SideNames, oneTool: boolean): readonly string[] {
  const known = left.shots ?? right.shots;
  if (known === null || left.shots === right.shots || (known === 0 && !oneTool)) return [];
  return left.shots === null
    ? [say`${other} with ${known} shots, ${one} does not say`]
    : [say`${one} with ${known} shots, ${other} does not say`];
}

/** Task by task, each difference once. */
function asked({ left, right }: Pairing, names: SideNames, oneTool: boolean): readonly string[] {
  const found = left.runs.flatMap(({ run }, place) => {
    const same =
      right.runs.find((other) => other.run.task === run.task) ?? right.runs[place] ?? right.runs[0];
    return same === undefined ? [] : askedDifferences(run.asked, same.run.asked, names, oneTool);
  });
  return [...new Set(found)];
}

/** How much of a re-scored side is not. */
function judgedWords({ judged, runs }: Source, name: string, otherJudged: boolean): readonly string[] {
  if (!judged) return otherJudged ? [say`${name} with its stored scores: it is not re-scored`] : [];
  const kept = runs.reduce((sum, run) => sum + run.kept, 0);
  const left = runs.reduce((sum, run) => sum + run.unscored, 0);
  const alone = runs.every(({ run }) => isUnscored(run));
  const said = runs.flatMap((run) => run.said ?? []);
  const looked = said.reduce((sum, rows) => sum + rows.looked, 0);
  const unread = said.reduce((sum, rows) => sum + rows.unread, 0);
  return [
    ...(alone ? [say`no tool scored the responses of ${name}: the verdicts are ours`] : []),
    // Of responses whose end nobody saved these may have been cut off.
    ...(unread === 0 ? [] : [say`no answer was found in ${unread} of ${looked} responses of ${name}`]),
    ...(kept === 0 ? [] : [say`samples of ${name} that keep their stored scores: ${kept}`]),
    ...(left === 0 ? [] : [say`samples of ${name} that have no score and are left out: ${left}`]),
  ];
}

/** Why two models are not compared on a benchmark, and what can be done. */
export function incomparableWords(why: Incomparable, [one, other]: SideNames): string {
  switch (why.kind) {
    case 'shots':
      return say`${one} was asked with ${why.left} shots and ${other} with ${why.right}: evaluate one of them again to compare.`;
    case 'tools':
      return say`${one} was scored by ${why.left} and ${other} by ${why.right}: re-score them to compare.`;
    case 'metrics':
      return say`${one} was measured by ${verbatim(why.left)} and ${other} by ${verbatim(why.right)}: re-score them to compare.`;
    case 'no-common-item':
      return say`${one} and ${other} have no item in common.`;
    case 'no-common-part':
      return say`${one} and ${other} have no part of it in common.`;
  }
}
