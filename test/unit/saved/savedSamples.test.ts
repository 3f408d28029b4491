import { mkdir, readFile, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { SavedSamples } from '../../../src/workspace/savedSamples.ts';
import { chatPrompt, failedSample, legs, sample, truncatedSample } from '../results/fixtures.ts';
import { clock, file, here, inRoot, save, tree } from './savedFolder.ts';

describe('saving', () => {
  test('makes one file for a run, one line for a sample, and nothing else', async () => {
    const saved = new SavedSamples(here.root, clock);
    const [first, second] = await save(saved, inRoot(), inRoot({}, 3));
    expect(await tree()).toEqual([file]);
    const text = await readFile(path.join(here.root, file), 'utf8');
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
    const saved = new SavedSamples(here.root, clock);
    const [only] = await save(saved, inRoot());
    expect(await readFile(path.join(here.root, file), 'utf8')).toContain('"file": "bench/math500.jsonl"');
    expect(await saved.read(only!)).toEqual({ ok: true, sample: inRoot() });
    const another = new SavedSamples(here.root);
    expect(await another.load()).toEqual([]);
    expect(another.forItem(legs(2))).toEqual([only]);
    expect(await another.read(another.forItem(legs(2))[0]!)).toEqual({ ok: true, sample: inRoot() });
  });

  test('says nothing of where an item outside the workspace lies but its name', async () => {
    const saved = new SavedSamples(here.root, clock);
    await save(saved, sample({ item: legs(2, '/home/somebody/secret/math500.jsonl') }));
    const text = await readFile(path.join(here.root, file), 'utf8');
    expect(text).not.toContain('somebody');
    expect(text).toContain('"file": "math500.jsonl"');
  });

  test('a run goes on in its newest file; another sampling, convention, api, model or label begins one', async () => {
    const saved = new SavedSamples(here.root, clock);
    await save(saved, inRoot(), inRoot({ repeat: 1 }), inRoot({}, 3));
    await save(saved, inRoot({ sampling: { repeats: 1, temperature: 0 } }));
    await saved.append(inRoot(), { convention: 'another template', itemsInFile: null });
    await save(saved, inRoot({ model: 'org/other' }), inRoot({ label: 'org/base:7b' }));
    const again = new SavedSamples(here.root, clock);
    await save(again, inRoot({ repeat: 2 }));
    const lines = await Promise.all(
      (await tree()).map(async (name) => {
        const text = await readFile(path.join(here.root, name), 'utf8');
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
    const saved = new SavedSamples(here.root, clock);
    await save(saved, inRoot(), inRoot({ prompt: chatPrompt('Think hard.') }));
    expect(await tree()).toHaveLength(2);
    expect(saved.forItem(legs(2))).toHaveLength(2);
  });

  test('more repeats go on in the same file', async () => {
    const saved = new SavedSamples(here.root, clock);
    await save(saved, inRoot());
    await save(saved, inRoot({ repeat: 1, sampling: { ...sample().sampling, repeats: 4 } }));
    expect(await tree()).toEqual([file]);
  });

  test('labels cannot lead out of the folder', async () => {
    const saved = new SavedSamples(here.root, clock);
    await save(saved, inRoot({ label: '..' }), inRoot({ label: '../../x' }), inRoot({ label: '' }));
    for (const name of await tree())
      expect(name).toMatch(/^\.reasoning-transfer\/[^/]+\/samples_MATH-500_[^/]+$/);
    expect(await readdir(path.join(here.root, '.reasoning-transfer'))).toHaveLength(3);
  });

  test('many at once are all kept, and the listener hears of each', async () => {
    const saved = new SavedSamples(here.root, clock);
    let heard = 0;
    const subscription = saved.onDidChange(() => (heard += 1));
    const all = await Promise.all(Array.from({ length: 40 }, (_, n) => saved.append(inRoot({}, n + 1))));
    subscription.dispose();
    await save(saved, inRoot({}, 50));
    expect(all.every(({ ok }) => ok)).toBe(true);
    expect(heard).toBe(40);
    expect(await tree()).toEqual([file]);
    expect(await new SavedSamples(here.root).load()).toEqual([]);
  });
});

describe('the union', () => {
  test('over files: the newest, never a failed one over one that ended', async () => {
    const saved = new SavedSamples(here.root);
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
    const saved = new SavedSamples(here.root);
    await save(saved, inRoot());
    expect(saved.forItem(legs(2), legs(2).textHash)).toHaveLength(1);
    expect(saved.forItem(legs(2), 'another')).toEqual([]);
    expect(saved.forItem(legs(3))).toEqual([]);
  });

  test('what is settled need not be asked again', async () => {
    const saved = new SavedSamples(here.root);
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

describe('results_<timestamp>.json', () => {
  const results = file.replace('samples_MATH-500_', 'results_').replace('.jsonl', '.json');

  test('stands beside the samples with their timestamp, and is replaced as they grow', async () => {
    const saved = new SavedSamples(here.root, clock);
    await save(saved, inRoot());
    expect(await saved.writeResults()).toEqual([]);
    expect(await tree()).toEqual([results, file]);
    const before = await readFile(path.join(here.root, results), 'utf8');
    expect(before).toContain('"exact_match,none": 1');
    await save(saved, truncatedSample({ item: inRoot({}, 3).item }));
    await utimes(path.join(here.root, results), 1, 1);
    await saved.writeResults();
    expect(await readFile(path.join(here.root, results), 'utf8')).toContain('"exact_match,none": 0.5');
    expect(await tree()).toEqual([results, file]);
  });

  test('two benchmarks that begin at one moment have results of their own', async () => {
    const saved = new SavedSamples(here.root, clock);
    const aime = { ...inRoot().item, benchmark: 'AIME24' };
    await save(saved, inRoot(), inRoot({ item: aime, score: { ...sample().score, value: 0 } }));
    await saved.writeResults();
    const names = (await tree()).filter((name) => name.includes('results_'));
    const texts = await Promise.all(names.map((name) => readFile(path.join(here.root, name), 'utf8')));
    expect(texts.map((text) => /"name": "([^"]*)"/.exec(text)?.[1])).toEqual(['MATH-500', 'AIME24']);
  });

  test("another tool's files are left as they are", async () => {
    const folder = path.join(here.root, '.reasoning-transfer/theirs');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'samples_aime24_2026-01-01T00-00-00.000000.jsonl'), '{"doc_id": 0}\n');
    const saved = new SavedSamples(here.root);
    expect(await saved.load()).toHaveLength(1);
    await saved.writeResults();
    expect(await readdir(folder)).toEqual(['samples_aime24_2026-01-01T00-00-00.000000.jsonl']);
  });
});
