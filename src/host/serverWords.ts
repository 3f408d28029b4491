import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoint.ts';
import type { Identified } from '../endpoints/identify.ts';
import { findModel, lacksModel } from '../endpoints/serverInfo.ts';
import { inLanguage } from './inLanguage.ts';

type Problem = Extract<Identified, { ok: false }>;

/** What a server is, or what is wrong with it, in a few words. */
export function serverWords(result: Identified | undefined): string {
  if (!result) return vscode.l10n.t('not asked yet');
  if (!result.ok) return problemWords(result);
  const { kind, version } = result.server;
  return version === undefined ? kind : `${kind} ${version}`;
}

function problemWords({ kind }: Problem): string {
  switch (kind) {
    case 'refused':
    case 'ipv6-only':
      return vscode.l10n.t('not running');
    case 'unauthorized':
      return vscode.l10n.t('no access without a valid API key');
    case 'timeout':
      return vscode.l10n.t('does not answer');
    case 'loading':
      return vscode.l10n.t('loading');
    case 'bad-address':
    case 'not-openai':
    case 'server-error':
    case 'cancelled':
      return vscode.l10n.t('not usable');
  }
}

/** What is wrong with a server, in whole sentences, and what to do about it in the editor; null where nothing is. */
export function serverAdvice(result: Identified | undefined): string | null {
  return !result || result.ok ? null : withAdvice(result);
}

/** What is wrong with a server, and what to do about it in the editor. */
export function withAdvice({ kind, message }: { readonly kind: string; readonly message: string }): string {
  return kind === 'unauthorized'
    ? `${inLanguage(message)} ${vscode.l10n.t('Run Reasoning Transfer: Set API Key….')}`
    : inLanguage(message);
}

/** What stands in the way of asking an endpoint, as far as is known. */
export interface EndpointState {
  readonly words: string;
  /** It is known that it would not answer. */
  readonly down: boolean;
}

/** A server that only does not list its models may answer requests all the same. */
const surelyDown: ReadonlySet<Problem['kind']> = new Set([
  'refused',
  'ipv6-only',
  'unauthorized',
  'bad-address',
]);

/** The state of an endpoint by what its server said; null where all is well or nothing is known. */
export function endpointState(endpoint: Endpoint, result: Identified | undefined): EndpointState | null {
  if (!result || (!result.ok && result.kind === 'cancelled')) return null;
  if (!result.ok) return { words: problemWords(result), down: surelyDown.has(result.kind) };
  if (findModel(result.server, endpoint.model) !== undefined) return null;
  return {
    words: vscode.l10n.t('not on this server'),
    down: lacksModel(result.server, endpoint.model),
  };
}
