import { stringifyJson } from '../core/json.ts';
import type { Sample } from '../core/results/sample.ts';
import type { Timing } from '../core/traces/trace.ts';
import type { Job } from '../workspace/job.ts';
import { oneLine } from './oneLine.ts';

/** A sample as `evaluate --json` prints it, one line. `file` is where it was saved, null where it was not. */
export function sampleJson(sample: Sample, endpoint: string, file: string | null): string {
  const { trace, score } = sample;
  return stringifyJson({
    item: sample.item.id,
    benchmark: sample.item.benchmark,
    endpoint,
    label: sample.label,
    model: sample.model,
    repeat: sample.repeat,
    status: trace.status,
    flags: trace.flags,
    reasoning: trace.reasoning,
    answer: trace.answer,
    extracted: score.extracted,
    score: score.value,
    reason: score.reason,
    finish_reason: trace.finishReason,
    usage: {
      prompt_tokens: trace.usage.promptTokens,
      completion_tokens: trace.usage.completionTokens,
      ...(trace.usage.reasoningTokens === null ? {} : { reasoning_tokens: trace.usage.reasoningTokens }),
    },
    ttft_ms: trace.timing.ttftMs,
    duration_ms: trace.timing.durationMs,
    ...(trace.error === null ? {} : { error: { kind: trace.error.kind, message: trace.error.message } }),
    file,
  });
}

/** A job whose prompt could not be built, as a failed sample in the same keys. */
export function refusedJson(job: Job, endpoint: string, why: string): string {
  return stringifyJson({
    item: job.item.id,
    benchmark: job.item.benchmark,
    endpoint,
    label: job.endpoint.label,
    model: job.endpoint.model,
    repeat: job.repeat,
    status: 'failed',
    flags: [],
    reasoning: '',
    answer: '',
    extracted: null,
    score: null,
    reason: why,
    finish_reason: null,
    usage: { prompt_tokens: null, completion_tokens: null },
    ttft_ms: null,
    duration_ms: 0,
    error: { kind: 'other', message: why },
    file: null,
  });
}

/** A sample on one line for a person: item, label, verdict with the extracted and the gold answer, tokens. */
export function sampleWords(sample: Sample): string {
  const { item, trace, score, label, repeat, sampling } = sample;
  const who = sampling.repeats > 1 ? `${label} (${repeat + 1} of ${sampling.repeats})` : label;
  const tokens = trace.usage.completionTokens;
  const parts = [
    `${item.benchmark} ${item.id}`,
    who,
    verdictWords(sample),
    score.extracted === null ? null : extractedWords(score.extracted, item.gold),
    tokens === null ? null : `${tokens.toLocaleString('en')} tokens`,
    trace.status === 'failed' ? null : waitedWords(trace.timing),
  ];
  return oneLine(parts.filter((part) => part !== null).join('  '));
}

/** A program's gold answer are its tests, and it is long. */
function extractedWords(extracted: string, gold: string | null): string | null {
  if (extracted.includes('\n')) return null;
  return gold === null ? extracted : `${extracted} (gold ${gold})`;
}

/** The message of a failure says it too. */
function waitedWords({ tries, waitedMs }: Timing): string | null {
  return tries === undefined || waitedMs === undefined
    ? null
    : `waited ${Math.round(waitedMs / 1000)} s, ${tries} tries`;
}

function verdictWords({ trace, score }: Sample): string {
  if (trace.status === 'failed') {
    return `failed: ${trace.error?.message ?? score.reason}`;
  }
  if (trace.status === 'truncated') {
    return `truncated: ${score.reason}`;
  }
  if (trace.status === 'cancelled') {
    return 'cancelled';
  }
  if (score.value === null) {
    return `no score: ${score.reason}`;
  }
  if (score.value >= 1) return 'right';
  return score.value <= 0 ? `wrong: ${score.reason}` : `${score.value.toFixed(2)} of 1: ${score.reason}`;
}
