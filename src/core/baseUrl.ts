/** An address read as the OpenAI base of a server, or what is wrong with it. */
export type BaseUrl =
  | { readonly ok: true; readonly baseUrl: string; readonly origin: string }
  | { readonly ok: false; readonly message: string };

/** Routes people copy along with the base. */
const routes = /\/(chat\/completions|completions|models|responses|embeddings)$/;

/**
 * The OpenAI base of an address as people write it: without a scheme it is `http`, without a path `/v1`; a
 * trailing slash or route is dropped. A path of its own (`/openai/v1`, `/api/v1`) stays as it is.
 */
export function normaliseBaseUrl(text: string): BaseUrl {
  const address = text.trim();
  if (address === '')
    return { ok: false, message: 'The address is empty. Give one such as http://127.0.0.1:8000/v1.' };
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`);
  } catch {
    return { ok: false, message: 'This is not an address. Give one such as http://127.0.0.1:8000/v1.' };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { ok: false, message: `The address must begin with http:// or https://, not ${url.protocol}//.` };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      ok: false,
      message:
        'The address holds a user name or password. Take it out and run Reasoning Transfer: Set API Key…, which keeps keys in the secret storage.',
    };
  }
  if (url.search !== '') {
    return {
      ok: false,
      message: 'The address holds a query (?…). Give the base alone, such as http://127.0.0.1:8000/v1.',
    };
  }
  const path = url.pathname.replace(/\/+$/, '').replace(routes, '').replace(/\/+$/, '');
  return { ok: true, baseUrl: `${url.origin}${path === '' ? '/v1' : path}`, origin: url.origin };
}

/** The origin (`http://127.0.0.1:8000`) an address belongs to, to which keys are bound; null where it is none. */
export function originOf(text: string): string | null {
  const result = normaliseBaseUrl(text);
  return result.ok ? result.origin : null;
}
