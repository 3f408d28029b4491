import { originOf } from '../core/baseUrl.ts';
import type { Generate, GenerateRequest } from '../core/traces/generate.ts';
import type { Trace } from '../core/traces/trace.ts';
import { redact } from './failures.ts';
import type { AttemptEnd } from './generate.ts';
import { Agents } from './httpFetch.ts';
import { identify, type Identified } from './identify.ts';
import { type Contexts, maxTokens } from './maxTokens.ts';
import { loadedContext } from './ollama.ts';
import { Origin, type ServerStatus } from './origin.ts';
import { asker } from './plainAsk.ts';
import type { Waiting } from './queue.ts';
import { type FilledHeaders, fillHeaders, type SecretSource } from './requestHeaders.ts';
import { RetryPolicy } from './retry.ts';
import { ignoresSampling, modelAsked, requestLimit, type ServerInfo } from './serverInfo.ts';
import { longestTimerMs } from './silence.ts';
import { cancelledTrace, failedTrace, sayGivenUp } from './unsentTrace.ts';
import { orAborted, waitFor } from './waitFor.ts';

export interface Limits {
  readonly firstTokenSeconds: number;
  readonly idleSeconds: number;
  readonly retrySeconds: number;
}

export interface ServersOptions extends SecretSource {
  readonly limits: () => Limits;
  /** In [0, 1), for the jitter of waits. */
  readonly random?: () => number;
  /** Waits before a request is sent again; ends early when the signal aborts. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Longest wait for a server to say what it is before its first request; default 2,000. */
  readonly identifyMs?: number;
}

/** All model servers: one queue for each origin, shared by its endpoints, and the policy of retries. */
export class Servers {
  readonly #options: ServersOptions;
  readonly #agents = new Agents();
  readonly #origins = new Map<string, Origin>();
  readonly #listeners = new Set<() => void>();
  readonly #disposed = new AbortController();

  constructor(options: ServersOptions) {
    this.#options = options;
  }

  /** Sends a prompt when its turn comes, again where the policy allows, and ends with its trace. */
  readonly generate: Generate = async (request) => {
    const signal = AbortSignal.any([request.signal, this.#disposed.signal]);
    try {
      return await this.#run({ ...request, signal });
    } catch (error) {
      const message = `"${request.endpoint.label}" could not be asked: ${error instanceof Error ? error.message : String(error)}`;
      return failedTrace({ kind: 'other', message });
    }
  };

  /** Every server an endpoint was used of or that was checked, in that order. */
  status(): ServerStatus[] {
    return [...this.#origins.values()].map((origin) => origin.status());
  }

  /** Asks a server what it is, now, and keeps the answer for the queue and the view. */
  async check(baseUrl: string, signal?: AbortSignal): Promise<Identified> {
    const origin = this.#originOf(baseUrl);
    const identified = await this.#identify(origin, null, signal ?? this.#disposed.signal, 5000, true);
    if (identified.ok || identified.kind !== 'cancelled') origin.take(identified);
    this.#changed();
    return identified;
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Cancels everything that runs or waits. */
  dispose(): void {
    this.#disposed.abort();
    this.#agents.dispose();
    this.#listeners.clear();
  }

  async #run(request: GenerateRequest): Promise<Trace> {
    const { endpoint, signal, onEvent } = request;
    const origin = this.#originOf(endpoint.baseUrl);
    const filled = await fillHeaders(endpoint, origin.origin, this.#options);
    if (!filled.ok) return failedTrace({ kind: 'unauthorized', message: filled.message });
    const policy = new RetryPolicy(this.#options.random ?? Math.random);
    for (let tries = 0; ; tries += 1) {
      const asking = origin.identify(() =>
        this.#identify(origin, filled, this.#disposed.signal, this.#options.identifyMs ?? 2000),
      );
      const info = await orAborted(asking, signal);
      const turn = await this.#turn(origin, info, request, tries > 0);
      if (turn === null) return cancelledTrace();
      // As it is now: requests sent at the same time may each be refused for it.
      const includeUsage = !origin.refusesUsage;
      const started = performance.now();
      let end: AttemptEnd;
      try {
        onEvent({ type: 'sent' });
        end = await this.#send(origin, info, request, filled, includeUsage);
      } finally {
        origin.queue.release(turn);
        this.#changed();
      }
      if (includeUsage && end.refusedUsage) {
        origin.refusesUsage = true;
        continue;
      }
      const { failure } = end;
      const budgetMs = this.#options.limits().retrySeconds * 1000;
      const waitMs = policy.next(failure, performance.now() - started, budgetMs);
      if (failure === null || waitMs === null || signal.aborted) return sayGivenUp(end.trace, policy.givenUp);
      const reason = redact(failure.reason, filled.secrets);
      onEvent({ type: 'retrying', attempt: policy.attempts + 1, waitMs, reason });
      await this.#pause(origin, waitMs, signal);
    }
  }

  async #send(
    origin: Origin,
    info: ServerInfo | null,
    request: GenerateRequest,
    filled: FilledHeaders,
    includeUsage: boolean,
  ): Promise<AttemptEnd> {
    const { endpoint, prompt, repeat, signal, onEvent } = request;
    const { sampling, model, label } = endpoint;
    const contexts = await this.#contexts(origin, info, request, filled);
    // A bundle of its own, so that the openai package is loaded at the first request and not before.
    const { sendOnce } = await import('./generate.ts');
    return sendOnce({
      endpoint,
      prompt,
      repeat,
      includeUsage,
      headers: filled.headers,
      secrets: filled.secrets,
      agent: this.#agents.agentFor(origin.origin, Math.max(endpoint.concurrency ?? 0, requestLimit(info))),
      limits: this.#options.limits(),
      samplingIgnored: ignoresSampling(info?.kind ?? 'unknown', sampling.extraBody),
      context: {
        origin: origin.origin,
        label,
        model,
        api: prompt.api,
        maxTokens: maxTokens(sampling.maxTokens, contexts, prompt),
        keySent: filled.secrets.length > 0,
        models: info?.models.map(({ id }) => id) ?? null,
      },
      signal,
      onEvent,
    });
  }

  async #contexts(
    { origin }: Origin,
    info: ServerInfo | null,
    { endpoint: { model, sampling }, signal }: GenerateRequest,
    { headers }: FilledHeaders,
  ): Promise<Contexts> {
    const { context = null, maxContext = null } = modelAsked(info, model) ?? {};
    const asked = sampling.maxTokens ?? sampling.extraBody?.max_tokens;
    if (info?.kind !== 'Ollama' || asked !== undefined) return { context, maxContext };
    // Loading takes as long as it takes before a first token.
    const timeoutMs = Math.min(this.#options.limits().firstTokenSeconds * 1000, longestTimerMs);
    const loaded = await loadedContext(origin, model, asker({ headers, signal, timeoutMs }));
    return { context: loaded ?? context, maxContext };
  }

  /** Waits for a place in the queue, which it gives; null where it was cancelled before. */
  async #turn(
    origin: Origin,
    info: ServerInfo | null,
    request: GenerateRequest,
    again: boolean,
  ): Promise<Waiting | null> {
    const { endpoint, signal, onEvent } = request;
    if (signal.aborted) return null;
    const { promise, resolve } = Promise.withResolvers<Waiting | null>();
    let told = -1;
    const waiting: Waiting = {
      model: endpoint.model,
      endpoint: endpoint.label,
      limit: endpoint.concurrency ?? requestLimit(info),
      serverLimit: requestLimit(info),
      start: () => resolve(waiting),
      onAhead: (ahead) => {
        if (ahead !== told) onEvent({ type: 'queued', ahead });
        told = ahead;
      },
    };
    const cancel = (): void => {
      origin.queue.remove(waiting);
      resolve(null);
    };
    signal.addEventListener('abort', cancel, { once: true });
    origin.queue.add(waiting, again);
    this.#changed();
    const turn = await promise;
    signal.removeEventListener('abort', cancel);
    this.#changed();
    return turn;
  }

  async #pause(origin: Origin, ms: number, signal: AbortSignal): Promise<void> {
    origin.retrying += 1;
    this.#changed();
    await (this.#options.wait ?? waitFor)(ms, signal);
    origin.retrying -= 1;
    this.#changed();
  }

  #identify(
    origin: Origin,
    filled: Pick<FilledHeaders, 'headers'> | null,
    signal: AbortSignal,
    timeoutMs: number,
    eachModel = false,
  ): Promise<Identified> {
    return (async () => {
      const key = await this.#options.keyFor(origin.origin);
      return identify(origin.baseUrl, {
        timeoutMs,
        eachModel,
        signal,
        ...(filled ? { headers: filled.headers } : key === undefined ? {} : { key }),
      });
    })();
  }

  #originOf(baseUrl: string): Origin {
    const name = originOf(baseUrl) ?? baseUrl;
    let origin = this.#origins.get(name);
    if (origin === undefined) {
      origin = new Origin(name, baseUrl);
      this.#origins.set(name, origin);
    }
    return origin;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
