import * as v from 'valibot';

import { originOf } from '../core/baseUrl.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { Prompt } from '../core/prompts/prompt.ts';
import { asker, type Ask } from './plainAsk.ts';
import { requestFields } from './requestBody.ts';
import { fillHeaders, type SecretSource } from './requestHeaders.ts';
import type { ServerKind } from './serverInfo.ts';

/** How many tokens a prompt is. `counted` by the server itself, with the route it did it by; else a guess. */
export type TokenCount =
  | { readonly kind: 'counted'; readonly tokens: number; readonly by: string }
  | { readonly kind: 'estimated'; readonly tokens: number };

export interface TokenCountOptions extends SecretSource {
  /** What the endpoint's server is; a server that is not known to count is not asked. */
  readonly server: ServerKind;
  readonly signal?: AbortSignal;
  /** For one request; default 5,000. */
  readonly timeoutMs?: number;
}

/** Characters of English text that are about one token. */
const tokenCharacters = 4;

/** A guess: four characters (UTF-16 units) a token, what a chat template adds apart. */
export function estimateTokens(prompt: Prompt): TokenCount {
  const texts = prompt.api === 'chat' ? prompt.messages.map(({ content }) => content) : [prompt.text];
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  return { kind: 'estimated', tokens: Math.ceil(characters / tokenCharacters) };
}

/**
 * Tokens of a prompt as the endpoint's server counts them, its chat template included: vLLM by `POST /tokenize`
 * with the messages or the text; llama.cpp by `POST /apply-template`, then `POST /tokenize`. Both routes stand
 * beside the OpenAI base, not under it. Where the server cannot count, or does not answer as it should, a guess.
 * The key goes where the endpoint's own requests go. Never rejects.
 */
export async function countTokens(
  endpoint: Endpoint,
  prompt: Prompt,
  options: TokenCountOptions,
): Promise<TokenCount> {
  const origin = originOf(endpoint.baseUrl);
  if (origin === null || (options.server !== 'vLLM' && options.server !== 'llama.cpp')) {
    return estimateTokens(prompt);
  }
  try {
    const filled = await fillHeaders(endpoint, origin, options);
    if (!filled.ok) return estimateTokens(prompt);
    const { signal, timeoutMs } = options;
    const ask = asker({
      headers: { ...filled.headers, accept: 'application/json' },
      ...(signal ? { signal } : {}),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    const root = endpoint.baseUrl.replace(/\/v1$/, '');
    return options.server === 'vLLM'
      ? await countByVllm(ask, root, endpoint, prompt)
      : await countByLlamaCpp(ask, root, endpoint, prompt);
  } catch {
    return estimateTokens(prompt);
  }
}

const VllmCount = v.object({ count: v.pipe(v.number(), v.integer(), v.minValue(0)) });

async function countByVllm(ask: Ask, root: string, endpoint: Endpoint, prompt: Prompt): Promise<TokenCount> {
  const { model } = endpoint;
  const answer = await ask(
    `${root}/tokenize`,
    prompt.api === 'chat'
      ? { ...templateFields(endpoint, prompt), model, messages: prompt.messages }
      : { model, prompt: prompt.text },
  );
  const count = v.safeParse(VllmCount, answer.status === 200 ? answer.json : null);
  return count.success
    ? { kind: 'counted', tokens: count.output.count, by: 'vLLM /tokenize' }
    : estimateTokens(prompt);
}

const Templated = v.object({ prompt: v.string() });
const Tokens = v.object({ tokens: v.array(v.unknown()) });

async function countByLlamaCpp(
  ask: Ask,
  root: string,
  endpoint: Endpoint,
  prompt: Prompt,
): Promise<TokenCount> {
  const { model } = endpoint;
  let content = prompt.text;
  if (prompt.api === 'chat') {
    // A llama-server that routes to several models needs the model's name.
    const fields = { ...templateFields(endpoint, prompt), model, messages: prompt.messages };
    const answer = await ask(`${root}/apply-template`, fields);
    const templated = v.safeParse(Templated, answer.status === 200 ? answer.json : null);
    if (!templated.success) return estimateTokens(prompt);
    content = templated.output.prompt;
  }
  // As its completion routes do it: with the model's first token, and names of special tokens as those.
  const answer = await ask(`${root}/tokenize`, { model, content, add_special: true, parse_special: true });
  const tokens = v.safeParse(Tokens, answer.status === 200 ? answer.json : null);
  return tokens.success
    ? { kind: 'counted', tokens: tokens.output.tokens.length, by: 'llama.cpp /tokenize' }
    : estimateTokens(prompt);
}

/** Fields of the request's body that change what the chat template makes of the messages. */
const templateNames = ['chat_template', 'chat_template_kwargs', 'tools', 'reasoning_effort'];

function templateFields(endpoint: Endpoint, prompt: Prompt): Record<string, unknown> {
  const fields = requestFields(endpoint, prompt, { maxTokens: 1, repeat: 0, includeUsage: false });
  return Object.fromEntries(Object.entries(fields).filter(([name]) => templateNames.includes(name)));
}
