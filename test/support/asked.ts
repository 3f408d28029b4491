import type { Endpoint } from '../../src/core/endpoint.ts';
import type { Prompt } from '../../src/core/prompts/prompt.ts';
import type { GenerateEvent } from '../../src/core/traces/generate.ts';
import type { Trace } from '../../src/core/traces/trace.ts';
import { Servers, type ServersOptions } from '../../src/endpoints/servers.ts';

/** Servers without keys, with short limits and waits that are written down rather than waited. */
export function testServers(
  options: Partial<ServersOptions> & {
    readonly firstTokenSeconds?: number;
    readonly idleSeconds?: number;
    readonly retrySeconds?: number;
  } = {},
): { readonly servers: Servers; readonly waits: number[] } {
  const waits: number[] = [];
  const { firstTokenSeconds = 10, idleSeconds = 10, retrySeconds = 600 } = options;
  const servers = new Servers({
    keyFor: () => Promise.resolve(undefined),
    secret: () => Promise.resolve(undefined),
    limits: () => ({ firstTokenSeconds, idleSeconds, retrySeconds }),
    random: () => 0.5,
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    ...options,
  });
  return { servers, waits };
}

export function testEndpoint(baseUrl: string, fields: Partial<Endpoint> = {}): Endpoint {
  return {
    label: 'tiny',
    baseUrl,
    model: 'tiny',
    api: 'chat',
    sampling: { repeats: 1 },
    headers: {},
    ...fields,
  };
}

export function chatPrompt(content = 'What is 6 times 7?'): Prompt {
  return { api: 'chat', messages: [{ role: 'user', content }], text: '', stop: [], choices: null, hash: 'h' };
}

export function textPrompt(text = '6 times 7 is'): Prompt {
  return { api: 'completions', messages: [], text, stop: [], choices: null, hash: 'h' };
}

export interface Asked {
  readonly trace: Trace;
  readonly events: readonly GenerateEvent[];
}

export interface AskOptions {
  readonly endpoint?: Partial<Endpoint>;
  readonly prompt?: Prompt;
  readonly repeat?: number;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: GenerateEvent) => void;
}

/** Sends one prompt and gathers what happens. */
export async function ask(servers: Servers, baseUrl: string, options: AskOptions = {}): Promise<Asked> {
  const events: GenerateEvent[] = [];
  const trace = await servers.generate({
    endpoint: testEndpoint(baseUrl, options.endpoint),
    prompt: options.prompt ?? chatPrompt(),
    repeat: options.repeat ?? 0,
    signal: options.signal ?? new AbortController().signal,
    onEvent: (event) => {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  return { trace, events };
}

/** A trace as a few lines, the server's address replaced by SERVER. */
export function show({ trace }: Asked, origin: string): string {
  const { status, flags, reasoning, answer, finishReason, error } = trace;
  return [
    `${status}${flags.length > 0 ? ` [${flags.join(', ')}]` : ''}, finish ${finishReason ?? 'none'}`,
    ...(reasoning === '' ? [] : [`reasoning: ${JSON.stringify(reasoning)}`]),
    `answer: ${JSON.stringify(answer)}`,
    ...(error === null ? [] : [`${error.kind}: ${error.message.replaceAll(origin, 'SERVER')}`]),
  ].join('\n');
}

/** Reasoning and answer as a reader of the events has them. */
export function follow(events: readonly GenerateEvent[]): {
  readonly reasoning: string;
  readonly answer: string;
} {
  let reasoning = '';
  let answer = '';
  for (const event of events) {
    if (event.type === 'reasoning') reasoning += event.text;
    else if (event.type === 'answer') answer += event.text;
    else if (event.type === 'answer-was-reasoning') {
      reasoning += answer;
      answer = '';
    }
  }
  return { reasoning, answer };
}
