import type { GenerateRequest } from '../core/traces/generate.ts';
import type { RequestQueue, Waiting } from './queue.ts';
import { requestLimit, type ServerInfo } from './serverInfo.ts';

/** A place in a queue that is waited for. */
export interface TurnOptions {
  readonly queue: RequestQueue;
  readonly info: ServerInfo | null;
  /** It has had its turn before. */
  readonly again: boolean;
  /** Told when the queue is another one. */
  readonly onChange: () => void;
}

/** Waits for a place in the queue, which it gives; null where it was cancelled before. */
export async function takeTurn(
  { endpoint, signal, onEvent }: GenerateRequest,
  { queue, info, again, onChange }: TurnOptions,
): Promise<Waiting | null> {
  if (signal.aborted) return null;
  const { promise, resolve } = Promise.withResolvers<Waiting | null>();
  let told = -1;
  const waiting: Waiting = {
    model: endpoint.model,
    endpoint: endpoint.label,
    limit: endpoint.concurrency ?? requestLimit(info),
    serverLimit: requestLimit(info),
    start: () => resolve(waiting),
    onAhead: (ahead) => {
      if (ahead !== told) onEvent({ type: 'queued', ahead });
      told = ahead;
    },
  };
  const cancel = (): void => {
    queue.remove(waiting);
    resolve(null);
  };
  signal.addEventListener('abort', cancel, { once: true });
  queue.add(waiting, again);
  onChange();
  const turn = await promise;
  signal.removeEventListener('abort', cancel);
  onChange();
  return turn;
}
