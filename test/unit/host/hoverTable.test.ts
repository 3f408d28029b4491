import { expect, test } from 'vitest';
import { itemTable, type ItemRow } from '../../../src/core/results/itemTable.ts';
import type { SavedSample } from '../../../src/core/results/savedSample.ts';
import { goldWords, hoverTable, listedFirst } from '../../../src/host/hoverTable.ts';
import { savedSample } from '../results/fixtures.ts';

const now = Date.parse('2026-01-03T04:00:00Z');
const of = (label: string, changes: Partial<SavedSample> = {}): SavedSample =>
  savedSample({ label, model: `org/${label}`, ...changes });
const rows = (...samples: SavedSample[]): readonly ItemRow[] => itemTable(samples, [], now);

/** What the table says: its lines without head and reasons (hoverJudged.test.ts), spaces that break shown as `_` where they do not. */
function shown(of: readonly ItemRow[], gold: string | null = '8'): string[] {
  return hoverTable(of, gold)
    .split('\n')
    .slice(2)
    .filter((line) => line !== '' && !line.startsWith('$('))
    .map((line) =>
      line
        .replaceAll('&emsp;', '')
        .replaceAll('&nbsp;', '_')
        .replaceAll('&#8209;', '~')
        .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
    );
}

const failed: Partial<SavedSample> = {
  status: 'failed',
  value: null,
  extracted: null,
  reason: 'failed: not counted',
};

test('icon and word stay on one line', () => {
  const cut: Partial<SavedSample> = { status: 'truncated', value: null, extracted: null };
  expect(
    shown(
      rows(
        of('a'),
        of('b', { value: 0, extracted: '9' }),
        of('c', { ...cut, reason: 'truncated: counts as 0' }),
        of('d', { ...cut, status: 'complete', reason: 'no scorer yet for IFEval' }),
      ),
    ),
  ).toEqual([
    '| a | $(pass)_right | 8 | 12 | yesterday |',
    '| b | $(error)_wrong | 9 | 12 | yesterday |',
    '| c | $(warning)_truncated: counts as 0 | – | 12 | yesterday |',
    '| d | $(dash)_no_scorer_yet_for_IFEval | – | 12 | yesterday |',
  ]);
});

test('answers have no column where other tools saved none, and there are no samples of ours', () => {
  const tool = { format: 'lm-eval', metric: 'acc,none', task: 'quiz', place: 0, repeat: 0 } as const;
  const other = (extracted: string | null) => of('a', { tool, extracted });
  const columns = (...samples: SavedSample[]): number[] =>
    hoverTable(rows(...samples), '8')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').length - 2);
  expect(columns(other(null))).toEqual([4, 4, 4]);
  expect(columns(other('9'))).toEqual([5, 5, 5]);
  expect(columns(other(null), of('b', { extracted: null }))).toEqual([5, 5, 5, 5]);
});

test('a long label loses its middle, but never what tells it from another', () => {
  const long = (step: string): string =>
    `fast long label for a checkpoint: Qwen3-14B-Base-RL-math-step-${step}`;
  const names = (...labels: string[]): string[] =>
    shown(rows(...labels.map((label) => of(label)))).map((line) => line.split(' | ')[0]?.slice(2) ?? '');
  expect(names(long('000600'), long('000800'))).toEqual([
    'fast_long_label_f…L~math~step~000600',
    'fast_long_label_f…L~math~step~000800',
  ]);
  const alike = ['a', 'b'].map((middle) => `${'x'.repeat(40)}${middle}${'y'.repeat(40)}`);
  expect(names(...alike)).toEqual(alike);
});

test('what failed is one line below the verdicts, and a table where there is nothing else', () => {
  const wrong = ['html', '401', 'gone', 'slow'].map((label) => of(label, failed));
  expect(shown(rows(of('a'), ...wrong))).toEqual([
    '| a | $(pass)_right | 8 | 12 | yesterday |',
    'Not counted – 401: 1 failed · gone: 1 failed · html: 1 failed · +1 more',
  ]);
  expect(shown(rows(of('gone', failed)))).toEqual([
    '| gone | $(issues)_failed: not counted | – | 12 | yesterday |',
  ]);
  const repeats = { sampling: { repeats: 2 } };
  expect(shown(rows(of('a', repeats), of('a', { ...repeats, ...failed, repeat: 1 })))).toEqual([
    '| a | $(pass)$(issues)_1/1_·_100_% · 1 not counted (failed) | 8_×1 | 12 | yesterday |',
  ]);
});

test('what failed is counted by sample and label, with the reason of the newest', () => {
  const repeat = (index: number, changes: Partial<SavedSample> = {}): SavedSample =>
    of('gone', { ...failed, failure: 'refused', repeat: index, sampling: { repeats: 4 }, ...changes });
  const newest = { failure: 'unauthorized', endedAt: '2026-01-02T09:00:00.000Z' } as const;
  const gone = [repeat(0), repeat(1), repeat(2, newest), repeat(3), repeat(0, { samplingKey: 'other' })];
  const cancelled = { ...failed, status: 'cancelled' } as const;
  const stopped = [of('stopped', cancelled), of('stopped', { ...failed, repeat: 1, failure: 'idle' })];
  expect(shown(rows(of('a'), ...gone, ...stopped)).at(-1)).toBe(
    'Not counted – gone: 5 failed (no access without a valid API key) · ' +
      'stopped: 1 failed (the response came to a halt), 1 cancelled',
  );
});

test('older samples say how they were asked otherwise than those above them', () => {
  const sampling = { temperature: 0.3, repeats: 1 };
  const older = (changes: Partial<SavedSample>): string | undefined =>
    shown(rows(of('a'), of('a', { endedAt: '2026-01-02T01:00:00.000Z', ...changes })))[1]?.split(' | ')[0];
  expect(older({ sampling, samplingKey: 's' })).toBe('| ↳ older samples with another sampling · T 0.3');
  expect(older({ promptHash: 'p2' })).toBe('| ↳ older samples with another prompt · T 0.6');
  expect(older({ promptHash: 'p2', sampling, samplingKey: 's' })).toBe(
    '| ↳ older samples with another prompt and sampling · T 0.3',
  );
});

test('of many repeats there is one mark and the rate, in few characters', () => {
  const repeats = (count: number, value: (repeat: number) => Partial<SavedSample>): string | undefined =>
    shown(
      rows(
        ...Array.from({ length: count }, (_, repeat) =>
          of('a', { sampling: { repeats: count }, repeat, ...value(repeat) }),
        ),
      ),
    )[0]?.split(' | ')[1];
  const wrong = { value: 0, extracted: '9' };
  expect(repeats(16, (repeat) => (repeat < 12 ? {} : wrong))).toBe('$(color-mode)_12/16_·_75_%');
  expect(repeats(16, () => ({}))).toBe('$(pass)_16/16_·_100_%');
  expect(repeats(5, () => wrong)).toBe('$(error)_0/5_·_0_%');
  expect(repeats(4, (repeat) => (repeat === 1 ? wrong : {}))).toBe(
    '$(pass)$(error)$(pass)$(pass)_3/4_·_75_%',
  );
  expect(repeats(6, (repeat) => (repeat === 1 ? failed : {}))).toBe(
    '$(pass)_5/5_·_100_% · 1 not counted (failed)',
  );
  expect(repeats(6, () => failed)).toBe('$(issues)_none_of_6_counts · failed: not counted');
  const cancelled: Partial<SavedSample> = {
    ...failed,
    status: 'cancelled',
    reason: 'cancelled: not counted',
    endedAt: '2026-01-02T09:00:00.000Z',
  };
  expect(repeats(2, (repeat) => (repeat === 1 ? cancelled : wrong))).toBe(
    '$(error)$(circle-slash)_0/1_·_0_% · 1 not counted (cancelled)',
  );
  expect(repeats(2, (repeat) => (repeat === 1 ? { ...wrong, flags: ['finish-missing'] } : {}))).toBe(
    '$(pass)$(error)_1/2_·_50_% · the stream ended without a finish reason',
  );
});

test('labels that are not in the settings come last', () => {
  const all = rows(of('a'), of('b'), of('c'));
  expect(listedFirst(all, ['c', 'b']).map(({ label }) => label)).toEqual(['b', 'c', 'a']);
});

test('a verdict by another gold answer is none', () => {
  const verdict = (gold: string | null, ...samples: SavedSample[]): string | undefined =>
    shown(rows(...samples), gold)[0]?.split(' | ')[1];
  expect(verdict('9', of('a'))).toBe('$(dash)_scored against gold 8');
  expect(verdict(null, of('a'))).toBe('$(dash)_scored against gold 8');
  expect(verdict('8', of('a', { gold: null }))).toBe('$(dash)_scored without a gold answer');
  expect(verdict('9', of('a', { gold: '9' }), of('a', { repeat: 1 }))).toBe('$(dash)_scored against gold 8');
  expect(verdict('9', of('a', { status: 'truncated', value: null, reason: 'truncated: counts as 0' }))).toBe(
    '$(warning)_truncated: counts as 0',
  );
});

test('an extracted letter has its text, and the gold text its letter where all were asked in one order', () => {
  const choice = (label: string, options: readonly string[], extracted: string): SavedSample =>
    of(label, { options, extracted, gold: '9.8 m/s²' });
  const options = ['4 kg', '9.8 m/s²'];
  const same = rows(choice('a', options, 'A'), choice('b', options, 'B'));
  expect(shown(same, '9.8 m/s²').map((line) => line.split(' | ')[2])).toEqual(['A. 4 kg', 'B. 9.8 m/s²']);
  expect(goldWords('9.8 m/s²', same)).toBe('B. 9.8 m/s²');
  const mixed = rows(choice('a', options, 'A'), choice('b', options.toReversed(), 'A'));
  expect(shown(mixed, '9.8 m/s²').map((line) => line.split(' | ')[2])).toEqual(['A. 4 kg', 'A. 9.8 m/s²']);
  expect(goldWords('9.8 m/s²', mixed)).toBe('9.8 m/s²');
  expect(goldWords('9.8 m/s²', rows(of('a')))).toBe('9.8 m/s²');
});
