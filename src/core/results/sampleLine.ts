import { createHash } from 'node:crypto';

import type { Sampling } from '../endpoint.ts';
import type { ItemLocation } from '../items/item.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { Prompt } from '../prompts/prompt.ts';
import type { JudgedBy } from '../scorers/score.ts';
import { metricOf, metricValue, scoredAs } from './metric.ts';
import { pythonJson } from './pythonJson.ts';
import type { Sample } from './sample.ts';
import { scoreJson } from './scoreJson.ts';

/** What a sample's run knows beyond the sample itself. */
export interface SampleContext {
  /** What the prompt was built by, such as a template's name or hash; another one is another run. */
  readonly convention: string;
  /** Items of the sample's benchmark and task in its file, so that a run over fewer is known to be partial; null if unknown. */
  readonly itemsInFile: number | null;
}

/**
 * A sample as one line of `samples_<benchmark>[_<task>]_<timestamp>.jsonl`, without its line end.
 *
 * The keys of lm-evaluation-harness 0.4.13 (`--log_samples`), in its order and with its hashes:
 *
 * | key | what we write |
 * |---|---|
 * | `doc_id` | tells the items of one file apart: the line less one; where a list stands on one line, the byte offset of the item |
 * | `doc` | the item as published, big integers with all digits |
 * | `target` | the gold answer, always a string; empty where the item has none |
 * | `arguments` | `gen_args_0.arg_0`: `["[{\"role\": …}]"]` for chat, the text for completions; `arg_1`: generation settings under the harness' names (`until`, `do_sample`, `temperature`, `top_p`, `max_gen_toks`, `seed`) |
 * | `resps` | `[[answer]]`, the reasoning left out, as with the harness' `think_end_token` |
 * | `filtered_resps` | `[answer]` |
 * | `trace` | ours, see below; it stands before `filter` so that the end of the line stays the harness' |
 * | `filter` | `none` |
 * | `metrics` | `[metric]`, or `[]` where the sample has none |
 * | `doc_hash` | SHA-256 of the doc as `json.dumps(doc, indent=2, ensure_ascii=False)` |
 * | `prompt_hash` | SHA-256 of the text in `arg_0` |
 * | `target_hash` | SHA-256 of `target` |
 * | the metric | `exact_match`, `acc`, `f1` or `pass@1` (metric.ts): the score as it counts, so 0 for a truncated or empty sample; absent for one that counts nowhere: failed, cancelled, or without a scorer |
 *
 * `trace`, large texts first:
 *
 * | key | meaning |
 * |---|---|
 * | `version` | 1 |
 * | `prompt` | `{messages, text, stop}` exactly as sent |
 * | `reasoning`, `answer` | the response, apart |
 * | `item` | `benchmark`, `task`, `id`, `domain`, `question`, `gold`, `text_hash`, `answer_kind` and `scoring` (its options) of the user's own benchmarks, and its place: `file`, `line` (1-based), `bytes` (half-open) |
 * | `items_in_file` | items of this benchmark and task in the file, or null where unknown |
 * | `label`, `model`, `repeat`, `api` | `repeat` is 0-based; `api` is `chat` or `completions` |
 * | `convention`, `prompt_hash`, `choices` | what built the prompt; SHA-256 of api, messages, text and stop; option texts in the order sent, or null |
 * | `sampling` | as asked: `temperature`, `top_p`, `max_tokens`, `seed`, `repeats`, `stop`, `system`, `extra_body`; absent keys are the server's defaults |
 * | `status`, `flags`, `finish_reason`, `error` | how it ended; `error` is `{kind, message}` or null |
 * | `usage` | `prompt_tokens`, `completion_tokens`, `reasoning_tokens`, as the server counts, or null |
 * | `timing` | of the last try: `started_at` (ISO 8601), `ttft_ms`, `duration_ms`; where it was sent more than once, `waited_ms` from the first try to the last, and `tries` |
 * | `sent` | `{max_tokens, base_url}` of the request, also where `sampling` leaves the tokens open; null where nothing was sent |
 * | `score` | `value` in [0, 1] or null, `extracted`, `range` (half-open UTF-16 offsets in `answer`), `rule`, `reason`, `parts` `{right, of}`, `checks` `[{name, right, reason}]`, `measures` `{name: share}` |
 * | `judge` | where a model judged: `label`, `model`, `prompt` as sent, and its `reasoning` and `answer`, whole; `score` is what its last verdict says |
 * | `ended_at` | ISO 8601 |
 *
 * The metric of a benchmark whose answers a model judges is `judge:<label>`. The judgement stands in the line that it is
 * of, not in a file of the judge's: so neither is ever without the other, and no reader of such files takes a verdict for
 * an answer to the item. `score.rule` begins with `judge · <label>`.
 *
 * Where an item's gold answer or the way to score it changed, its trace is saved once more with the score against the new one: a line of
 * its own with the new `item.gold` and `ended_at`, so that it is the newest, and a `score.reason` that says so.
 */
export function writeSampleLine(sample: Sample, context: SampleContext): string {
  const { item, prompt, trace, sampling } = sample;
  const target = item.gold ?? '';
  const argument = harnessPrompt(prompt);
  const metric = metricOf(item.benchmark, scoredAs(item.own));
  const value = metricValue(item.benchmark, {
    ...trace,
    value: sample.score.value,
    ...(item.own === undefined ? {} : { answerKind: item.own.answerKind }),
  });
  return pythonJson({
    doc_id: docId(item.location),
    doc: item.record,
    target,
    arguments: {
      gen_args_0: {
        arg_0: prompt.api === 'chat' ? [argument] : argument,
        arg_1: harnessSampling(sampling, prompt.stop),
      },
    },
    resps: [[trace.answer]],
    filtered_resps: [trace.answer],
    trace: ourTrace(sample, context),
    filter: 'none',
    metrics: value === null ? [] : [metric],
    doc_hash: sha256(pythonJson(item.record, true)),
    prompt_hash: sha256(argument),
    target_hash: sha256(target),
    ...(value === null ? {} : { [metric]: value }),
  });
}

function docId({ line, bytes, row }: ItemLocation): number {
  if (row !== undefined) return row;
  const start = bytes?.[0] ?? 0;
  // Before the first item there is at most a byte order mark and an opening bracket.
  return (line ?? 1) <= 1 ? (start > 4 ? start : 0) : (line ?? 1) - 1;
}

function ourTrace(sample: Sample, context: SampleContext): JsonObject {
  const { item, prompt, trace } = sample;
  return {
    version: 1,
    prompt: {
      messages: prompt.messages.map(({ role, content }) => ({ role, content })),
      text: prompt.text,
      stop: [...prompt.stop],
    },
    reasoning: trace.reasoning,
    answer: trace.answer,
    item: {
      benchmark: item.benchmark,
      task: item.task,
      id: item.id,
      domain: item.domain,
      question: item.question,
      gold: item.gold,
      text_hash: item.textHash,
      ...(item.own === undefined ? {} : { answer_kind: item.own.answerKind }),
      ...(item.own?.scoring === undefined ? {} : { scoring: item.own.scoring }),
      file: item.location.file,
      line: item.location.line,
      bytes: item.location.bytes === null ? null : [...item.location.bytes],
    },
    items_in_file: context.itemsInFile,
    label: sample.label,
    model: sample.model,
    repeat: sample.repeat,
    api: sample.api,
    convention: context.convention,
    prompt_hash: prompt.hash,
    choices: prompt.choices === null ? null : [...prompt.choices],
    sampling: samplingJson(sample.sampling),
    status: trace.status,
    flags: [...trace.flags],
    finish_reason: trace.finishReason,
    error: trace.error === null ? null : { kind: trace.error.kind, message: trace.error.message },
    usage: {
      prompt_tokens: trace.usage.promptTokens,
      completion_tokens: trace.usage.completionTokens,
      reasoning_tokens: trace.usage.reasoningTokens,
    },
    timing: defined({
      started_at: trace.timing.startedAt,
      ttft_ms: trace.timing.ttftMs,
      duration_ms: trace.timing.durationMs,
      waited_ms: trace.timing.waitedMs,
      tries: trace.timing.tries,
    }),
    sent: trace.sent === null ? null : { max_tokens: trace.sent.maxTokens, base_url: trace.sent.baseUrl },
    score: scoreJson(sample.score),
    ...(sample.score.judge === undefined ? {} : { judge: judgeJson(sample.score.judge) }),
    ended_at: sample.endedAt,
  };
}

/** The prompt as the harness logs it: chat messages as its own JSON text, completions as they are. */
function harnessPrompt(prompt: Prompt): string {
  return prompt.api === 'chat'
    ? pythonJson(prompt.messages.map(({ role, content }) => ({ role, content })))
    : prompt.text;
}

function harnessSampling(sampling: Sampling, stop: readonly string[]): JsonObject {
  return defined({
    until: [...new Set([...stop, ...(sampling.stop ?? [])])],
    do_sample: sampling.temperature !== 0,
    temperature: sampling.temperature,
    top_p: sampling.topP,
    max_gen_toks: sampling.maxTokens,
    seed: sampling.seed,
  });
}

/** Sampling under the names of the request body. */
export function samplingJson(sampling: Sampling): JsonObject {
  return defined({
    temperature: sampling.temperature,
    top_p: sampling.topP,
    max_tokens: sampling.maxTokens,
    seed: sampling.seed,
    repeats: sampling.repeats,
    stop: sampling.stop === undefined ? undefined : [...sampling.stop],
    system: sampling.system,
    extra_body: sampling.extraBody,
  });
}

function judgeJson({ label, model, prompt, reasoning, answer }: JudgedBy): JsonObject {
  return { label, model, prompt, reasoning, answer };
}

function defined(record: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(record)) {
    if (value !== undefined) {
      result[key] = value;
    }
  }
  return result;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
