import type http from 'node:http';
import type { LookupFunction } from 'node:net';

import { bodyText } from './bodyText.ts';
import { httpFetch } from './httpFetch.ts';

export interface PlainOptions {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** For one request; default 5,000. */
  readonly timeoutMs?: number;
  readonly agent?: http.Agent;
  readonly lookup?: LookupFunction;
}

/** An answer, whole; `json` is null where the body is not JSON. */
export interface PlainAnswer {
  readonly status: number;
  readonly body: string;
  readonly json: unknown;
}
/** GET, or POST where there is a body, which is sent as JSON. */
export type Ask = (url: string, body?: Readonly<Record<string, unknown>>) => Promise<PlainAnswer>;

export const defaultTimeoutMs = 5000;
const bodyLimit = 4 * 1024 * 1024;

/** A plain question with a time limit, its answer read to the end and parsed where it is JSON. */
export function asker(options: PlainOptions): Ask {
  const { key, headers, signal, timeoutMs = defaultTimeoutMs, agent, lookup } = options;
  const fetch = httpFetch({
    ...(agent ? { agent } : {}),
    ...(lookup ? { lookup } : {}),
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...headers,
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
  });
  return async (url, sent) => {
    const limit = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, {
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      ...(sent === undefined ? {} : { method: 'POST', body: JSON.stringify(sent) }),
    });
    const body = await bodyText(response, bodyLimit);
    let json: unknown = null;
    try {
      json = JSON.parse(body);
    } catch {
      // Not JSON: the caller sees null.
    }
    return { status: response.status, body, json };
  };
}
