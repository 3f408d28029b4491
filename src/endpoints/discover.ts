import { identify, type ServerInfo } from './identify.ts';

export interface DiscoverOptions {
  /** Loopback ports to ask. */
  readonly ports: readonly number[];
  readonly keyFor?: (origin: string) => Promise<string | undefined>;
  readonly signal?: AbortSignal;
  /** For one request; default 5,000: a free port refuses at once, and a server at work may take a while. */
  readonly timeoutMs?: number;
}

/**
 * Asks loopback ports, all at the same time, which model servers listen there. Servers that want a key they were
 * not given, or that are loading, are not listed, since their models are not known. In order of the ports.
 */
export async function discover(options: DiscoverOptions): Promise<ServerInfo[]> {
  const { ports, keyFor, signal, timeoutMs = 5000 } = options;
  const results = await Promise.all(
    [...new Set(ports)].map(async (port) => {
      const origin = `http://127.0.0.1:${port}`;
      const key = await keyFor?.(origin);
      return identify(origin, {
        timeoutMs,
        ...(key === undefined ? {} : { key }),
        ...(signal === undefined ? {} : { signal }),
      });
    }),
  );
  return results.flatMap((result) => (result.ok ? [result.server] : []));
}
