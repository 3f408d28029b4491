import type { Endpoint } from '../core/endpoint.ts';
import type { ServerStatus } from '../endpoints/origin.ts';
import { findModel, lacksModel, type ServerInfo } from '../endpoints/serverInfo.ts';
import type { Servers } from '../endpoints/servers.ts';

/** Models named in a warning; a server may have hundreds. */
const most = 5;
/** A server that does not say what it has within this time is asked all the same. */
const timeoutMs = 2000;

/**
 * Asks the endpoints' servers for their models, before anything else is asked of them. What to say of the endpoints
 * that cannot be evaluated, since their server has no such model and refuses what it does not have.
 */
export async function modelsLacking(
  endpoints: readonly Endpoint[],
  servers: Servers,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const byServer = [...Map.groupBy(endpoints, ({ baseUrl }) => baseUrl).values()];
  const lines = await Promise.all(
    byServer.map(async (of) => {
      const [first] = of;
      const said = first && (await servers.check(first, { signal, timeoutMs, eachModel: false }));
      if (!said?.ok) {
        return [];
      }
      return of
        .filter(({ model }) => lacksModel(said.server, model))
        .map(
          ({ label, model, baseUrl }) =>
            `${label}: The server at ${baseUrl} has no model "${model}"; it has ${named(said.server)}.`,
        );
    }),
  );
  return lines.flat();
}

/**
 * A warning where a server listed its models and the endpoint's is not among them: servers of one model answer
 * to any name, with the model they have. Null where it is listed, or the server did not say.
 */
export function unlistedModel(endpoint: Endpoint, servers: readonly ServerStatus[]): string | null {
  const info = servers.find(({ baseUrl }) => baseUrl === endpoint.baseUrl)?.info ?? null;
  if (info === null || info.models.length === 0 || findModel(info, endpoint.model) !== undefined) {
    return null;
  }
  return `The server does not list the model "${endpoint.model}"; it lists ${named(info)}. Its answers may be another model's.`;
}

function named({ models }: ServerInfo): string {
  const ids = models.slice(0, most).map(({ id }) => id);
  return ids.length === 0 ? 'none' : ids.join(', ') + (models.length > most ? ', …' : '');
}
