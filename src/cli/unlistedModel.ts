import { originOf } from '../core/baseUrl.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { ServerStatus } from '../endpoints/origin.ts';

/** Models named in a warning; a server may have hundreds. */
const most = 5;

/**
 * A warning where a server listed its models and the endpoint's is not among them: servers of one model answer
 * to any name, with the model they have. Null where it is listed, or the server did not say.
 */
export function unlistedModel(endpoint: Endpoint, servers: readonly ServerStatus[]): string | null {
  const server = servers.find(({ origin }) => origin === originOf(endpoint.baseUrl));
  const models = server?.info?.models.map(({ id }) => id) ?? [];
  // Ollama takes a name without a tag for its newest.
  if (models.length === 0 || models.includes(endpoint.model) || models.includes(`${endpoint.model}:latest`)) {
    return null;
  }
  const named = models.slice(0, most).join(', ') + (models.length > most ? ', …' : '');
  return `The server does not list the model "${endpoint.model}"; it lists ${named}. Its answers may be another model's.`;
}
