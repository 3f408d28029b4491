import type { Problem } from '../../problem.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import { say } from '../../say.ts';
import { resultItem } from '../resultItem.ts';
import { SampleSetBuilder } from '../sampleSet.ts';
import type {
  FileReading,
  ReadContext,
  ReportedMetric,
  ResultSample,
  ResultsFormat,
  RunPart,
  SamplePlace,
} from './format.ts';
import { emptyInWords, readJsonFile } from './jsonFile.ts';
import { codeEntry } from './liveCodeBenchEntry.ts';
import type { ResultSource } from './source.ts';
import { fraction, keyCount, modelFolder, pathParts, storedSample, storedState } from './storedResponse.ts';

const metric = 'pass@1';
const task = 'livecodebench';
/** `<scenario>_<n>_<temperature>`, and what newer versions put behind it. */
const pattern =
  /^(?<stem>(?:Scenario\.)?codegeneration_(?<n>\d+)_(?<temperature>\d+(?:\.\d+)?)(?:_.+?)??)(?<kind>_eval_all|_eval)?\.json$/;

/**
 * LiveCodeBench (`lcb_runner`), code generation: `output/<model>/Scenario.codegeneration_<n>_<temperature>.json` with
 * the responses alone, `…_eval_all.json` with the verdict of each, and `…_eval.json`, whose first element has
 * `pass@k` as fractions. The three are one run; its verdicts by question number have no ids, and are not read.
 */
export const liveCodeBench: ResultsFormat = {
  name: 'livecodebench',
  claims: ({ path, head }) => {
    if (nameOf(path) === null) return false;
    const start = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    return (
      emptyInWords(head) !== null ||
      /"(?:question_(?:id|content|title)|output_list|pass@\d+)"\s*:/.test(start)
    );
  },
  read: async (source, context) => {
    const json = await readJsonFile(source);
    if (!json.ok) return { parts: [], samples: [], problems: [json.problem] };
    if (nameOf(source.path)?.kind === '_eval') return readSummary(source.path, json.value);
    const responses = keyCount(await source.read(0, source.size), 'output_list');
    return readEntries(source.path, json.value, responses, context);
  },
  sample: readSample,
};

interface CodeName {
  readonly run: string;
  readonly model: string | null;
  readonly repeats: number;
  readonly temperature: number;
  readonly kind: string;
}

function nameOf(path: string): CodeName | null {
  const { folders, name } = pathParts(path);
  const found = pattern.exec(name)?.groups;
  if (found === undefined) return null;
  const { stem = '', n, temperature, kind = '' } = found;
  return {
    run: `${folders.join('/')}/${stem}`,
    model: modelFolder(folders, (folder) => /^outputs?$/.test(folder)),
    repeats: Number(n),
    temperature: Number(temperature),
    kind,
  };
}

function partOf(path: string, metrics: readonly ReportedMetric[], n: number | null): RunPart {
  const name = nameOf(path);
  return {
    run: name?.run ?? path,
    model: name?.model ?? null,
    task,
    metrics,
    n,
    repeats: name?.repeats ?? null,
    partial: null,
    date: null,
    asked: name === null ? {} : { temperature: name.temperature },
  };
}

function readSummary(file: string, json: JsonValue): FileReading {
  const first = Array.isArray(json) ? json[0] : json;
  const problems: Problem[] = [];
  if (!isJsonObject(first)) {
    const message = say`This is no summary of LiveCodeBench: its first element must be an object with "pass@1". Evaluate again.`;
    return { parts: [], samples: [], problems: [{ file, message }] };
  }
  const metrics = Object.entries(first).flatMap(([name, value]) => {
    if (!/^pass@\d+$/.test(name)) return [];
    const part = fraction(value);
    if (part !== null) return [{ name, value: part, stderr: null }];
    problems.push({ file, field: name, message: say`"${name}" must be a number from 0 to 1.` });
    return [];
  });
  if (metrics.length === 0 && problems.length === 0) {
    problems.push({
      file,
      field: metric,
      message: say`"${metric}" is missing: this run's own score is not known.`,
    });
  }
  const detail = isJsonObject(first.detail) ? first.detail[metric] : undefined;
  const n = isJsonObject(detail) ? Object.keys(detail).length : null;
  return { parts: [partOf(file, metrics, n)], samples: [], problems };
}

/** @param responses how many lists of responses stand in the file */
function readEntries(file: string, json: JsonValue, responses: number, { items }: ReadContext): FileReading {
  if (!Array.isArray(json)) {
    const message = say`This is no list of questions with responses, as LiveCodeBench writes. Generate or evaluate again.`;
    return { parts: [], samples: [], problems: [{ file, message }] };
  }
  if (responses > json.length) {
    const message = say`Questions have run together: there are ${responses} lists of responses, but ${json.length} questions. The file is damaged; copy or write it again.`;
    return { parts: [], samples: [], problems: [{ file, field: 'output_list', message }] };
  }
  const problems: Problem[] = [];
  const name = nameOf(file);
  const set = new SampleSetBuilder({ run: name?.run ?? file, model: name?.model ?? null, task });
  const seen = new Set<string>();
  json.forEach((value, place) => {
    const entry = codeEntry(value, place + 1, name?.kind === '_eval_all');
    if (typeof entry === 'string') {
      problems.push({ file, message: entry });
      return;
    }
    const { id, question, record, faults } = entry;
    for (const fault of faults) problems.push({ file, ...fault });
    if (seen.has(id)) {
      const message = say`Question ${id} stands in this file more than once: the first one counts.`;
      problems.push({ file, field: 'question_id', message });
      return;
    }
    seen.add(id);
    const item = items.add(resultItem({ task, id, record, question }));
    entry.responses.forEach((text, repeat) => {
      set.add({ item, place, repeat, state: storedState(text) });
      const verdict = entry.verdicts[repeat] ?? null;
      if (verdict !== null) set.metric(metric, verdict);
    });
  });
  const parts = seen.size === 0 ? [] : [partOf(file, [], seen.size)];
  return { parts, samples: set.rows === 0 ? [] : [set.build()], problems };
}

async function readSample(
  source: ResultSource,
  { place, repeat }: SamplePlace,
): Promise<ResultSample | null> {
  const json = await readJsonFile(source);
  const value = json.ok && Array.isArray(json.value) ? json.value[place] : undefined;
  const entry = value === undefined ? '' : codeEntry(value, place + 1);
  if (typeof entry === 'string') return null;
  const text = entry.responses[repeat];
  if (text === undefined) return null;
  const verdict = entry.verdicts[repeat] ?? null;
  const extracted = entry.codes[repeat] ?? null;
  const graded = verdict !== null || nameOf(source.path)?.kind === '_eval_all';
  return storedSample({
    task,
    id: entry.id,
    question: entry.question,
    gold: null,
    record: entry.record,
    choices: null,
    prompt: null,
    repeat,
    text,
    scores: graded ? [{ metric, value: verdict, extracted, explanation: entry.reports[repeat] ?? null }] : [],
    error: null,
  });
}
