import { expect, test } from 'vitest';
import { itemInput, transferred, transferredWith, type ItemTask } from './builtInput.ts';

/** The tuned model learned a little: below two standard errors. */
const little = (benchmark: string, domain: ItemTask['domain']): ItemTask => ({
  benchmark,
  domain,
  single: true,
  scores: {
    a: Array.from({ length: 80 }, (_, at) => (at < 40 ? 1 : 0)),
    a1: Array.from({ length: 80 }, (_, at) => (at > 4 && at < 40 + benchmark.length ? 1 : 0)),
  },
});

test.each([
  ['before there are resamples', transferred],
  ['with them', transferredWith],
])('the root shrinks a domain that has an index, and none that has none, %s', (_, made) => {
  const tasks = [little('AIME24', 'math'), little('MATH-500', 'math'), little('HeadQA', 'other')];
  const [model] = made(itemInput([{ model: 'a1', base: 'a' }], tasks)).models;
  const { math, other } = model!.domains;
  expect(math.di.value).not.toBeNull();
  expect(math.shrunk).toEqual(['AIME24', 'MATH-500']);
  // A single gain has no σ, and so no index that could be pulled anywhere.
  expect(other).toMatchObject({ benchmarks: 1, di: { value: null }, shrunk: [] });
  const gained = model!.benchmarks.find(({ benchmark }) => benchmark === 'HeadQA')!;
  expect(gained.delta.value).toBeLessThan(2 * gained.stderr!);
});
