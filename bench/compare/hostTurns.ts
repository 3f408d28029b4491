import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ShownTexts } from '../../src/host/tracesColumn.ts';
import { TracesAlignment } from '../../src/host/tracesAlignment.ts';
import { CompareClient } from '../../src/workspace/compare/compareClient.ts';
import type { OutcomeRow } from '../support/outcome.ts';
import { chanceFrom } from '../support/sampleText.ts';

const columns = 6;
const units = 200_000;
/** As long as a reader takes from the opened panel to the key, at least; the thread warms up meanwhile. */
const readerMs = 600;

const script = (): string => resolve('dist', 'compareThread.js');

/** Milliseconds that the first question to the thread takes, from the question to its answer, as the extension asks it. */
export async function firstQuestion(left: string, right: string): Promise<{ ms: number; cpu: number }> {
  const client = new CompareClient(script());
  client.warmUp();
  await wait(readerMs);
  const traces = [left, right].map((reasoning) => ({ reasoning, answer: '', finalAnswer: null }));
  const [from, used] = [performance.now(), process.cpuUsage()];
  await client.align(traces, 0, 'both');
  const ms = performance.now() - from;
  const { user, system } = process.cpuUsage(used);
  await client.close();
  return { ms, cpu: (user + system) / 1000 };
}

/**
 * What an alignment takes of the extension host: its texts are posted to the thread, the answer is received and posted
 * to the webview, which VS Code does as JSON. The longest turn of the event loop in CPU time of its thread, so that a
 * busy machine does not count, and how much is posted.
 */
export async function hostTurns(): Promise<OutcomeRow[]> {
  const client = new CompareClient(script());
  const texts = shortSteps();
  const shown = texts.map((reasoning, at) => shownText(String(at), reasoning));
  const posted = Promise.withResolvers<number>();
  const alignment = new TracesAlignment(
    (traces, reference, part) => client.align(traces, reference, part),
    () => ({ item: null, currentTexts: () => shown, flush: () => undefined }),
    (message) => posted.resolve(JSON.stringify(message).length),
    (error) => posted.reject(error),
  );
  let [longest, isDone] = [0, false];
  const turns = (async () => {
    for (let last = threadMs(); !isDone;) {
      await new Promise(setImmediate);
      const now = threadMs();
      longest = Math.max(longest, now - last);
      last = now;
    }
  })();
  alignment.ask({ columns: shown.map(({ key }) => key), reference: '0', part: 'both' });
  const size = await posted.promise;
  isDone = true;
  await turns;
  alignment.dispose();
  await client.close();
  const of = `extension host, ${columns} columns of ${units / 1000} kB of short steps`;
  return [
    { name: `${of}: longest turn`, value: longest, unit: 'ms' },
    { name: `${of}: posted`, value: size / 1e6, unit: 'MB' },
  ];
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Steps of two words and a number; some are others in each text. */
function shortSteps(): string[] {
  const chance = chanceFrom(8);
  return Array.from({ length: columns }, () => {
    const steps: string[] = [];
    for (let [length, at] = [0, 0]; length < units; at += 1) {
      const step = `So n${at} = ${chance() < 0.1 ? Math.floor(chance() * 1e4) : at * 3}`;
      steps.push(step);
      length += step.length + 2;
    }
    return steps.join('\n\n');
  });
}

function shownText(key: string, reasoning: string): ShownTexts {
  return { key, sample: 0, reasoning, answer: '', finalAnswer: null, cut: false, loading: false };
}
