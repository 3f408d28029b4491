import {
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
  appendFile,
  mkdir,
  utimes,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Sample } from '../../../src/core/results/sample.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { SavedSamples } from '../../../src/workspace/savedSamples.ts';
import { chatPrompt, failedSample, legs, sample, trace, truncatedSample } from '../results/fixtures.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'saved-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A clock that stands still: file names differ by what tells them apart, not by the moment of the test. */
const clock = () => new Date('2026-01-02T03:04:05.678Z');

function inRoot(changes: Partial<Sample> = {}, n = 2): Sample {
  return sample({ item: legs(n, path.join(root, 'bench/math500.jsonl')), ...changes });
}

async function save(saved: SavedSamples, ...samples: Sample[]): Promise<SavedSample[]> {
  const results: SavedSample[] = [];
  for (const each of samples) {
    const appended = await saved.append(each, { convention: '', itemsInFile: 3 });
    if (!appended.ok) throw new Error(appended.problem.message);
    results.push(appended.saved);
  }
  return results;
}

async function tree(folder = root): Promise<string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

const file = '.reasoning-transfer/tuned-7b/samples_MATH-500_2026-01-02T03-04-05.678000.jsonl';

function relative(text: string): string {
  return text.replaceAll(root, '');
}

describe('saving', () => {
  test('makes one file for a run, one line for a sample, and nothing else', async () => {
    const saved = new SavedSamples(root, clock);
    const [first, second] = await save(saved, inRoot(), inRoot({}, 3));
    expect(await tree()).toEqual([file]);
    const text = await readFile(path.join(root, file), 'utf8');
    expect(text.split('\n').map((line) => line.length > 0)).toEqual([true, true, false]);
    const lines = text.split('\n');
    expect(first?.bytes).toEqual([0, Buffer.byteLength(lines[0] ?? '')]);
    expect(
      Buffer.from(text)
        .subarray(...second!.bytes)
        .toString(),
    ).toBe(lines[1]);
  });

  test('reads back the whole sample, its item found again beside the folder', async () => {
    const saved = new SavedSamples(root, clock);
    const [only] = await save(saved, inRoot());
    expect(await readFile(path.join(root, file), 'utf8')).toContain('"file": "bench/math500.jsonl"');
    expect(await saved.read(only!)).toEqual({ ok: true, sample: inRoot() });
    const another = new SavedSamples(root);
    expect(await another.load()).toEqual([]);
    expect(another.forItem(legs(2))).toEqual([only]);
    expect(await another.read(another.forItem(legs(2))[0]!)).toEqual({ ok: true, sample: inRoot() });
  });

  test('says nothing of where an item outside the workspace lies but its name', async () => {
    const saved = new SavedSamples(root, clock);
    await save(saved, sample({ item: legs(2, '/home/somebody/secret/math500.jsonl') }));
    const text = await readFile(path.join(root, file), 'utf8');
    expect(text).not.toContain('somebody');
    expect(text).toContain('"file": "math500.jsonl"');
  });

  test('a run goes on in its newest file; another sampling, convention, api, model or label begins one', async () => {
    const saved = new SavedSamples(root, clock);
    await save(saved, inRoot(), inRoot({ repeat: 1 }), inRoot({}, 3));
    await save(saved, inRoot({ sampling: { repeats: 1, temperature: 0 } }));
    await saved.append(inRoot(), { convention: 'another template', itemsInFile: null });
    await save(saved, inRoot({ model: 'org/other' }), inRoot({ label: 'org/base:7b' }));
    const again = new SavedSamples(root, clock);
    await save(again, inRoot({ repeat: 2 }));
    const lines = await Promise.all(
      (await tree()).map(async (name) => {
        const text = await readFile(path.join(root, name), 'utf8');
        return `${name.slice('.reasoning-transfer/'.length)}: ${text.split('\n').length - 1}`;
      }),
    );
    expect(lines).toEqual([
      'org__base__7b/samples_MATH-500_2026-01-02T03-04-05.678000.jsonl: 1',
      'tuned-7b/samples_MATH-500_2026-01-02T03-04-05.678000.jsonl: 4',
      'tuned-7b/samples_MATH-500_2026-01-02T03-04-05.678001.jsonl: 1',
      'tuned-7b/samples_MATH-500_2026-01-02T03-04-05.678002.jsonl: 1',
      'tuned-7b/samples_MATH-500_2026-01-02T03-04-05.678003.jsonl: 1',
    ]);
  });

  test('an item under another prompt begins a new file, whatever the convention is called', async () => {
    const saved = new SavedSamples(root, clock);
    await save(saved, inRoot(), inRoot({ prompt: chatPrompt('Think hard.') }));
    expect(await tree()).toHaveLength(2);
    expect(saved.forItem(legs(2))).toHaveLength(2);
  });

  test('more repeats go on in the same file', async () => {
    const saved = new SavedSamples(root, clock);
    await save(saved, inRoot());
    await save(saved, inRoot({ repeat: 1, sampling: { ...sample().sampling, repeats: 4 } }));
    expect(await tree()).toEqual([file]);
  });

  test('labels cannot lead out of the folder', async () => {
    const saved = new SavedSamples(root, clock);
    await save(saved, inRoot({ label: '..' }), inRoot({ label: '../../x' }), inRoot({ label: '' }));
    for (const name of await tree())
      expect(name).toMatch(/^\.reasoning-transfer\/[^/]+\/samples_MATH-500_[^/]+$/);
    expect(await readdir(path.join(root, '.reasoning-transfer'))).toHaveLength(3);
  });

  test('many at once are all kept, and the listener hears of each', async () => {
    const saved = new SavedSamples(root, clock);
    let heard = 0;
    const subscription = saved.onDidChange(() => (heard += 1));
    const all = await Promise.all(Array.from({ length: 40 }, (_, n) => saved.append(inRoot({}, n + 1))));
    subscription.dispose();
    await save(saved, inRoot({}, 50));
    expect(all.every(({ ok }) => ok)).toBe(true);
    expect(heard).toBe(40);
    expect(await tree()).toEqual([file]);
    expect(await new SavedSamples(root).load()).toEqual([]);
  });
});

describe('the union', () => {
  test('over files: the newest, never a failed one over one that ended', async () => {
    const saved = new SavedSamples(root);
    await save(saved, inRoot({ endedAt: '2026-01-01T00:00:00Z' }));
    await save(
      saved,
      failedSample({ ...inRoot(), ...failedSample(), item: inRoot().item, endedAt: '2026-01-03T00:00:00Z' }),
    );
    expect(saved.forItem(legs(2)).map(({ status, endedAt }) => `${status} ${endedAt}`)).toEqual([
      'complete 2026-01-01T00:00:00Z',
    ]);
    await save(saved, truncatedSample({ item: inRoot().item, endedAt: '2026-01-02T00:00:00Z' }));
    expect(saved.forItem(legs(2)).map(({ status }) => status)).toEqual(['truncated']);
  });

  test('samples of another text under the same id are left out where the text is given', async () => {
    const saved = new SavedSamples(root);
    await save(saved, inRoot());
    expect(saved.forItem(legs(2), legs(2).textHash)).toHaveLength(1);
    expect(saved.forItem(legs(2), 'another')).toEqual([]);
    expect(saved.forItem(legs(3))).toEqual([]);
  });

  test('what is settled need not be asked again', async () => {
    const saved = new SavedSamples(root);
    const [settled, failed] = await save(saved, inRoot(), failedSample({ item: inRoot({}, 3).item }));
    const has = (of: SavedSample, changes: Partial<SavedSample> = {}) =>
      saved.has(of.item, of.textHash, { ...of, ...changes });
    expect({
      itself: has(settled!),
      repeat: has(settled!, { repeat: 1 }),
      sampling: has(settled!, { samplingKey: '{}' }),
      prompt: has(settled!, { promptHash: 'other' }),
      label: has(settled!, { label: 'other' }),
      model: has(settled!, { model: 'other' }),
      failed: has(failed!),
    }).toEqual({
      itself: true,
      repeat: false,
      sampling: false,
      prompt: false,
      label: false,
      model: false,
      failed: false,
    });
  });
});

describe('a torn last line', () => {
  const torn = '{"doc_id": 7, "doc": {"problem": "half a lin';

  test('is told, kept, and closed by the next write, once', async () => {
    await save(new SavedSamples(root, clock), inRoot());
    await appendFile(path.join(root, file), torn);
    const saved = new SavedSamples(root, clock);
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
    const lines = (await readFile(path.join(root, file), 'utf8')).split('\n');
    expect(lines[1]).toBe(torn);
    expect(lines).toHaveLength(5);
    expect(saved.problems.map(({ line }) => line)).toEqual([2]);
    expect(saved.forItem(legs(3))).toHaveLength(2);
    expect(await tree()).toEqual([file]);
  });

  test('that is whole but for its line end is a sample', async () => {
    const first = new SavedSamples(root, clock);
    await save(first, inRoot());
    const text = await readFile(path.join(root, file), 'utf8');
    await writeFile(path.join(root, file), text.trimEnd());
    const saved = new SavedSamples(root, clock);
    expect(await saved.load()).toEqual([]);
    expect(saved.forItem(legs(2))).toHaveLength(1);
    await save(saved, inRoot({}, 3));
    expect(saved.problems).toEqual([]);
    expect([saved.forItem(legs(2)).length, saved.forItem(legs(3)).length]).toEqual([1, 1]);
    expect((await saved.read(saved.forItem(legs(2))[0]!)).ok).toBe(true);
  });

  test('in the middle of a character is told too', async () => {
    await save(new SavedSamples(root, clock), inRoot());
    await appendFile(path.join(root, file), Buffer.from('{"a": "é', 'utf8').subarray(0, -1));
    const saved = new SavedSamples(root, clock);
    expect(await saved.load()).toHaveLength(1);
    await save(saved, inRoot({}, 3));
    expect(saved.forItem(legs(3))).toHaveLength(1);
  });
});

describe('reading what others write', () => {
  test('refresh reads only what was added, and sees new, changed and removed files', async () => {
    const saved = new SavedSamples(root, clock);
    await save(saved, inRoot());
    const other = new SavedSamples(root, clock);
    await other.load();
    let heard = 0;
    saved.onDidChange(() => (heard += 1));
    await saved.refresh();
    expect(heard).toBe(0);
    await save(other, inRoot({}, 3), inRoot({ label: 'new' }, 4));
    await saved.refresh();
    expect([heard, saved.forItem(legs(3)).length, saved.forItem(legs(4)).length]).toEqual([1, 1, 1]);

    await rm(path.join(root, '.reasoning-transfer/new'), { recursive: true });
    await saved.refresh();
    expect([heard, saved.forItem(legs(4)).length]).toEqual([2, 0]);

    const text = await readFile(path.join(root, file), 'utf8');
    await writeFile(path.join(root, file), text.split('\n').slice(1).join('\n'));
    await saved.refresh();
    expect([heard, saved.forItem(legs(2)).length, saved.forItem(legs(3)).length]).toEqual([3, 0, 1]);
  });

  test('a file rewritten to the same length or longer is read anew', async () => {
    const saved = new SavedSamples(root, clock);
    await save(saved, inRoot());
    const text = await readFile(path.join(root, file), 'utf8');
    await writeFile(path.join(root, file), text.replaceAll('legs/2', 'legs/5'));
    await utimes(path.join(root, file), 1, 1);
    await saved.refresh();
    expect([saved.forItem(legs(2)).length, saved.forItem(legs(5)).length]).toEqual([0, 1]);
    await writeFile(path.join(root, file), text.replaceAll('legs/2', 'legs/66').repeat(2));
    await saved.refresh();
    expect([saved.forItem(legs(5)).length, saved.forItem(legs(66)).length]).toEqual([0, 1]);
  });

  test('a sample whose file changed under it is not read as another', async () => {
    const saved = new SavedSamples(root, clock);
    const [only] = await save(saved, inRoot());
    const text = await readFile(path.join(root, file), 'utf8');
    await writeFile(path.join(root, file), text.replace('2026-01-02T03:04:06', '2026-01-02T03:04:07'));
    const read = await saved.read(only!);
    expect(!read.ok && read.problem.message).toMatch(/was changed since/);
    await rm(path.join(root, file));
    const gone = await saved.read(only!);
    expect(!gone.ok && gone.problem.message).toMatch(/not there/);
  });

  test('lines that are no samples of ours are told by line, and the others count', async () => {
    await save(new SavedSamples(root, clock), inRoot());
    await appendFile(path.join(root, file), '{"doc_id": 1, "exact_match": 1.0}\n\nnonsense\n');
    const saved = new SavedSamples(root, clock);
    const problems = await saved.load();
    expect(problems.map(({ line, message }) => `${line}: ${message.split(',')[0] ?? ''}`)).toEqual([
      '2: This line has no usable "trace" (Invalid key: Expected "trace" but received undefined)',
      '4: This line is not JSON',
    ]);
    expect(saved.forItem(legs(2))).toHaveLength(1);
  });

  test('no folder is no problem', async () => {
    const saved = new SavedSamples(path.join(root, 'nowhere'));
    expect(await saved.load()).toEqual([]);
    expect(await tree()).toEqual([]);
  });

  test('long files are read in pieces, lines whole', async () => {
    const long = { ...trace, reasoning: 'é'.repeat(1_500_000) };
    const saved = new SavedSamples(root, clock);
    await save(saved, inRoot({ trace: long }), inRoot({ trace: long }, 3), inRoot({ trace: long }, 4));
    const again = new SavedSamples(root);
    expect(await again.load()).toEqual([]);
    const read = await again.read(again.forItem(legs(4))[0]!);
    expect(read.ok && read.sample.trace.reasoning.length).toBe(1_500_000);
  });
});

describe('results_<timestamp>.json', () => {
  const results = file.replace('samples_MATH-500_', 'results_').replace('.jsonl', '.json');

  test('stands beside the samples with their timestamp, and is replaced as they grow', async () => {
    const saved = new SavedSamples(root, clock);
    await save(saved, inRoot());
    expect(await saved.writeResults()).toEqual([]);
    expect(await tree()).toEqual([results, file]);
    const before = await readFile(path.join(root, results), 'utf8');
    expect(before).toContain('"exact_match,none": 1');
    await save(saved, truncatedSample({ item: inRoot({}, 3).item }));
    await utimes(path.join(root, results), 1, 1);
    await saved.writeResults();
    expect(await readFile(path.join(root, results), 'utf8')).toContain('"exact_match,none": 0.5');
    expect(await tree()).toEqual([results, file]);
  });

  test('two benchmarks that begin at one moment have results of their own', async () => {
    const saved = new SavedSamples(root, clock);
    const aime = { ...inRoot().item, benchmark: 'AIME24' };
    await save(saved, inRoot(), inRoot({ item: aime, score: { ...sample().score, value: 0 } }));
    await saved.writeResults();
    const names = (await tree()).filter((name) => name.includes('results_'));
    const texts = await Promise.all(names.map((name) => readFile(path.join(root, name), 'utf8')));
    expect(texts.map((text) => /"name": "([^"]*)"/.exec(text)?.[1])).toEqual(['MATH-500', 'AIME24']);
  });

  test("another tool's files are left as they are", async () => {
    const folder = path.join(root, '.reasoning-transfer/theirs');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'samples_aime24_2026-01-01T00-00-00.000000.jsonl'), '{"doc_id": 0}\n');
    const saved = new SavedSamples(root);
    expect(await saved.load()).toHaveLength(1);
    await saved.writeResults();
    expect(await readdir(folder)).toEqual(['samples_aime24_2026-01-01T00-00-00.000000.jsonl']);
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
      await symlink(outside, path.join(root, '.reasoning-transfer'));
      const saved = new SavedSamples(root, clock);
      expect((await saved.load()).map(({ message }) => message).join()).toMatch(/^It is a symbolic link/);
      expect(await problemOf(saved)).toMatch(/symbolic link/);
      await rm(path.join(root, '.reasoning-transfer'));

      await mkdir(path.join(root, '.reasoning-transfer'));
      await symlink(outside, path.join(root, '.reasoning-transfer/tuned-7b'));
      expect(await problemOf(new SavedSamples(root, clock))).toMatch(/symbolic link/);
      await rm(path.join(root, '.reasoning-transfer/tuned-7b'));

      await mkdir(path.join(root, '.reasoning-transfer/tuned-7b'));
      await writeFile(path.join(outside, 'victim'), 'untouched');
      await symlink(path.join(outside, 'victim'), path.join(root, file));
      const last = new SavedSamples(root, clock);
      expect(await last.load()).toHaveLength(1);
      expect(await problemOf(last)).toBe('saved');
      expect(await readFile(path.join(outside, 'victim'), 'utf8')).toBe('untouched');
      expect(await readdir(outside)).toEqual(['victim']);
    } finally {
      await rm(outside, { recursive: true, force: true });
    }
  });

  test('a file where a folder should be', async () => {
    await writeFile(path.join(root, '.reasoning-transfer'), 'mine');
    expect(await problemOf(new SavedSamples(root))).toMatch(/A file stands where a folder is needed/);
    expect(await readFile(path.join(root, '.reasoning-transfer'), 'utf8')).toBe('mine');
  });
});
