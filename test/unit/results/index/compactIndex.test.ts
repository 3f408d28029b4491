import { expect, test } from 'vitest';
import { compactIndex } from '../../../../src/core/results/index/compactIndex.ts';
import type { IndexData } from '../../../../src/core/results/index/indexData.ts';
import { ItemStore } from '../../../../src/core/results/index/itemStore.ts';
import { storedItem, storeItems, type StoredItems } from '../../../../src/core/results/index/storedItems.ts';
import { ItemMemory, type ResultItem } from '../../../../src/core/results/resultItem.ts';
import { SampleSetBuilder } from '../../../../src/core/results/sampleSet.ts';

function item(number: number, task = `task ${number % 3}`): ResultItem {
  return {
    task,
    id: `ü${number}`,
    published: number % 4 === 0 ? { benchmark: 'GSM8K', task: null, id: String(number) } : null,
    textHash: number % 5 === 0 ? null : number.toString(16).padStart(64, '0'),
    gold: String(number),
    question: `Question ${number}`,
    fields: { level: String(number % 7) },
    sketch: Array.from({ length: number % 6 }, (_, word) => number + word),
  };
}

const items = (from: number, to: number): ResultItem[] =>
  Array.from({ length: to - from }, (_, number) => item(from + number));

function index(all: readonly ResultItem[], used: readonly number[]): IndexData {
  const builder = new SampleSetBuilder({ run: 'r', model: 'm', task: 't' });
  for (const place of used) builder.add({ item: place, place: 0 });
  const reading = { format: 'lm-eval' as const, parts: [], samples: [builder.build()], problems: [] };
  const file = { path: '/a', size: 1, mtimeMs: 1, fingerprint: 1, reading };
  return { files: [file, { ...file, path: '/b', reading: null }], items: storeItems(all) };
}

/** A `Buffer` is no other text than the same bytes. */
function plain(stored: StoredItems): object {
  return { ...stored, text: Buffer.from(stored.text).toString() };
}

test('items that are added behind others are the same as all written at once', () => {
  const [before, more] = [items(0, 20), items(20, 45)];
  const joined = ItemStore.of(storeItems(before)).with(more);
  expect(plain(joined)).toEqual(plain(storeItems([...before, ...more])));
  expect(joined.count).toBe(45);
  expect(storedItem(joined, 33)).toEqual(item(33));
});

test('known items keep their numbers, and new ones follow them', () => {
  const first = storeItems(items(0, 10));
  const memory = new ItemMemory(ItemStore.of(first));
  expect(memory.add(item(7))).toBe(7);
  expect(memory.add(item(5))).toBe(5);
  expect(memory.add({ ...item(7), gold: 'another' })).toBe(10);
  expect(memory.add(item(30))).toBe(11);
  const second = ItemStore.of(first).with(memory.items);
  const later = new ItemMemory(ItemStore.of(second));
  expect(later.add({ ...item(7), gold: 'another' })).toBe(10);
  expect(later.add(item(30))).toBe(11);
  expect(later.add(item(31))).toBe(12);
  expect(ItemStore.of(second).with([])).toBe(second);
  // Of the items before, which do not know those that came later.
  expect(new ItemMemory(ItemStore.of(first)).add(item(30))).toBe(10);
});

test('new items that were settled are known, and keep their numbers', () => {
  let stored = storeItems(items(0, 4));
  const memory = new ItemMemory(ItemStore.of(stored));
  expect([item(6), item(5), item(2)].map((one) => memory.add(one))).toEqual([4, 5, 2]);
  memory.settle((more) => ItemStore.of((stored = ItemStore.of(stored).with(more))));
  expect(memory.items).toEqual([]);
  expect([item(5), item(9), item(6)].map((one) => memory.add(one))).toEqual([5, 6, 4]);
  expect(storedItem(stored, 4)).toEqual(item(6));
});

test('items without samples go once they are many, and the others keep their texts', () => {
  const all = items(0, 3000);
  const few = index(
    all,
    Array.from({ length: 2500 }, (_, place) => place),
  );
  expect(compactIndex(few)).toBe(few);
  const used = [2999, 5, 1200, 5];
  const { files, items: kept } = compactIndex(index(all, used));
  expect(kept.count).toBe(3);
  const numbers = [...(files[0]?.reading?.samples[0]?.item ?? [])];
  expect(numbers.map((number) => storedItem(kept, number).id)).toEqual(used.map((place) => item(place).id));
  const alone = storeItems([5, 1200, 2999].map((number) => item(number)));
  expect(plain(kept)).toEqual({ ...plain(alone), tasks: kept.tasks, task: kept.task });
  expect(files[1]?.reading).toBeNull();
});
