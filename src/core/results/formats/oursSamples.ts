import { createHash } from 'node:crypto';

import { itemKeyString } from '../../items/item.ts';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import { isOfParts } from '../itemMean.ts';
import { metricOf, metricValue } from '../metric.ts';
import { readSampleHead, readSampleLine, type SampleHead } from '../readSampleLine.ts';
import { resultItem } from '../resultItem.ts';
import { SampleSetBuilder, sampleState, type SampleRow } from '../sampleSet.ts';
import { taskName } from '../taskName.ts';
import { isSettled, questionKey, supersedes } from '../union.ts';
import type { FileReading, ReadContext, RunPart } from './format.ts';
import { textOf } from './jsonFile.ts';
import { scanLines } from './lines.ts';
import { ourAsked, ourRun } from './oursRun.ts';
import type { ResultSource } from './source.ts';

const lookEvery = 64;
const stateOf = {
  complete: sampleState.ended,
  truncated: sampleState.truncated,
  failed: sampleState.failed,
  cancelled: sampleState.cancelled,
} as const;

/** What is kept of a sample until all lines are read: the newest of each question. */
interface Winner extends Pick<SampleHead, 'status' | 'endedAt' | 'measures' | 'parts'> {
  readonly row: SampleRow;
  readonly metric: string;
  /** As it counts, so 0 where it was cut off or empty; null where it stays out. */
  readonly value: number | null;
}

/** The samples of one task in the file. */
interface TaskRows {
  readonly first: SampleHead;
  readonly winners: Map<string, Winner>;
  repeats: number;
  items: number;
  newest: number;
}

/**
 * The samples of one file: of several of one item, prompt, sampling and repeat the newest (union.ts). The values are
 * those that count, under lm-evaluation-harness' name of the metric, and the other measures of the scores. Beside them
 * stands what the samples say of the run, for a run whose summary was never written.
 */
export async function readOurSamples(source: ResultSource, context: ReadContext): Promise<FileReading> {
  const file = source.path;
  const problems: Problem[] = [];
  const tasks = new Map<string, TaskRows>();
  let count = 0;
  const { tooLong } = await scanLines(source, ({ bytes, offset, line, ended }) => {
    count += 1;
    if (count % lookEvery === 0 && !context.wanted()) return false;
    const text = textOf(bytes);
    const read = text === null ? { ok: false as const, why: say`is not UTF-8 text` } : readSampleHead(text);
    if (text !== null && read.ok) add(tasks, read.value, text, offset, context);
    else if (!read.ok) {
      const message = ended
        ? say`This line is left out: it ${read.why}.`
        : say`The last line is cut off, so it is left out: the run is still writing, or was stopped.`;
      problems.push({ file, line, message });
    }
    return true;
  });
  return {
    parts: [...tasks].map(([task, rows]) => partOf(file, task, rows)),
    samples: [...tasks].map(([task, { first, winners }]) => {
      const set = new SampleSetBuilder({ run: ourRun(file, task), model: first.label, task });
      const measures = new Set([...winners.values()].flatMap((winner) => Object.keys(winner.measures ?? {})));
      for (const winner of winners.values()) {
        const { row, metric, value, parts } = winner;
        set.add(row);
        if (value === null) continue;
        set.metric(metric, value, parts);
        for (const measure of measures) {
          if (`${measure},none` === metric) continue;
          // What was cut off has none and counts as 0; an older scorer did not take it.
          const measured = winner.measures?.[measure] ?? (value === 0 ? 0 : Number.NaN);
          set.metric(`${measure},none`, measured, isOfParts(measure) ? parts : undefined);
        }
      }
      return set.build();
    }),
    problems: [...problems, ...tooLong.map((long) => ({ file, ...long }))],
  };
}

function add(
  tasks: Map<string, TaskRows>,
  head: SampleHead,
  line: string,
  place: number,
  context: ReadContext,
): void {
  const task = taskName(head.item);
  const rows = tasks.get(task) ?? {
    first: head,
    winners: new Map<string, Winner>(),
    repeats: 1,
    items: 0,
    newest: 0,
  };
  tasks.set(task, rows);
  rows.repeats = Math.max(rows.repeats, head.sampling.repeats);
  rows.items = Math.max(rows.items, head.itemsInFile ?? 0);
  rows.newest = Math.max(rows.newest, Date.parse(head.endedAt));
  const key = short(itemKeyString(head.item) + questionKey(head));
  const earlier = rows.winners.get(key);
  if (earlier !== undefined && !supersedes(head, earlier)) return;
  const { status, endedAt, repeat, measures, parts } = head;
  const counts = isSettled(status) ? metricValue(head.item.benchmark, head) : null;
  const row = {
    item: itemOf(head, task, line, context),
    place,
    repeat,
    state: stateOf[status],
    tokens: head.usage.completionTokens,
  };
  const metric = `${metricOf(head.item.benchmark, head)},none`;
  rows.winners.set(key, {
    status,
    endedAt,
    row,
    metric,
    value: counts,
    ...(measures === undefined ? {} : { measures }),
    ...(parts === undefined ? {} : { parts }),
  });
}

/** The same rule as in `runFigures`: a run is partial where an item or a repeat has not ended, or none knows. */
function partOf(file: string, task: string, { first, winners, repeats, items, newest }: TaskRows): RunPart {
  const settled = [...winners.values()].filter(({ status }) => isSettled(status));
  return {
    run: ourRun(file, task),
    model: first.label,
    task,
    metrics: [],
    n: new Set(settled.map(({ row }) => row.item)).size,
    ...(items === 0 ? {} : { of: items }),
    repeats,
    partial: items === 0 || settled.length < items * repeats,
    date: newest,
    asked: ourAsked(first.api, first.sampling, first.convention),
  };
}

/** The item as it was saved with the sample, which knows it best; its document gives the fields to filter by. */
function itemOf(head: SampleHead, task: string, line: string, { items }: ReadContext): number {
  const { item, textHash, gold } = head;
  const key = `ours\n${short(JSON.stringify([task, item.id, textHash, gold]))}`;
  const known = items.recall(key);
  if (known !== null) return known;
  const whole = readSampleLine(line);
  const record = whole.ok ? whole.value.item.record : null;
  const question = whole.ok ? whole.value.item.question : null;
  const read = resultItem({ task, id: item.id, record, question, gold });
  return items.remember(key, { ...read, published: item, textHash, gold });
}

function short(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('base64url').slice(0, 22);
}
