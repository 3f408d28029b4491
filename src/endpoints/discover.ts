import { identify, type Identified, type ServerInfo } from './identify.ts';

export interface DiscoverOptions {
  /** Loopback ports to ask. */
  readonly ports: readonly number[];
  readonly keyFor?: (origin: string) => Promise<string | undefined>;
  readonly signal?: AbortSignal;
  /** For one request; default 5,000: a free port refuses at once, and a server at work may take a while. */
  readonly timeoutMs?: number;
}

/** What was found, each in order of the ports. */
export interface Discovered {
  readonly servers: readonly ServerInfo[];
  /** What listens but did not list its models: it wants a key, is loading, failed, or did not answer in time. */
  readonly unusable: readonly { readonly origin: string; readonly kind: string; readonly message: string }[];
}

type Problem = Extract<Identified, { ok: false }>['kind'];
/** Nothing is there, or nothing that concerns us. */
const passedOver: ReadonlySet<Problem> = new Set(['refused', 'not-openai', 'cancelled']);

/** Asks loopback ports, all at the same time, which model servers listen there. */
export async function discover(options: DiscoverOptions): Promise<Discovered> {
  const { ports, keyFor, signal, timeoutMs = 5000 } = options;
  const results = await Promise.all(
    [...new Set(ports)].map(async (port) => {
      const origin = `http://127.0.0.1:${port}`;
      const key = await keyFor?.(origin);
      const result = await identify(origin, {
        timeoutMs,
        eachModel: true,
        ...(key === undefined ? {} : { key }),
        ...(signal === undefined ? {} : { signal }),
      });
      return { origin, result };
    }),
  );
  return {
    servers: results.flatMap(({ result }) => (result.ok ? [result.server] : [])),
    unusable: results.flatMap(({ origin, result }) =>
      result.ok || passedOver.has(result.kind)
        ? []
        : [{ origin, kind: result.kind, message: result.message }],
    ),
  };
}
