import { createHash } from 'node:crypto';

import { isJsonObject, parseJson } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say } from '../../say.ts';
import { fallbackId } from '../../items/identity.ts';
import { resultItem } from '../resultItem.ts';
import { SampleSetBuilder, sampleState } from '../sampleSet.ts';
import type {
  FileReading,
  LinePlace,
  ReadContext,
  ResultSample,
  ResultsFormat,
  SamplePlace,
  PublishedItem,
} from './format.ts';
import { scanLines } from './lines.ts';
import {
  closesUnopened,
  judgeResponse,
  pairIn,
  responseLine,
  responsesName,
  type PlainResponse,
  type ResponseLine,
} from './responsesLine.ts';
import { askedText, hasChatMarks } from './responsesPrompt.ts';
import type { ResultSource } from './source.ts';

/** By as many responses it is decided whether those of a file reason without an opening tag. */
const judgedBy = 1000;
/** How often it is asked whether anybody still wants the rest. */
const lookEvery = 256;

/**
 * Responses without scores, one `{"input": …, "output": …}` a line, or the like under another pair of names
 * (responsesLine.ts). There is no specification: such files are what people publish beside papers. Data sets for
 * training look alike, so a file counts only where its name or a chat template in its prompts says that a model was
 * asked. Nothing says how a response ended but its text, see `reasonsSilently`.
 */
export const responses: ResultsFormat = {
  name: 'responses',
  claims: ({ path, head }) => {
    if (!/\.jsonl(?:\.(?:gz|zst|bz2|xz))?$/i.test(path)) return false;
    const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('utf8').trimStart();
    const end = text.indexOf('\n');
    const line = end < 0 ? text : text.slice(0, end);
    const json = parseJson(line);
    if (!json.ok)
      return (
        /^\{\s*"(?:input|prompt|instruction)"\s*:\s*"/.test(line) &&
        hasChatMarks(line.replaceAll('\\n', '\n'))
      );
    const pair = isJsonObject(json.value) ? pairIn(json.value) : null;
    return pair !== null && (hasChatMarks(pair.input) || responsesName(path).telling);
  },
  read: readFile,
  sample: readSample,
};

async function readFile(source: ResultSource, context: ReadContext): Promise<FileReading> {
  const file = source.path;
  const { model, task } = responsesName(file);
  const silence = await reasonsSilently(source);
  const repeats = await asked(source, context.from);
  const published = (await context.published?.()) ?? null;
  const problems: Problem[] = [];
  const set = new SampleSetBuilder({ run: file, model, task });
  let [count, torn] = [0, false];
  const scan = await scanLines(
    source,
    ({ bytes, offset, line, ended }) => {
      count += 1;
      if (count % lookEvery === 0 && !context.wanted()) return false;
      torn ||= !ended;
      const read = responseLine(bytes);
      if (!read.ok) {
        problems.push({ file, line, message: whyNot(read, ended) });
        return true;
      }
      const key = inputKey(read.value);
      const repeat = repeats.get(key) ?? 0;
      repeats.set(key, repeat + 1);
      const { status } = judgeResponse(read.value, silence.is);
      const state = status === 'truncated' ? sampleState.truncated : sampleState.ended;
      set.add({
        item: itemOf(read.value, task, key, context.items, published),
        place: offset,
        repeat,
        state,
      });
      return true;
    },
    context.from,
  );
  return {
    parts: [],
    samples: set.rows === 0 ? [] : [set.build()],
    problems: [...problems, ...scan.tooLong.map((long) => ({ file, ...long }))],
    // While later lines may show that the first ones were cut off, or the last line still grows, all is read again.
    ...(torn || !silence.decided ? {} : { end: scan.end }),
  };
}

function whyNot({ why }: Extract<ResponseLine, { ok: false }>, ended: boolean): string {
  return ended
    ? say`This line is left out: it ${why}.`
    : say`The last line is cut off, so it is left out: the file is still being written, or its run was stopped.`;
}

/**
 * Whether responses without a closing tag are unclosed reasoning. Models whose chat template opens the reasoning
 * write only the closing tag, so a response that was cut off in its reasoning bears no mark at all. Where most of a
 * file's responses close a reasoning that they did not open, those that do not are taken for it; where few do, the
 * others are answers. (Of the paper's SFT responses to MATH-500 346 of 500 close, and the other 154 never come to an
 * answer; of those to CoQA 168 do, and the others are answers.)
 */
function reasonsSilently(source: ResultSource): Promise<SilentReasoning> {
  const known = silent.get(source) ?? judgeSilence(source);
  silent.set(source, known);
  return known;
}

interface SilentReasoning {
  readonly is: boolean;
  /** Whether more responses cannot change it. */
  readonly decided: boolean;
}

/** By file as it was opened: of one that is read sample by sample this is found once. */
const silent = new WeakMap<ResultSource, Promise<SilentReasoning>>();

async function judgeSilence(source: ResultSource): Promise<SilentReasoning> {
  let [count, closed] = [0, 0];
  await scanLines(source, ({ bytes }) => {
    const read = responseLine(bytes);
    if (!read.ok) return true;
    count += 1;
    if (closesUnopened(read.value)) closed += 1;
    return count < judgedBy;
  });
  return { is: closed * 2 > count, decided: closed === 0 || count >= judgedBy };
}

/** How often each prompt was asked before a place in the file: the next time is another repeat. */
async function asked(source: ResultSource, before: LinePlace | undefined): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  if (before === undefined || before.offset === 0) return counts;
  await scanLines(source, ({ bytes, offset }) => {
    if (offset >= before.offset) return false;
    const read = responseLine(bytes);
    if (!read.ok) return true;
    const key = inputKey(read.value);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return true;
  });
  return counts;
}

function inputKey({ input }: PlainResponse): string {
  return createHash('sha256').update(input, 'utf8').digest('base64url').slice(0, 22);
}

/** The published item that the prompt holds; where none is at hand, one of its own, by the prompt's text. */
function itemOf(
  { input }: PlainResponse,
  task: string,
  key: string,
  items: ReadContext['items'],
  published: { readonly within: (input: string) => PublishedItem | null } | null,
): number {
  const known = `responses\n${task}\n${key}`;
  const found = items.recall(known);
  if (found !== null) return found;
  const question = askedText(input);
  const item = published?.within(question) ?? null;
  if (item !== null) {
    const { text, gold, textHash, fields, key: itemKey } = item;
    const told = resultItem({ task, id: itemKey.id, record: null, question: text, gold });
    return items.remember(known, { ...told, published: itemKey, textHash, fields });
  }
  return items.remember(known, resultItem({ task, id: fallbackId(task, question), record: null, question }));
}

async function readSample(
  source: ResultSource,
  { place, repeat }: SamplePlace,
): Promise<ResultSample | null> {
  let read: ResponseLine | null = null;
  await scanLines(
    source,
    ({ bytes }) => {
      read = responseLine(bytes);
      return false;
    },
    { offset: place, line: 1 },
  );
  const found = read as ResponseLine | null;
  if (found?.ok !== true) return null;
  const { input, output, record } = found.value;
  const { task } = responsesName(source.path);
  const marked = judgeResponse(found.value, false);
  // Only where the text says nothing the other responses are asked.
  const isSilent = marked.state === 'none' && output.trim() !== '' && (await reasonsSilently(source)).is;
  const { reasoning, answer, status, flags } = isSilent ? judgeResponse(found.value, true) : marked;
  const question = askedText(input);
  return {
    task,
    id: fallbackId(task, question),
    question,
    gold: null,
    record,
    choices: null,
    prompt: [{ role: 'user', content: input }],
    repeat,
    reasoning,
    answer,
    status,
    flags,
    finishReason: null,
    usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
    scores: [],
    error: null,
  };
}
