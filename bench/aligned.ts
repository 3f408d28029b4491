import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import type * as chromium from '../scripts/vscode/chromium.mjs';
import { alignedMessage } from '../test/webview/support/alignments.ts';
import { cpuByFrame, phaseMarks, quantile, traceCategories } from './support/frames.ts';
import { outcome, outcomeText, type OutcomeRow } from './support/outcome.ts';
import { servePages } from './support/renderingPages.ts';
import { traceText, tracesState } from './support/renderingTraces.ts';

/**
 * What a reader of aligned traces waits for, in a real Chromium: from the host's message to the first rows, and frames
 * while six traces of 200 kB, whose words differ in every tenth step, are scrolled through, fast and as slowly as one
 * reads; the same again as the next alignment of a stream comes; and on the way back to columns by themselves, whose
 * texts were drawn before, or, where the panel was opened aligned, never. Target: no frame whose work takes the main
 * thread over 50 ms. Frames have the waiting for a busy machine in them; CPU time has not.
 */
const rounds = 3;
const columns = 6;
const units = 200_000;
const targetMs = 50;

const phases = ['entering', 'showing', 'scrolling', 'slowly', 'again', 'leaving', 'leaving undrawn'] as const;
type Phase = (typeof phases)[number];

const Seen = v.object({
  entering: v.number(),
  first: v.number(),
  again: v.number(),
  leaving: v.number(),
  frames: v.array(v.number()),
});

interface Measured {
  readonly seen: v.InferOutput<typeof Seen>;
  /** Milliseconds of the main thread's CPU for each frame. */
  readonly cpu: (phase: Phase) => readonly number[];
}

/** Six ways to say the same: every tenth step has other words, each trace in another place. */
function traces(): string[] {
  const steps = traceText(units).split('\n\n');
  return Array.from({ length: columns }, (_, column) =>
    steps
      .map((step, at) =>
        (at + column) % 10 === 0 && column > 0
          ? step.replace(/check|apples|even/, 'look at this').replace('Wait', 'Hold on')
          : step,
      )
      .filter((_, at) => column === 0 || (at + 7 * column) % 40 !== 0)
      .join('\n\n'),
  );
}

/** In the page: shows the columns, aligns them once they are drawn or before, scrolls, and aligns them again. */
const inPage = `async ({ state, aligned, again, marks, drawsFirst }) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const send = (data) => window.dispatchEvent(new MessageEvent('message', { data }));
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  const until = async (shown) => { while (!shown()) await painted(); };
  // What is shown first is not all: what follows in the next half second is in the phase too.
  const phase = async (name, run) => {
    await new Promise((done) => setTimeout(done, 500));
    performance.mark(marks[name][0]);
    // What is done now is a task of its own, and that task is in the phase.
    await painted();
    const before = performance.now();
    await run();
    const took = performance.now() - before;
    for (let turn = 0; turn < 30; turn += 1) await painted();
    performance.mark(marks[name][1]);
    await painted();
    return took;
  };
  const scroll = async (turns, by) => {
    const box = document.querySelector('.aligned-rows');
    const frames = [];
    let last = await frame();
    for (let turn = 0; turn < turns; turn += 1) {
      box.scrollTop += by(turn);
      const now = await frame();
      frames.push(now - last);
      last = now;
    }
    return frames;
  };
  send({ type: 'state', state });
  const isDrawn = () => document.querySelector('.model-text') !== null && document.querySelector('[aria-busy]') === null;
  if (drawsFirst) await until(isDrawn);
  const entering = await phase('entering', async () => { press('d'); await painted(); });
  const drawn = () => document.querySelector('.aligned-row .drawn') !== null;
  const first = await phase('showing', async () => { send(aligned); await until(drawn); });
  let frames = [];
  await phase('scrolling', async () => {
    frames = await scroll(drawsFirst ? 300 : 3, (turn) => (turn % 100 === 99 || !drawsFirst ? 20000 : 220));
  });
  // As slowly as one reads: formulas are drawn meanwhile.
  await phase('slowly', () => scroll(drawsFirst ? 300 : 0, (turn) => 40 + (turn % 8) * 10));
  const next = await phase('again', async () => { send(again); await painted(); });
  const leaving = await phase(drawsFirst ? 'leaving' : 'leaving undrawn', async () => { press('d'); await painted(); });
  return { entering, first, again: next, leaving, frames };
}`;

async function measure(browser: Browser, url: string, drawsFirst: boolean): Promise<Measured> {
  const texts = traces();
  const state = tracesState(texts, 'complete');
  const grown = { ...state.columns[5]!, reasoning: `${texts[5] ?? ''}\n\nAnd so it ends.` };
  const next = [...state.columns.slice(0, 5), grown];
  const page = await browser.newPage({ viewport: { width: 1900, height: 1000 } });
  await page.goto(url);
  await page.waitForFunction('window.ready === true');
  const input = {
    state: { ...state, columns: next },
    aligned: alignedMessage(state.columns),
    again: alignedMessage(next),
    drawsFirst,
    marks: Object.fromEntries(phases.map((name) => [name, phaseMarks(name)])),
  };
  await browser.startTracing(page, { categories: traceCategories });
  const seen = v.parse(Seen, await page.evaluate(`(${inPage})(${JSON.stringify(input)})`));
  const trace = await browser.stopTracing();
  await page.close();
  return { seen, cpu: (phase) => cpuByFrame(trace, phase) };
}

function spread(name: string, values: readonly number[]): OutcomeRow[] {
  return [
    { name: `${name}, median`, value: quantile(values, 0.5), unit: 'ms' },
    { name: `${name}, 95th percentile`, value: quantile(values, 0.95), unit: 'ms' },
    { name: `${name}, worst`, value: Math.max(...values), unit: 'ms' },
  ];
}

async function main(args: readonly string[]): Promise<void> {
  const script = pathToFileURL(join(process.cwd(), 'scripts', 'vscode', 'chromium.mjs')).href;
  // Not part of the bundle: Playwright finds its own files.
  const { launchChromium } = (await import(script)) as typeof chromium;
  const pages = await servePages();
  const browser = await launchChromium();
  const all: Measured[] = [];
  const undrawn: Measured[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      all.push(await measure(browser, pages.urlOf('this project'), true));
      undrawn.push(await measure(browser, pages.urlOf('this project'), false));
    }
  } finally {
    await browser.close();
    pages.close();
  }
  const rows = [
    ...spread(
      'from the key to a frame without the texts',
      all.map(({ seen }) => seen.entering),
    ),
    ...spread(
      'from the message to the first rows',
      all.map(({ seen }) => seen.first),
    ),
    ...spread(
      'from the next message to a frame',
      all.map(({ seen }) => seen.again),
    ),
    ...spread(
      'back to columns by themselves, to a frame',
      all.map(({ seen }) => seen.leaving),
    ),
    ...spread(
      'scrolling: a frame',
      all.flatMap(({ seen }) => seen.frames),
    ),
    ...phases.flatMap((phase) =>
      spread(
        `${phase}: CPU of a frame`,
        (phase === 'leaving undrawn' ? undrawn : all).flatMap(({ cpu }) => cpu(phase)),
      ),
    ),
  ];
  const target = { row: 'scrolling: CPU of a frame, worst', under: targetMs };
  const name = `aligned rows, ${columns} traces of ${units / 1000} kB, ${rounds} rounds`;
  console.log(outcomeText(outcome(name, rows, target), args.includes('--json')));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
