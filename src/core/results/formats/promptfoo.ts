import * as v from 'valibot';

import { isJsonObject, parseJson, type JsonValue } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import type { FileReading, ReadContext, ResultSample, ResultsFormat, SamplePlace } from './format.ts';
import { readJsonFile, textOf } from './jsonFile.ts';
import { scanLines } from './lines.ts';
import { promptfooSample, testKey } from './promptfooResult.ts';
import { PromptfooRuns } from './promptfooRuns.ts';
import { Export, Result, Summary, type PromptfooResult } from './promptfooSchema.ts';
import type { ResultSource } from './source.ts';

/**
 * Results of promptfoo: what `eval --output` and `export` write as JSON (`evalId`, `results` of version 2 or 3,
 * `config`), or one result a line as JSONL. Read in `src/types/index.ts`, `src/models/eval.ts` and
 * `src/util/output.ts` of promptfoo/promptfoo. A provider and a prompt together are a run. `pass` is whether all
 * assertions held, `score` their weighted mean. A test that failed with an error stays in both as 0, as promptfoo
 * counts it; its state says that it failed.
 *
 * `SamplePlace.place` is the index of the result in JSON, and the byte offset of its text in JSONL.
 */
export const promptfoo: ResultsFormat = {
  name: 'promptfoo',
  claims: ({ path, head }) => {
    const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
    // Most lines are of other tools, and not decoded for it.
    if (isLines(path) && !bytes.includes('"promptIdx"')) return false;
    const text = bytes.toString('utf8').trimStart();
    if (isLines(path)) return text.startsWith('{') && isResult(text.split('\n', 1)[0] ?? '');
    if (!/\.json(?:\.(?:gz|zst|bz2|xz))?$/i.test(path)) return false;
    return (
      /^\{[^]{0,4000}?"results"\s*:\s*\{\s*"version"\s*:\s*\d+\s*,\s*"timestamp"/.test(text) ||
      isBareSummary(text)
    );
  },
  read: (source, context) =>
    isLines(source.path) ? readLines(source, context) : readExport(source, context),
  sample: readSample,
};

function isLines(path: string): boolean {
  return /\.jsonl(?:\.(?:gz|zst|bz2|xz))?$/i.test(path);
}

function isBareSummary(text: string): boolean {
  return /^\{\s*"version"\s*:\s*\d+\s*,\s*"timestamp"\s*:\s*"[^"]*"\s*,\s*"(?:prompts|results)"\s*:\s*\[/.test(
    text,
  );
}

function isResult(line: string): boolean {
  const [first] = jsonValues(line);
  if (first === undefined) return /"promptIdx"\s*:/.test(line) && /"testCase"\s*:/.test(line);
  return isJsonObject(first.value) && 'promptIdx' in first.value && v.is(Result, first.value);
}

async function readExport(source: ResultSource, context: ReadContext): Promise<FileReading> {
  const file = source.path;
  const nothing = (problem: Problem): FileReading => ({ parts: [], samples: [], problems: [problem] });
  const json = await readJsonFile(source);
  if (!json.ok) return nothing(json.problem);
  const whole = exportIn(json.value);
  if (!whole.success) {
    const field = v.getDotPath(whole.issues[0]);
    const message = say`This is no export of promptfoo that can be read: write it again with "promptfoo export eval".`;
    return nothing({ file, ...(field === null ? {} : { field }), message });
  }
  const { evalId, config, results } = whole.output;
  const task = config?.description ?? evalId ?? stemOf(file);
  const runs = new PromptfooRuns(file, task, results.prompts ?? results.table?.head.prompts ?? [], context);
  const problems: Problem[] = [];
  for (const [place, value] of results.results.entries()) {
    const why = runs.add(value, place);
    if (why !== null)
      problems.push({
        file,
        field: `results.results.${place}`,
        message: say`This result is left out: it ${why}.`,
      });
  }
  const date = Date.parse(results.timestamp ?? '');
  return runs.reading(problems, Number.isNaN(date) ? null : date);
}

/** Keys that are not read are left out; a summary of its own is put where an export has it. */
function exportIn(value: JsonValue): v.SafeParseResult<typeof Export> {
  if (isJsonObject(value) && Array.isArray(value.results)) {
    const summary = v.safeParse(Summary, value);
    if (summary.success) return v.safeParse(Export, { results: value });
  }
  return v.safeParse(Export, value);
}

async function readLines(source: ResultSource, context: ReadContext): Promise<FileReading> {
  const file = source.path;
  const runs = new PromptfooRuns(file, stemOf(file), [], context);
  const problems: Problem[] = [];
  let count = 0;
  const { tooLong } = await scanLines(source, ({ bytes, offset, line, ended }) => {
    count += 1;
    if (count % 256 === 0 && !context.wanted()) return false;
    const text = textOf(bytes);
    for (const { value, start, message } of text === null
      ? [{ value: null, start: 0, message: say`is not UTF-8 text` }]
      : jsonValues(text, true)) {
      const cut = message !== null && !ended;
      const why =
        message ?? runs.add(value, offset + (text === null ? 0 : Buffer.byteLength(text.slice(0, start))));
      if (cut)
        problems.push({
          file,
          line,
          message: say`The last line is cut off, so it is left out: the file is still being written, or its run was stopped.`,
        });
      else if (why !== null) problems.push({ file, line, message: say`This line is left out: it ${why}.` });
    }
    return true;
  });
  return runs.reading([...problems, ...tooLong.map((long) => ({ file, ...long }))], null);
}

/** The JSON values of a line. Versions before 2025 wrote no line end behind each batch, so several may be on one. */
function jsonValues(
  line: string,
  faults = false,
): readonly { readonly value: JsonValue; readonly start: number; readonly message: string | null }[] {
  const values: { value: JsonValue; start: number; message: string | null }[] = [];
  let start = 0;
  while (start < line.length) {
    const rest = line.slice(start);
    const parsed = parseJson(rest);
    if (parsed.ok) return [...values, { value: parsed.value, start, message: null }];
    const end = parsed.offset ?? 0;
    const first = end > 0 && rest[end] === '{' ? parseJson(rest.slice(0, end)) : null;
    if (first?.ok !== true)
      return faults ? [...values, { value: null, start, message: say`is not JSON` }] : values;
    values.push({ value: first.value, start, message: null });
    start += end;
  }
  return values;
}

async function readSample(source: ResultSource, place: SamplePlace): Promise<ResultSample | null> {
  const all = isLines(source.path)
    ? await resultsInLines(source, place)
    : await resultsInExport(source, place);
  const result = all.at(-1);
  if (result === undefined) return null;
  // A test that is repeated is known by the index of its first time.
  const key = testKey(result);
  const { testIdx } = all.find((one) => testKey(one) === key) ?? result;
  return promptfooSample(result, String(testIdx ?? place.place), place);
}

/** The result at a place, and before it those that are needed to know which test it is. */
async function resultsInExport(
  source: ResultSource,
  { place, repeat }: SamplePlace,
): Promise<readonly PromptfooResult[]> {
  const json = await readJsonFile(source);
  const whole = json.ok ? exportIn(json.value) : null;
  const values = whole?.success === true ? whole.output.results.results : [];
  const wanted = resultIn(values[place]);
  if (wanted === null) return [];
  return repeat === 0
    ? [wanted]
    : [...values.slice(0, place).flatMap((value) => resultIn(value) ?? []), wanted];
}

async function resultsInLines(
  source: ResultSource,
  { place, repeat }: SamplePlace,
): Promise<readonly PromptfooResult[]> {
  let wanted: PromptfooResult | null = null;
  const before: PromptfooResult[] = [];
  await scanLines(
    source,
    ({ bytes }) => {
      wanted = resultIn(jsonValues(textOf(bytes) ?? '')[0]?.value);
      return false;
    },
    { offset: place, line: 1 },
  );
  const found = wanted as PromptfooResult | null;
  if (found === null || repeat === 0) return found === null ? [] : [found];
  const key = testKey(found);
  await scanLines(source, ({ bytes, offset }) => {
    const first = jsonValues(textOf(bytes) ?? '')
      .flatMap(({ value }) => resultIn(value) ?? [])
      .find((result) => testKey(result) === key);
    if (first !== undefined) before.push(first);
    return first === undefined && offset < place;
  });
  return [...before, found];
}

function resultIn(value: unknown): PromptfooResult | null {
  const parsed = v.safeParse(Result, value);
  return parsed.success ? parsed.output : null;
}

function stemOf(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/\.jsonl?(?:\.\w+)?$/i, '');
}
