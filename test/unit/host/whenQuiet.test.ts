import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WhenQuiet } from '../../../src/host/whenQuiet.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a key is done once it was left alone, and from time to time while it is not', () => {
  const started = Date.now();
  const done: string[] = [];
  const quiet = new WhenQuiet(1000, 10_000);
  const touch = (key: string): void => {
    quiet.touch(key, () => done.push(`${key} ${Date.now() - started}`));
  };
  touch('still');
  for (let passed = 0; passed < 25_000; passed += 300) {
    touch('grows');
    vi.advanceTimersByTime(300);
  }
  vi.advanceTimersByTime(60_000);
  expect(done).toEqual(['still 1000', 'grows 10000', 'grows 20200', 'grows 25900']);
  touch('late');
  quiet.dispose();
  vi.advanceTimersByTime(60_000);
  expect(done).toHaveLength(4);
});
