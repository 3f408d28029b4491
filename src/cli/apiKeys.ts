import type { Endpoint } from '../core/endpoint.ts';
import { UsageError } from './io.ts';

const variable = 'REASONING_TRANSFER_API_KEY';

/** The variable for the key of the endpoint at a position (0-based). */
export function keyVariable(index: number): string {
  return index === 0 ? variable : `${variable}_${index + 1}`;
}

/**
 * The keys of the environment by origin: `REASONING_TRANSFER_API_KEY` belongs to the first endpoint's origin
 * alone, `REASONING_TRANSFER_API_KEY_<n>` to the n-th's (1-based). A key never goes to another origin. Throws
 * a `UsageError` where two different keys would belong to one origin.
 */
export function keysByOrigin(
  endpoints: readonly Endpoint[],
  env: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  const keys = new Map<string, { readonly key: string; readonly name: string }>();
  endpoints.forEach((endpoint, index) => {
    const own = `${variable}_${index + 1}`;
    const name = env[own] === undefined && index === 0 ? variable : own;
    const key = env[name];
    if (key === undefined || key === '') {
      return;
    }
    const { origin } = new URL(endpoint.baseUrl);
    const other = keys.get(origin);
    if (other !== undefined && other.key !== key) {
      throw new UsageError(
        `${other.name} and ${name} are different keys for one server, ${origin}. A server has one key; unset one.`,
      );
    }
    keys.set(origin, { key, name });
  });
  return new Map([...keys].map(([origin, { key }]) => [origin, key]));
}
