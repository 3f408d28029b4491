import type { Endpoint } from '../core/endpoint.ts';
import type { Identified } from '../endpoints/identify.ts';
import type { Servers } from '../endpoints/servers.ts';

/**
 * What servers said when they were last asked, once for each address and headers. A server is asked when its
 * endpoints are first seen and again when they change; nothing is polled.
 */
export class ServerChecks {
  private readonly results = new Map<string, Identified>();
  /** The question under way; an answer to one that was forgotten meanwhile does not count. */
  private readonly asking = new Map<string, object>();
  /** What was set on each server when it was last seen. */
  private readonly settings = new Map<string, string>();

  /** @param changed told when an answer came */
  constructor(
    private readonly servers: Pick<Servers, 'check'>,
    private readonly changed: () => void,
  ) {}

  /** What an endpoint's server said; undefined where it was not asked, or has not answered yet. */
  of(endpoint: Endpoint): Identified | undefined {
    return this.results.get(keyOf(endpoint));
  }

  /** Asks the servers of these endpoints that were not asked yet, all at the same time. */
  async ask(endpoints: readonly Endpoint[]): Promise<void> {
    this.settle(endpoints);
    const open = new Map(endpoints.map((endpoint) => [keyOf(endpoint), endpoint]));
    await Promise.all([...open].map(([key, endpoint]) => this.askOne(key, endpoint)));
  }

  /** Forgets what servers said whose endpoints are others now. */
  settle(endpoints: readonly Endpoint[]): void {
    const now = new Map(
      [...Map.groupBy(endpoints, ({ baseUrl }) => baseUrl)].map(([baseUrl, of]) => [
        baseUrl,
        JSON.stringify(of.map(({ model, headers }) => [model, headers])),
      ]),
    );
    for (const [baseUrl, before] of this.settings) {
      if (now.get(baseUrl) !== before) this.forget((key) => baseOf(key) === baseUrl);
    }
    this.settings.clear();
    for (const [baseUrl, set] of now) this.settings.set(baseUrl, set);
  }

  /** Forgets everything, so that every server is asked anew. */
  clear(): void {
    this.forget(() => true);
  }

  private forget(which: (key: string) => boolean): void {
    for (const key of [...this.results.keys()].filter(which)) this.results.delete(key);
    for (const key of [...this.asking.keys()].filter(which)) this.asking.delete(key);
  }

  private async askOne(key: string, endpoint: Endpoint): Promise<void> {
    if (this.results.has(key) || this.asking.has(key)) return;
    const question = {};
    this.asking.set(key, question);
    const result = await this.servers.check(endpoint);
    if (this.asking.get(key) !== question) return;
    this.asking.delete(key);
    this.results.set(key, result);
    this.changed();
  }
}

function keyOf({ baseUrl, headers }: Endpoint): string {
  return `${baseUrl} ${JSON.stringify(headers)}`;
}

function baseOf(key: string): string {
  return key.slice(0, key.indexOf(' '));
}
