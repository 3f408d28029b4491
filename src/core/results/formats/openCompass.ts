import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say, verbatim } from '../../say.ts';
import { resultItem } from '../resultItem.ts';
import { SampleSetBuilder } from '../sampleSet.ts';
import type {
  FileReading,
  ReadContext,
  ResultSample,
  ResultsFormat,
  RunPart,
  SamplePlace,
} from './format.ts';
import { emptyInWords, readJsonFile } from './jsonFile.ts';
import { detail, prediction, questionOf, type CompassEntry } from './openCompassEntry.ts';
import { accuracyName, reportedMetrics } from './openCompassMetrics.ts';
import { openCompassName, type OpenCompassName } from './openCompassNames.ts';
import type { ResultSource } from './source.ts';
import { storedSample, storedState } from './storedResponse.ts';

/** How a file of predictions begins, and one of results: with a metric, what failed, or the details. */
const predictionsHead = /^\s*\{\s*"\d+"\s*:\s*\{/;
const resultsHead =
  /^\s*\{\s*"(?:(?:accuracy|score|exact_match|f1|auc_score|matthews_correlation|extract_rate|rouge[^"]*|[^"]*pass@\d+|[^"]*accuracy)(?: \(\d+ runs average\))?"\s*:\s*(?:-?\d|NaN)|error"\s*:\s*"|details"\s*:\s*[[{])/i;

/**
 * OpenCompass: `predictions/<model>/<data set>.json`, `{"0": {origin_prompt, prediction, gold}}` without verdicts, and
 * `results/<model>/<data set>.json`, metrics in percent, with `details` where the run was asked to dump them. Its
 * `summary/*.csv` says the same again, and is not read.
 */
export const openCompass: ResultsFormat = {
  name: 'opencompass',
  claims: ({ path, head }) => {
    const name = openCompassName(path);
    if (name === null || /\/results(?:_[^/]*)?\.json$/.test(path)) return false;
    // Such folders are common; below one of the tool's own times an empty file is surely its.
    if (emptyInWords(head) !== null) return name.date !== null;
    const start = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('utf8');
    if (name.kind === 'results')
      return resultsHead.test(start) && !/"(?:config_general|lm_eval_version)"/.test(start);
    return predictionsHead.test(start) && /"(?:origin_prompt|prediction)"\s*:/.test(start);
  },
  read: async (source, context) => {
    const file = source.path;
    const name = openCompassName(file);
    const json = await readJsonFile(source);
    if (!json.ok) return { parts: [], samples: [], problems: [json.problem] };
    if (name === null || !isJsonObject(json.value)) {
      const message = say`This is no file of OpenCompass: it must be an object. Evaluate again.`;
      return { parts: [], samples: [], problems: [{ file, message }] };
    }
    return name.kind === 'predictions'
      ? readPredictions(file, name, json.value, context)
      : readResult(file, name, json.value, context);
  },
  sample: readSample,
};

function readPredictions(
  file: string,
  name: OpenCompassName,
  json: JsonObject,
  context: ReadContext,
): FileReading {
  const problems: Problem[] = [];
  const set = new SampleSetBuilder(name);
  let left = 0;
  for (const [key, value] of Object.entries(json)) {
    const place = placeOf(key);
    const entry = place === null ? null : prediction(value);
    if (place === null || entry === null) left += 1;
    else addRows(set, { entry, place, id: idOf(name, place), name, metric: null, context });
  }
  if (left > 0) {
    const message = say`${left} of ${Object.keys(json).length} entries have no text as "prediction": they are left out.`;
    problems.push({ file, field: 'prediction', message });
  }
  const part = partOf(name, [], null);
  return { parts: set.rows === 0 ? [] : [part], samples: set.rows === 0 ? [] : [set.build()], problems };
}

function readResult(
  file: string,
  name: OpenCompassName,
  json: JsonObject,
  context: ReadContext,
): FileReading {
  if (typeof json.error === 'string') {
    const message = say`OpenCompass could not score this run: ${verbatim(json.error)}.`;
    return { parts: [], samples: [], problems: [{ file, field: 'error', message }] };
  }
  const { metrics, faults } = reportedMetrics(json);
  const problems: Problem[] = faults.map((fault) => ({ file, ...fault }));
  const set = new SampleSetBuilder(name);
  const metric = accuracyName(metrics);
  const details = detailsOf(json).map(({ place, value }) => ({ place, entry: detail(value) }));
  const judged = details.some(({ entry }) => entry?.verdicts.some((verdict) => verdict !== null));
  let bad = 0;
  let repeats = 1;
  for (const { place, entry } of details) {
    if (entry === null || entry.badVerdict || (judged && entry.verdicts.includes(null))) bad += 1;
    if (entry === null) continue;
    repeats = Math.max(repeats, entry.verdicts.length);
    addRows(set, { entry, place, id: String(place), name, metric, context });
  }
  if (bad > 0) {
    const message = say`${bad} of ${details.length} details have no verdict that is true or false: they stay without a score.`;
    problems.push({ file, field: 'details', message });
  }
  const n = details.length === 0 ? null : details.length;
  const parts =
    metrics.length === 0 && set.rows === 0 ? [] : [partOf(name, metrics, n, n === null ? null : repeats)];
  return { parts, samples: set.rows === 0 ? [] : [set.build()], problems };
}

interface AddedRows {
  readonly entry: CompassEntry;
  readonly place: number;
  readonly id: string;
  readonly name: OpenCompassName;
  readonly metric: string | null;
  readonly context: ReadContext;
}

function addRows(set: SampleSetBuilder, { entry, place, id, name, metric, context }: AddedRows): void {
  const { prompt, gold, responses, verdicts } = entry;
  const question = questionOf(prompt);
  const item = context.items.add(resultItem({ task: name.task, id, record: null, question, gold }));
  responses.forEach((text, repeat) => {
    set.add({ item, place, repeat, state: storedState(text ?? '') });
    const verdict = verdicts[repeat] ?? null;
    if (metric !== null && verdict !== null) set.metric(metric, verdict);
  });
}

function partOf(
  { run, model, task, date }: OpenCompassName,
  metrics: RunPart['metrics'],
  n: number | null,
  repeats: number | null = null,
): RunPart {
  return { run, model, task, metrics, n, repeats, partial: null, date, asked: {} };
}

/** Items of a later piece are counted from 0 again, and how many came before is not in its file. */
function idOf({ piece }: OpenCompassName, place: number): string {
  return piece === null || piece === 0 ? String(place) : `${piece}/${place}`;
}

/** A list, or an object by number. */
function detailsOf({
  details,
}: JsonObject): readonly { readonly place: number; readonly value: JsonValue }[] {
  if (Array.isArray(details)) return details.map((value, place) => ({ place, value }));
  if (!isJsonObject(details)) return [];
  return Object.entries(details).flatMap(([key, value]) => {
    const place = placeOf(key);
    return place === null ? [] : [{ place, value }];
  });
}

function placeOf(key: string): number | null {
  return /^\d{1,9}$/.test(key) ? Number(key) : null;
}

async function readSample(
  source: ResultSource,
  { place, repeat }: SamplePlace,
): Promise<ResultSample | null> {
  const name = openCompassName(source.path);
  const json = await readJsonFile(source);
  if (name === null || !json.ok || !isJsonObject(json.value)) return null;
  const predicted = name.kind === 'predictions';
  const value = predicted
    ? json.value[String(place)]
    : detailsOf(json.value).find((each) => each.place === place)?.value;
  const entry = value === undefined ? null : predicted ? prediction(value) : detail(value);
  const text = entry?.responses[repeat] ?? entry?.extracted[repeat] ?? null;
  if (entry === null || text === null) return null;
  const metric = predicted ? null : accuracyName(reportedMetrics(json.value).metrics);
  return storedSample({
    task: name.task,
    id: predicted ? idOf(name, place) : String(place),
    question: questionOf(entry.prompt) ?? '',
    gold: entry.gold,
    record: null,
    choices: null,
    prompt: entry.prompt,
    repeat,
    text,
    scores:
      metric === null
        ? []
        : [
            {
              metric,
              value: entry.verdicts[repeat] ?? null,
              extracted: entry.extracted[repeat] ?? null,
              explanation: null,
            },
          ],
    error: null,
  });
}
