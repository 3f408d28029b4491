import { expect, test } from 'vitest';
import { endpointPickItem } from '../../../src/host/endpointPick.ts';
import { requestWords } from '../../../src/host/requestWords.ts';
import { endpoint } from '../results/fixtures.ts';

const repeated = (...repeats: number[]) => repeats.map((each) => ({ sampling: { repeats: each } }));

test.each([
  ['factors', 6, [4, 4, 4, 4, 4, 4], '6 items × 6 endpoints × 4 repeats = at most 144 requests.'],
  ['large numbers', 1319, [8, 8], '1,319 items × 2 endpoints × 8 repeats = at most 21,104 requests.'],
  ['the sum alone where repeats differ', 6, [4, 1], 'At most 30 requests.'],
  ['one endpoint', 3, [1], '3 items × 1 endpoint × 1 repeat = at most 3 requests.'],
  ['one request', 1, [1], '1 item × 1 endpoint × 1 repeat = at most 1 request.'],
])('%s', (_, items, repeats, words) => {
  expect(requestWords(items, repeated(...repeats))).toBe(words);
});

test.each([
  ['its sampling and repeats', { temperature: 0.6, repeats: 4 }, 'T 0.6 · 4 repeats'],
  ["the server's sampling", { repeats: 1 }, "server's default sampling · 1 repeat"],
])('an endpoint to pick names %s', (_, sampling, words) => {
  const row = endpointPickItem(endpoint('tuned', { sampling, baseUrl: 'http://127.0.0.1:8000/v1' }), {
    role: null,
    said: undefined,
    wanted: true,
  });
  expect(row.detail).toBe(`${words} · http://127.0.0.1:8000/v1`);
});
