import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { matrixHtml } from '../../src/webviewPage.ts';
import { phaseMarks } from './frames.ts';

/**
 * The ways to scroll a matrix that are measured. `virtual table`: the rows in view as elements, made anew as they
 * come; `empty canvas`: nothing but a canvas of that size filled with one colour, which is what there is to pay.
 */
export const ways = ['this project', 'virtual table', 'empty canvas'] as const;
export type Way = (typeof ways)[number];
export const phases = ['scrolling', 'jumping', 'sideways', 'arranging'] as const;
export type Phase = (typeof phases)[number];

const paths: Readonly<Record<Way, string>> = {
  'this project': '/matrix',
  'virtual table': '/table',
  'empty canvas': '/empty',
};

export interface Pages {
  readonly urlOf: (way: Way) => string;
  readonly close: () => void;
}

/** Serves a page for each way, ours from what is in `dist/webview`. Each has `measure(frames)`. */
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
  if (url === paths['virtual table']) return page(tableSide);
  if (url === paths['empty canvas']) return page(emptySide);
  if (url === paths['this project']) {
    const nonce = randomBytes(16).toString('hex');
    const html = matrixHtml({
      nonce,
      cspSource: "'self'",
      scriptUri: '/matrix.js',
      styleUris: ['/matrix.css'],
      title: 'Matrix',
      lang: 'en',
      words: {},
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
  return { type: types[name.split('.').at(-1) ?? ''] ?? 'font/ttf', body };
}

function page(side: string): { type: string; body: string } {
  const style = `<style>body { margin: 0; color: #ccc; background: #1f1f1f; font: 13px sans-serif; }</style>`;
  return {
    type: 'text/html',
    body: `<!DOCTYPE html><meta charset="utf-8">${style}<body><script>{${side}${measuring}}</script>`,
  };
}

const marks = Object.fromEntries(phases.map((name) => [name, phaseMarks(name)]));

/** In the page. `show`, `box` and `arrange` are the way's own. */
const measuring = `
  const marks = ${JSON.stringify(marks)};
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const phase = async (name, run) => {
    await painted();
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
    await run();
    watching = false;
    performance.mark(marks[name][1]);
    await painted();
    return frames;
  };
  window.show = async (data) => {
    const before = performance.now();
    show(data);
    await painted();
    await painted();
    return performance.now() - before;
  };
  window.measure = async (frames) => {
    await new Promise((done) => setTimeout(done, 500));
    const end = box().scrollHeight - box().clientHeight;
    const scroll = async (top, left) => { box().scrollTop = top; box().scrollLeft = left; await frame(); };
    const found = {};
    // As a wheel does, and as one who pulls the scrollbar through all of it.
    found.scrolling = await phase('scrolling', async () => { for (let at = 0; at < frames; at += 1) await scroll(at * 67, 0); });
    found.jumping = await phase('jumping', async () => { for (let at = 0; at < frames; at += 1) await scroll((at * 0.618034 % 1) * end, 0); });
    found.sideways = await phase('sideways', async () => { for (let at = 0; at < frames; at += 1) await scroll(at * 13, at * 7 % 500); });
    found.arranging = await phase('arranging', async () => { for (let at = 0; at < 24; at += 1) { arrange(at); await painted(); await painted(); } });
    return found;
  };
  window.ready = true;
`;

const oursSide = `
  window.acquireVsCodeApi = () => ({ postMessage: () => {}, getState: () => undefined, setState: () => {} });
  const show = (data) => window.dispatchEvent(new MessageEvent('message', { data: { type: 'data', data } }));
  const box = () => document.querySelector('.scroller');
  const arrange = (turn) => {
    const [, sort] = document.querySelectorAll('select');
    const field = document.querySelector('.field');
    if (turn % 2 === 0) {
      sort.selectedIndex = (turn / 2) % sort.options.length;
      sort.dispatchEvent(new Event('change', { bubbles: true }));
    } else {
      field.value = 'many litres'.slice(0, turn % 11);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  };
`;

const tableSide = `
  document.body.innerHTML = '<div id="box" style="height: 100vh; overflow: auto; contain: strict"><div id="sizer"><table style="position: sticky; top: 0; border-spacing: 0; table-layout: fixed"></table></div></div>';
  const table = document.querySelector('table');
  const box = () => document.querySelector('#box');
  let data;
  let order;
  let text = '';
  const draw = () => {
    const from = Math.floor(box().scrollTop / 20);
    const body = document.createElement('tbody');
    const width = data.columns.length;
    for (let row = from; row < Math.min(order.length, from + Math.ceil(box().clientHeight / 20)); row += 1) {
      const item = order[row];
      const tr = document.createElement('tr');
      tr.style.height = '20px';
      const name = document.createElement('th');
      name.style.cssText = 'position: sticky; left: 0; min-width: 400px; max-width: 400px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; text-align: left; background: #1f1f1f';
      name.textContent = data.items[item].id + ' ' + data.items[item].question;
      tr.append(name);
      for (let column = 0; column < width; column += 1) {
        const td = document.createElement('td');
        const rate = data.rates[item * width + column];
        td.style.cssText = 'min-width: 45px; padding: 0; text-align: center; background: ' + (rate === 255 ? 'none' : 'rgb(' + (200 - rate / 2) + ', ' + (80 + rate / 2) + ', 90)');
        if (data.truncated[item * width + column] > 0) td.textContent = '◥';
        tr.append(td);
      }
      body.append(tr);
    }
    table.replaceChildren(body);
  };
  let drawing = false;
  const later = () => {
    if (drawing) return;
    drawing = true;
    requestAnimationFrame(() => { drawing = false; draw(); });
  };
  box().addEventListener('scroll', later);
  const show = (all) => {
    data = all;
    order = data.items.map((_, index) => index);
    document.querySelector('#sizer').style.cssText = 'height: ' + order.length * 20 + 'px; width: ' + (400 + 46 * data.columns.length) + 'px';
    later();
  };
  const arrange = (turn) => {
    const width = data.columns.length;
    if (turn % 2 === 1) text = 'many litres'.slice(0, turn % 11);
    const mean = data.items.map((_, item) => data.rates.subarray(item * width, (item + 1) * width).reduce((sum, rate) => sum + rate, 0));
    order = data.items.map((_, index) => index).filter((item) => data.items[item].question.toLowerCase().includes(text));
    order.sort((a, b) => (turn % 4 < 2 ? mean[a] - mean[b] : a - b));
    later();
  };
`;

const emptySide = `
  document.body.innerHTML = '<canvas style="position: absolute; width: 100vw; height: 100vh"></canvas><div id="box" style="position: absolute; inset: 0; overflow: auto; contain: strict"><div id="sizer"></div></div>';
  const canvas = document.querySelector('canvas');
  const box = () => document.querySelector('#box');
  const context = canvas.getContext('2d', { alpha: false });
  const draw = (turn) => {
    context.fillStyle = turn % 2 ? '#1f1f1f' : '#202020';
    context.fillRect(0, 0, canvas.width, canvas.height);
  };
  box().addEventListener('scroll', () => requestAnimationFrame(() => draw(Math.floor(box().scrollTop))));
  const show = (data) => {
    canvas.width = innerWidth;
    canvas.height = innerHeight;
    document.querySelector('#sizer').style.cssText = 'height: ' + data.items.length * 20 + 'px; width: ' + (400 + 46 * data.columns.length) + 'px';
    draw(0);
  };
  const arrange = (turn) => requestAnimationFrame(() => draw(turn));
`;
