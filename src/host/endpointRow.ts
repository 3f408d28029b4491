import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoint.ts';
import type { Identified } from '../endpoints/identify.ts';
import { findModel } from '../endpoints/serverInfo.ts';
import { briefModelWords, modelWords } from './modelWords.ts';
import { roleWords } from './roleWords.ts';
import { endpointState, serverAdvice } from './serverWords.ts';

/** What an endpoint's row in the Endpoints view says. */
export interface EndpointRow {
  /** Short: the view is narrow, and cuts what does not fit. */
  readonly description: string;
  /** Everything, a line each. */
  readonly tooltip: string;
  readonly warns: boolean;
}

/** An endpoint's row, by what its server said. `role`: `base` or `tuned`, where that is set. */
export function endpointRow(
  endpoint: Endpoint,
  role: 'base' | 'tuned' | null,
  result: Identified | undefined,
): EndpointRow {
  const { label, model, api, baseUrl } = endpoint;
  const found = result?.ok ? findModel(result.server, model) : undefined;
  const state = endpointState(endpoint, result);
  // What is wrong with a whole server stands in its own row.
  const ofModel = result?.ok ? state : null;
  const roles = role === null ? [] : [roleWords(role)];
  const route = api === 'completions' ? [vscode.l10n.t('completions')] : [];
  return {
    description: [
      ...roles,
      ...(model === label ? [] : [model]),
      ...route,
      ...(ofModel ? [ofModel.words] : briefModelWords(found)),
    ].join(' · '),
    tooltip: [
      [label, ...roles].join(' · '),
      [model, ...route].join(' · '),
      baseUrl,
      ...(ofModel ? [ofModel.words] : modelWords(found)),
      ...(result?.ok ? [] : [serverAdvice(result) ?? []].flat()),
    ].join('\n'),
    warns: state !== null,
  };
}
