import { isJsonObject, parseJson, type JsonObject } from '../../json.ts';
import { say } from '../../say.ts';
import { judgeText } from '../../traces/ending.ts';
import { endsInOpenTag, ReasoningSplitter, TextParts, type SplitResponse } from '../../traces/reasoning.ts';
import type { TraceFlag, TraceStatus } from '../../traces/trace.ts';
import { taskBenchmark } from '../taskBenchmark.ts';
import { textOf } from './jsonFile.ts';

/** What a prompt and the response to it are called, in pairs. */
const pairs = [
  ['input', 'output'],
  ['prompt', 'response'],
  ['prompt', 'completion'],
  ['instruction', 'output'],
] as const;

/** A response as a line has it. */
export interface PlainResponse {
  readonly input: string;
  readonly output: string;
  readonly record: JsonObject;
}

export type ResponseLine =
  { readonly ok: true; readonly value: PlainResponse } | { readonly ok: false; readonly why: string };

/** One line, or why it is none, as a clause. */
export function responseLine(bytes: Uint8Array): ResponseLine {
  const text = textOf(bytes);
  if (text === null) return { ok: false, why: say`is not UTF-8 text` };
  const json = parseJson(text);
  if (!json.ok) return { ok: false, why: say`is not JSON` };
  if (!isJsonObject(json.value)) return { ok: false, why: say`is not an object` };
  const value = pairIn(json.value);
  if (value !== null) return { ok: true, value };
  return { ok: false, why: say`has no "input" and "output" with text` };
}

/** The prompt and the response of a record; null where they are not both text. */
export function pairIn(record: JsonObject): PlainResponse | null {
  for (const [asked, answered] of pairs) {
    const [input, output] = [record[asked], record[answered]];
    if (typeof input !== 'string' || input.trim() === '') continue;
    if (typeof output === 'string') return { input: withInstruction(asked, input, record), output, record };
  }
  return null;
}

/** What to do, and on what, may stand apart: `instruction` and `input`. */
function withInstruction(asked: string, input: string, { instruction }: JsonObject): string {
  if (asked !== 'input' || typeof instruction !== 'string' || instruction.trim() === '') return input;
  return `${instruction}\n\n${input}`;
}

/** A response, split and judged: nothing but its text says how it ended. */
export interface JudgedResponse extends SplitResponse {
  readonly status: Extract<TraceStatus, 'complete' | 'truncated'>;
  readonly flags: readonly TraceFlag[];
}

const mayBeMarked = /think|<\|channel\|>|<\|start\|>|Here(?: is|'s) my thought/;

/** @param silent whether the file's responses reason without an opening tag: see `reasonsSilently` */
export function judgeResponse({ input, output }: PlainResponse, silent: boolean): JudgedResponse {
  const split = splitAfter(input, output);
  const unclosed = silent && split.state === 'none' && output.trim() !== '';
  const text: SplitResponse = unclosed ? { reasoning: output, answer: '', state: 'open' } : split;
  return { ...text, ...judgeText('', { ...text, separateReasoning: false }) };
}

function splitAfter(input: string, output: string): SplitResponse {
  const startsOpen = endsInOpenTag(input);
  if (!startsOpen && !mayBeMarked.test(output)) return { reasoning: '', answer: output, state: 'none' };
  const parts = new TextParts();
  const splitter = new ReasoningSplitter((event) => parts.apply(event), startsOpen);
  splitter.push(output);
  splitter.end();
  return { reasoning: parts.reasoning, answer: parts.answer, state: splitter.state };
}

/** Whether a response closes a reasoning that neither it nor its prompt opened. */
export function closesUnopened({ input, output }: PlainResponse): boolean {
  const closed = output.search(/<\/think>|◁\/think▷/);
  return closed >= 0 && !/<think>|◁think▷/.test(output.slice(0, closed)) && !endsInOpenTag(input);
}

/** What the name of a file says of the responses in it. */
export interface ResponsesName {
  readonly model: string;
  readonly task: string;
  /** Whether the name says that these are responses: of a known task, or by a word for them. */
  readonly telling: boolean;
}

const word =
  /(?:^|[-_. ])(?:model[-_]?)?(?:responses?|outputs?|predictions?|generations?|completions?)(?=$|[-_. ])/i;
const plainFolder =
  /^(?:data|datasets?|items|benchmarks?|results?|evals?|outputs?|responses?|predictions?|generations?)$/i;

/**
 * The model and the task by the file's name, as in `<model>_<task>.jsonl`: split where what follows is a known task.
 * Else the whole name is the model, and the folder the task where it is a known one.
 */
export function responsesName(path: string): ResponsesName {
  const [folder = '', name = ''] = path.split('/').slice(-2);
  const whole = name.replace(/\.(?:gz|zst|bz2|xz)$/i, '').replace(/\.jsonl$/i, '');
  const worded = word.test(whole) || word.test(folder);
  const stem = whole.replace(word, '') || whole;
  for (const separator of [/_+/g, /[-.]+/g]) {
    for (const match of stem.matchAll(separator)) {
      const [model, task] = [stem.slice(0, match.index), stem.slice(match.index + match[0].length)];
      if (model !== '' && taskBenchmark(task) !== null) return { model, task, telling: true };
    }
  }
  if (taskBenchmark(stem) !== null && folder !== '' && !plainFolder.test(folder)) {
    return { model: folder, task: stem, telling: worded };
  }
  return { model: stem, task: taskBenchmark(folder) === null ? 'responses' : folder, telling: worded };
}
