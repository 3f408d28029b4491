import type { SampleSet } from '../sampleSet.ts';
import type { IndexData } from './indexData.ts';
import { pickItems } from './storedItems.ts';

/** As many items without a sample are not worth moving the others for. */
const spared = 1000;

/**
 * The index without the items that no sample is of any more, once they are more than the others: files that are gone
 * or were written anew leave theirs behind, since items keep their numbers.
 */
export function compactIndex(data: IndexData): IndexData {
  const { items, files } = data;
  const used = new Uint8Array(items.count);
  let count = 0;
  for (const { reading } of files) {
    for (const { item } of reading?.samples ?? []) {
      for (const place of item) {
        if (used[place] !== 0) continue;
        used[place] = 1;
        count += 1;
      }
    }
  }
  if (items.count - count <= Math.max(count, spared)) return data;
  const kept = new Uint32Array(count);
  const numbers = new Uint32Array(items.count);
  let next = 0;
  used.forEach((is, place) => {
    if (is === 0) return;
    kept[next] = place;
    numbers[place] = next++;
  });
  const renumbered = (set: SampleSet): SampleSet => ({
    ...set,
    item: set.item.map((place) => numbers[place] ?? 0),
  });
  return {
    items: pickItems(items, kept),
    files: files.map((file) =>
      file.reading === null
        ? file
        : { ...file, reading: { ...file.reading, samples: file.reading.samples.map(renumbered) } },
    ),
  };
}
