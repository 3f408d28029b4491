import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatNamed } from '../../src/core/results/formats/readResults.ts';
import { encodeIndex } from '../../src/core/results/index/encodeIndex.ts';
import { ResultsIndex, type ItemSamples } from '../../src/core/results/index/resultsIndex.ts';
import { noNames } from '../../src/core/results/resultsNames.ts';
import { loadIndex, saveIndex } from '../../src/workspace/results/indexCache.ts';
import { threadSource } from '../../src/workspace/results/diskSource.ts';
import { updateIndex } from '../../src/workspace/results/updateIndex.ts';
import { largeIndex, largeItems, lookedUp } from './largeIndex.ts';
import type { OutcomeRow } from './outcome.ts';

const models = 20;
const rounds = 5;
const lookUps = 2000;
const withTexts = 200;

/**
 * What the editor waits for with an index, in one process: with a million samples of 50,000 items, loading it, the
 * first look-up, and others; with the index of the folder, an item's models with their texts. Prints its rows.
 */
export async function measureLookUps(cache: string): Promise<void> {
  const file = join(cache, '..', 'million.index');
  const data = largeIndex(models);
  const samples = models * largeItems;
  await saveIndex(file, data);
  const load: number[] = [];
  const made: number[] = [];
  const first: number[] = [];
  const each: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const loaded = await loadIndex(file);
    if (loaded === null) throw new Error('The index was not kept.');
    const decoded = performance.now();
    const index = new ResultsIndex(loaded, noNames);
    const ready = performance.now();
    expectModels(lookUp(index, 17));
    const found = performance.now();
    load.push(decoded - start);
    made.push(ready - decoded);
    first.push(found - ready);
    if (round === rounds - 1) {
      for (let count = 0; count < lookUps; count++) {
        const before = performance.now();
        const known = lookUp(index, (count * 7919) % largeItems);
        each.push(performance.now() - before);
        expectModels(known);
      }
    }
  }
  const before = performance.now();
  const bytes = encodeIndex(data).length;
  const encoded = performance.now() - before;
  const touched = await touches(data);
  const rows: OutcomeRow[] = [
    { name: 'a million samples: load', value: quantile(load, 0.5), unit: 'ms' },
    { name: 'a million samples: runs of what was loaded', value: quantile(made, 0.5), unit: 'ms' },
    { name: 'a million samples: first look-up', value: quantile(first, 0.5), unit: 'ms' },
    {
      name: 'a million samples: hover-ready',
      value: quantile(
        load.map((time, round) => time + (made[round] ?? 0) + (first[round] ?? 0)),
        0.5,
      ),
      unit: 'ms',
    },
    { name: 'a million samples: encode', value: encoded, unit: 'ms' },
    { name: 'a million samples: one file changed', value: quantile(touched, 0.5), unit: 'ms' },
    { name: 'a million samples: bytes a sample', value: bytes / samples, unit: 'B' },
    { name: 'an item’s 20 models: median', value: quantile(each, 0.5), unit: 'ms' },
    { name: 'an item’s 20 models: 99th percentile', value: quantile(each, 0.99), unit: 'ms' },
    ...(await textRows(cache)),
  ];
  console.log(JSON.stringify(rows));
}

/** Bringing the large index up to date where one of its files has gone; its files are on no disk. */
async function touches(data: Parameters<typeof encodeIndex>[0]): Promise<readonly number[]> {
  const times: number[] = [];
  let now = data;
  for (let round = 0; round < rounds; round++) {
    const found = now.files.slice(1).map(({ path, size, mtimeMs }) => ({ path, size, mtimeMs }));
    const start = performance.now();
    now = (await updateIndex(now, found)).data;
    times.push(performance.now() - start);
  }
  return times;
}

async function textRows(cache: string): Promise<readonly OutcomeRow[]> {
  const [file = ''] = globSync(join(cache, '*.index'));
  const data = await loadIndex(file);
  if (data === null) throw new Error('There is no index of the folder.');
  const index = new ResultsIndex(data, noNames);
  const times: number[] = [];
  for (let count = 0; times.length < withTexts; count++) {
    const group = index.groupOf((count * 7919) % data.items.count);
    // Files are not of quite the same length, so the last items are not every model's.
    if (index.ofGroup(group).length !== models) continue;
    const start = performance.now();
    const texts = await Promise.all(index.ofGroup(group).map(textOf));
    times.push(performance.now() - start);
    if (texts.includes('')) throw new Error('A text was not found.');
  }
  return [
    { name: 'an item’s 20 models with texts: median', value: quantile(times, 0.5), unit: 'ms' },
    { name: 'an item’s 20 models with texts: 99th percentile', value: quantile(times, 0.99), unit: 'ms' },
  ];
}

async function textOf({ run, samples, rows }: ItemSamples): Promise<string> {
  const { file, set } = samples;
  const place = set.place[rows[0] ?? 0] ?? 0;
  const source = await threadSource(file, statSync(file).mtimeMs, 4096);
  const sample = await formatNamed(run.format)?.sample(source, { task: run.task, place, repeat: 0 });
  return sample === null || sample === undefined ? '' : `${sample.reasoning}${sample.answer}`;
}

function lookUp(index: ResultsIndex, item: number): readonly ItemSamples[] {
  const found = index.find(lookedUp(item));
  return found === null ? [] : index.ofGroup(found.group);
}

function expectModels(found: readonly ItemSamples[]): void {
  if (found.length !== models) throw new Error(`Of ${models} models ${found.length} were found.`);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
