import * as vscode from 'vscode';
import type { TraceError } from '../core/traces/trace.ts';

/** Why a request failed, in a few words; the whole sentence is with its trace. */
export function failureWords(kind: TraceError['kind']): string {
  switch (kind) {
    case 'refused':
      return vscode.l10n.t('nothing answers');
    case 'reset':
      return vscode.l10n.t('the connection was closed');
    case 'unauthorized':
      return vscode.l10n.t('no access without a valid API key');
    case 'model-not-found':
      return vscode.l10n.t('the model is not on this server');
    case 'rate-limited':
      return vscode.l10n.t('the server is busy');
    case 'context-overflow':
      return vscode.l10n.t('the context is too short');
    case 'no-chat-template':
      return vscode.l10n.t('no chat template');
    case 'loading':
      return vscode.l10n.t('the model is still loading');
    case 'server-error':
      return vscode.l10n.t('server error');
    case 'bad-request':
      return vscode.l10n.t('the server rejects the request');
    case 'not-openai':
      return vscode.l10n.t('not an OpenAI-compatible server');
    case 'malformed-chunk':
      return vscode.l10n.t('unreadable response');
    case 'stream-error':
      return vscode.l10n.t('error while responding');
    case 'finish-missing':
      return vscode.l10n.t('the response broke off');
    case 'idle':
      return vscode.l10n.t('the response came to a halt');
    case 'first-token-timeout':
      return vscode.l10n.t('no token in time');
    case 'other':
      return vscode.l10n.t('another error');
  }
}
