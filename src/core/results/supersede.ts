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
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) =>
      group.toSorted(byRank).map((run, rank) => (rank === 0 ? run : { ...run, superseded: true })),
    );
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
