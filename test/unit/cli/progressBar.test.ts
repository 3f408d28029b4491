import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

import { evaluate } from '../../../src/cli/evaluate.ts';
import { progressBar } from '../../../src/cli/progressBar.ts';
import { done, finish, json, modelList, said, startFaultServer, stream } from '../../support/faultServer.ts';
import { ownItems } from '../items/ownItems.ts';

test('says how far it is, what runs, waits and failed', () => {
  const bars = [
    { ended: 0, jobs: 40, running: 4, retrying: 0, failed: 0 },
    { ended: 38, jobs: 40, running: 1, retrying: 1, failed: 2 },
    { ended: 40, jobs: 40, running: 0, retrying: 0, failed: 2 },
    { ended: 0, jobs: 0, running: 0, retrying: 0, failed: 0 },
  ];
  expect(bars.map(progressBar)).toEqual([
    '[------------------------] 0/40 · 4 running · 36 queued',
    '[######################--] 38/40 · 1 running · 1 waiting to retry · 2 failed',
    '[########################] 40/40 · 2 failed',
    '[########################] 0/0',
  ]);
});

test('while one request runs the others are queued, and one turned away waits to be sent again', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bar-'));
  const busy = json(429, {}, { 'retry-after': '0' });
  const server = await startFaultServer({
    replies: [busy, stream([said('5'), finish(), done])],
    // Of a kind that works on one request at a time.
    routes: { '/v1/models': modelList('me', 'tiny') },
  });
  const item = (id: string): string => JSON.stringify({ ...ownItems.math500, unique_id: `own/${id}` });
  await writeFile(path.join(folder, 'items.jsonl'), ['1', '2', '3'].map(item).join('\n'));
  const bars: string[] = [];
  const spoken: string[] = [];
  const status = await evaluate.run(['items.jsonl', '--all', '--endpoint', `${server.baseUrl}#tiny`], {
    print: () => true,
    paint: () => true,
    columns: null,
    input: () => Promise.resolve(new Uint8Array()),
    say: (line) => spoken.push(line),
    lines: async function* () {
      // Nothing is read from stdin.
    },
    env: {},
    folder,
    signal: new AbortController().signal,
    draw: (text) => bars.push(text.replace(/^.*\] /, '')),
  });
  await server.close();
  await rm(folder, { recursive: true });
  expect(status).toBe(0);
  expect(spoken).toEqual([
    `tiny: The server at ${server.origin} is busy and asks to wait. Asking again.`,
    'tiny 3/3 right',
  ]);
  // Which request goes on while the first one waits is a matter of milliseconds.
  expect(bars.slice(0, 3)).toEqual([
    '0/3 · 3 queued',
    '0/3 · 1 running · 2 queued',
    '0/3 · 1 waiting to retry · 2 queued',
  ]);
  expect(bars.at(-1)).toBe('3/3');
  expect(bars.filter((bar, index) => bar === bars[index - 1])).toEqual([]);
});
