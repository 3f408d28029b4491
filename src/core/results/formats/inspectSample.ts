import type { Message } from '../../prompts/prompt.ts';
import { splitReasoning } from '../../traces/reasoning.ts';
import type { TraceFlag, TraceStatus } from '../../traces/trace.ts';
import { sampleState } from '../sampleSet.ts';
import type { ResultSample, ToolScore } from './format.ts';
import { inspectGold, inspectQuestion, inspectRecord } from './inspectItem.ts';
import type { MetricNames } from './inspectNames.ts';
import { scoresIn, stateOf, wholeNumber } from './inspectRows.ts';
import type { InspectMessage, InspectSample } from './inspectSchema.ts';
import { messageReasoning, messageText } from './inspectText.ts';
import { inspectNumber, inspectPart } from './inspectValue.ts';

const statuses: Readonly<Record<number, TraceStatus>> = {
  [sampleState.ended]: 'complete',
  [sampleState.truncated]: 'truncated',
  [sampleState.failed]: 'failed',
  [sampleState.cancelled]: 'cancelled',
};

/** A sample of Inspect, whole. */
export function inspectSample(task: string, sample: InspectSample, names: MetricNames): ResultSample {
  const { output, error } = sample;
  const [choice] = output?.choices ?? [];
  const { reasoning, answer, open } = response(sample);
  const status = statuses[stateOf(sample)] ?? 'complete';
  const flags: TraceFlag[] = [];
  if (open) flags.push('reasoning-unclosed');
  if (status === 'complete' || status === 'truncated') {
    if (reasoning === '' && answer === '') flags.push('empty');
    else if (answer.trim() === '') flags.push('no-final-answer');
  }
  if (choice?.stop_reason === 'content_filter') flags.push('content-filter');
  const limit = typeof sample.limit === 'string' ? sample.limit : sample.limit?.type;
  return {
    task,
    id: String(sample.id),
    question: inspectQuestion(sample),
    gold: inspectGold(sample),
    record: inspectRecord(task, sample),
    choices: sample.choices ?? null,
    prompt: promptOf(sample),
    repeat: sample.epoch - 1,
    reasoning,
    answer,
    status,
    flags,
    // A sample that ran into a limit was stopped by Inspect, whatever its model's last reason was.
    finishReason: limit ?? choice?.stop_reason ?? null,
    usage: {
      promptTokens: wholeNumber(output?.usage?.input_tokens),
      completionTokens: wholeNumber(output?.usage?.output_tokens),
      reasoningTokens: wholeNumber(output?.usage?.reasoning_tokens),
    },
    scores: toolScores(sample, names),
    error: (typeof error === 'string' ? error : error?.message) ?? output?.error ?? null,
  };
}

/** The model's last words: its own reasoning apart, and what tags within the text mark as reasoning. */
function response(sample: InspectSample): { reasoning: string; answer: string; open: boolean } {
  const { output, messages } = sample;
  const message =
    output?.choices?.[0]?.message ?? messages?.findLast(({ role }) => role === 'assistant') ?? null;
  const text = message === null ? '' : messageText(message);
  const split = splitReasoning(text === '' ? (output?.completion ?? '') : text);
  const own = message === null ? '' : messageReasoning(message);
  const parts = [own, split.reasoning].filter((part) => part !== '');
  return { reasoning: parts.join('\n\n'), answer: split.answer, open: split.state === 'open' };
}

/** What stood before the model's last words; null where neither messages nor input are there. */
function promptOf({ input, messages }: InspectSample): readonly Message[] | null {
  if (!messages || messages.length === 0) {
    return typeof input === 'string' ? [{ role: 'user', content: input }] : input.map(plainMessage);
  }
  const last = messages.findLastIndex(({ role }) => role === 'assistant');
  return messages.slice(0, last < 0 ? messages.length : last).map(plainMessage);
}

/** What tools gave back is said to the model as a user's words are. */
function plainMessage(message: InspectMessage): Message {
  const { role } = message;
  const known = role === 'system' || role === 'assistant' ? role : 'user';
  return { role: known, content: messageText(message) };
}

function toolScores(sample: InspectSample, names: MetricNames): readonly ToolScore[] {
  return Object.entries(scoresIn(sample, names)).flatMap(([scorer, { value, answer, explanation }]) => {
    const said = { extracted: answer ?? null, explanation: explanation ?? null };
    if (Array.isArray(value)) return [{ metric: names.column(scorer), value: null, ...said }];
    if (typeof value !== 'object' || value === null) {
      return [{ metric: names.column(scorer), value: given(inspectNumber(value)), ...said }];
    }
    return Object.entries(value).map(([key, one]) => ({
      metric: names.column(scorer, key),
      value: given(inspectPart(one)),
      ...said,
    }));
  });
}

function given(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
