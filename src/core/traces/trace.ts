/** How a response ended. Only `complete` can have a score of its own; see design rules in ARCHITECTURE.md. */
export type TraceStatus = 'complete' | 'truncated' | 'failed' | 'cancelled';

export type TraceFlag =
  | 'reasoning-unclosed'
  | 'no-final-answer'
  | 'finish-missing'
  | 'empty'
  | 'content-filter'
  | 'sampling-ignored';

/** Why a trace failed. `message` is whole sentences for a user. */
export interface TraceError {
  readonly kind:
    | 'refused'
    | 'reset'
    | 'unauthorized'
    | 'model-not-found'
    | 'rate-limited'
    | 'context-overflow'
    | 'no-chat-template'
    | 'loading'
    | 'server-error'
    | 'bad-request'
    | 'not-openai'
    | 'malformed-chunk'
    | 'stream-error'
    | 'finish-missing'
    | 'idle'
    | 'first-token-timeout'
    | 'other';
  readonly message: string;
}

/** Tokens as the server counts them; null where it does not say. */
export interface Usage {
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly reasoningTokens: number | null;
}

/**
 * Milliseconds, of the last try alone. `ttftMs` runs from its request to its first token; null if none came.
 * Where the sampling leaves the tokens open, an Ollama loads its model before the request, to say what context
 * that has: the loading is then in neither time.
 */
export interface Timing {
  readonly startedAt: string;
  readonly ttftMs: number | null;
  readonly durationMs: number;
  /** From the first try to the last: tries that were turned away, and the waits after them; absent for one try. */
  readonly waitedMs?: number;
  /** How often it was sent, from 2; absent for one try. */
  readonly tries?: number;
}

/** What went over the wire beyond what was asked for. */
export interface Sent {
  /** `max_tokens` of the request, also where the sampling left it open. */
  readonly maxTokens: number;
  /** The server's base address, without user, password and query. */
  readonly baseUrl: string;
}

/** One streamed response, ended. */
export interface Trace {
  readonly status: TraceStatus;
  readonly flags: readonly TraceFlag[];
  readonly reasoning: string;
  readonly answer: string;
  readonly finishReason: string | null;
  readonly usage: Usage;
  readonly timing: Timing;
  /** Null where nothing was sent, or an older version saved it. */
  readonly sent: Sent | null;
  readonly error: TraceError | null;
}
