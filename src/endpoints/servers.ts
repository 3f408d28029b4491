import { originOf } from '../core/baseUrl.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { Generate, GenerateRequest } from '../core/traces/generate.ts';
import type { Trace } from '../core/traces/trace.ts';
import { type Failure, redact } from './failures.ts';
import type { AttemptEnd } from './generate.ts';
import { Agents } from './httpFetch.ts';
import { identify, type Identified } from './identify.ts';
import { type Contexts, maxTokens } from './maxTokens.ts';
import { loadedContext } from './ollama.ts';
import { Origin, type Server, type ServerStatus } from './origin.ts';
import { asker } from './plainAsk.ts';
import { type FilledHeaders, fillHeaders, type SecretSource } from './requestHeaders.ts';
import { RetryPolicy } from './retry.ts';
import { ignoresSampling, modelAsked, type ServerInfo } from './serverInfo.ts';
import { ownRoutes } from './serverList.ts';
import { longestTimerMs } from './silence.ts';
import { takeTurn } from './takeTurn.ts';
import { cancelledTrace, failedTrace } from './unsentTrace.ts';
import { orAborted, waitFor } from './waitFor.ts';
import { say, verbatim } from '../core/say.ts';

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

export interface CheckOptions {
  readonly signal?: AbortSignal;
  /** For one request; default 5,000. */
  readonly timeoutMs?: number;
  /** Also asks about each model, for a person who looks; default true. */
  readonly eachModel?: boolean;
}

/** All model servers: one queue for each origin, shared by its endpoints, and the policy of retries. */
export class Servers {
  readonly #options: ServersOptions;
  readonly #agents = new Agents();
  readonly #origins = new Map<string, Origin>();
  readonly #servers = new Map<string, Server>();
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
      const message = say`"${request.endpoint.label}" could not be asked: ${verbatim(error instanceof Error ? error.message : String(error))}`;
      return failedTrace({ kind: 'other', message });
    }
  };

  /** Every server an endpoint was used of or that was checked, in that order. */
  status(): ServerStatus[] {
    return [...this.#servers.values()].map((server) => server.status());
  }

  /**
   * Asks the server of an endpoint what it is, now, with the headers its requests have, and keeps the answer for
   * the queue and the view.
   */
  async check(
    endpoint: Pick<Endpoint, 'baseUrl' | 'headers' | 'label'>,
    options: CheckOptions = {},
  ): Promise<Identified> {
    const { signal = this.#disposed.signal, timeoutMs = 5000, eachModel = true } = options;
    const server = this.#serverAt(endpoint.baseUrl);
    const filled = await fillHeaders(endpoint, server.origin.origin, this.#options);
    // Nothing was asked, so nothing is known of the server.
    if (!filled.ok) return { ok: false, kind: 'unauthorized', message: filled.message };
    const identified = await identify(server.baseUrl, { ...filled, timeoutMs, eachModel, signal });
    if (identified.ok || identified.kind !== 'cancelled') server.take(identified);
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
    const server = this.#serverAt(endpoint.baseUrl);
    const { origin } = server;
    const filled = await fillHeaders(endpoint, origin.origin, this.#options);
    if (!filled.ok) return failedTrace({ kind: 'unauthorized', message: filled.message });
    const budgetMs = this.#options.limits().retrySeconds * 1000;
    const policy = new RetryPolicy(this.#options.random ?? Math.random, budgetMs);
    let tries = 0;
    for (let again = false; ; again = true) {
      const info = await orAborted(this.#identify(server, filled), signal);
      const onChange = (): void => this.#changed();
      const turn = await takeTurn(request, { queue: origin.queue, info, again, onChange });
      if (turn === null) return afterTries(cancelledTrace(), { tries, policy, last: null });
      // As it is now: requests sent at the same time may each be refused for it.
      const includeUsage = !server.refusesUsage;
      const started = performance.now();
      let end: AttemptEnd;
      try {
        onEvent({ type: 'sent' });
        end = await this.#send(server, info, request, filled, includeUsage);
      } finally {
        origin.queue.release(turn);
        this.#changed();
      }
      if (includeUsage && end.refusedUsage) {
        server.refusesUsage = true;
        continue;
      }
      tries += 1;
      const { failure } = end;
      const waitMs = policy.next(failure, performance.now() - started);
      if (failure === null || waitMs === null || signal.aborted) {
        return afterTries(end.trace, { tries, policy, last: signal.aborted ? null : failure });
      }
      const reason = redact(failure.reason, filled.secrets);
      onEvent({ type: 'retrying', attempt: policy.attempts + 1, waitMs, reason });
      await this.#pause(origin, waitMs, signal);
    }
  }

  async #send(
    { origin: { origin }, baseUrl }: Server,
    info: ServerInfo | null,
    request: GenerateRequest,
    filled: FilledHeaders,
    includeUsage: boolean,
  ): Promise<AttemptEnd> {
    const { endpoint, prompt, repeat, signal, onEvent } = request;
    const { sampling, model, label } = endpoint;
    const contexts = await this.#contexts(baseUrl, info, request, filled);
    // A bundle of its own, so that the openai package is loaded at the first request and not before.
    const { sendOnce } = await import('./generate.ts');
    return sendOnce({
      endpoint,
      prompt,
      repeat,
      includeUsage,
      headers: filled.headers,
      secrets: filled.secrets,
      agent: this.#agents.agentFor(origin),
      limits: this.#options.limits(),
      samplingIgnored: ignoresSampling(info?.kind ?? 'unknown', sampling.extraBody),
      context: {
        origin,
        label,
        model,
        api: prompt.api,
        maxTokens: maxTokens(sampling.maxTokens, contexts, prompt),
        keySent: filled.keySent,
        models: info?.models.map(({ id }) => id) ?? null,
        blots: filled.blots,
      },
      signal,
      onEvent,
    });
  }

  async #contexts(
    baseUrl: string,
    info: ServerInfo | null,
    { endpoint: { model, sampling }, signal }: GenerateRequest,
    { headers }: FilledHeaders,
  ): Promise<Contexts> {
    const { context = null, maxContext = null } = modelAsked(info, model) ?? {};
    const asked = sampling.maxTokens ?? sampling.extraBody?.max_tokens;
    if (info?.kind !== 'Ollama' || asked !== undefined) return { context, maxContext };
    // Loading takes as long as it takes before a first token.
    const timeoutMs = Math.min(this.#options.limits().firstTokenSeconds * 1000, longestTimerMs);
    const loaded = await loadedContext(ownRoutes(baseUrl), model, asker({ headers, signal, timeoutMs }));
    return { context: loaded ?? context, maxContext };
  }

  async #pause(origin: Origin, ms: number, signal: AbortSignal): Promise<void> {
    origin.retrying += 1;
    this.#changed();
    await (this.#options.wait ?? waitFor)(ms, signal);
    origin.retrying -= 1;
    this.#changed();
  }

  #identify(server: Server, filled: FilledHeaders): Promise<ServerInfo | null> {
    const { identifyMs: timeoutMs = 2000 } = this.#options;
    return server.identify(filled.headers, () =>
      identify(server.baseUrl, { ...filled, timeoutMs, signal: this.#disposed.signal }),
    );
  }

  #serverAt(baseUrl: string): Server {
    const name = originOf(baseUrl) ?? baseUrl;
    let server = this.#servers.get(baseUrl);
    if (server === undefined) {
      const origin = this.#origins.get(name) ?? new Origin(name);
      this.#origins.set(name, origin);
      server = origin.serverAt(baseUrl);
      this.#servers.set(baseUrl, server);
    }
    return server;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A trace that also says how often and how long it was tried; `last` is the failure it ended with. */
function afterTries(
  trace: Trace,
  { tries, policy, last }: { tries: number; policy: RetryPolicy; last: Failure | null },
): Trace {
  const { error, timing } = trace;
  return {
    ...trace,
    timing: tries > 1 ? { ...timing, waitedMs: Math.round(policy.waitedMs), tries } : timing,
    error:
      error === null
        ? null
        : { ...error, message: last === null ? error.message : policy.givenUp(error.message, last) },
  };
}
