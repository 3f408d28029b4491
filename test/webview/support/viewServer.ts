import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import * as v from 'valibot';
import { webviewBuild } from '../../../scripts/webviews.mjs';
import { parseTracesLook } from '../../../src/protocol.ts';
import { matrixHtml, tracesHtml, transferHtml } from '../../../src/webviewPage.ts';

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  ttf: 'font/ttf',
  woff2: 'font/woff2',
};

export interface ViewServer {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Builds the webviews as the package does and serves their pages under their own policy. */
export async function startViewServer(): Promise<ViewServer> {
  const folder = await mkdtemp(join(tmpdir(), 'traces-view-'));
  await build(webviewBuild(folder));
  const server = createServer((request, response) => {
    void (async () => {
      const [path = '/', look] = (request.url ?? '/').split('?');
      const name = path.slice(1);
      const view = views[name];
      if (view !== undefined) {
        const origin = `http://${request.headers.host ?? ''}`;
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(pageOf(origin, view, look));
        return;
      }
      const type = types[name.split('.').at(-1) ?? ''];
      const body =
        type === undefined || name.includes('/')
          ? null
          : await readFile(join(folder, name)).catch(() => null);
      if (type === undefined || body === null) response.writeHead(404).end();
      else response.setHeader('content-type', type).end(body);
    })();
  });
  const origin = await listen(server);
  return {
    origin,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The words of the translation that is shipped, for `/german`. */
const bundle = new URL('../../../l10n/bundle.l10n.de.json', import.meta.url);
const german = v.parse(v.record(v.string(), v.string()), JSON.parse(await readFile(bundle, 'utf8')));

interface ServedView {
  readonly view: 'traces' | 'matrix' | 'transfer';
  readonly german: boolean;
}

/** What is served, by path. */
const views: Readonly<Record<string, ServedView>> = {
  '': { view: 'traces', german: false },
  german: { view: 'traces', german: true },
  matrix: { view: 'matrix', german: false },
  'matrix-german': { view: 'matrix', german: true },
  transfer: { view: 'transfer', german: false },
  'transfer-german': { view: 'transfer', german: true },
};

const titles = { traces: 'Traces', matrix: 'Matrix', transfer: 'Transfer' };

function pageOf(origin: string, { view, german: inGerman }: ServedView, look = '{}'): string {
  const page = {
    nonce: randomBytes(16).toString('hex'),
    cspSource: origin,
    scriptUri: `${origin}/${view}.js`,
    styleUris: [`${origin}/${view}.css`],
    title: titles[view],
    lang: inGerman ? 'de' : 'en',
    words: inGerman ? german : {},
  };
  switch (view) {
    case 'matrix':
      return matrixHtml(page);
    case 'transfer':
      return transferHtml(page);
    case 'traces':
      return tracesHtml({ ...page, look: parseTracesLook(JSON.parse(decodeURIComponent(look))) });
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      done(`http://127.0.0.1:${address.port}`);
    });
  });
}
