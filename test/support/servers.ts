import { afterEach } from 'vitest';

import { type FaultServer, type FaultServerOptions, startFaultServer } from './faultServer.ts';

/** What starts the servers of a test; they are closed after it. */
export function useServers(): (options: FaultServerOptions) => Promise<FaultServer> {
  const servers: FaultServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  return async (options) => {
    const server = await startFaultServer(options);
    servers.push(server);
    return server;
  };
}
