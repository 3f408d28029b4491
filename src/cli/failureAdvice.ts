import type { TraceError } from '../core/traces/trace.ts';
import { keyVariable } from './apiKeys.ts';

/** How long a request is sent again to a server that is loading or asks to wait, in seconds. */
export const retrySeconds = 600;

/**
 * What to do on the command line about a request that failed, a sentence; null where its message says all there is.
 *
 * @param position of the endpoint, 0-based
 */
export function failureAdvice({ kind }: TraceError, position: number): string | null {
  switch (kind) {
    case 'unauthorized':
      return `Its key goes into ${keyVariable(position)}.`;
    case 'no-chat-template':
      return 'With --api completions the prompt is sent as text.';
    case 'context-overflow':
      return 'Lower --max-tokens, or start the server with a longer context.';
    case 'idle':
      return 'The limit is set by --idle-timeout.';
    case 'first-token-timeout':
      return 'If it needs longer for this prompt, raise --idle-timeout.';
    case 'rate-limited':
    case 'loading':
      return `The command line goes on asking for ${retrySeconds} s, which no option changes; run it again later.`;
    case 'refused':
    case 'reset':
    case 'model-not-found':
    case 'server-error':
    case 'bad-request':
    case 'not-openai':
    case 'malformed-chunk':
    case 'stream-error':
    case 'finish-missing':
    case 'other':
      return null;
  }
}
