import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { SavedSamples } from '../../../src/workspace/savedSamples.ts';
import { legs, sample } from '../results/fixtures.ts';
import { bundle } from './bundle.ts';

let writer = '';
let root = '';
beforeAll(async () => {
  writer = await bundle('test/unit/saved/writer.ts', 'saved');
});
afterAll(() => rm(path.dirname(writer), { recursive: true, force: true }));
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'saved-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

function start(name: string, first: number, count: number, size: number): ChildProcess {
  const args = [writer, root, name, String(first), String(count), String(size)];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function numbersSaved(child: ChildProcess, until = Infinity): Promise<number[]> {
  const numbers: number[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    const found = /^saved (\d+)$/.exec(line);
    if (found) numbers.push(Number(found[1]));
    // Whatever it was doing, and it never stops doing something, is cut off.
    if (numbers.length === until) child.kill('SIGKILL');
  }
  return numbers;
}

test('killed in a run, again and again, all that was said to be saved is there', async () => {
  const said: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const child = start(`round${round}`, round * 1000, 1000, 3_000_000);
    const exit = once(child, 'exit');
    said.push(...(await numbersSaved(child, 4)));
    expect(await exit).toEqual([null, 'SIGKILL']);

    const saved = new SavedSamples(root);
    const problems = await saved.load();
    // One torn line a kill at most, each with its place.
    expect(problems.length).toBeLessThanOrEqual(round + 1);
    expect(problems.every(({ line }) => line !== undefined)).toBe(true);
    for (const n of said) {
      const [only] = saved.forItem(legs(n));
      const read = only ? await saved.read(only) : null;
      expect(read?.ok && read.sample.item.id).toBe(`legs/${n}`);
    }
  }
  expect(said.length).toBeGreaterThanOrEqual(24);
  const [folder] = await readdir(path.join(root, '.reasoning-transfer'));
  expect(await readdir(path.join(root, '.reasoning-transfer', folder!))).toHaveLength(1);

  const saved = new SavedSamples(root);
  expect((await saved.append(sample({ item: legs(999_999) }))).ok).toBe(true);
  expect(saved.forItem(legs(999_999))).toHaveLength(1);
});

test('programs that write to one file at once do not mix their lines', async () => {
  const first = new SavedSamples(root);
  expect((await first.append(sample({ item: legs(100_000) }))).ok).toBe(true);
  const children = ['a', 'b', 'c'].map((name, index) => start(name, index * 1000, 60, 200_000));
  const [mine, ...theirs] = await Promise.all([
    Promise.all(Array.from({ length: 60 }, (_, n) => first.append(sample({ item: legs(50_000 + n) })))),
    ...children.map((child) => numbersSaved(child)),
  ]);
  expect(mine.every(({ ok }) => ok)).toBe(true);
  expect(theirs.map(({ length }) => length)).toEqual([60, 60, 60]);
  await first.refresh();
  expect(first.problems).toEqual([]);
  for (const n of [...theirs.flat(), 100_000, 50_059]) expect(first.forItem(legs(n))).toHaveLength(1);
  const [folder] = await readdir(path.join(root, '.reasoning-transfer'));
  expect(await readdir(path.join(root, '.reasoning-transfer', folder!))).toHaveLength(1);
});

test.skipIf(process.platform === 'win32')(
  'a full disk is told, what was saved stays, and saving goes on later',
  async () => {
    // The kernel takes what fits below the limit on a file's size, then refuses: as a disk that fills up.
    const line = `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`;
    const child = spawn('bash', ['-c', line, process.execPath, writer, root, 'full', '0', '4', '3000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said: string[] = [];
    for await (const text of createInterface({ input: child.stdout })) said.push(text);
    expect(said.map((text) => text.replace(/^(\w+ \d+).*$/, '$1'))).toEqual([
      'saved 0',
      'failed 1',
      'failed 2',
      'failed 3',
    ]);
    expect(said[1]).toContain('The disk is full');

    const saved = new SavedSamples(root);
    expect(await saved.load()).toHaveLength(1);
    const appended = await saved.append(sample({ item: legs(1) }));
    expect(appended.ok && appended.repaired?.line).toBe(2);
    expect([saved.forItem(legs(0)).length, saved.forItem(legs(1)).length]).toEqual([1, 1]);
    const text = await readFile(saved.forItem(legs(1))[0]!.file, 'utf8');
    expect(text.split('\n')).toHaveLength(4);
  },
);

test('a folder without permission is told', async ({ skip }) => {
  const asRoot = process.getuid?.() === 0;
  if (!process.getuid || (asRoot && !process.seteuid)) skip('this platform has no permissions to take away');
  const locked = path.join(root, 'locked');
  await mkdir(locked);
  await chmod(locked, 0o555);
  await chmod(root, 0o755);
  const saved = new SavedSamples(locked);
  // Nothing stops root, so it asks as nobody.
  if (asRoot) process.seteuid?.(65534);
  try {
    const appended = await saved.append(sample({ item: legs(0) }));
    expect(appended.ok ? 'saved' : appended.problem.message).toMatch(/^No permission: it cannot be saved/);
  } finally {
    if (asRoot) process.seteuid?.(0);
  }
});
