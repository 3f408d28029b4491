import type { Endpoint } from '../core/endpoint.ts';
import { fillSecrets, isSecretHeader, secretNames, withoutScheme } from '../core/headerSecrets.ts';
import { say } from '../core/say.ts';

/** All headers of an endpoint's requests. */
export interface FilledHeaders {
  readonly ok: true;
  readonly headers: Readonly<Record<string, string>>;
  /** Keys and secrets, which no message may hold. */
  readonly secrets: readonly string[];
  /** These, and the values of all headers of the endpoint's own: blotted out of what others say. */
  readonly blots: readonly string[];
  readonly keySent: boolean;
}

export interface SecretSource {
  /** The key of an origin. */
  readonly keyFor: (origin: string) => Promise<string | undefined>;
  /** The value of `${secret:NAME}` in a header for an origin. */
  readonly secret: (origin: string, name: string) => Promise<string | undefined>;
}

/** Fills keys and secrets in; a secret that is not set is a message. An endpoint's own headers win. */
export async function fillHeaders(
  endpoint: Pick<Endpoint, 'headers' | 'label'>,
  origin: string,
  source: SecretSource,
): Promise<FilledHeaders | { readonly ok: false; readonly message: string }> {
  const values = new Map<string, string>();
  for (const name of Object.values(endpoint.headers).flatMap(secretNames)) {
    const value = await source.secret(origin, name);
    if (value === undefined) {
      const message = say`A header of "${endpoint.label}" needs the secret "${name}" for ${origin}, which is not set.`;
      return { ok: false, message };
    }
    values.set(name, value);
  }
  const key = await source.keyFor(origin);
  const headers: Record<string, string> = {
    accept: 'text/event-stream, application/json',
    'content-type': 'application/json',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
  const own = Object.entries(endpoint.headers).map(
    ([name, value]) => [name.toLowerCase(), fillSecrets(value, values)] as const,
  );
  const secrets = [...values.values(), ...(key === undefined ? [] : [key])];
  return {
    ok: true,
    headers: { ...headers, ...Object.fromEntries(own) },
    secrets,
    blots: [...secrets, ...own.flatMap(([, value]) => [value, withoutScheme(value)])],
    keySent: secrets.length > 0 || own.some(([name]) => isSecretHeader(name)),
  };
}
