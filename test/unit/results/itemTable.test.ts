import { expect, test } from 'vitest';

import { ageInWords, itemTable } from '../../../src/core/results/itemTable.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { savedSample } from './fixtures.ts';

const now = Date.parse('2026-01-10T00:00:00Z');
const relations = [{ model: 'org/tuned', base: 'org/base', method: 'rl' as const }, { model: 'org/plain' }];

function rows(samples: readonly SavedSample[]): string[] {
  return itemTable(samples, relations, now).map((row) =>
    [
      row.label,
      row.role ?? '-',
      `${row.passRate ?? 'none'} of ${row.n}`,
      row.verdict,
      row.extracted ?? '-',
      row.status,
      row.flags.join('+') || '-',
      row.meanTokens ?? '-',
      row.age,
      row.verdicts.join('+'),
    ].join(' | '),
  );
}

const of = (label: string, day: number, changes: Partial<SavedSample> = {}): SavedSample =>
  savedSample({ label, model: `org/${label}`, endedAt: `2026-01-0${day}T00:00:00Z`, ...changes });

const cutOff: Partial<SavedSample> = {
  status: 'truncated',
  value: null,
  extracted: null,
  flags: ['reasoning-unclosed'],
};

test('one row for a label, the base first, then the tuned, then the rest', () => {
  expect(rows([of('plain', 1), of('tuned', 2, { value: 0, extracted: '9' }), of('base', 3)])).toEqual([
    'base | base | 1 of 1 | right | 8 | complete | - | 12 | 7 days ago | right',
    'tuned | tuned | 0 of 1 | wrong | 9 | complete | - | 12 | 8 days ago | wrong',
    'plain | - | 1 of 1 | right | 8 | complete | - | 12 | 9 days ago | right',
  ]);
});

test('the pass rate is over the repeats, a truncated one counts as 0, a failed one not at all', () => {
  const repeats = [
    of('tuned', 1, { repeat: 0 }),
    of('tuned', 2, { repeat: 1, ...cutOff }),
    of('tuned', 3, { repeat: 2, status: 'failed', value: null, extracted: null, reason: 'Refused.' }),
  ];
  expect(rows(repeats)).toEqual([
    'tuned | tuned | 0.5 of 2 | none | - | failed | - | 12 | 7 days ago | right+none+none',
  ]);
});

test('a truncated sample is no verdict, but counts', () => {
  expect(rows([of('tuned', 1, cutOff)])).toEqual([
    'tuned | tuned | 0 of 1 | none | - | truncated | reasoning-unclosed | 12 | 9 days ago | none',
  ]);
});

test('a share is partly right', () => {
  expect(rows([of('tuned', 1, { value: 0.5 })])[0]).toContain('| 0.5 of 1 | partial |');
});

test('repeats share their distinct answers and the mean of their tokens', () => {
  const usage = (completionTokens: number | null) => ({
    usage: { promptTokens: 1, completionTokens, reasoningTokens: null },
  });
  const [row] = itemTable(
    [
      of('tuned', 1, { repeat: 0, extracted: '9', ...usage(10) }),
      of('tuned', 2, { repeat: 1, ...usage(31) }),
      of('tuned', 3, { repeat: 2, ...usage(null) }),
      of('tuned', 3, { repeat: 3, ...cutOff, ...usage(40) }),
    ],
    relations,
    now,
  );
  expect(row?.answers).toEqual([
    { text: '8', count: 2 },
    { text: '9', count: 1 },
  ]);
  expect(row?.meanTokens).toBe(27);
});

test('prompts and samplings are not mixed: the newest that counts leads, the others follow, the newest first', () => {
  const samples = [
    of('tuned', 1, { promptHash: 'old', repeat: 0 }),
    of('tuned', 2, { promptHash: 'old', repeat: 1 }),
    of('tuned', 3, { promptHash: 'new', value: 0 }),
    of('tuned', 4, { promptHash: 'newest', status: 'failed', value: null }),
  ];
  expect(rows(samples)).toEqual([
    'tuned | tuned | 0 of 1 | wrong | 8 | complete | - | 12 | 7 days ago | wrong',
    'tuned | tuned | none of 0 | none | 8 | failed | - | 12 | 6 days ago | none',
    'tuned | tuned | 1 of 2 | right | 8 | complete | - | 12 | 8 days ago | right+right',
  ]);
});

test('ages in words', () => {
  const minute = 60_000;
  const ages = [
    -5,
    0,
    59_999,
    minute,
    59 * minute,
    60 * minute,
    24 * 60 * minute,
    59 * 24 * 60 * minute,
    90 * 24 * 60 * minute,
  ];
  expect(ages.map((age) => ageInWords(age)).join(', ')).toBe(
    'this minute, this minute, this minute, 1 minute ago, 59 minutes ago, 1 hour ago, yesterday, 59 days ago, 2 months ago',
  );
  expect(ageInWords(60 * minute, 'de')).toBe('vor 1 Stunde');
});
