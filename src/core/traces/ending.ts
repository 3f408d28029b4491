import type { ReasoningState } from './reasoning.ts';
import type { TraceFlag, TraceStatus } from './trace.ts';

/**
 * What servers and harnesses write for a response that ran out of tokens: OpenAI `length`; Inspect `max_tokens`;
 * Mistral `model_length`; OpenAI's responses `max_output_tokens`.
 */
const cutReasons = new Set(['length', 'max_tokens', 'max_length', 'model_length', 'max_output_tokens']);
/** SGLang and vLLM say `abort`, gateways `error`: the server gave up on the response. */
const brokenReasons = new Set(['abort', 'aborted', 'error', 'cancelled', 'canceled']);

/** What a finish reason means: the model came to its end, it ran out of tokens, or the server gave up. */
export type Finish = 'complete' | 'cut' | 'broken';

/** The meaning of a finish reason in any case of letters; a reason not known is a proper end. */
export function finishOf(reason: string): Finish {
  const name = reason.trim().toLowerCase();
  if (brokenReasons.has(name)) return 'broken';
  return cutReasons.has(name) ? 'cut' : 'complete';
}

/** What has arrived of a response, split. */
export interface ArrivedText {
  readonly reasoning: string;
  readonly answer: string;
  /** Of the inline tags. */
  readonly state: ReasoningState;
  /** Reasoning came in a field of its own, and shows no closing tag. */
  readonly separateReasoning: boolean;
}

/** Status and flags of a response that ended, and was not broken off, by its finish reason and its text. */
export function judgeText(
  reason: string,
  text: ArrivedText,
): { status: Extract<TraceStatus, 'complete' | 'truncated'>; flags: TraceFlag[] } {
  const flags: TraceFlag[] = [];
  const cut = finishOf(reason) === 'cut';
  const answered = text.answer.trim() !== '';
  const reasoned = text.reasoning.trim() !== '';
  // Reasoning in a field of its own, cut by the limit before any answer, was open.
  const unclosed = text.state === 'open' || (cut && text.separateReasoning && !answered);
  if (unclosed) flags.push('reasoning-unclosed');
  if (!answered && !reasoned) flags.push('empty');
  else if (!answered && !unclosed) flags.push('no-final-answer');
  if (reason === 'content_filter') flags.push('content-filter');
  return { status: cut || unclosed ? 'truncated' : 'complete', flags };
}
