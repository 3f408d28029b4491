import { type AskOptions, ask, show, testServers } from './asked.ts';
import { type FaultServerOptions, type SeenRequest, startFaultServer } from './faultServer.ts';

/** What came of one prompt sent to a server that plays faults; the server is closed again. */
export interface Played {
  readonly shown: string;
  readonly waits: readonly number[];
  readonly retries: readonly string[];
  readonly posts: readonly SeenRequest[];
}

export async function play(
  options: FaultServerOptions,
  asking: AskOptions = {},
  more: Parameters<typeof testServers>[0] = {},
): Promise<Played> {
  const server = await startFaultServer(options);
  const { servers, waits } = testServers(more);
  try {
    const asked = await ask(servers, server.baseUrl, asking);
    const retries = asked.events.flatMap((event) =>
      event.type === 'retrying'
        ? [`${event.attempt}: ${event.reason.replaceAll(server.origin, 'SERVER')}`]
        : [],
    );
    const left = servers
      .status()
      .reduce((sum, { running, queued, retrying }) => sum + running + queued + retrying, 0);
    if (left !== 0) throw new Error(`${left} requests are left over in the queue.`);
    return { shown: show(asked, server.origin), waits, retries, posts: server.posts };
  } finally {
    servers.dispose();
    await server.close();
  }
}

/** A request that failed without a word of an answer, as `show` shows it. */
export const failed = (error: string): string => `failed, finish none\nanswer: ""\n${error}`;
