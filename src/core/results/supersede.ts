import { compareNames } from './nameOrder.ts';
import type { ResultRun } from './resultRun.ts';

/**
 * Marks the runs in whose place another one counts: of one model and task by one tool and under one number of shots,
 * a complete run comes before a partial one, of partial ones the fuller, then the newer. Gives them by model, task
 * and rank, so that the one that counts stands first.
 */
export function supersede(runs: readonly ResultRun[]): readonly ResultRun[] {
  const groups = Map.groupBy(runs, (run) =>
    JSON.stringify([run.model, run.benchmark ?? '', run.task, run.format, run.asked.shots ?? null]),
  );
  return [...groups.values()]
    .map((group) => group.toSorted(byRank))
    .toSorted(([a], [b]) => (a && b ? byName(a, b) : 0))
    .flatMap((group) => group.map((run, rank) => (rank === 0 ? run : { ...run, superseded: true })));
}

/** By model, so that checkpoints stand by their steps; then by benchmark, task and tool. */
function byName(a: ResultRun, b: ResultRun): number {
  return (
    inOrder(a.model, b.model) ||
    inOrder(a.benchmark ?? '', b.benchmark ?? '') ||
    inOrder(a.task, b.task) ||
    inOrder(a.format, b.format) ||
    (a.asked.shots ?? -1) - (b.asked.shots ?? -1)
  );
}

function inOrder(a: string, b: string): number {
  return compareNames(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

function byRank(a: ResultRun, b: ResultRun): number {
  return (
    Number(a.value === null) - Number(b.value === null) ||
    Number(a.partial) - Number(b.partial) ||
    (a.partial ? (b.n ?? 0) - (a.n ?? 0) : 0) ||
    b.date - a.date ||
    (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)
  );
}
