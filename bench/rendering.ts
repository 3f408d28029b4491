import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import type * as chromium from '../scripts/vscode/chromium.mjs';
import { cpuByFrame, quantile, traceCategories } from './support/frames.ts';
import { outcome, outcomeText, type OutcomeRow } from './support/outcome.ts';
import { servePages, ways, type Way } from './support/renderingPages.ts';
import { traceText, tracesState } from './support/renderingTraces.ts';

/**
 * What a reader of the traces panel waits for, in a real Chromium: frames while six streams of 100 tokens/s are
 * rendered beside a trace of 200 kB and a column is scrolled; while that trace is opened and scrolled through; while
 * six of them are searched; and the first content of a saved item. The peer does the same with nothing but `append`
 * of plain text. Targets: no frame over 50 ms, first content under 100 ms.
 *
 * A frame's time has the waiting for a busy machine in it: an empty page, measured in the same rounds, shows how
 * much. The CPU time of the page's main thread has not. With `--traces FOLDER` the traces are kept, for Chromium's
 * Performance panel.
 */
const rounds = 3;
const streams = 6;
const tokensPerSecond = 100;
const streamSeconds = 8;
const savedUnits = 200_000;
const query = 'apples, each costs';
/** Three frames of 60 Hz are 50.0 or 50.1 ms. */
const frameTargetMs = 50.5;
const contentTargetMs = 100;

const phases = ['opening', 'streaming', 'searching'] as const;
type Phase = (typeof phases)[number];

const Frames = v.object({ frames: v.array(v.number()) });
const Seen = v.object({
  opening: v.object({ ...Frames.entries, content: v.number(), drawn: v.number() }),
  streaming: Frames,
  searching: Frames,
});

/** One round of one way, in milliseconds. */
interface Measured {
  readonly seen: v.InferOutput<typeof Seen>;
  /** CPU time of the main thread for each frame. */
  readonly cpu: Readonly<Record<Phase, readonly number[]>>;
}

async function main(args: readonly string[]): Promise<void> {
  const script = pathToFileURL(join(process.cwd(), 'scripts', 'vscode', 'chromium.mjs')).href;
  // Not part of the bundle: Playwright finds its own files.
  const { launchChromium } = (await import(script)) as typeof chromium;
  const folder = args.includes('--traces') ? args[args.indexOf('--traces') + 1] : undefined;
  const pages = await servePages();
  const browser = await launchChromium();
  const rows: OutcomeRow[] = [];
  try {
    const all: Record<Way, Measured[]> = { 'this project': [], 'plain append': [], 'empty page': [] };
    for (let round = 1; round <= rounds; round += 1) {
      for (const way of ways) {
        const { measured, trace } = await measure(browser, pages.urlOf(way));
        all[way].push(measured);
        if (folder !== undefined) {
          mkdirSync(folder, { recursive: true });
          writeFileSync(join(folder, `${way} ${round}.json`), trace);
        }
      }
    }
    for (const way of ways) rows.push(...rowsOf(way, all[way]));
    rows.push({
      name: 'processes that wanted to run in the last minute',
      value: loadavg()[0] ?? 0,
      unit: '',
    });
  } finally {
    await browser.close();
    pages.close();
  }
  const value = (name: string) => rows.find((row) => row.name === name)?.value ?? Infinity;
  const target = { row: 'this project: streaming, worst frame', under: frameTargetMs };
  const also =
    value('this project: opening, worst frame') < frameTargetMs &&
    value('this project: searching, worst frame') < frameTargetMs &&
    value('this project: first content, worst') < contentTargetMs;
  const name = `rendering, ${streams} streams of ${tokensPerSecond} tokens/s beside ${savedUnits / 1000} kB, ${rounds} rounds`;
  console.log(outcomeText(outcome(name, rows, target, also), args.includes('--json')));
}

function rowsOf(way: Way, all: readonly Measured[]): OutcomeRow[] {
  const rows = phases.flatMap((phase) => {
    const frames = all.flatMap(({ seen }) => seen[phase].frames);
    const cpu = all.flatMap((one) => one.cpu[phase]);
    return [
      ...spread(`${way}: ${phase}`, 'frame', frames),
      ...spread(`${way}: ${phase}`, 'CPU of a frame', cpu),
    ];
  });
  if (way === 'empty page') return rows;
  const content = all.map(({ seen }) => seen.opening.content);
  const drawn = all.map(({ seen }) => seen.opening.drawn);
  return [
    ...rows,
    { name: `${way}: first content, median`, value: quantile(content, 0.5), unit: 'ms' },
    { name: `${way}: first content, worst`, value: Math.max(...content), unit: 'ms' },
    ...(way === 'this project'
      ? [{ name: `${way}: first formula drawn, median`, value: quantile(drawn, 0.5), unit: 'ms' }]
      : []),
  ];
}

function spread(name: string, what: string, values: readonly number[]): OutcomeRow[] {
  return [
    { name: `${name}, median ${what}`, value: quantile(values, 0.5), unit: 'ms' },
    { name: `${name}, 99th percentile ${what}`, value: quantile(values, 0.99), unit: 'ms' },
    { name: `${name}, worst ${what}`, value: Math.max(...values), unit: 'ms' },
  ];
}

async function measure(browser: Browser, url: string): Promise<{ measured: Measured; trace: Buffer }> {
  const saved = traceText(savedUnits);
  const beside = Array.from({ length: streams }, (_, at) => (at === 0 ? saved : ''));
  const input = JSON.stringify({
    saved: tracesState(beside, 'complete'),
    streaming: tracesState(beside, 'streaming'),
    searched: tracesState(
      Array.from({ length: streams }, (_, at) => saved.slice(at)),
      'complete',
    ),
    text: traceText(streamSeconds * tokensPerSecond * 6 * 2),
    query,
    seconds: streamSeconds,
    perSecond: tokensPerSecond,
  });
  const page = await browser.newPage({ viewport: { width: 1900, height: 1000 } });
  await page.goto(url);
  await page.waitForFunction('window.ready === true');
  await browser.startTracing(page, { categories: traceCategories });
  const seen = v.parse(Seen, await page.evaluate(`measure(${input})`));
  const trace = await browser.stopTracing();
  await page.close();
  const cpuOf = (phase: Phase) => cpuByFrame(trace, phase);
  const cpu = { opening: cpuOf('opening'), streaming: cpuOf('streaming'), searching: cpuOf('searching') };
  return { measured: { seen, cpu }, trace };
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
