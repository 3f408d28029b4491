import { expect, it } from 'vitest';
import type { Item } from '../../../src/core/items/item.ts';
import { placeKey, placeWords } from '../../../src/host/tracesPlace.ts';
import { legs } from '../results/fixtures.ts';

function at(line: number | null, id: string, file = '/a/m.jsonl', row?: number): Item {
  const location = { file, line, bytes: null, ...(row === undefined ? {} : { row }) };
  return { ...legs(2), id, location };
}

it('tells items apart whose place and id read the same', () => {
  const pairs: [Item, Item][] = [
    [at(1, '12'), at(11, '2')],
    [at(1, '2'), at(1, '2', '/b/m.jsonl')],
    [at(null, '2', '/a/m.parquet', 1), at(null, '2', '/a/m.parquet', 2)],
    [
      { ...at(1, '2'), task: 'x' },
      { ...at(1, '2'), task: 'y' },
    ],
  ];
  expect(placeWords(pairs[0]![0]) + '12').toBe(placeWords(pairs[0]![1]) + '2');
  for (const [one, other] of pairs) expect(placeKey(one)).not.toBe(placeKey(other));
  // Parsed anew it is the same.
  expect(placeKey(at(1, '12'))).toBe(placeKey(at(1, '12')));
});
