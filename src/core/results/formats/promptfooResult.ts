import { stringifyJson, type JsonObject } from '../../json.ts';
import type { Message } from '../../prompts/prompt.ts';
import { finishOf, judgeText } from '../../traces/ending.ts';
import { splitReasoning } from '../../traces/reasoning.ts';
import { sampleState, type SampleRow } from '../sampleSet.ts';
import type { ResultSample, SamplePlace } from './format.ts';
import type { PromptfooResult } from './promptfooSchema.ts';

/** `ResultFailureReason.ERROR`: the provider or an assertion threw, so that nothing was judged. */
const errorReason = 2;

/** The provider as promptfoo shows it: by its label where it has one. */
export function modelOf({ provider }: PromptfooResult): string | null {
  if (typeof provider === 'string') return provider;
  const { label, id } = provider;
  return (label === '' ? null : label) ?? id ?? null;
}

/** The values that the prompt was filled with. */
export function varsOf({ vars, testCase }: PromptfooResult): JsonObject {
  return vars ?? testCase?.vars ?? {};
}

/** What tells one test from another, wherever it stands: a test that is repeated has another index each time. */
export function testKey(result: PromptfooResult): string {
  return stringifyJson([varsOf(result), result.testCase?.assert ?? [], result.testCase?.description ?? '']);
}

/** The text that the output is to equal or contain, where one assertion says it. */
export function goldOf(result: PromptfooResult): string | null {
  const texts = (result.testCase?.assert ?? []).flatMap((assert) =>
    assert !== null && /^i?(?:equals|contains)$/.test(assert.type) && typeof assert.value === 'string'
      ? [assert.value]
      : [],
  );
  const [text] = texts;
  if (text === undefined || texts.length > 1) return null;
  const vars = varsOf(result);
  const filled = text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => {
    const value = vars[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
  return filled.includes('{{') ? null : filled;
}

/** How a result ended. Before `failureReason` was written, `error` also held why an assertion failed. */
export function stateOf(result: PromptfooResult): NonNullable<SampleRow['state']> {
  const { success, failureReason, response } = result;
  const unanswered = response === null || response === undefined || (response.error ?? null) !== null;
  if (!success && (failureReason === errorReason || ((failureReason ?? null) === null && unanswered))) {
    return sampleState.failed;
  }
  if (finishOf(response?.finishReason ?? '') === 'cut') return sampleState.truncated;
  return splitReasoning(outputText(result)).state === 'open' ? sampleState.truncated : sampleState.ended;
}

/** The output as text; what a provider gave as an object, as JSON. */
export function outputText({ response }: PromptfooResult): string {
  const output = response?.output ?? null;
  if (output === null) return '';
  return typeof output === 'string' ? output : stringifyJson(output, 2);
}

/** The whole sample. */
export function promptfooSample(
  result: PromptfooResult,
  id: string,
  { task, repeat }: SamplePlace,
): ResultSample {
  const { response, gradingResult, success, score } = result;
  const split = splitReasoning(outputText(result));
  const finishReason = response?.finishReason ?? null;
  const failed = stateOf(result) === sampleState.failed;
  const judged = judgeText(finishReason ?? '', { ...split, separateReasoning: false });
  const reason = gradingResult?.reason ?? null;
  const usage = response?.tokenUsage;
  const vars = varsOf(result);
  return {
    task,
    id,
    question: questionOf(result),
    gold: goldOf(result),
    record: vars,
    choices: null,
    prompt: messagesOf(result.prompt?.raw),
    repeat,
    reasoning: split.reasoning,
    answer: split.answer,
    status: failed ? 'failed' : judged.status,
    flags: failed ? [] : judged.flags,
    finishReason,
    usage: {
      promptTokens: usage?.prompt ?? null,
      completionTokens: usage?.completion ?? null,
      reasoningTokens: usage?.completionDetails?.reasoning ?? null,
    },
    scores: [
      { metric: 'pass', value: success ? 1 : 0, extracted: null, explanation: reason },
      { metric: 'score', value: score, extracted: null, explanation: null },
    ],
    error: failed ? (response?.error ?? result.error ?? null) : null,
  };
}

/** The question: a variable of that name, else all that the prompt was filled with, else the prompt. */
export function questionOf(result: PromptfooResult): string {
  const texts = Object.entries(varsOf(result)).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value }] : [],
  );
  const named = texts.find(({ name }) => /^(?:question|problem|query|prompt|input)$/i.test(name));
  if (named) return named.value;
  if (texts.length > 0) return texts.map(({ value }) => value).join('\n');
  const raw = result.prompt?.raw;
  return typeof raw === 'string' ? raw : '';
}

/** The prompt as sent: messages where it is JSON of them. */
function messagesOf(raw: unknown): readonly Message[] | null {
  if (typeof raw !== 'string') return null;
  const roles = new Set(['system', 'user', 'assistant']);
  try {
    const parsed: unknown = raw.trimStart().startsWith('[') ? JSON.parse(raw) : null;
    const messages = Array.isArray(parsed) ? parsed.flatMap((part: unknown) => messageIn(part, roles)) : [];
    if (messages.length > 0 && Array.isArray(parsed) && messages.length === parsed.length) return messages;
  } catch {
    // A prompt that begins with a bracket, and is no JSON.
  }
  return [{ role: 'user', content: raw }];
}

function messageIn(part: unknown, roles: ReadonlySet<string>): Message[] {
  if (typeof part !== 'object' || part === null || !('role' in part) || !('content' in part)) return [];
  const { role, content } = part;
  if (typeof content !== 'string' || typeof role !== 'string' || !roles.has(role)) return [];
  return [{ role: role === 'system' || role === 'assistant' ? role : 'user', content }];
}
