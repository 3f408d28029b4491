import { longestTimerMs } from './silence.ts';

/** Resolves after `ms`, or at once when the signal aborts. */
export function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  if (signal.aborted) return Promise.resolve();
  const timer = setTimeout(() => resolve(undefined), Math.min(ms, longestTimerMs));
  const stop = (): void => {
    clearTimeout(timer);
    resolve(undefined);
  };
  signal.addEventListener('abort', stop, { once: true });
  return promise.then(() => signal.removeEventListener('abort', stop));
}

/** What a promise gives, or null as soon as the signal aborts. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
  const aborted = Promise.withResolvers<null>();
  const stop = (): void => aborted.resolve(null);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([promise, aborted.promise]).finally(() => signal.removeEventListener('abort', stop));
}
