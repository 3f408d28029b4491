import { expect, test } from 'vitest';
import { itemTable, type ItemRow } from '../../../src/core/results/itemTable.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import type { HandVerdict, ScorerVerdict } from '../../../src/core/results/verdicts/verdict.ts';
import type { Score } from '../../../src/core/scorers/score.ts';
import { judgedText, reasonLines } from '../../../src/host/hoverJudged.ts';
import { hoverTable } from '../../../src/host/hoverTable.ts';
import { savedSample } from '../results/fixtures.ts';
import { byHand, byScorer } from '../verdicts/verdicts.ts';

const now = Date.parse('2026-01-03T04:00:00Z');
const rows = (...samples: SavedSample[]): readonly ItemRow[] => itemTable(samples, [], now);
const ours = (
  stored: number | null,
  change: Partial<Score> = {},
  metric: string | null = null,
): ScorerVerdict => byScorer({ stored, metric }, change);
const hand = (value: number): HandVerdict => byHand({}, value);

/** A sample with a saved verdict, and what was said since. */
function sample(
  label: string,
  value: number | null,
  scorer: ScorerVerdict | null,
  person: HandVerdict | null = null,
  changes: Partial<SavedSample> = {},
): SavedSample {
  return savedSample({ label, model: label, value, judged: { scorer, hand: person }, ...changes });
}

const said = (...samples: SavedSample[]): string[] =>
  rows(...samples).map((row) => judgedText(row).join(' · '));

test('our verdict is named where it differs, or where none was saved', () => {
  expect(
    said(
      sample('a', 0, ours(0)),
      sample('b', 1, ours(1)),
      sample('c', null, ours(null)),
      sample('d', 1, ours(1, { value: 0.5 })),
      savedSample({ label: 'e', model: 'e' }),
    ),
  ).toEqual(['ours: right', '', 'ours: right', 'ours: partly right', '']);
});

test('what was cut off is called so, and without a score of ours there is nothing to say', () => {
  const cut = { value: null, extracted: null, rule: 'truncated', reason: 'truncated: counts as 0' };
  const none = { value: null, extracted: null, rule: 'unknown', reason: 'choice order unknown' };
  expect(
    said(
      sample('a', 1, ours(1, cut), null, { status: 'truncated' }),
      sample('b', null, ours(null, cut), null, { status: 'truncated' }),
      sample('c', 1, ours(1, none)),
    ),
  ).toEqual(['ours: truncated', '', '']);
});

test("a tool's verdict is set beside our same measure", () => {
  const measured = { value: 0.8, measures: { em: 0 } };
  expect(
    said(sample('a', 0, ours(0, measured, 'em,none')), sample('b', 1, ours(1, measured, 'em,none'))),
  ).toEqual(['', 'ours: wrong']);
});

test('a verdict by hand has an icon of its own; of repeats there are counts', () => {
  expect(said(sample('a', 1, ours(1), hand(0)))).toEqual(['$(person) by hand: wrong']);
  const sampling = { repeats: 3 };
  const repeat = (index: number, scorer: ScorerVerdict | null, person: HandVerdict | null = null) =>
    sample('a', 0, scorer, person, { repeat: index, sampling });
  expect(said(repeat(0, ours(0)), repeat(1, ours(0), hand(1)), repeat(2, null))).toEqual([
    'ours differs on 2 · $(person) 1 judged by hand',
  ]);
});

test('reasons stand below the table, for at most four models, each on a line of its own', () => {
  const all = ['a', 'b', 'c', 'd', 'e'].map((label) =>
    sample(label, 0, ours(0, { reason: `**${label}** *is*` })),
  );
  expect(reasonLines(rows(...all), 36, '8')).toHaveLength(4);
  const table = hoverTable(rows(...all), '8').split('\n');
  expect(table.filter((line) => line.startsWith('|')).at(-1)).toContain('ours:&nbsp;right');
  const lines = table.slice(table.findLastIndex((line) => line.startsWith('|')) + 1);
  expect(lines.filter((_, index) => index % 2 === 0)).toEqual(['', '', '', '']);
  expect(lines[1]).toMatch(/^\$\(diff\) a, ours/);
  // What a model or a tool wrote is no markdown.
  expect(lines.join('')).not.toContain('*');
  expect(hoverTable(rows(sample('a', 1, ours(1))), '8')).not.toContain('$(diff)');
});

test('reasons of our own verdicts stand there too: what differs first, then what is wrong', () => {
  const own = (label: string, value: number | null, reason: string, gold = '8') =>
    savedSample({ label, model: label, value, reason, gold });
  const lines = reasonLines(
    rows(
      own('a', 1, 'equals 8 as text'),
      own('b', 0, 'is not 8'),
      own('c', null, 'truncated: counts as 0'),
      own('d', 0, 'is not 9', '9'),
      sample('e', 0, ours(0, { reason: 'equals 8 as a number' })),
      sample('f', 1, ours(1, { reason: 'equals 8 part by part' })),
    ),
    36,
    '8',
  );
  expect(
    lines.map((line) => line.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))),
  ).toEqual([
    '$(diff) e, ours: equals 8 as a number',
    '$(error) b: is not 8',
    '$(pass) a: equals 8 as text',
    '$(pass) f, ours: equals 8 part by part',
  ]);
});
