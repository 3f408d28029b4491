import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { tracesHtml } from '../../src/webviewPage.ts';
import { phaseMarks } from './frames.ts';
import { parseTracesLook } from '../../src/protocol.ts';

/** The ways to show traces that are measured; `empty` shows nothing: what it takes is the machine's. */
export const ways = ['this project', 'plain append', 'empty page'] as const;
export type Way = (typeof ways)[number];

const paths: Readonly<Record<Way, string>> = {
  'this project': '/traces',
  'plain append': '/plain',
  'empty page': '/empty',
};

export interface Pages {
  readonly urlOf: (way: Way) => string;
  readonly close: () => void;
}

/**
 * Serves a page for each way, from what is in `dist/webview`. Each has `measure(input)`, which runs the phases one
 * after the other and gives what a reader saw of each.
 */
export async function servePages(): Promise<Pages> {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/').then(({ type, body }) => {
      response.setHeader('content-type', type);
      response.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A server that listens on a port has an address of this kind.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { urlOf: (way) => origin + paths[way], close: () => server.close() };
}

async function answer(url: string): Promise<{ type: string; body: string | Buffer }> {
  if (url === paths['plain append']) return page(plainSide);
  if (url === paths['empty page']) return page(emptySide);
  if (url === paths['this project']) {
    const nonce = randomBytes(16).toString('hex');
    const html = tracesHtml({
      nonce,
      cspSource: "'self'",
      scriptUri: '/traces.js',
      styleUris: ['/traces.css'],
      title: 'Traces',
      lang: 'en',
      words: {},
      look: parseTracesLook({}),
    });
    const script = `<script nonce="${nonce}">{${oursSide}${measuring}}</script>`;
    return {
      type: 'text/html',
      body: html.replace('<script type="module"', `${script}<script type="module"`),
    };
  }
  const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };
  const name = url.slice(1);
  const body = await readFile(join(process.cwd(), 'dist', 'webview', name)).catch(() => '');
  return { type: types[name.split('.').at(-1) ?? ''] ?? 'font/woff2', body };
}

function page(side: string): { type: string; body: string } {
  return { type: 'text/html', body: `<!DOCTYPE html><body><script>{${side}${measuring}}</script>` };
}

const marks = Object.fromEntries(
  ['opening', 'streaming', 'searching'].map((name) => [name, phaseMarks(name)]),
);

/** In the page. `show`, `grow`, `boxes`, `find` and `next` are the way's own. */
const measuring = `
  const marks = ${JSON.stringify(marks)};
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const phase = async (name, run) => {
    const frames = [];
    let last = await frame();
    let watching = true;
    const watch = (now) => {
      if (!watching) return;
      frames.push(now - last);
      last = now;
      requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
    performance.mark(marks[name][0]);
    const given = await run();
    watching = false;
    performance.mark(marks[name][1]);
    // What comes next is not of the phase, nor in its last task.
    await painted();
    return { frames, ...given };
  };
  const until = async (shown) => {
    const before = performance.now();
    while (!shown() && performance.now() - before < 5000) await painted();
    return performance.now() - before;
  };
  window.measure = async ({ saved, streaming, searched, text, query, seconds, perSecond }) => {
    await new Promise((done) => setTimeout(done, 500));
    const opening = await phase('opening', async () => {
      const before = performance.now();
      show(saved);
      const box = () => boxes()[0];
      await painted();
      await until(() => !ours || box()?.textContent.includes('apples'));
      const content = performance.now() - before;
      await until(() => !ours || box()?.querySelector('.katex') !== null);
      const drawn = performance.now() - before;
      for (let top = 0, turn = 0; turn < 240; turn += 1, top += 220) { scroll(top); await frame(); }
      return { content, drawn };
    });
    show(streaming);
    scroll(0);
    await painted();
    const streamed = await phase('streaming', async () => {
      const begin = performance.now();
      let sent = 0;
      while (sent < seconds * perSecond) {
        const due = Math.min(seconds * perSecond, Math.floor((performance.now() - begin) / 1000 * perSecond));
        if (due > sent) {
          // No two models write the same: each stands at another place of the text.
          const piece = (at) => text.slice(at * 137 + sent * 6, at * 137 + due * 6);
          grow(streaming.columns.map(({ key }, at) => ({ key, reasoning: piece(at) })));
          sent = due;
        }
        // Up and down again: the reader of the long trace is not at its end.
        scroll((boxes()[0]?.scrollTop ?? 0) + (Math.floor(performance.now() / 1000) % 2 === 0 ? 60 : -60));
        await frame();
      }
    });
    show(searched);
    await new Promise((done) => setTimeout(done, 1000));
    const searching = await phase('searching', async () => {
      for (let end = 1; end <= query.length; end += 1) { find(query.slice(0, end)); await frame(); await frame(); }
      for (let turn = 0; turn < 12; turn += 1) { next(); await frame(); await frame(); await frame(); await frame(); }
    });
    return { opening, streaming: streamed, searching };
  };
  const scroll = (top) => { const box = boxes()[0]; if (box) box.scrollTop = top; };
  window.ready = true;
`;

const oursSide = `
  const ours = true;
  window.acquireVsCodeApi = () => ({ postMessage: () => {}, getState: () => undefined, setState: () => {} });
  const send = (data) => window.dispatchEvent(new MessageEvent('message', { data }));
  const boxes = () => document.querySelectorAll('.model-text');
  const show = (state) => send({ type: 'state', state });
  const grow = (deltas) => send({ type: 'deltas', deltas });
  const find = (query) => {
    if (document.querySelector('.search') === null) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }));
    const field = document.querySelector('.search .field');
    if (field === null) return void Promise.resolve().then(() => find(query));
    field.value = query;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const next = () =>
    document.querySelector('.search .field').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
`;

/** Text in one node a message, and the browser's own search of strings. */
const plainSide = `
  const ours = false;
  document.body.style.cssText = 'display: flex; height: 95vh';
  const texts = new Map();
  const boxes = () => document.querySelectorAll('.box');
  const show = (state) => {
    document.body.replaceChildren();
    for (const { key, reasoning } of state.columns) {
      const box = document.createElement('div');
      box.className = 'box';
      box.style.cssText = 'flex: 1; overflow: auto; white-space: pre-wrap; contain: strict';
      box.append(reasoning);
      document.body.append(box);
      texts.set(key, box);
    }
  };
  const grow = (deltas) => { for (const { key, reasoning } of deltas) texts.get(key).append(reasoning); };
  let found = [];
  let at = 0;
  const find = (query) => {
    found = [...texts.values()].flatMap((box) => [...box.textContent.matchAll(new RegExp(query, 'giu'))].map(({ index }) => [box, index, query.length]));
  };
  const next = () => {
    const [box, index, length] = found[at++ % found.length];
    const range = new Range();
    range.setStart(box.firstChild, index);
    range.setEnd(box.firstChild, index + length);
    CSS.highlights.set('found', new Highlight(range));
    box.scrollTop += range.getBoundingClientRect().top - box.getBoundingClientRect().top;
  };
`;

const emptySide = `
  const ours = false;
  const boxes = () => [];
  const show = () => {};
  const grow = () => {};
  const find = () => {};
  const next = () => {};
`;
