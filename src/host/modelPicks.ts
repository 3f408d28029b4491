import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoint.ts';
import type { ServerInfo } from '../endpoints/serverInfo.ts';
import { contextWords, loadedWords } from './modelWords.ts';
import { pickText } from './pickText.ts';

/** A model of a server that may be added as an endpoint. */
export interface ModelPick extends vscode.QuickPickItem {
  readonly url: string;
  readonly model: string;
  /** Whether it is an endpoint already. */
  readonly added: boolean;
  /** Null where the server does not say. */
  readonly loaded: boolean | null;
}

/** Models that write text. */
export function offered({ models }: ServerInfo): ServerInfo['models'] {
  return models.filter(({ embeddingOnly }) => embeddingOnly !== true);
}

/**
 * One pick a model that writes text, with its context and whether it is loaded, as far as the server says, and as
 * which of the endpoints it was added before.
 */
export function modelPicks(server: ServerInfo, endpoints: readonly Endpoint[]): ModelPick[] {
  return offered(server).map((model) => {
    const added = addedWords(server, model.id, endpoints);
    return {
      label: pickText(model.id),
      description: pickText(`${server.kind} · ${server.baseUrl}`),
      detail: pickText([modelDetail(model), ...added].join(' · ')),
      url: server.baseUrl,
      model: model.id,
      added: added.length > 0,
      loaded: model.loaded,
    };
  });
}

/** More models than these are not all wanted: then only those that are loaded are picked beforehand. */
const few = 4;

/** The picks, with those picked beforehand that a user most likely wants: what runs and is no endpoint yet. */
export function prePicked(picks: readonly ModelPick[]): ModelPick[] {
  const open = picks.filter(({ added }) => !added);
  return picks.map((pick) => ({
    ...pick,
    picked: !pick.added && (open.length <= few || pick.loaded === true),
  }));
}

function addedWords({ baseUrl }: ServerInfo, model: string, endpoints: readonly Endpoint[]): string[] {
  const labels = endpoints
    .filter((endpoint) => endpoint.baseUrl === baseUrl && endpoint.model === model)
    .map(({ label }) => label);
  return labels.length === 0 ? [] : [vscode.l10n.t('already added as {0}', labels.join(', '))];
}

function modelDetail(model: ServerInfo['models'][number]): string {
  return [contextWords(model) ?? vscode.l10n.t('context unknown'), ...loadedWords(model)].join(' · ');
}
