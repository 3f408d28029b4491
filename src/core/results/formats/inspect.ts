import { say } from '../../say.ts';
import type { Problem } from '../../problem.ts';
import type { FileReading, ReadContext, ResultSample, ResultsFormat, SamplePlace } from './format.ts';
import { inspectAnswer } from './inspectAnswer.ts';
import { UnreadableLog, type InspectLog } from './inspectHeader.ts';
import { isZip, openInspectLog } from './inspectLog.ts';
import { metricNames, unqualified } from './inspectNames.ts';
import { inspectRows, parseSample } from './inspectRows.ts';
import { inspectPart, inspectRun } from './inspectRun.ts';
import { inspectSample } from './inspectSample.ts';
import { emptyInWords } from './jsonFile.ts';
import type { ResultSource } from './source.ts';

/** `<created>_<task>_<task id>.eval`. */
const logName = /\d{4}-\d\d-\d\dT[^/]*_[^/_]+\.eval$/;
/** A log in JSON begins like this, in every version; "eval" may stand behind an "error" and more. */
const jsonStart =
  /^\uFEFF?\s*\{\s*"version"\s*:\s*\d+\s*,\s*"status"\s*:\s*"(?:started|success|cancelled|error)"\s*,/;

/**
 * Logs of Inspect AI: `.eval`, a zip of JSON files with one for each sample, and `.json`, all in one. Of a log that is
 * not finished, what is there is read.
 */
export const inspect: ResultsFormat = {
  name: 'inspect',
  claims: ({ path, head }) => {
    if (/\.eval$/i.test(path)) return isZip({ head }) || logName.test(path) || emptyInWords(head) !== null;
    if (!/\.json(?:\.gz|\.zst)?$/i.test(path)) return false;
    const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 4096)).toString('utf8');
    return jsonStart.test(start) && /"eval"\s*:\s*\{/.test(start);
  },
  read,
  sample,
  answer: inspectAnswer,
};

async function read(source: ResultSource, context: ReadContext): Promise<FileReading> {
  const { path } = source;
  const log = await openInspectLog(source).catch((error: unknown) => {
    if (error instanceof UnreadableLog) return error;
    throw error;
  });
  if (log instanceof UnreadableLog) return { parts: [], samples: [], problems: [log.problem] };
  const { header, results } = log;
  const names = metricNames(header, results);
  const of = { run: inspectRun(path, header), task: unqualified(header.eval.task), names };
  const rows = await inspectRows(path, log, of, context);
  const items = rows.set.rows === 0 ? null : rows.items;
  const scored = rows.set.metrics.length === 0 ? null : rows.scored;
  const problems: Problem[] = [...log.problems, ...rows.problems];
  const missing = missingInWords(log);
  if (missing !== null) problems.push({ file: path, message: missing });
  return {
    parts: [inspectPart(path, header, results, names, { items, scored })],
    samples: rows.set.rows === 0 ? [] : [rows.set],
    problems,
  };
}

/** A log that keeps samples has all of them, those that failed too. */
function missingInWords({ results, samples }: InspectLog): string | null {
  const completed = results?.completed_samples ?? 0;
  if (samples.length === 0 || samples.length >= completed) return null;
  return say`This log says that ${completed} samples were completed, but holds only ${samples.length}: what is counted from them may differ from what it reports.`;
}

async function sample(source: ResultSource, { place }: SamplePlace): Promise<ResultSample | null> {
  const log = await openInspectLog(source);
  const stored = log.samples.find((one) => one.place === place);
  if (stored === undefined) return null;
  const names = metricNames(log.header, log.results);
  return inspectSample(unqualified(log.header.eval.task), parseSample(await stored.read()), names);
}
