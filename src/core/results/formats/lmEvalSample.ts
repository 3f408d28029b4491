import { isJsonObject, type JsonObject } from '../../json.ts';
import type { TraceFlag } from '../../traces/trace.ts';
import type { ResultSample, SamplePlace, ToolScore } from './format.ts';
import { documentTexts } from './lmEvalQuestion.ts';
import { splitResponse } from './lmEvalReasoning.ts';
import { readRequests, type Option } from './lmEvalRequest.ts';
import { extractedIn, idIn, metricIn, metricNames } from './lmEvalValue.ts';

/**
 * A saved sample, whole. Of multiple choice no text was written: the answer is the option that the model gives the
 * highest probability. The harness saves neither tokens nor why a response ended.
 */
export function wholeSample(sample: JsonObject, { task, repeat }: SamplePlace): ResultSample {
  const { messages, prompt, texts, options } = readRequests(sample);
  const record = isJsonObject(sample.doc) ? sample.doc : null;
  const said = record === null ? { question: null, gold: null } : documentTexts(record, task);
  const target = typeof sample.target === 'string' ? sample.target : null;
  const text = texts[repeat] ?? '';
  // What the server gave as null is saved as the word.
  const split = splitResponse(text === 'None' ? '' : text, prompt);
  const flags: TraceFlag[] = [];
  if (split.state === 'open') flags.push('reasoning-unclosed');
  else if (split.answer.trim() === '' && options.length === 0) flags.push('empty');
  return {
    task,
    id: idIn(sample.doc_id) ?? '',
    question: said.question ?? messages.findLast(({ role }) => role === 'user')?.content ?? '',
    gold: said.gold ?? target,
    record,
    choices: options.length === 0 ? null : options.map((option) => option.text),
    prompt: messages.length === 0 ? null : messages,
    repeat,
    reasoning: split.reasoning,
    answer: options.length === 0 ? split.answer : (likeliest(options)?.text ?? ''),
    status: split.state === 'open' ? 'truncated' : 'complete',
    flags,
    finishReason: null,
    usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
    scores: scoresOf(sample, repeat, options),
    error: null,
  };
}

function likeliest(options: readonly Option[]): Option | null {
  return options.reduce<Option | null>(
    (best, option) => (best === null || option.logProbability > best.logProbability ? option : best),
    null,
  );
}

/** A line from before v0.4.7 does not say its filter; its metrics then stand by their names alone. */
function scoresOf(sample: JsonObject, repeat: number, options: readonly Option[]): readonly ToolScore[] {
  const filter = typeof sample.filter === 'string' ? `,${sample.filter}` : '';
  const explanation =
    options.length === 0
      ? null
      : options.map(({ text, logProbability }) => `${text}: ${logProbability}`).join('\n');
  const extracted = options.length === 0 ? extractedIn(sample.filtered_resps, repeat) : null;
  return metricNames(sample).map((name) => ({
    metric: `${name}${filter}`,
    value: metricIn(sample[name])?.value ?? null,
    extracted,
    explanation,
  }));
}
