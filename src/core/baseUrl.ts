import { say } from './say.ts';

/** What is wrong with an address. */
export type AddressProblem =
  | { readonly kind: 'empty' | 'not-an-address' | 'query' }
  /** `scheme` as in `ftp:`. */
  | { readonly kind: 'scheme'; readonly scheme: string }
  /** It holds a user name or password, which no message may repeat. */
  | { readonly kind: 'password' };

/** An address read as the OpenAI base of a server, or what is wrong with it. */
export type BaseUrl =
  | { readonly ok: true; readonly baseUrl: string; readonly origin: string }
  | { readonly ok: false; readonly problem: AddressProblem };

/** Routes people copy along with the base. */
const routes = /\/(chat\/completions|completions|models|responses|embeddings)$/;

/**
 * The OpenAI base of an address as people write it: without a scheme it is `http`, without a path `/v1`; a
 * trailing slash or route is dropped. A path of its own (`/openai/v1`, `/api/v1`) stays as it is.
 */
export function normaliseBaseUrl(text: string): BaseUrl {
  const address = text.trim();
  if (address === '') return { ok: false, problem: { kind: 'empty' } };
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`);
  } catch {
    return { ok: false, problem: { kind: 'not-an-address' } };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { ok: false, problem: { kind: 'scheme', scheme: url.protocol } };
  }
  if (url.username !== '' || url.password !== '') {
    return { ok: false, problem: { kind: 'password' } };
  }
  if (url.search !== '') {
    return { ok: false, problem: { kind: 'query' } };
  }
  const path = url.pathname.replace(/\/+$/, '').replace(routes, '').replace(/\/+$/, '');
  return { ok: true, baseUrl: `${url.origin}${path === '' ? '/v1' : path}`, origin: url.origin };
}

/**
 * A problem in words. `keyAdvice` says where a key goes in the place the address came from, as a sentence's end:
 * "run … for it".
 */
export function addressWords(problem: AddressProblem, keyAdvice: string): string {
  const example = 'http://127.0.0.1:8000/v1';
  switch (problem.kind) {
    case 'empty':
      return say`The address is empty. Give one such as ${example}.`;
    case 'not-an-address':
      return say`This is not an address. Give one such as ${example}.`;
    case 'scheme':
      return say`The address must begin with http:// or https://, not ${problem.scheme}//.`;
    case 'password':
      return say`The address holds a user name or password. Take it out and ${keyAdvice}.`;
    case 'query':
      return say`The address holds a query (?…). Give the base alone, such as ${example}.`;
  }
}

/** The origin (`http://127.0.0.1:8000`) an address belongs to, to which keys are bound; null where it is none. */
export function originOf(text: string): string | null {
  const result = normaliseBaseUrl(text);
  return result.ok ? result.origin : null;
}
