import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { webviewBuild } from '../../../scripts/webviews.mjs';
import { transferHtml } from '../../../src/webviewPage.ts';
import type { ViewServer } from './viewServer.ts';

const source = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Serves a view with nothing but a chart, built as the package's views are and under their policy. */
export async function startChartServer(): Promise<ViewServer> {
  const folder = await mkdtemp(join(tmpdir(), 'chart-view-'));
  await build({
    ...webviewBuild(folder),
    entryPoints: [
      { in: source('chartMain.ts'), out: 'transfer' },
      { in: source('chart.css'), out: 'transfer' },
    ],
  });
  const server = createServer((request, response) => {
    void (async () => {
      const name = (request.url ?? '/').slice(1);
      const origin = `http://${request.headers.host ?? ''}`;
      if (name === 'transfer') {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(
          transferHtml({
            nonce: randomBytes(16).toString('hex'),
            cspSource: origin,
            scriptUri: `${origin}/transfer.js`,
            styleUris: [`${origin}/transfer.css`],
            title: 'Chart',
            lang: 'en',
            words: {},
          }),
        );
        return;
      }
      const type = name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : null;
      const body =
        type === null || name.includes('/') ? null : await readFile(join(folder, name)).catch(() => null);
      if (type === null || body === null) response.writeHead(404).end();
      else response.setHeader('content-type', type).end(body);
    })();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
