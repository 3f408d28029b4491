import type { Endpoint } from '../../core/endpoint.ts';
import { promptHash } from '../../core/prompts/build.ts';
import type { Prompt } from '../../core/prompts/prompt.ts';
import { say } from '../../core/say.ts';
import type { JudgeQuestion, JudgeReply, Unanswered } from '../../core/scorers/score.ts';
import type { ScoreHelp } from '../../core/scorers/settle.ts';
import type { Generate, GenerateRequest } from '../../core/traces/generate.ts';
import type { Trace } from '../../core/traces/trace.ts';

export interface JudgeOptions {
  /** The endpoints that can be asked, as they are when a question comes. */
  readonly endpoints: () => readonly Endpoint[];
  readonly generate: Generate;
  /** Cancels what is being judged. */
  readonly signal: AbortSignal;
}

/**
 * Asks configured endpoints to judge, by their labels, through the queue of their servers. At temperature 0 unless the
 * endpoint's sampling says otherwise, once. A reply that failed or was cut off is no verdict, whatever stands in it.
 */
export function judgeWith({ endpoints, generate, signal }: JudgeOptions): ScoreHelp['judge'] {
  return async (question) => {
    const endpoint = endpoints().find(({ label }) => label === question.endpoint);
    if (endpoint === undefined) return { unanswered: say`no endpoint is called "${question.endpoint}"` };
    return replyOf(endpoint, await generate(requestOf(endpoint, question, signal)));
  };
}

function requestOf(endpoint: Endpoint, question: JudgeQuestion, signal: AbortSignal): GenerateRequest {
  const { sampling } = endpoint;
  const { maxTokens = sampling.maxTokens } = question;
  return {
    endpoint: {
      ...endpoint,
      sampling: {
        temperature: 0,
        ...sampling,
        repeats: 1,
        ...(maxTokens === undefined ? {} : { maxTokens }),
      },
    },
    prompt: promptOf(endpoint, question.prompt),
    repeat: 0,
    signal,
    onEvent: () => undefined,
  };
}

function promptOf({ api, sampling }: Endpoint, text: string): Prompt {
  const { system } = sampling;
  const content =
    api === 'chat'
      ? {
          messages: [
            ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
            { role: 'user' as const, content: text },
          ],
          text: '',
        }
      : { messages: [], text: `${text}\n\n` };
  return { api, ...content, stop: [], choices: null, hash: promptHash({ api, ...content, stop: [] }) };
}

function replyOf({ label, model }: Endpoint, trace: Trace): JudgeReply | Unanswered {
  const { status, flags, reasoning, answer, error } = trace;
  if (status === 'failed') {
    return { unanswered: say`"${label}" failed: ${error?.message ?? ''}` };
  }
  if (status === 'cancelled') return { unanswered: say`"${label}" was cancelled` };
  if (status === 'truncated' || flags.includes('reasoning-unclosed')) {
    return { unanswered: say`what "${label}" wrote was cut off` };
  }
  if (answer.trim() === '') return { unanswered: say`"${label}" wrote no answer` };
  return { model, reasoning, answer };
}
