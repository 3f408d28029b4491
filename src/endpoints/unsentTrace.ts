import type { Trace, TraceError } from '../core/traces/trace.ts';

/** A failed trace whose message also says how long it was tried. */
export function sayGivenUp(trace: Trace, givenUp: string): Trace {
  const { error } = trace;
  return error === null ? trace : { ...trace, error: { ...error, message: error.message + givenUp } };
}

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
