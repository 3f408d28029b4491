import { isJsonObject, kindInWords, type JsonObject } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say, verbatim } from '../../say.ts';
import { resultItem } from '../resultItem.ts';
import { SampleSetBuilder, sampleState, type SampleSet } from '../sampleSet.ts';
import { examplesOf, type BenchExamples } from './evalchemyFile.ts';
import { evalchemyMetrics } from './evalchemyRow.ts';
import { evalchemySample } from './evalchemySample.ts';
import type { FileReading, ReadContext, ResultsFormat, RunPart } from './format.ts';
import { readJsonFile } from './jsonFile.ts';
import { modelIn } from './lmEvalConfig.ts';
import { isNamedResults, resultsStamp, runOf } from './lmEvalPath.ts';
import { splitResponse } from './lmEvalReasoning.ts';
import { dateIn, partOf } from './lmEvalResults.ts';
import { numberIn } from './lmEvalValue.ts';
import type { ResultSource } from './source.ts';

/** The first key of the first benchmark: without a filter, and none of those that lm-evaluation-harness begins with. */
const start = /^\s*\{\s*"results"\s*:\s*\{\s*"[^"]*"\s*:\s*\{\s*"(?!(?:alias|name| )")[^",]+"\s*:/;

/**
 * Results of evalchemy (mlfoundations/evalchemy, eval/chat_benchmarks), which is built on lm-evaluation-harness and
 * calls its files the same: `results.<benchmark>` holds metrics without filters and, of most benchmarks, the items
 * with the responses. It runs that harness' tasks too, which stand in the same file as that harness writes them.
 */
export const evalchemy: ResultsFormat = {
  name: 'evalchemy',
  claims: ({ path, head }) =>
    isNamedResults(path) &&
    !path.includes('/.reasoning-transfer/') &&
    start.test(Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 2048)).toString('latin1')),
  read,
  sample: async (source, place) => {
    const json = await readJsonFile(source);
    const results = json.ok && isJsonObject(json.value) ? json.value.results : null;
    const row = isJsonObject(results) ? results[place.task] : undefined;
    if (!isJsonObject(row)) return null;
    return evalchemySample(examplesOf(source.path, place.task, row).bench, place);
  },
};

async function read(source: ResultSource, context: ReadContext): Promise<FileReading> {
  const { path: file } = source;
  const json = await readJsonFile(source);
  if (!json.ok) return { parts: [], samples: [], problems: [json.problem] };
  const { value } = json;
  if (!isJsonObject(value) || !isJsonObject(value.results)) {
    const message = say`This is no file of results of evalchemy: "results" is missing, or no object.`;
    return { parts: [], samples: [], problems: [{ file, field: 'results', message }] };
  }
  const parts: RunPart[] = [];
  const samples: SampleSet[] = [];
  const problems: Problem[] = [];
  for (const [task, row] of Object.entries(value.results)) {
    if (!isJsonObject(row)) {
      problems.push({
        file,
        field: `results.${task}`,
        message: say`The results of ${verbatim(task)} must be an object, not ${kindInWords(row)}: they are left out.`,
      });
    } else if (Object.keys(row).some((key) => key.includes(','))) {
      const part = partOf(file, value, task, row);
      if (part !== null) parts.push(part);
    } else {
      const { bench, problems: wrong } = examplesOf(file, task, row);
      problems.push(...wrong);
      if (typeof row.error === 'string') {
        problems.push({
          file,
          field: `results.${task}.error`,
          message: say`The task ${verbatim(task)} failed: ${verbatim(row.error)}`,
        });
      }
      const part = benchPart(file, value, task, row, bench);
      if (part !== null) parts.push(part);
      const { model } = modelIn(value);
      if (bench.examples.length > 0) {
        samples.push(sampleSet({ run: runOf(file, resultsStamp(file), task), model, task }, bench, context));
      }
    }
  }
  return { parts, samples, problems };
}

function benchPart(
  path: string,
  file: JsonObject,
  task: string,
  row: JsonObject,
  { examples, repeats }: BenchExamples,
): RunPart | null {
  const metrics = evalchemyMetrics(row);
  if (metrics.length === 0) return null;
  const { model, relation } = modelIn(file);
  const config = isJsonObject(file.config) ? file.config : {};
  const total = [row.num_total, row.num_examples].map(numberIn).find(Number.isInteger);
  const system = typeof file.system_instruction === 'string' ? file.system_instruction : '';
  return {
    run: runOf(path, resultsStamp(path), task),
    model,
    task,
    metrics,
    n: total ?? (examples.length > 0 ? examples.length : null),
    repeats: 'num_repeat' in row || examples.length > 0 ? repeats : null,
    partial: 'limit' in config ? config.limit !== null : null,
    date: dateIn(file, path),
    asked: system === '' ? {} : { system },
    ...(relation === null ? {} : { relation }),
  };
}

function sampleSet(
  set: Pick<SampleSet, 'run' | 'model' | 'task'>,
  { examples, judge, metric }: BenchExamples,
  { items }: ReadContext,
): SampleSet {
  const builder = new SampleSetBuilder(set);
  for (const example of examples) {
    const { id, record, gold } = example;
    const item = items.add(resultItem({ task: set.task, id, record, gold }));
    for (const attempt of example.attempts) {
      const open = attempt.output !== null && splitResponse(attempt.output, '').state === 'open';
      const state = open ? sampleState.truncated : sampleState.ended;
      builder.add({ item, place: example.place, repeat: attempt.repeat, state });
      const right = judge(example, attempt);
      if (right !== null) builder.metric(metric, right ? 1 : 0);
    }
  }
  return builder.build();
}
