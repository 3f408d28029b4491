import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import type * as chromium from '../scripts/vscode/chromium.mjs';
import type { Column, TracesState } from '../src/protocol.ts';
import { tracesHtml } from '../src/webviewPage.ts';
import { outcome, outcomeText, type OutcomeRow } from './support/outcome.ts';

/**
 * What a reader of the traces panel waits for, in a real Chromium: the longest frame while six streams of 100
 * tokens/s are rendered beside a trace of 200 kB and a column is scrolled, the longest frame while that trace is
 * opened and scrolled through, and the first content of a saved item. The peer does the same with nothing but
 * `append` of plain text. Targets: no frame over 50 ms, first content under 100 ms.
 */
const rounds = 3;
const streams = 6;
const tokensPerSecond = 100;
const streamSeconds = 8;
const savedUnits = 200_000;
const frameTargetMs = 50;
const contentTargetMs = 100;

const Measured = v.object({ content: v.number(), opening: v.number(), streaming: v.number() });
type Measured = v.InferOutput<typeof Measured>;

async function main(args: readonly string[]): Promise<void> {
  const script = pathToFileURL(join(process.cwd(), 'scripts', 'vscode', 'chromium.mjs')).href;
  // Not part of the bundle: Playwright finds its own files.
  const { launchChromium } = (await import(script)) as typeof chromium;
  const server = createServer((request, response) => {
    void answer(request.url ?? '/').then(({ type, body }) => {
      response.setHeader('content-type', type);
      response.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A server that listens on a port has an address of this kind.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchChromium();
  const found = { 'this project': [] as Measured[], 'plain append': [] as Measured[] };
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [way, path] of [
        ['this project', '/traces'],
        ['plain append', '/plain'],
      ] as const) {
        const page = await browser.newPage({ viewport: { width: 1900, height: 1000 } });
        await page.goto(origin + path);
        found[way].push(await measure(page));
        await page.close();
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
  const rows = Object.entries(found).flatMap(([way, all]) => rowsOf(way, all));
  const content = rows.find(({ name }) => name === 'this project: first content')?.value ?? Infinity;
  const opening = rows.find(({ name }) => name === 'this project: longest frame, opening')?.value ?? Infinity;
  const target = { row: 'this project: longest frame, streaming', under: frameTargetMs };
  const also = content < contentTargetMs && opening < frameTargetMs;
  const name = `rendering, ${streams} streams of ${tokensPerSecond} tokens/s beside ${savedUnits / 1000} kB, worst of ${rounds} rounds`;
  console.log(outcomeText(outcome(name, rows, target, also), args.includes('--json')));
}

function rowsOf(way: string, all: readonly Measured[]): OutcomeRow[] {
  const worst = (pick: (one: Measured) => number) => Math.max(...all.map(pick));
  return [
    { name: `${way}: longest frame, streaming`, value: worst((one) => one.streaming), unit: 'ms' },
    { name: `${way}: longest frame, opening`, value: worst((one) => one.opening), unit: 'ms' },
    { name: `${way}: first content`, value: worst((one) => one.content), unit: 'ms' },
  ];
}

async function measure(page: Page): Promise<Measured> {
  const saved = traceText(savedUnits);
  const state: TracesState = {
    restore: '',
    item: {
      benchmark: 'MATH-500',
      domain: 'math',
      id: '1',
      question: 'What is 6 times 7?',
      gold: '42',
      place: 'a.jsonl:1',
    },
    position: [0, 1],
    columns: Array.from({ length: streams }, (_, at) => columnOf(`m${at}`, at === 0 ? saved : '')),
    runsElsewhere: false,
    progress: null,
  };
  const text = traceText(streamSeconds * tokensPerSecond * 6 * 2);
  await page.waitForFunction('window.ready === true');
  const input = JSON.stringify({ state, text, streams, seconds: streamSeconds, perSecond: tokensPerSecond });
  return v.parse(Measured, await page.evaluate(`measure(${input})`));
}

function columnOf(label: string, reasoning: string): Column {
  return {
    key: label,
    label,
    model: label,
    role: null,
    samples: [{ state: 'streaming', verdict: null, group: 0, words: 'repeat 1 of 1' }],
    sample: 0,
    state: 'streaming',
    prompt: null,
    promptTokens: null,
    note: null,
    reasoning,
    answer: '',
    flags: [],
    verdict: null,
    remedies: [],
    completionTokens: null,
    reasoningTokens: null,
    ttftMs: null,
    durationMs: null,
    live: null,
    sampling: 'T 0.6',
  };
}

/** Prose, lists, display and inline formulas in about the measure of a trace of a mathematics problem. */
function traceText(units: number): string {
  const parts: string[] = [];
  let length = 0;
  for (let at = 1; length < units; at += 1) {
    const part = [
      `So with **${at}** apples, each costs $p_{${at}} = \\frac{${at}}{${at + 3}}$ and that leaves $x^2 + ${at}$ of them. `,
      'Wait, let me check this by hand once more, since it is easy to be off by one here.\n\n',
      `\\[\n\\sum_{k=1}^{${at}} k = \\frac{${at}(${at}+1)}{2} = ${(at * (at + 1)) / 2}\n\\]\n\n`,
      `1. First, \\(a = ${at}\\) and \`b\`.\n2. Then it is *odd*.\n\n`,
    ].join('');
    parts.push(part);
    length += part.length;
  }
  return parts.join('').slice(0, units);
}

/** In the page: `measure` is given what to show and gives milliseconds; `show` and `grow` are the way's own. */
const measuring = `
  let longest = 0;
  let last = 0;
  let watching = false;
  const watch = (now) => {
    if (last > 0) longest = Math.max(longest, now - last);
    last = now;
    if (watching) requestAnimationFrame(watch);
  };
  const start = () => { longest = 0; last = 0; watching = true; requestAnimationFrame(watch); };
  const stop = () => { watching = false; return longest; };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const boxOf = (at) => boxes()[at];
  window.measure = async ({ state, text, streams, seconds, perSecond }) => {
    await new Promise((done) => setTimeout(done, 500));
    start();
    await frame(); await frame();
    const before = performance.now();
    show(state);
    do await painted(); while (!boxOf(0)?.textContent.includes('apples'));
    const content = performance.now() - before;
    const box = boxOf(0);
    box.scrollTop = 0;
    for (let top = 0, turn = 0; turn < 240; turn += 1, top += 220) { box.scrollTop = top; await frame(); }
    const opening = stop();
    start();
    const begin = performance.now();
    let sent = 0;
    while (sent < seconds * perSecond) {
      const due = Math.min(seconds * perSecond, Math.floor((performance.now() - begin) / 1000 * perSecond));
      if (due > sent) {
        const piece = text.slice(sent * 6, due * 6);
        grow(state.columns.map(({ key }) => ({ key, reasoning: piece })));
        sent = due;
      }
      // Up and down again: the reader of the long trace is not at its end.
      box.scrollTop += Math.floor(performance.now() / 1000) % 2 === 0 ? 60 : -60;
      await frame();
    }
    return { content, opening, streaming: stop() };
  };
  window.ready = true;
`;

const oursSide = `
  const post = [];
  window.acquireVsCodeApi = () => ({ postMessage: () => {}, getState: () => undefined, setState: () => {} });
  const send = (data) => window.dispatchEvent(new MessageEvent('message', { data }));
  const boxes = () => document.querySelectorAll('.model-text');
  const show = (state) => send({ type: 'state', state });
  const grow = (deltas) => send({ type: 'deltas', deltas });
`;

const plainSide = `
  document.body.style.cssText = 'display: flex; height: 95vh';
  const texts = new Map();
  const boxes = () => document.querySelectorAll('.box');
  const show = (state) => {
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
`;

async function answer(url: string): Promise<{ type: string; body: string | Buffer }> {
  const name = url.slice(1);
  if (name === 'plain') {
    return { type: 'text/html', body: `<!DOCTYPE html><body><script>{${plainSide}${measuring}}</script>` };
  }
  if (name === 'traces') {
    const nonce = randomBytes(16).toString('hex');
    const html = tracesHtml({
      nonce,
      cspSource: "'self'",
      scriptUri: '/traces.js',
      styleUris: ['/traces.css'],
      title: 'Traces',
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
  const body = await readFile(join(process.cwd(), 'dist', 'webview', name)).catch(() => '');
  return { type: types[name.split('.').at(-1) ?? ''] ?? 'font/woff2', body };
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
