import type http from 'node:http';

import type { Endpoint } from '../core/endpoint.ts';
import type { Prompt } from '../core/prompts/prompt.ts';
import { type Ending, TraceAccumulator } from '../core/traces/accumulate.ts';
import { errorText } from '../core/traces/chunk.ts';
import { endsInOpenTag, type TextEvent } from '../core/traces/reasoning.ts';
import type { Sent, Timing, Trace } from '../core/traces/trace.ts';
import { bodyText } from './bodyText.ts';
import { type Failure, type FailureContext, httpFailure, redact, retryAfter } from './failures.ts';
import { httpFetch } from './httpFetch.ts';
import { openStream, sentOf, thrownBy } from './openStream.ts';
import { requestFields } from './requestBody.ts';
import { SilenceWatch } from './silence.ts';
import { eventFailure, silenceFailure, thrownFailure } from './streamFailures.ts';

/** One request to be sent once. */
export interface Attempt {
  readonly endpoint: Endpoint;
  readonly prompt: Prompt;
  readonly repeat: number;
  readonly includeUsage: boolean;
  /** All headers of the request, keys filled in. */
  readonly headers: Readonly<Record<string, string>>;
  /** Blotted out of every message. */
  readonly secrets: readonly string[];
  readonly agent: http.Agent;
  readonly limits: { readonly firstTokenSeconds: number; readonly idleSeconds: number };
  readonly samplingIgnored: boolean;
  readonly context: FailureContext;
  readonly signal: AbortSignal;
  readonly onEvent: (event: TextEvent) => void;
}

/** How it ended. `failure` is set where nothing had been answered, so that it may be sent again. */
export interface AttemptEnd {
  readonly trace: Trace;
  readonly failure: Failure | null;
  /** The server refuses `stream_options`: send again without. */
  readonly refusedUsage: boolean;
}

/** After the reason for finishing only the token count is missing: not worth a long wait. */
const usageWaitMs = 5000;
const doneWaitMs = 1000;
const errorBodyLimit = 64 * 1024;

/** Sends a request and reads its stream to the end, whatever the end. Never rejects. */
export async function sendOnce(attempt: Attempt): Promise<AttemptEnd> {
  return new Reading(attempt).run();
}

class Reading {
  readonly #attempt: Attempt;
  readonly #startedAt = new Date().toISOString();
  readonly #started = performance.now();
  readonly #abort = new AbortController();
  readonly #accumulator: TraceAccumulator;
  readonly #watch: SilenceWatch;
  #ttftMs: number | null = null;
  /** Set by what is noticed first; later errors are its consequences. */
  #failure: Failure | null = null;
  /** A stream began: whatever happens from here on, the request is not sent again. */
  #answering = false;
  /** The server said [DONE]: silence from here on is no failure. */
  #done = false;
  #events = 0;
  #head = '';
  #tail = '';
  #refusedUsage = false;
  #sent: Sent | null = null;
  /** What the request will say, until it leaves. */
  #toSend: Sent | null = null;

  constructor(attempt: Attempt) {
    this.#attempt = attempt;
    this.#accumulator = new TraceAccumulator((event) => this.#text(event), {
      startsInReasoning: endsInOpenTag(ownBeginning(attempt.prompt)),
      samplingIgnored: attempt.samplingIgnored,
      origin: attempt.context.origin,
    });
    this.#watch = new SilenceWatch(attempt.limits.firstTokenSeconds * 1000, () => this.#silent());
  }

  async run(): Promise<AttemptEnd> {
    const cancel = (): void => this.#abort.abort();
    this.#attempt.signal.addEventListener('abort', cancel, { once: true });
    if (this.#attempt.signal.aborted) cancel();
    try {
      await this.#read();
    } catch (error) {
      // Our own hanging up after [DONE] is no failure of the server's.
      if (!(this.#done && this.#abort.signal.aborted)) this.#fail(this.#thrown(error));
    } finally {
      this.#watch.stop();
      this.#attempt.signal.removeEventListener('abort', cancel);
    }
    const timing: Timing = {
      startedAt: this.#startedAt,
      ttftMs: this.#ttftMs === null ? null : tenths(this.#ttftMs),
      durationMs: tenths(performance.now() - this.#started),
    };
    const ending = this.#ending();
    return {
      trace: { ...this.#accumulator.end(ending, timing), sent: this.#sent },
      failure: ending.type === 'failed' && !this.#answering ? this.#failure : null,
      refusedUsage: this.#refusedUsage,
    };
  }

  async #read(): Promise<void> {
    for await (const chunk of await this.#open()) {
      this.#events += 1;
      const problem = this.#accumulator.push(chunk);
      if (problem !== null) {
        this.#fail(eventFailure(problem.kind, problem.message, this.#attempt.context));
        return;
      }
      if (this.#accumulator.finished) this.#watch.setLimit(Math.min(usageWaitMs, this.#idleMs));
    }
    if (this.#events === 0 && /^\s*([<{]|$)/.test(this.#head)) this.#notAStream(200, this.#head, '');
  }

  get #hasText(): boolean {
    return this.#ttftMs !== null;
  }

  get #idleMs(): number {
    return this.#attempt.limits.idleSeconds * 1000;
  }

  #open(): Promise<AsyncIterable<unknown>> {
    const { endpoint, prompt, repeat, includeUsage, context } = this.#attempt;
    const fields = requestFields(endpoint, prompt, { maxTokens: context.maxTokens, repeat, includeUsage });
    this.#toSend = sentOf(endpoint, fields, context.maxTokens);
    return openStream(endpoint, prompt, fields, {
      signal: this.#abort.signal,
      fetch: (url, init) => this.#fetch(url, init),
    });
  }

  async #fetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
    const { headers, agent } = this.#attempt;
    const send = httpFetch({ agent, headers, onBytes: (bytes) => this.#heard(bytes) });
    this.#sent = this.#toSend;
    const response = await send(url, init);
    const type = response.headers.get('content-type') ?? '';
    // Some servers call a stream JSON; whether it is one shows in the body.
    if (response.ok && response.body !== null && !/^text\/html/i.test(type)) {
      this.#answering = true;
      return response;
    }
    const body = await bodyText(response, errorBodyLimit);
    this.#refusedUsage = [400, 422].includes(response.status) && body.includes('stream_options');
    this.#notAStream(response.status, body, type, response.headers);
    throw new Error('answered without a stream');
  }

  #heard(bytes: Buffer | null): void {
    this.#watch.heard();
    if (bytes === null) return;
    if (this.#events === 0 && this.#head.length < 2000) this.#head += bytes.toString('latin1', 0, 2000);
    // The last event may come in pieces; 32 bytes hold it with the line ends around it.
    this.#tail = (this.#tail + bytes.toString('latin1', Math.max(0, bytes.length - 32))).slice(-32);
    if (!this.#done && /(^|\n)data: ?\[DONE\]\s*$/.test(this.#tail)) {
      // Some servers keep the connection open after it; they have no more to say.
      this.#done = true;
      this.#watch.setLimit(Math.min(doneWaitMs, this.#idleMs));
    }
  }

  #notAStream(status: number, body: string, contentType: string, headers?: Headers): void {
    const location = headers?.get('location') ?? null;
    const retryAfterMs = retryAfter(headers?.get('retry-after') ?? null, Date.now());
    const answer = { status, body, contentType, retryAfterMs, location };
    this.#fail(httpFailure(answer, this.#attempt.context));
  }

  #text(event: TextEvent): void {
    if (this.#ttftMs === null && event.type !== 'answer-was-reasoning') {
      this.#ttftMs = performance.now() - this.#started;
      this.#watch.setLimit(this.#idleMs);
    }
    this.#attempt.onEvent(event);
  }

  #silent(): void {
    if (!this.#accumulator.finished && !this.#done) {
      this.#fail(silenceFailure(this.#hasText, this.#attempt.limits, this.#attempt.context));
    }
    this.#abort.abort();
  }

  #thrown(error: unknown): Failure {
    const { context } = this.#attempt;
    const thrown = thrownBy(error);
    if (thrown.type === 'said' && this.#answering) {
      const said = errorText({ error: thrown.body }) ?? thrown.message;
      return eventFailure('stream-error', said, context);
    }
    return thrownFailure(thrown.cause, this.#hasText, context);
  }

  /** What is noticed first counts. */
  #fail(failure: Failure): void {
    const message = redact(failure.error.message, this.#attempt.secrets);
    this.#failure ??= { ...failure, error: { ...failure.error, message } };
  }

  #ending(): Ending {
    if (this.#attempt.signal.aborted && !this.#accumulator.finished) return { type: 'cancelled' };
    const failure = this.#failure;
    // Whole is whole: a connection that breaks after the finish reason takes nothing from the text.
    if (failure === null || (this.#accumulator.finished && failure.error.kind === 'reset'))
      return { type: 'ended' };
    return { type: 'failed', error: failure.error };
  }
}

/** Milliseconds to a tenth; what a clock says beyond is noise. */
function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** What the model is to go on with: the text of a completion, or an assistant's message that was begun. */
function ownBeginning({ api, messages, text }: Prompt): string {
  if (api === 'completions') return text;
  const last = messages.at(-1);
  return last?.role === 'assistant' ? last.content : '';
}
