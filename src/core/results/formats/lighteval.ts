import type { JsonObject } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import { resultItem } from '../resultItem.ts';
import { SampleSetBuilder } from '../sampleSet.ts';
import type { FileReading, ReadContext, ResultSample, ResultsFormat, SamplePlace } from './format.ts';
import { emptyInWords } from './jsonFile.ts';
import { lightevalDetail, type LightevalDetail } from './lightevalDetail.ts';
import { lightevalName, lightevalRun, lightevalTask } from './lightevalNames.ts';
import { readLightevalResults } from './lightevalResults.ts';
import { UnreadableError, type ResultSource } from './source.ts';
import { storedSample, storedState } from './storedResponse.ts';

/**
 * lighteval: `results/<model>/results_<time>.json`, metrics as fractions with `<metric>_stderr` beside them, and
 * `details/<model>/<time>/details_<task>_<time>.parquet`, a row a document. Its metrics are over all responses to a
 * document, so a document is one sample, whose texts are asked for by repeat.
 */
export const lighteval: ResultsFormat = {
  name: 'lighteval',
  claims: ({ path, head }) => {
    const kind = lightevalName(path)?.kind;
    if (kind === undefined) return false;
    const start = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    if (kind === 'details') return start.startsWith('PAR1') || emptyInWords(head) !== null;
    return /"config_general"\s*:/.test(start);
  },
  read: (source, context) =>
    lightevalName(source.path)?.kind === 'details'
      ? readDetails(source, context)
      : readLightevalResults(source),
  sample: readSample,
};

async function readDetails(source: ResultSource, context: ReadContext): Promise<FileReading> {
  const file = source.path;
  const name = lightevalName(file);
  const named = lightevalTask(name?.key ?? '');
  if (name === null || named === null) {
    return {
      parts: [],
      samples: [],
      problems: [{ file, message: say`The name of this file says no task.` }],
    };
  }
  const { task, shots } = named;
  const run = lightevalRun(name, named);
  const set = new SampleSetBuilder({ run, model: name.model, task });
  const problems: Problem[] = [];
  const seen = new Set<string>();
  let [row, left] = [0, 0];
  try {
    for await (const record of source.rows()) {
      if (!context.wanted()) break;
      const detail = lightevalDetail(record);
      if (detail === null) left += 1;
      else {
        // Of two documents that say the same, the second has its row behind its id.
        const id = seen.has(detail.id) ? `${detail.id}:${row}` : detail.id;
        seen.add(id);
        addRow(set, { ...detail, id }, { task, place: row, context });
      }
      row += 1;
    }
  } catch (error) {
    // The rows before it stay.
    if (!(error instanceof UnreadableError)) throw error;
    problems.push({ file, message: error.message });
  }
  if (left > 0) {
    const message = say`${left} of ${row} rows are in no layout of lighteval's details that is known ("doc" with "metric", or "example" with "metrics"): they are left out.`;
    problems.push({ file, message });
  }
  const part = {
    run,
    model: name.model,
    task,
    metrics: [],
    n: null,
    repeats: null,
    partial: null,
    date: name.date,
    asked: shots === null ? {} : { shots },
  };
  return { parts: set.rows === 0 ? [] : [part], samples: set.rows === 0 ? [] : [set.build()], problems };
}

function addRow(
  set: SampleSetBuilder,
  detail: LightevalDetail,
  { task, place, context }: { readonly task: string; readonly place: number; readonly context: ReadContext },
): void {
  const { id, question, gold, metrics, responses, tokens } = detail;
  const item = context.items.add(resultItem({ task, id, record: null, question, gold }));
  set.add({ item, place, state: storedState(responses[0] ?? ''), tokens: tokens[0] ?? null });
  for (const { name, value } of metrics) set.metric(name, value);
}

async function readSample(
  source: ResultSource,
  { task, place, repeat }: SamplePlace,
): Promise<ResultSample | null> {
  const record = lightevalName(source.path)?.kind === 'details' ? await rowAt(source, place) : null;
  const detail = record === null ? null : lightevalDetail(record);
  if (detail === null) return null;
  const { id, question, gold, choices, prompt, responses, reasonings, cleaned, metrics, tokens } = detail;
  const sample = storedSample({
    task,
    id,
    question,
    gold,
    record: null,
    choices,
    prompt,
    repeat,
    text: responses[repeat] ?? '',
    completionTokens: tokens[repeat] ?? null,
    scores: metrics.map(({ name, value }) => ({
      metric: name,
      value,
      extracted: null,
      explanation: responses.length > 1 ? say`Over all ${responses.length} responses to this item.` : null,
    })),
    error: null,
  });
  const reasoning = reasonings[repeat] ?? '';
  if (reasoning === '' || sample.reasoning !== '') return sample;
  return { ...sample, reasoning, answer: cleaned[repeat] ?? sample.answer };
}

async function rowAt(source: ResultSource, place: number): Promise<JsonObject | null> {
  let row = 0;
  for await (const record of source.rows()) {
    if (row === place) return record;
    row += 1;
  }
  return null;
}
