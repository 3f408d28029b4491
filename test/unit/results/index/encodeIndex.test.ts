import { expect, test } from 'vitest';
import { decodeIndex, encodeIndex } from '../../../../src/core/results/index/encodeIndex.ts';
import type { IndexData } from '../../../../src/core/results/index/indexData.ts';
import { storedItem, storeItems } from '../../../../src/core/results/index/storedItems.ts';
import { resultItem } from '../../../../src/core/results/resultItem.ts';
import { SampleSetBuilder, sampleState } from '../../../../src/core/results/sampleSet.ts';
import { publishedDoc } from '../support/lmEvalFiles.ts';

const items = [0, 1, 2].map((item) =>
  resultItem({ task: 'hendrycks_math500', id: String(item), record: publishedDoc(item) as never }),
);
const textless = resultItem({ task: 'humaneval', id: 'HumanEval/0', record: null });

function sampleIndex(): IndexData {
  const set = new SampleSetBuilder({ run: 'r', model: null, task: 'hendrycks_math500' });
  set.add({ item: 2, place: 2 ** 40, repeat: 3, state: sampleState.truncated, tokens: 77 });
  set.metric('acc', 0.5, 4);
  set.add({ item: 0, place: 0 });
  set.metric('f1', 0.25);
  const reading = { format: 'lm-eval' as const, parts: [], samples: [set.build()], problems: [] };
  return {
    files: [
      { path: '/w/ä.jsonl', size: 10, mtimeMs: 1.5, fingerprint: 7, reading },
      { path: '/w/none.json', size: 1, mtimeMs: 2, fingerprint: 8, reading: null },
    ],
    items: storeItems([...items, textless]),
  };
}

test('an index is the same after it was written and read', () => {
  const decoded = decodeIndex(encodeIndex(sampleIndex()));
  expect(decoded?.files).toEqual(sampleIndex().files);
  const [set] = decoded?.files[0]?.reading?.samples ?? [];
  expect([...(set?.place ?? [])]).toEqual([2 ** 40, 0]);
  expect(set?.metrics.map(({ name, values, of }) => [name, [...values], of && [...of]])).toEqual([
    ['acc', [0.5, NaN], [4, 0]],
    ['f1', [NaN, 0.25], null],
  ]);
  expect([0, 1, 2, 3].map((place) => decoded && storedItem(decoded.items, place))).toEqual([
    ...items,
    textless,
  ]);
});

test('an item keeps its text hash, its words and its fields', () => {
  expect(items[1]).toMatchObject({
    published: { benchmark: 'MATH-500', task: null, id: 'test/invented/1.json' },
    gold: '3',
    fields: { subject: 'Geometry', level: '2' },
  });
  expect(items[1]?.textHash).toMatch(/^[0-9a-f]{64}$/);
});

test('bytes of another version, cut off, damaged anywhere, or none at all are no index', () => {
  const bytes = encodeIndex(sampleIndex());
  expect(decodeIndex(new Uint8Array())).toBeNull();
  expect(decodeIndex(bytes.slice(0, bytes.length - 8))).toBeNull();
  for (let at = 0; at < bytes.length; at++) {
    const damaged = bytes.slice();
    damaged[at] = (damaged[at] ?? 0) ^ 0x5a;
    expect(decodeIndex(damaged), `byte ${at}`).toBeNull();
  }
});
