import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { OwnedThread } from '../../../src/workspace/ownedThread.ts';

/** Says how many messages it had; ends or throws where it is told to. */
const program = `import { parentPort as port } from 'node:worker_threads';
  let heard = 0;
  port.on('message', (message) => {
    heard += 1;
    if (message === 'exit') process.exit(3);
    if (message === 'throw') throw new Error('out of order');
    port.postMessage([message, heard]);
  });`;

function owned() {
  const folder = mkdtempSync(path.join(tmpdir(), 'owned-thread-'));
  const script = path.join(folder, 'thread.mjs');
  writeFileSync(script, program);
  const heard: unknown[] = [];
  const ended: string[] = [];
  const thread = new OwnedThread<string, unknown>(
    script,
    { name: 'numbers' },
    { hear: (message) => heard.push(message), ended: (error) => ended.push(error.message) },
  );
  onTestFinished(async () => {
    await thread.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { thread, heard, ended };
}

test('it is started by what is posted, and goes on', async () => {
  const { thread, heard } = owned();
  expect(thread.isRunning).toBe(false);
  for (const message of ['a', 'b']) thread.post(message);
  expect(thread.isRunning).toBe(true);
  await vi.waitFor(() =>
    expect(heard).toEqual([
      ['a', 1],
      ['b', 2],
    ]),
  );
});

test.each([
  ['exit', 'The thread "numbers" ended.'],
  ['throw', 'out of order'],
])('after %s its owner is told once, and the next message starts another', async (way, why) => {
  const { thread, heard, ended } = owned();
  thread.post(way);
  await vi.waitFor(() => expect(ended).toEqual([why]));
  expect(thread.isRunning).toBe(false);
  thread.post('again');
  await vi.waitFor(() => expect(heard).toEqual([['again', 1]]));
  expect(ended).toHaveLength(1);
});

test('nothing is heard of a thread that was closed, and it can be started again', async () => {
  const { thread, heard, ended } = owned();
  thread.post('lost');
  await thread.close();
  expect(thread.isRunning).toBe(false);
  thread.post('a');
  await vi.waitFor(() => expect(heard).toEqual([['a', 1]]));
  expect(ended).toEqual([]);
});
