import { say, verbatim } from '../core/say.ts';
import type { TraceError } from '../core/traces/trace.ts';
import { type Failure, type FailureContext, redact } from './failures.ts';

const resetCodes = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

/** Maps an error of the connection. `answering`: the response had begun. */
export function connectionFailure(error: unknown, answering: boolean, context: FailureContext): Failure {
  const code = errorCode(error);
  const { origin, label, blots } = context;
  const fail = (kind: TraceError['kind'], message: string): Failure => ({
    error: { kind, message },
    retry: null,
    reason: '',
    retryAfterMs: null,
  });
  if (code === 'ECONNREFUSED') {
    return {
      ...fail(
        'refused',
        say`Nothing answers at ${origin}. Start the server, or correct the address of "${label}".`,
      ),
      retry: 'refused',
      reason: say`Nothing answers at ${origin}.`,
    };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return fail(
      'refused',
      say`There is no host of the name in ${origin}. Correct the address of "${label}".`,
    );
  }
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'ETIMEDOUT') {
    return fail(
      'refused',
      say`${origin} cannot be reached from here (${code}). Check the network and the address of "${label}".`,
    );
  }
  if (/CERT|SSL|TLS|SELF_SIGNED|EPROTO/.test(code)) {
    return fail(
      'other',
      say`No safe connection to ${origin} (${code}). Check its certificate, or use http:// if it has none.`,
    );
  }
  if (code.startsWith('HPE_')) {
    return fail('not-openai', say`${origin} does not speak HTTP. Check the address of "${label}".`);
  }
  if (!resetCodes.has(code)) {
    const what = error instanceof Error ? error.message : String(error);
    return fail(
      'other',
      say`The request of "${label}" to ${origin} failed: ${verbatim(redact(what, blots))}`,
    );
  }
  return fail(
    'reset',
    answering
      ? say`The server at ${origin} closed the connection in the middle of its answer. The text so far is kept, but not scored. Its log may say why.`
      : say`The server at ${origin} closed the connection before it answered. Its log may say why.`,
  );
}

/** Node's code of an error or of what caused it; empty where there is none. */
export function errorCode(error: unknown): string {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth += 1) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
    if (cause instanceof AggregateError) {
      const inner = cause.errors.map((one) => errorCode(one)).find((code) => code !== '');
      if (inner !== undefined) return inner;
    }
  }
  return '';
}
