import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import { resultItem } from '../resultItem.ts';
import { SampleSetBuilder } from '../sampleSet.ts';
import { solutionsOf, type Solution } from './evalPlusEntry.ts';
import { evalPlusName } from './evalPlusNames.ts';
import type {
  FileReading,
  ReadContext,
  ReportedMetric,
  ResultSample,
  ResultsFormat,
  SamplePlace,
  ToolScore,
} from './format.ts';
import { emptyInWords, readJsonFile } from './jsonFile.ts';
import type { ResultSource } from './source.ts';
import { fraction, storedSample } from './storedResponse.ts';

const metrics = { base: 'pass@1,base', plus: 'pass@1,plus' } as const;
const fileName = /(?:^|[/._])eval_results\.json$/;

/**
 * EvalPlus (`evalplus.evaluate`): `{date, hash, eval: {<task id>: [{solution, base_status, plus_status}]}, pass_at_k}`.
 * `plus` counts what passed both the base and the further tests, as the tool does. It saves no questions.
 */
export const evalPlus: ResultsFormat = {
  name: 'evalplus',
  claims: ({ path, head }) => {
    // Trainers write files of this name too.
    if (!fileName.test(path)) return false;
    if (emptyInWords(head) !== null) return !path.endsWith('/eval_results.json');
    const start = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    return /"eval"\s*:\s*\{/.test(start) && /"(?:hash|base_status|nfiles)"\s*:/.test(start);
  },
  read: async (source, context) => {
    const json = await readJsonFile(source);
    if (!json.ok) return { parts: [], samples: [], problems: [json.problem] };
    return readFile(source.path, json.value, context);
  },
  sample: readSample,
};

function readFile(file: string, json: JsonValue, { items }: ReadContext): FileReading {
  if (!isJsonObject(json) || !isJsonObject(json.eval)) {
    const message = say`These are no results of EvalPlus: "eval" must be an object with the results of each task. Evaluate again.`;
    return { parts: [], samples: [], problems: [{ file, field: 'eval', message }] };
  }
  const problems: Problem[] = [];
  const { model, temperature } = evalPlusName(file);
  const entries = Object.entries(json.eval);
  const task = taskOf(entries[0]?.[0], file);
  const set = new SampleSetBuilder({ run: file, model, task });
  const further: { readonly id: string; readonly has: boolean }[] = [];
  const counts: { readonly id: string; readonly count: number }[] = [];
  entries.forEach(([id, value], place) => {
    const field = `eval.${id}`;
    const read = solutionsOf(id, value);
    if (read === null) {
      problems.push({ file, field, message: say`Task ${id} has no list of solutions: it is left out.` });
      return;
    }
    for (const message of read.faults) problems.push({ file, field, message });
    counts.push({ id, count: read.solutions.length });
    const item = items.add(resultItem({ task, id, record: null }));
    read.solutions.forEach(({ base, plus, plusStatus }, repeat) => {
      further.push({ id, has: plusStatus !== null });
      set.add({ item, place, repeat });
      if (base !== null) set.metric(metrics.base, Number(base));
      if (base !== null && plus !== null) set.metric(metrics.plus, Number(base && plus));
    });
  });
  const repeats = Math.max(0, ...counts.map(({ count }) => count));
  const fewer = counts.filter(({ count }) => count < repeats);
  if (fewer.length > 0) {
    const message = say`${fewer.length} of ${counts.length} tasks have fewer than ${repeats} solutions (the first is ${fewer[0]?.id ?? ''}): some are missing, or the file is damaged.`;
    problems.push({ file, field: 'eval', message });
  }
  const missing = further.filter((each) => !each.has).map(({ id }) => id);
  if (missing.length > 0 && missing.length < further.length) {
    const message = say`${missing.length} of ${further.length} solutions have no "plus_status" (the first is of ${missing[0] ?? ''}): they stay without that score.`;
    problems.push({ file, field: 'eval', message });
  }
  const reported = reportedOf(json.pass_at_k, file, problems);
  const part = {
    run: file,
    model,
    task,
    metrics: reported,
    n: entries.length,
    repeats: repeats === 0 ? null : repeats,
    partial: null,
    date: dateOf(json.date),
    asked: temperature === null ? {} : { temperature },
  };
  return { parts: [part], samples: set.rows === 0 ? [] : [set.build()], problems };
}

/** `{base: {"pass@1": …}, plus: {…}}`, fractions. */
function reportedOf(value: JsonValue | undefined, file: string, problems: Problem[]): ReportedMetric[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([tests, passes]) => {
    if (!isJsonObject(passes)) return [];
    return Object.entries(passes).flatMap(([name, share]) => {
      const part = fraction(share);
      if (part !== null) return [{ name: `${name},${tests}`, value: part, stderr: null }];
      const field = `pass_at_k.${tests}.${name}`;
      problems.push({ file, field, message: say`"${name}" must be a number from 0 to 1.` });
      return [];
    });
  });
}

/** The data set by its tasks' ids, `HumanEval/0` and `Mbpp/2`; else by the folder. */
function taskOf(id: string | undefined, file: string): string {
  const named = /^(humaneval|mbpp)\//i.exec(id ?? '')?.[1] ?? /(humaneval|mbpp)/i.exec(file)?.[1];
  return named?.toLowerCase() ?? 'evalplus';
}

/** `2024-05-01 12:34`, without a zone: taken as UTC, so that it is the same everywhere. */
function dateOf(value: JsonValue | undefined): number | null {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(value)) return null;
  const time = Date.parse(`${value.replace(' ', 'T')}:00Z`);
  return Number.isNaN(time) ? null : time;
}

async function readSample(
  source: ResultSource,
  { task, place, repeat }: SamplePlace,
): Promise<ResultSample | null> {
  const json = await readJsonFile(source);
  const all: JsonObject =
    json.ok && isJsonObject(json.value) && isJsonObject(json.value.eval) ? json.value.eval : {};
  const [id, value] = Object.entries(all)[place] ?? [];
  if (id === undefined || value === undefined) return null;
  const found = solutionsOf(id, value)?.solutions[repeat];
  const text = found?.text ?? null;
  // Older versions save the verdicts alone.
  if (found === undefined || text === null) return null;
  return storedSample({
    task,
    id,
    question: '',
    gold: null,
    record: null,
    choices: null,
    prompt: null,
    repeat,
    text,
    scores: scoresOf(found),
    error: null,
  });
}

function scoresOf({ base, plus, baseStatus, plusStatus }: Solution): ToolScore[] {
  const value = (passed: boolean | null): number | null => (passed === null ? null : Number(passed));
  const both = base === null || plus === null ? null : base && plus;
  return [
    { metric: metrics.base, value: value(base), extracted: null, explanation: baseStatus },
    ...(plusStatus === null
      ? []
      : [{ metric: metrics.plus, value: value(both), extracted: null, explanation: plusStatus }]),
  ];
}
