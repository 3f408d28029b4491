import type { Trace, TraceError } from '../core/traces/trace.ts';

/** The trace of a request that could not be sent. */
export function failedTrace(error: TraceError): Trace {
  return { ...cancelledTrace(), status: 'failed', error };
}

/** The trace of a request that was cancelled before it was sent. */
export function cancelledTrace(): Trace {
  return {
    status: 'cancelled',
    flags: [],
    reasoning: '',
    answer: '',
    finishReason: null,
    usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
    timing: { startedAt: new Date().toISOString(), ttftMs: null, durationMs: 0 },
    sent: null,
    error: null,
  };
}
