import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';

import * as v from 'valibot';

import { addressWords, normaliseBaseUrl } from '../core/baseUrl.ts';
import { isSecretHeader, withoutScheme } from '../core/headerSecrets.ts';
import { errorCode } from './connectionFailure.ts';
import { redact } from './failures.ts';
import { asker, defaultTimeoutMs, type PlainAnswer, type PlainOptions } from './plainAsk.ts';
import type { ServerInfo } from './serverInfo.ts';
import { modelsOfList, OpenAiList, ownRoutes } from './serverList.ts';
import { readServer } from './serverRoutes.ts';
import { say } from '../core/say.ts';

export type { ServerInfo, ServerKind, ServerModel } from './serverInfo.ts';

/**
 * A server that answered as an OpenAI server does, or what is wrong, in words for a user. Where to set what is wrong
 * is the caller's to say, by the kind.
 */
export type Identified =
  | { readonly ok: true; readonly server: ServerInfo }
  | {
      readonly ok: false;
      readonly kind:
        | 'bad-address'
        | 'refused'
        | 'not-openai'
        | 'unauthorized'
        | 'timeout'
        | 'loading'
        | 'server-error'
        | 'ipv6-only'
        | 'cancelled';
      readonly message: string;
      /** An address that would work in its place. */
      readonly suggestion?: string;
    };

export interface IdentifyOptions extends PlainOptions {
  /** Also asks about each model, where the server's lists leave its context open. For a person who looks. */
  readonly eachModel?: boolean;
  /** Secrets in the headers, blotted out of every message. */
  readonly secrets?: readonly string[];
}

/** Asks `url` (as people write it) for its models, then by its own routes what it is. Never rejects. */
export async function identify(url: string, options: IdentifyOptions = {}): Promise<Identified> {
  const address = normaliseBaseUrl(url);
  if (!address.ok) {
    const message = addressWords(address.problem, say`give a key apart from it`);
    return { ok: false, kind: 'bad-address', message };
  }
  const ask = asker(options);
  const { origin, baseUrl } = address;
  let answer: PlainAnswer;
  try {
    answer = await ask(`${baseUrl}/models`);
  } catch (error) {
    return redacted(await unreachable(error, address, options), options);
  }
  const said = judge(answer, origin, baseUrl, sentKeys(options).length > 0);
  if (said !== null) return redacted(said, options);
  const list = v.safeParse(OpenAiList, answer.json);
  if (!list.success) return notOpenAi(baseUrl);
  try {
    const { eachModel = false, timeoutMs = defaultTimeoutMs } = options;
    const root = ownRoutes(baseUrl);
    const asked = { origin, baseUrl, root, list: list.output, ask, eachModel, timeoutMs };
    return { ok: true, server: await readServer(asked) };
  } catch {
    // Its own routes failed, but it lists models: that is enough to use it.
    const models = modelsOfList(list.output);
    return { ok: true, server: { kind: 'unknown', origin, baseUrl, models, slots: null } };
  }
}

function judge(answer: PlainAnswer, origin: string, baseUrl: string, keySent: boolean): Identified | null {
  const { status } = answer;
  if (status === 401 || status === 403) {
    return {
      ok: false,
      kind: 'unauthorized',
      message: keySent
        ? say`The server at ${origin} does not accept the API key (${status}).`
        : say`The server at ${origin} wants an API key (${status}).`,
    };
  }
  if (status === 503) {
    const message = say`The server at ${origin} is loading its model or not ready yet (503). Try again in a while.`;
    return { ok: false, kind: 'loading', message };
  }
  if (status >= 500) {
    const message = say`The server at ${origin} failed when asked for its models (${status}). Its log may say more.`;
    return { ok: false, kind: 'server-error', message };
  }
  return status === 200 ? null : notOpenAi(baseUrl, status);
}

function notOpenAi(baseUrl: string, status?: number): Identified {
  const code = status === undefined ? '' : ` (${status})`;
  return {
    ok: false,
    kind: 'not-openai',
    message: say`Something answers at ${baseUrl}, but not as an OpenAI-compatible server: there is no list of models at ${baseUrl}/models${code}. The address usually ends in /v1.`,
  };
}

async function unreachable(
  error: unknown,
  { origin, baseUrl }: { readonly origin: string; readonly baseUrl: string },
  options: IdentifyOptions,
): Promise<Identified> {
  if (options.signal?.aborted) return { ok: false, kind: 'cancelled', message: say`Cancelled.` };
  const code = errorCode(error);
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
    const seconds = (options.timeoutMs ?? defaultTimeoutMs) / 1000;
    const message = say`${origin} did not answer within ${seconds} s. Is it the right port, and is the server not stuck?`;
    return { ok: false, kind: 'timeout', message };
  }
  if (code === 'ECONNREFUSED') {
    const mended = await viaIpv4(origin, baseUrl, options);
    return (
      mended ?? {
        ok: false,
        kind: 'refused',
        message: say`Nothing answers at ${origin}. Is the server running, and on this port?`,
      }
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return { ok: false, kind: 'refused', message: say`There is no host of the name in ${origin}.` };
  }
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'ETIMEDOUT') {
    return { ok: false, kind: 'refused', message: say`${origin} cannot be reached from here (${code}).` };
  }
  if (/CERT|SSL|TLS|SELF_SIGNED|EPROTO/.test(code)) {
    return {
      ok: false,
      kind: 'refused',
      message: say`No safe connection to ${origin} (${code}). Check its certificate, or use http:// if it has none.`,
    };
  }
  return {
    ok: false,
    kind: 'not-openai',
    message: say`Something listens at ${origin}, but it closed the connection or does not speak HTTP.`,
  };
}

/** `localhost` may mean ::1 alone, while most servers listen on 127.0.0.1 alone: that one is tried too. */
async function viaIpv4(
  origin: string,
  baseUrl: string,
  options: IdentifyOptions,
): Promise<Identified | null> {
  const url = new URL(baseUrl);
  if (url.hostname !== 'localhost' || !(await onlyIpv6(options.lookup))) return null;
  url.hostname = '127.0.0.1';
  const suggestion = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
  try {
    await asker(options)(`${suggestion}/models`);
  } catch {
    return null;
  }
  return {
    ok: false,
    kind: 'ipv6-only',
    message: say`On this machine "localhost" means the IPv6 address ::1 only, and nothing answers at ${origin}. A server does answer on 127.0.0.1: use ${suggestion}.`,
    suggestion,
  };
}

async function onlyIpv6(lookup: LookupFunction | undefined): Promise<boolean> {
  const addresses = await (lookup === undefined
    ? systemLookup('localhost', { all: true }).catch(() => [])
    : new Promise<{ family: number }[]>((resolve) => {
        lookup('localhost', { all: true }, (_error, found) => resolve(Array.isArray(found) ? found : []));
      }));
  return addresses.length > 0 && addresses.every(({ family }) => family === 6);
}

function redacted(result: Identified, options: IdentifyOptions): Identified {
  return result.ok ? result : { ...result, message: redact(result.message, sentKeys(options)) };
}

/** The keys that are sent, by themselves or in a header, without the scheme before them. */
function sentKeys({ key, headers = {}, secrets = [] }: IdentifyOptions): string[] {
  const inHeaders = Object.entries(headers).filter(([name]) => isSecretHeader(name));
  const values = [...(key === undefined ? [] : [key]), ...inHeaders.map(([, value]) => value)];
  return [...values.map(withoutScheme), ...secrets];
}
