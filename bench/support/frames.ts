import * as v from 'valibot';

/** What of a Chromium trace is read here (Trace Event Format); times in microseconds. */
const Trace = v.object({
  traceEvents: v.array(
    v.object({
      name: v.string(),
      pid: v.number(),
      tid: v.number(),
      ts: v.optional(v.number(), 0),
      /** CPU time of the thread, where it is known: what waits for a busy machine is not in it. */
      tdur: v.optional(v.number(), 0),
    }),
  ),
});

/** The categories that `cpuByFrame` needs. */
export const traceCategories = [
  'blink.user_timing',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
];

/** Names of the marks (`performance.mark`) that begin and end a phase. */
export function phaseMarks(phase: string): readonly [begin: string, end: string] {
  return [`${phase} begins`, `${phase} ends`];
}

/**
 * Milliseconds of CPU time that the page's main thread took for each frame of a phase: script, style, layout and
 * painting, from the end of one frame's drawing to the end of the next one's. Throws where the trace lacks the phase's marks.
 */
export function cpuByFrame(trace: Buffer, phase: string): number[] {
  const { traceEvents: events } = v.parse(Trace, JSON.parse(trace.toString('utf8')));
  const [begin, end] = phaseMarks(phase).map((name) => events.find((event) => event.name === name));
  if (begin === undefined || end === undefined) throw new Error(`The trace has no phase "${phase}".`);
  const own = events
    .filter(({ pid, tid, ts }) => pid === begin.pid && tid === begin.tid && ts >= begin.ts && ts <= end.ts)
    .sort((a, b) => a.ts - b.ts);
  const frames: number[] = [];
  let [taken, task, draws] = [0, 0, false];
  for (const { name, tdur } of own) {
    if (name === 'FireAnimationFrame') draws = true;
    if (name !== 'RunTask') continue;
    taken += task;
    if (draws) [taken] = [0, frames.push(taken)];
    [task, draws] = [tdur / 1000, false];
  }
  return frames;
}

/** The value below which a share of all lies; 0 where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
