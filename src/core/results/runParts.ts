import type { Problem } from '../problem.ts';
import { say } from '../say.ts';
import type { Asked, FormatName, ReportedMetric, RunPart } from './formats/format.ts';
import type { ReadFile } from './resultRun.ts';
import type { SampleSet } from './sampleSet.ts';

/** Everything that files say of one run, joined. */
export interface JoinedRun {
  readonly format: FormatName;
  readonly model: string | null;
  readonly task: string;
  readonly metrics: readonly ReportedMetric[];
  readonly n: number | null;
  readonly of: number | null;
  readonly repeats: number | null;
  readonly partial: boolean | null;
  readonly date: number | null;
  readonly asked: Asked;
  /** The file of the summary; null where there are samples alone. */
  readonly summary: { readonly file: string; readonly line: number | null } | null;
  readonly sets: readonly { readonly file: string; readonly set: SampleSet }[];
  readonly mtimeMs: number;
}

interface Collected {
  readonly format: FormatName;
  readonly parts: { readonly file: ReadFile; readonly part: RunPart }[];
  readonly sets: { readonly file: ReadFile; readonly set: SampleSet }[];
}

/** Joins the parts and samples of all files by their runs. Two summaries that contradict each other are a problem. */
export function joinRuns(files: readonly ReadFile[]): {
  readonly runs: readonly JoinedRun[];
  readonly problems: readonly Problem[];
} {
  const byRun = new Map<string, Collected>();
  const of = (file: ReadFile, run: string): Collected => {
    const key = `${file.reading.format}\n${run}`;
    const known = byRun.get(key);
    if (known) return known;
    const fresh: Collected = { format: file.reading.format, parts: [], sets: [] };
    byRun.set(key, fresh);
    return fresh;
  };
  for (const file of files) {
    for (const part of file.reading.parts) of(file, part.run).parts.push({ file, part });
    for (const set of file.reading.samples) of(file, set.run).sets.push({ file, set });
  }
  const problems: Problem[] = [];
  const runs = [...byRun.values()].flatMap((collected) => joined(collected, problems) ?? []);
  return { runs, problems };
}

function joined({ format, parts, sets }: Collected, problems: Problem[]): JoinedRun | null {
  // The newest summary first: it holds where several speak of one run.
  const newest = parts.toSorted(
    (a, b) => b.file.mtimeMs - a.file.mtimeMs || (a.file.path < b.file.path ? -1 : 1),
  );
  const summaries = newest.filter(({ part }) => part.metrics.length > 0);
  const [summary, ...others] = summaries;
  for (const other of others) {
    if (summary && contradicts(summary.part, other.part)) {
      problems.push({
        file: other.file.path,
        ...(other.part.line === undefined ? {} : { line: other.part.line }),
        message: say`There are two summaries of this run of ${other.part.task ?? summary.part.task ?? ''}, and they differ: this one is left out, and ${summary.file.path} counts. Delete or move the wrong one.`,
      });
    }
  }
  const first = <T>(of: (part: RunPart) => T | null): T | null => {
    for (const { part } of newest) {
      const value = of(part);
      if (value !== null) return value;
    }
    return null;
  };
  const task = first((part) => part.task) ?? sets[0]?.set.task ?? null;
  if (task === null) return null;
  const place = summary ?? newest[0];
  const metrics = new Map<string, ReportedMetric>();
  for (const { part } of summaries) {
    for (const metric of part.metrics) if (!metrics.has(metric.name)) metrics.set(metric.name, metric);
  }
  return {
    format,
    model: first((part) => part.model) ?? sets.find(({ set }) => set.model !== null)?.set.model ?? null,
    task,
    metrics: [...metrics.values()],
    n: first((part) => part.n),
    of: first((part) => part.of ?? null),
    repeats: first((part) => part.repeats),
    partial: first((part) => part.partial),
    date: first((part) => part.date),
    asked: Object.assign({}, ...newest.map(({ part }) => part.asked).reverse()) as Asked,
    summary: place ? { file: place.file.path, line: place.part.line ?? null } : null,
    sets: sets.map(({ file, set }) => ({ file: file.path, set })),
    mtimeMs: Math.max(...[...parts, ...sets].map(({ file }) => file.mtimeMs)),
  };
}

function contradicts(a: RunPart, b: RunPart): boolean {
  return a.metrics.some(({ name, value }) => {
    const other = b.metrics.find((metric) => metric.name === name);
    return other !== undefined && Math.abs(other.value - value) > 5e-4;
  });
}
