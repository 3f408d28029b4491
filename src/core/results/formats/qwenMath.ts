import * as v from 'valibot';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import { resultItem } from '../resultItem.ts';
import { SampleSetBuilder } from '../sampleSet.ts';
import type {
  FileReading,
  LinePlace,
  ReadContext,
  ResultSample,
  ResultsFormat,
  SamplePlace,
} from './format.ts';
import { readJsonFile } from './jsonFile.ts';
import { scanLines } from './lines.ts';
import { qwenName, type QwenName } from './qwenMathNames.ts';
import { qwenLine, type QwenLine, type QwenReading } from './qwenMathSample.ts';
import { UnreadableError, type ResultSource } from './source.ts';
import { fraction, storedSample, storedState } from './storedResponse.ts';

const metric = 'acc';
const metricsEnd = '_metrics.json';
const samplesName = /\.jsonl(?:\.gz|\.zst)?$/i;

/**
 * The evaluator of QwenLM/Qwen2.5-Math (`evaluation/math_eval.py`) and its many descendants: a file of lines with an
 * item and all its responses each, and `*_metrics.json` beside it. `acc` is in percent, rounded to one digit, and
 * with several responses an item the mean over the first of each alone.
 */
export const qwenMath: ResultsFormat = {
  name: 'qwen-math',
  claims: ({ path, head }) => {
    const start = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    const has = (...fields: string[]): boolean =>
      fields.every((field) => new RegExp(`"${field}"\\s*:`).test(start));
    if (path.endsWith(metricsEnd))
      return has('num_samples', 'acc') && (has('num_scores') || has('timeout_samples'));
    return (
      samplesName.test(path) && start.trimStart().startsWith('{') && has('idx', 'question', 'gt', 'code')
    );
  },
  read: (source, context) =>
    source.path.endsWith(metricsEnd) ? readMetrics(source) : readSamples(source, context),
  sample: readSample,
};

const Metrics = v.object({
  num_samples: v.optional(v.number()),
  num_scores: v.optional(v.number()),
  acc: v.unknown(),
});

async function readMetrics(source: ResultSource): Promise<FileReading> {
  const file = source.path;
  const json = await readJsonFile(source);
  if (!json.ok) return { parts: [], samples: [], problems: [json.problem] };
  const parsed = v.safeParse(Metrics, json.value);
  if (!parsed.success) {
    const message = say`These are no metrics of the Qwen2.5-Math evaluator: "num_samples" and "num_scores" must be numbers. Write them again.`;
    return { parts: [], samples: [], problems: [{ file, message }] };
  }
  const { num_samples: n = null, num_scores: scores = null, acc } = parsed.output;
  const value = fraction(typeof acc === 'number' ? acc : undefined, 100);
  const problems: Problem[] = [];
  if (value === null) {
    const message = say`"acc" must be a number from 0 to 100: this run's own score is not known.`;
    problems.push({ file, field: 'acc', message });
  }
  const whole = n !== null && Number.isInteger(n) && n >= 0 ? n : null;
  if (n !== null && whole === null) {
    problems.push({ file, field: 'num_samples', message: say`"num_samples" must be a whole number.` });
  }
  const metrics = value === null ? [] : [{ name: metric, value, stderr: null }];
  const repeats = whole !== null && scores !== null && scores >= whole ? 1 : null;
  return { parts: [partOf(qwenName(file), metrics, whole, repeats)], samples: [], problems };
}

function partOf(
  name: QwenName,
  metrics: FileReading['parts'][number]['metrics'],
  n: number | null,
  repeats: number | null,
): FileReading['parts'][number] {
  const { asked } = name;
  return {
    run: name.run,
    model: name.model,
    task: name.task,
    metrics,
    n,
    repeats,
    partial: asked?.partial ?? null,
    date: null,
    asked: asked === null ? {} : { prompt: asked.prompt, seed: asked.seed, temperature: asked.temperature },
  };
}

async function readSamples(source: ResultSource, context: ReadContext): Promise<FileReading> {
  const file = source.path;
  const name = qwenName(file);
  const problems: Problem[] = [];
  // The tool reads its own lines by `idx`, the last one holding.
  const rows = new Map<string, Row>();
  const { tooLong } = await scanLines(source, ({ bytes, offset, line, ended }) => {
    const read = qwenLine(bytes, name.task);
    if (!read.ok) {
      const message = ended ? read.message : say`The last line is cut off: it is left out.`;
      problems.push({ file, line, ...(read.field === undefined ? {} : { field: read.field }), message });
      return context.wanted();
    }
    for (const fault of read.line.faults) problems.push({ file, line, ...fault });
    const { id } = read.line;
    if (rows.has(id)) {
      const message = say`Item ${id} stands in this file more than once: the last one counts.`;
      problems.push({ file, line, field: 'idx', message });
    }
    rows.set(id, rowOf(read.line, { line, offset }, name.task, context));
    return context.wanted();
  });
  for (const problem of tooLong) problems.push({ file, ...problem });
  const scored = rows.values().some((row) => row.scored);
  const set = new SampleSetBuilder({ run: name.run, model: name.model, task: name.task });
  for (const [id, { item, place, line, verdicts, states, ...row }] of rows) {
    if (scored && !row.scored) {
      const message = say`Item ${id} has no "score", though others in this file do: it stays without one.`;
      problems.push({ file, line, field: 'score', message });
    }
    verdicts.forEach((verdict, repeat) => {
      set.add({ item, place, repeat, state: states[repeat] ?? 0 });
      if (verdict !== null) set.metric(metric, verdict);
    });
  }
  const parts = name.asked === null ? [] : [partOf(name, [], null, null)];
  return { parts, samples: set.rows === 0 ? [] : [set.build()], problems };
}

/** What is kept of a line until all are read. */
interface Row {
  readonly item: number;
  readonly place: number;
  readonly line: number;
  readonly scored: boolean;
  readonly verdicts: QwenLine['verdicts'];
  readonly states: readonly ReturnType<typeof storedState>[];
}

function rowOf(read: QwenLine, place: LinePlace, task: string, context: ReadContext): Row {
  const { id, record, question, gold, scored, verdicts, responses } = read;
  const item = context.items.add(resultItem({ task, id, record, question, gold }));
  return {
    item,
    place: place.offset,
    line: place.line,
    scored,
    verdicts,
    states: responses.map(storedState),
  };
}

async function readSample(
  source: ResultSource,
  { task, place, repeat }: SamplePlace,
): Promise<ResultSample | null> {
  if (source.path.endsWith(metricsEnd)) return null;
  const found: QwenReading[] = [];
  await scanLines(
    source,
    ({ bytes }) => {
      found.push(qwenLine(bytes, task));
      return false;
    },
    { offset: place, line: 1 },
  );
  const [read] = found;
  return read === undefined ? null : sampleOf(read, task, repeat);
}

function sampleOf(read: QwenReading, task: string, repeat: number): ResultSample | null {
  if (!read.ok) throw new UnreadableError(read.message);
  const { id, question, gold, record, responses, verdicts, extracted, reports } = read.line;
  const text = responses[repeat];
  if (text === undefined) return null;
  return storedSample({
    task,
    id,
    question,
    gold,
    record,
    choices: null,
    prompt: null,
    repeat,
    text,
    scores: [
      {
        metric,
        value: verdicts[repeat] ?? null,
        extracted: extracted[repeat] ?? null,
        explanation: reports[repeat] ?? null,
      },
    ],
    error: null,
  });
}
