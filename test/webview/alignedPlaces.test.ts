import { expect, test } from 'vitest';
import type { AlignedStep } from '../../src/core/compare/alignedTraces.ts';
import { chaptersOf } from '../../src/webview/traces/aligned/rowChapter.ts';
import { FoldedItems } from '../../src/webview/traces/aligned/foldedItems.ts';
import { itemsOf } from '../../src/webview/traces/aligned/items.ts';
import type { ShownAlignment } from '../../src/webview/traces/aligned/shownAlignment.ts';
import { referenceOf } from '../../src/webview/traces/aligned/alignmentAsked.ts';
import { stepFrom } from '../../src/webview/traces/aligned/navigation.ts';
import { marksOf, type Range } from '../../src/webview/traces/marks.ts';

function told(answer: Range | null, edits: readonly Range[]): string[] {
  return marksOf(answer, edits).map(({ start, end, kind }) => `${start}-${end} ${kind}`);
}

test('marks neither overlap nor lose a place, wherever the answer lies', () => {
  expect(
    told(null, [
      [1, 2],
      [4, 6],
    ]),
  ).toEqual(['1-2 edit', '4-6 edit']);
  expect(told([3, 5], [])).toEqual(['3-5 answer']);
  expect(
    told(
      [3, 8],
      [
        [1, 4],
        [5, 6],
        [7, 10],
      ],
    ),
  ).toEqual([
    '1-3 edit',
    '3-4 answer-edit',
    '4-5 answer',
    '5-6 answer-edit',
    '6-7 answer',
    '7-8 answer-edit',
    '8-10 edit',
  ]);
  expect(told([3, 5], [[1, 9]])).toEqual(['1-3 edit', '3-5 answer-edit', '5-9 edit']);
  for (let from = 0; from < 8; from += 1) {
    for (let to = from + 1; to < 9; to += 1) {
      const edits: Range[] = [
        [1, 3],
        [5, 6],
      ];
      const covered = Array.from({ length: 10 }, (_, at) => {
        const inAnswer = at >= from && at < to;
        const inEdit = edits.some(([start, end]) => at >= start && at < end);
        return inAnswer && inEdit ? 'answer-edit' : inAnswer ? 'answer' : inEdit ? 'edit' : null;
      });
      const marks = marksOf([from, to], edits);
      const found = covered.map((_, at) => marks.filter(({ start, end }) => start <= at && at < end));
      expect(found.map((own) => (own.length > 1 ? 'twice' : (own[0]?.kind ?? null)))).toEqual(covered);
    }
  }
});

test('the ways go on around the ends', () => {
  expect([-1, 0, 3, 5, 9].map((row) => stepFrom([0, 3, 7], row, 1))).toEqual([0, 1, 2, 2, 0]);
  expect([-1, 0, 3, 5, 9].map((row) => stepFrom([0, 3, 7], row, -1))).toEqual([2, 2, 0, 1, 2]);
  expect(stepFrom([], 2, 1)).toBe(-1);
});

test('the reference is what was chosen where it is shown, else the base, else the first', () => {
  const heads = [
    { key: 'a', role: 'tuned' },
    { key: 'b', role: 'base' },
    { key: 'c', role: null },
  ] as const;
  expect(['c', 'gone', null].map((chosen) => referenceOf(heads, chosen))).toEqual(['c', 'b', 'b']);
  expect(referenceOf(heads.slice(2), null)).toBe('c');
  expect(referenceOf([], 'a')).toBe(null);
});

test('what comes in the midst of rows changes the chapters around it alone, and long lists have larger ones', () => {
  const items = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      kind: 'row' as const,
      key: `[["${at * 7919}"]]`,
      from: at,
      to: at + 1,
    }));
  const keys = (chapters: ReturnType<typeof chaptersOf>) =>
    chapters.map((own) => own.map(({ key }) => key).join());
  const before = items(400);
  const after = [...before.slice(0, 200), { ...before[0]!, key: 'new' }, ...before.slice(200)];
  const kept = new Set(keys(chaptersOf(before)));
  const changed = keys(chaptersOf(after)).filter((key) => !kept.has(key));
  expect(changed.length).toBeLessThan(8);
  expect(chaptersOf(before).flat()).toEqual(before);
  expect(chaptersOf(items(20_000)).length).toBeLessThan(1_200);
});

test('rows that differ in anything that is drawn have another key', () => {
  const step = {
    ...{ number: 1, start: 0, end: 4, state: 'changed', notInAll: false, similarity: 0.9, marks: [] },
    ...{ disagrees: false, label: null, partner: null, repeats: null },
  } as const;
  const key = (change: Partial<AlignedStep>, names = ['a', 'b', 'c'], unmarked = false): string => {
    const rows = [{ same: false, disagrees: false, cells: [[{ ...step, ...change }], [], []] }];
    const columns = names.map((name, at) => ({
      head: { key: String(at) },
      name,
      text: 'One.',
      answerAt: null,
      found: null,
      unmarked: unmarked && at === 2,
    }));
    const alignment = { part: 'both', reference: 0, rows, columns } as unknown as ShownAlignment;
    return itemsOf(alignment, false, () => false)[0]!.key;
  };
  const partner = { column: 1, row: 2, number: 3 };
  const keys = [
    key({}),
    key({ notInAll: true }),
    key({ state: 'same' }),
    key({ similarity: 0.8 }),
    key({ marks: [[0, 2]] }),
    key({ disagrees: true }),
    key({ label: 'checking' }),
    key({ repeats: 3 }),
    key({ partner }),
    key({ partner: { ...partner, column: 2 } }),
    key({ partner }, ['a', 'b, sample 1', 'c']),
    key({}, ['a, sample 1', 'b', 'c']),
    key({}, undefined, true),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  // It says nothing of the others, which may be called what they are.
  expect(key({}, ['a', 'b, sample 1', 'c'])).toBe(key({}));
});

test('a run that was opened stays open when a column is called otherwise', () => {
  const cell = (number: number) => [
    {
      ...{ number, start: 0, end: 4, state: 'same', notInAll: false, similarity: 1, marks: [] },
      ...{ disagrees: false, label: null, partner: null, repeats: null },
    },
  ];
  const rows = [1, 2].map((number) => ({
    same: true,
    disagrees: false,
    cells: [cell(number), cell(number)],
  }));
  const called = (...names: string[]) => {
    const columns = names.map((name) => ({
      head: { key: name[0] },
      name,
      text: 'One.',
      answerAt: null,
      found: null,
    }));
    return { part: 'both', reference: 0, rows, columns } as unknown as ShownAlignment;
  };
  const items = new FoldedItems();
  items.set(called('a', 'b'), true);
  expect(items.all.map(({ kind }) => kind)).toEqual(['fold']);
  items.open(items.all[0]!);
  items.set(called('a', 'b, sample 1'), true);
  expect(items.all.map(({ kind }) => kind)).toEqual(['row', 'row']);
});
