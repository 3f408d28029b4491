import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';

import type { Sample } from '../../../src/core/results/sample.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import type { SavedSamples } from '../../../src/workspace/savedSamples.ts';
import { legs, sample } from '../results/fixtures.ts';

/** The workspace's folder, a new one for each test. */
export const here = { root: '' };
beforeEach(async () => {
  here.root = await mkdtemp(path.join(os.tmpdir(), 'saved-'));
});
afterEach(() => rm(here.root, { recursive: true, force: true }));

/** A clock that stands still: file names differ by what tells them apart, not by the moment of the test. */
export const clock = () => new Date('2026-01-02T03:04:05.678Z');

export function inRoot(changes: Partial<Sample> = {}, n = 2): Sample {
  return sample({ item: legs(n, path.join(here.root, 'bench/math500.jsonl')), ...changes });
}

export async function save(saved: SavedSamples, ...samples: Sample[]): Promise<SavedSample[]> {
  const results: SavedSample[] = [];
  for (const each of samples) {
    const appended = await saved.append(each, { convention: '', itemsInFile: 3 });
    if (!appended.ok) throw new Error(appended.problem.message);
    results.push(appended.saved);
  }
  return results;
}

export async function tree(folder = here.root): Promise<string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(here.root, path.join(entry.parentPath, entry.name)))
    .sort();
}

export const file = '.reasoning-transfer/tuned-7b/samples_MATH-500_2026-01-02T03-04-05.678000.jsonl';

export function relative(text: string): string {
  return text.replaceAll(here.root, '');
}
