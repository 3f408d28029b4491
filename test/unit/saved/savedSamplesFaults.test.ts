import {
  appendFile,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import type { Sample } from '../../../src/core/results/sample.ts';
import { SavedSamples } from '../../../src/workspace/savedSamples.ts';
import { legs, trace } from '../results/fixtures.ts';
import { clock, file, here, inRoot, relative, save, tree } from './savedFolder.ts';

describe('a torn last line', () => {
  const torn = '{"doc_id": 7, "doc": {"problem": "half a lin';

  test('is told, kept, and closed by the next write, once', async () => {
    await save(new SavedSamples(here.root, clock), inRoot());
    await appendFile(path.join(here.root, file), torn);
    const saved = new SavedSamples(here.root, clock);
    const [problem, ...more] = await saved.load();
    expect(more).toEqual([]);
    expect(`${relative(problem!.file)}:${problem!.line}: ${problem!.message}`).toMatch(
      /^\/\.reasoning-transfer\/tuned-7b\/samples_.*\.jsonl:2: The last line is not finished/,
    );
    const appended = await saved.append(inRoot({}, 3), { convention: '', itemsInFile: 3 });
    const repaired = appended.ok ? appended.repaired : null;
    expect(`${repaired?.line}: ${repaired?.message}`).toMatch(/^2: .* cut off/);
    const next = await saved.append(inRoot({ repeat: 1 }, 3), { convention: '', itemsInFile: 3 });
    expect(next.ok && next.repaired).toBeNull();
    const lines = (await readFile(path.join(here.root, file), 'utf8')).split('\n');
    expect(lines[1]).toBe(torn);
    expect(lines).toHaveLength(5);
    expect(saved.problems.map(({ line }) => line)).toEqual([2]);
    expect(saved.forItem(legs(3))).toHaveLength(2);
    expect(await tree()).toEqual([file]);
  });

  test('that is whole but for its line end is a sample', async () => {
    const first = new SavedSamples(here.root, clock);
    await save(first, inRoot());
    const text = await readFile(path.join(here.root, file), 'utf8');
    await writeFile(path.join(here.root, file), text.trimEnd());
    const saved = new SavedSamples(here.root, clock);
    expect(await saved.load()).toEqual([]);
    expect(saved.forItem(legs(2))).toHaveLength(1);
    await save(saved, inRoot({}, 3));
    expect(saved.problems).toEqual([]);
    expect([saved.forItem(legs(2)).length, saved.forItem(legs(3)).length]).toEqual([1, 1]);
    expect((await saved.read(saved.forItem(legs(2))[0]!)).ok).toBe(true);
  });

  test('in the middle of a character is told too', async () => {
    await save(new SavedSamples(here.root, clock), inRoot());
    await appendFile(path.join(here.root, file), Buffer.from('{"a": "é', 'utf8').subarray(0, -1));
    const saved = new SavedSamples(here.root, clock);
    expect(await saved.load()).toHaveLength(1);
    await save(saved, inRoot({}, 3));
    expect(saved.forItem(legs(3))).toHaveLength(1);
  });
});

describe('reading what others write', () => {
  test('refresh reads only what was added, and sees new, changed and removed files', async () => {
    const saved = new SavedSamples(here.root, clock);
    await save(saved, inRoot());
    const other = new SavedSamples(here.root, clock);
    await other.load();
    let heard = 0;
    saved.onDidChange(() => (heard += 1));
    await saved.refresh();
    expect(heard).toBe(0);
    await save(other, inRoot({}, 3), inRoot({ label: 'new' }, 4));
    await saved.refresh();
    expect([heard, saved.forItem(legs(3)).length, saved.forItem(legs(4)).length]).toEqual([1, 1, 1]);

    await rm(path.join(here.root, '.reasoning-transfer/new'), { recursive: true });
    await saved.refresh();
    expect([heard, saved.forItem(legs(4)).length]).toEqual([2, 0]);

    const text = await readFile(path.join(here.root, file), 'utf8');
    await writeFile(path.join(here.root, file), text.split('\n').slice(1).join('\n'));
    await saved.refresh();
    expect([heard, saved.forItem(legs(2)).length, saved.forItem(legs(3)).length]).toEqual([3, 0, 1]);
  });

  test('a file rewritten to the same length or longer is read anew', async () => {
    const saved = new SavedSamples(here.root, clock);
    await save(saved, inRoot());
    const text = await readFile(path.join(here.root, file), 'utf8');
    await writeFile(path.join(here.root, file), text.replaceAll('legs/2', 'legs/5'));
    await utimes(path.join(here.root, file), 1, 1);
    await saved.refresh();
    expect([saved.forItem(legs(2)).length, saved.forItem(legs(5)).length]).toEqual([0, 1]);
    await writeFile(path.join(here.root, file), text.replaceAll('legs/2', 'legs/66').repeat(2));
    await saved.refresh();
    expect([saved.forItem(legs(5)).length, saved.forItem(legs(66)).length]).toEqual([0, 1]);
  });

  test('a sample whose file changed under it is not read as another', async () => {
    const saved = new SavedSamples(here.root, clock);
    const [only] = await save(saved, inRoot());
    const text = await readFile(path.join(here.root, file), 'utf8');
    await writeFile(path.join(here.root, file), text.replace('2026-01-02T03:04:06', '2026-01-02T03:04:07'));
    const read = await saved.read(only!);
    expect(!read.ok && read.problem.message).toMatch(/was changed since/);
    await rm(path.join(here.root, file));
    const gone = await saved.read(only!);
    expect(!gone.ok && gone.problem.message).toMatch(/not there/);
  });

  test('lines that are no samples of ours are told by line, and the others count', async () => {
    await save(new SavedSamples(here.root, clock), inRoot());
    await appendFile(path.join(here.root, file), '{"doc_id": 1, "exact_match": 1.0}\n\nnonsense\n');
    const saved = new SavedSamples(here.root, clock);
    const problems = await saved.load();
    expect(problems.map(({ line, message }) => `${line}: ${message.split(',')[0] ?? ''}`)).toEqual([
      '2: This line has no usable "trace" (Invalid key: Expected "trace" but received undefined)',
      '4: This line is not JSON',
    ]);
    expect(saved.forItem(legs(2))).toHaveLength(1);
  });

  test('no folder is no problem', async () => {
    const saved = new SavedSamples(path.join(here.root, 'nowhere'));
    expect(await saved.load()).toEqual([]);
    expect(await tree()).toEqual([]);
  });

  test('long files are read in pieces, lines whole', async () => {
    const long = { ...trace, reasoning: 'é'.repeat(1_500_000) };
    const saved = new SavedSamples(here.root, clock);
    await save(saved, inRoot({ trace: long }), inRoot({ trace: long }, 3), inRoot({ trace: long }, 4));
    const again = new SavedSamples(here.root);
    expect(await again.load()).toEqual([]);
    const read = await again.read(again.forItem(legs(4))[0]!);
    expect(read.ok && read.sample.trace.reasoning.length).toBe(1_500_000);
  });
});

describe('places that cannot be written', () => {
  const problemOf = async (saved: SavedSamples, changes: Partial<Sample> = {}): Promise<string> => {
    const appended = await saved.append(inRoot(changes));
    return appended.ok ? 'saved' : relative(`${appended.problem.file}: ${appended.problem.message}`);
  };

  test('a symbolic link is neither written through nor read', async () => {
    const outside = await mkdtemp(path.join(os.tmpdir(), 'outside-'));
    try {
      await symlink(outside, path.join(here.root, '.reasoning-transfer'));
      const saved = new SavedSamples(here.root, clock);
      expect((await saved.load()).map(({ message }) => message).join()).toMatch(/^It is a symbolic link/);
      expect(await problemOf(saved)).toMatch(/symbolic link/);
      await rm(path.join(here.root, '.reasoning-transfer'));

      await mkdir(path.join(here.root, '.reasoning-transfer'));
      await symlink(outside, path.join(here.root, '.reasoning-transfer/tuned-7b'));
      expect(await problemOf(new SavedSamples(here.root, clock))).toMatch(/symbolic link/);
      await rm(path.join(here.root, '.reasoning-transfer/tuned-7b'));

      await mkdir(path.join(here.root, '.reasoning-transfer/tuned-7b'));
      await writeFile(path.join(outside, 'victim'), 'untouched');
      await symlink(path.join(outside, 'victim'), path.join(here.root, file));
      const last = new SavedSamples(here.root, clock);
      expect(await last.load()).toHaveLength(1);
      expect(await problemOf(last)).toBe('saved');
      expect(await readFile(path.join(outside, 'victim'), 'utf8')).toBe('untouched');
      expect(await readdir(outside)).toEqual(['victim']);
    } finally {
      await rm(outside, { recursive: true, force: true });
    }
  });

  test('a file where a folder should be', async () => {
    await writeFile(path.join(here.root, '.reasoning-transfer'), 'mine');
    expect(await problemOf(new SavedSamples(here.root))).toMatch(/A file stands where a folder is needed/);
    expect(await readFile(path.join(here.root, '.reasoning-transfer'), 'utf8')).toBe('mine');
  });
});
