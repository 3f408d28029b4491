import * as vscode from 'vscode';
import type { TraceError } from '../core/traces/trace.ts';

/** What to do in the editor about a request that failed, a sentence; null where its message says all there is. */
export function failureAdvice({ kind }: TraceError): string | null {
  switch (kind) {
    case 'unauthorized':
      return vscode.l10n.t('Run Reasoning Transfer: Set API Key….');
    case 'no-chat-template':
      return vscode.l10n.t('Set api to completions for this endpoint, which sends the prompt as text.');
    case 'context-overflow':
      return vscode.l10n.t('Lower maxTokens in its sampling, or start the server with a longer context.');
    case 'idle':
      return vscode.l10n.t('The limit is {0}.', 'reasoningTransfer.limits.idleSeconds');
    case 'first-token-timeout':
      return vscode.l10n.t(
        'If it needs longer for this prompt, raise {0}.',
        'reasoningTransfer.limits.firstTokenSeconds',
      );
    case 'rate-limited':
    case 'loading':
      return vscode.l10n.t(
        'How long to go on asking is set by {0}.',
        'reasoningTransfer.limits.retrySeconds',
      );
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
