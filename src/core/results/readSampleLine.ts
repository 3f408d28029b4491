import * as v from 'valibot';

import type { Api, Sampling } from '../endpoint.ts';
import { samplingKey } from '../endpointSettings.ts';
import type { AnswerKind } from '../items/ownItem.ts';
import { parseJson, type JsonObject } from '../json.ts';
import { scoringKey } from '../scorers/own/scoringKey.ts';
import type { Timing } from '../traces/trace.ts';
import type { Sample } from './sample.ts';
import { optionStart } from './options.ts';
import { itemParts } from './itemMean.ts';
import { questionGroup } from './questionMeasures.ts';
import { FullLine, HeadLine, type SamplingJson, type UsageJson } from './sampleLineSchema.ts';
import { toScore } from './scoreJson.ts';
import type { SavedSample } from './savedSample.ts';
import { say, verbatim } from '../say.ts';

/** A saved sample without the place it was read from, and what its run knows. */
export interface SampleHead extends Omit<SavedSample, 'file' | 'bytes'> {
  readonly api: Api;
  readonly sampling: Sampling;
  readonly convention: string;
  readonly itemsInFile: number | null;
  /** The other measures of its score (`Score.measures`), where it has some. */
  readonly measures?: Readonly<Record<string, number>>;
  /** What its item has in common with the other candidates of its question (`questionGroup`). */
  readonly group?: string;
  /** Of how many parts its value is the share, where its item is made of parts (`itemParts`). */
  readonly parts?: number;
}

export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

/** What is kept in memory of one line, without its large texts. `why` is a clause naming the field. */
export function readSampleHead(line: string): Reading<SampleHead> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { ok: false, why: say`is not JSON` };
  }
  const parsed = v.safeParse(HeadLine, json);
  if (!parsed.success) {
    return { ok: false, why: whyNot(parsed.issues[0]) };
  }
  const { doc, trace } = parsed.output;
  const sampling = toSampling(trace.sampling);
  const group = questionGroup(trace.item.benchmark, doc);
  const parts = itemParts(trace.item.benchmark, doc);
  return {
    ok: true,
    value: {
      item: { benchmark: trace.item.benchmark, task: trace.item.task, id: trace.item.id },
      textHash: trace.item.text_hash,
      ...(trace.item.answer_kind === undefined ? {} : { answerKind: trace.item.answer_kind }),
      ...scoringOf(trace.item.answer_kind, trace.item.scoring),
      gold: trace.item.gold,
      options: trace.choices?.map(optionStart) ?? null,
      label: trace.label,
      model: trace.model,
      repeat: trace.repeat,
      api: trace.api,
      convention: trace.convention,
      itemsInFile: trace.items_in_file,
      promptHash: trace.prompt_hash,
      sampling,
      samplingKey: samplingKey(sampling),
      status: trace.status,
      flags: trace.flags,
      value: trace.score.value,
      ...(trace.score.measures === undefined ? {} : { measures: trace.score.measures }),
      ...(group === undefined ? {} : { group }),
      ...(parts === undefined ? {} : { parts }),
      extracted: trace.score.extracted,
      reason: trace.score.reason,
      ...(trace.error === null ? {} : { failure: trace.error.kind }),
      usage: toUsage(trace.usage),
      endedAt: trace.ended_at,
    },
  };
}

/** A whole sample from one line, with every digit of its item. `why` is a clause naming the field. */
export function readSampleLine(line: string): Reading<Sample> {
  const json = parseJson(line);
  if (!json.ok) {
    return { ok: false, why: say`is not JSON` };
  }
  const parsed = v.safeParse(FullLine, json.value);
  if (!parsed.success) {
    return { ok: false, why: whyNot(parsed.issues[0]) };
  }
  const { doc, trace } = parsed.output;
  const { item, score } = trace;
  const sampling = toSampling(trace.sampling);
  return {
    ok: true,
    value: {
      item: {
        benchmark: item.benchmark,
        task: item.task,
        id: item.id,
        domain: item.domain,
        record: doc,
        question: item.question,
        gold: item.gold,
        textHash: item.text_hash,
        location: { file: item.file, line: item.line, bytes: item.bytes },
      },
      label: trace.label,
      model: trace.model,
      repeat: trace.repeat,
      api: trace.api,
      prompt: {
        api: trace.api,
        messages: trace.prompt.messages,
        text: trace.prompt.text,
        stop: trace.prompt.stop,
        choices: trace.choices,
        hash: trace.prompt_hash,
      },
      sampling,
      trace: {
        status: trace.status,
        flags: trace.flags,
        reasoning: trace.reasoning,
        answer: trace.answer,
        finishReason: trace.finish_reason,
        usage: toUsage(trace.usage),
        timing: toTiming(trace.timing),
        sent: trace.sent === null ? null : { maxTokens: trace.sent.max_tokens, baseUrl: trace.sent.base_url },
        error: trace.error,
      },
      score: { ...toScore(score), ...(trace.judge === undefined ? {} : { judge: trace.judge }) },
      endedAt: trace.ended_at,
    },
  };
}

function scoringOf(
  kind: AnswerKind | undefined,
  scoring: JsonObject | undefined,
): Pick<SampleHead, 'scoring' | 'judge'> {
  const key = scoringKey(scoring);
  const endpoint = kind === 'judge' ? scoring?.endpoint : undefined;
  return {
    ...(key === '' ? {} : { scoring: key }),
    ...(typeof endpoint === 'string' ? { judge: endpoint } : {}),
  };
}

function toSampling(json: v.InferOutput<typeof SamplingJson>): Sampling {
  return {
    repeats: json.repeats,
    ...(json.temperature === undefined ? {} : { temperature: json.temperature }),
    ...(json.top_p === undefined ? {} : { topP: json.top_p }),
    ...(json.max_tokens === undefined ? {} : { maxTokens: json.max_tokens }),
    ...(json.seed === undefined ? {} : { seed: json.seed }),
    ...(json.stop === undefined ? {} : { stop: json.stop }),
    ...(json.system === undefined ? {} : { system: json.system }),
    ...(json.extra_body === undefined ? {} : { extraBody: json.extra_body }),
  };
}

function toTiming(json: v.InferOutput<typeof FullLine>['trace']['timing']): Timing {
  return {
    startedAt: json.started_at,
    ttftMs: json.ttft_ms,
    durationMs: json.duration_ms,
    ...(json.waited_ms === undefined ? {} : { waitedMs: json.waited_ms }),
    ...(json.tries === undefined ? {} : { tries: json.tries }),
  };
}

function toUsage(json: v.InferOutput<typeof UsageJson>): SavedSample['usage'] {
  return {
    promptTokens: json.prompt_tokens,
    completionTokens: json.completion_tokens,
    reasoningTokens: json.reasoning_tokens,
  };
}

function whyNot(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path === null ? say`is not a sample` : say`has no usable "${path}" (${verbatim(issue.message)})`;
}
