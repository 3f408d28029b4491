import { expect, test } from 'vitest';
import { ItemFileCache } from '../../../src/host/itemFileCache.ts';

const own: readonly unknown[] = [];
const small = { version: '1', own, large: false };
const large = { version: '1', own, large: true };

function cacheOf(...open: string[]) {
  const cache = new ItemFileCache<string>((key) => open.includes(key));
  const reads: string[] = [];
  const get = (key: string, state = small): Promise<string> =>
    cache.get(key, state, () => {
      reads.push(key);
      return Promise.resolve(key);
    });
  return { cache, get, reads };
}

test('of files without a document the eight last used stay, of large ones the last', async () => {
  const { cache, get, reads } = cacheOf('shown', 'shown.gz');
  await get('shown');
  await get('shown.gz', large);
  for (const key of 'abcdefgh') await get(key);
  await get('a');
  await get('i');
  expect(cache.keys()).toEqual(['shown', 'shown.gz', 'c', 'd', 'e', 'f', 'g', 'h', 'a', 'i']);
  await get('x.gz', large);
  await get('y.gz', large);
  expect(cache.keys().filter((key) => key.endsWith('gz'))).toEqual(['shown.gz', 'y.gz']);
  expect(reads.filter((key) => key === 'a')).toHaveLength(1);
  cache.release('y.gz');
  cache.release('shown');
  expect(cache.keys()).not.toContain('y.gz');
  expect(cache.keys()).toContain('shown');
});

test('a file is read again in another state and under other settings, and after a failure', async () => {
  const { cache, get, reads } = cacheOf();
  await get('a');
  await get('a');
  await get('a', { ...small, version: '2' });
  await get('a', { ...small, version: '2', own: [1] });
  expect(reads).toEqual(['a', 'a', 'a']);
  const failing = (): Promise<string> => Promise.reject(new Error('gone'));
  await expect(cache.get('b', small, failing)).rejects.toThrow('gone');
  expect(await get('b')).toBe('b');
});
