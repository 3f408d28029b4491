import type { TraceError } from '../core/traces/trace.ts';
import { connectionFailure } from './connectionFailure.ts';
import { type Failure, type FailureContext, redact } from './failures.ts';
import { say, verbatim } from '../core/say.ts';

/** A failure after which the request is not sent again. */
function finalFailure(kind: TraceError['kind'], message: string): Failure {
  return { error: { kind, message }, retry: null, reason: '', retryAfterMs: null };
}

/** An event of the stream that is the server's report of an error, or none of a stream's at all. */
export function eventFailure(
  kind: 'stream-error' | 'malformed-chunk',
  what: string,
  { origin, blots }: FailureContext,
): Failure {
  const said = redact(what, blots);
  return finalFailure(
    kind,
    kind === 'stream-error'
      ? say`The server at ${origin} reported an error in the middle of its answer: ${verbatim(said)}`
      : say`The server at ${origin} sent something that is not part of an OpenAI stream (${said}). The text so far is kept, but not scored.`,
  );
}

/** Silence for longer than the limits allow. `hasText`: a token had arrived. */
export function silenceFailure(
  hasText: boolean,
  limits: { readonly firstTokenSeconds: number; readonly idleSeconds: number },
  { origin }: FailureContext,
): Failure {
  return hasText
    ? finalFailure(
        'idle',
        say`The server at ${origin} stopped in the middle of its answer and sent nothing for ${limits.idleSeconds} s. The text so far is kept, but not scored.`,
      )
    : finalFailure(
        'first-token-timeout',
        say`The server at ${origin} sent nothing for ${limits.firstTokenSeconds} s before the first token.`,
      );
}

/** What reading the stream, or the connection, threw. `hasText`: a token had arrived. */
export function thrownFailure(error: unknown, hasText: boolean, context: FailureContext): Failure {
  if (error instanceof SyntaxError) {
    return finalFailure(
      'malformed-chunk',
      say`The server at ${context.origin} sent an event that is not JSON. The text so far is kept, but not scored.`,
    );
  }
  return connectionFailure(error, hasText, context);
}
