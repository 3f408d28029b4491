import OpenAI, { APIConnectionError, APIError } from 'openai';

import type { Endpoint } from '../core/endpoint.ts';
import type { Prompt } from '../core/prompts/prompt.ts';
import type { Sent } from '../core/traces/trace.ts';
import { longestTimerMs } from './silence.ts';

export interface Connection {
  readonly signal: AbortSignal;
  /** Sends the request, with its real headers. */
  readonly fetch: typeof globalThis.fetch;
}

/** Asks for a stream by the route of the prompt's api; rejects as the `openai` package does. */
export async function openStream(
  { baseUrl, model }: Endpoint,
  prompt: Prompt,
  fields: Readonly<Record<string, unknown>>,
  { signal, fetch }: Connection,
): Promise<AsyncIterable<unknown>> {
  const client = new OpenAI({
    baseURL: baseUrl,
    // The real headers are set in fetch: what the package adds (and reads from the environment) stays here.
    apiKey: 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    // Its own limit on waiting for headers; ours is the watch.
    timeout: longestTimerMs,
    logLevel: 'off',
    fetch,
  });
  return prompt.api === 'chat'
    ? client.chat.completions.create(
        { ...fields, model, messages: [...prompt.messages], stream: true },
        { signal },
      )
    : client.completions.create({ ...fields, model, prompt: prompt.text, stream: true }, { signal });
}

/** What the package threw: of the connection with its cause, or what the server said inside the stream. */
export function thrownBy(
  error: unknown,
):
  | { readonly type: 'connection' | 'other'; readonly cause: unknown }
  | { readonly type: 'said'; readonly cause: unknown; readonly body: unknown; readonly message: string } {
  if (error instanceof APIConnectionError) return { type: 'connection', cause: error.cause ?? error };
  if (!(error instanceof APIError)) return { type: 'other', cause: error };
  return { type: 'said', cause: error, body: error.error as unknown, message: error.message };
}

/** What a trace keeps of a request. Fields of the user's own replace ours. */
export function sentOf(
  { baseUrl }: Endpoint,
  { max_tokens }: Readonly<Record<string, unknown>>,
  maxTokens: number,
): Sent {
  return {
    maxTokens: typeof max_tokens === 'number' ? max_tokens : maxTokens,
    baseUrl: bareAddress(baseUrl),
  };
}

/** An address without what may be secret in it; it is saved where others read it. */
function bareAddress(baseUrl: string): string {
  const url = URL.parse(baseUrl);
  return url === null ? '' : url.origin + url.pathname.replace(/\/+$/, '');
}
