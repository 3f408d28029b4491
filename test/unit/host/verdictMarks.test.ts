import { expect, test } from 'vitest';
import type { ItemRow } from '../../../src/core/results/itemTable.ts';
import { markShown } from '../../../src/host/marks.ts';
import { itemMark, rowSign, verdictsSpoken, verdictsText } from '../../../src/host/verdictMarks.ts';
import { row } from './rows.ts';

test('a sign for each verdict, a rate where there are repeats', () => {
  const rows = [
    row('a', 'right'),
    row('a', 'wrong'),
    row('a', 'partial'),
    row('a', 'none'),
    row('a', ['right', 'wrong', 'wrong', 'right', 'right', 'wrong', 'wrong', 'wrong']),
    row('a', ['right', 'none', 'wrong']),
    row('a', ['partial', 'wrong']),
    row('a', ['none', 'none']),
  ];
  expect(rows.map(rowSign).join(' ')).toBe('✓ ✗ ◐ – not scored 3/8 1/2 25 % – not scored');
});

test('what is no verdict has a mark and a word of its own, by why it is none', () => {
  const none = (more: Partial<ItemRow>): string => rowSign(row('a', 'none', more));
  expect([
    none({ status: 'truncated' }),
    none({ flags: ['reasoning-unclosed'] }),
    none({ flags: ['empty'] }),
    none({ status: 'failed' }),
    none({ status: 'cancelled' }),
    none({}),
    rowSign(row('a', ['none', 'none'], { status: 'failed' })),
  ]).toEqual([
    '⚠ truncated',
    '⚠ truncated',
    '○ empty',
    '! failed',
    '⊘ cancelled',
    '– not scored',
    '! failed',
  ]);
  const shown = (
    ['right', 'wrong', 'partial', 'truncated', 'empty', 'failed', 'cancelled', 'unscored'] as const
  ).map(markShown);
  for (const part of ['sign', 'icon', 'word'] as const)
    expect(new Set(shown.map((mark) => mark[part])).size, part).toBe(shown.length);
});

test('what another tool saved as wrong reads as what it is where it did not end by itself', () => {
  const saved = (verdict: ItemRow['verdict'], more: Partial<ItemRow>): readonly string[] => {
    const one = row('a', verdict, more);
    return [rowSign(one), verdictsSpoken([one])];
  };
  expect(saved('wrong', { status: 'truncated' })).toEqual(['⚠ truncated', 'a: truncated']);
  expect(saved('wrong', { flags: ['reasoning-unclosed'] })).toEqual(['⚠ truncated', 'a: truncated']);
  expect(saved('wrong', { status: 'failed' })).toEqual(['! failed', 'a: failed']);
  expect(saved('wrong', { flags: ['finish-missing'] })).toEqual(['✗', 'a: wrong']);
  // Judged by what came before the end, as the tool has it.
  expect(saved('right', { status: 'truncated' })).toEqual(['✓', 'a: right']);
});

test('labels in the given order, of leading rows alone, the long ones cut, the many counted', () => {
  expect(
    verdictsText([row('base', 'right'), row('tuned', 'wrong'), row('tuned', 'right', { leading: false })]),
  ).toBe('base ✓\u2003tuned ✗');
  expect(verdictsText([row('meta-llama/Llama-3.1-8B-Instruct', 'right')])).toBe('meta-llam…B-Instruct ✓');
  const labels = (count: number): ItemRow[] => Array.from({ length: count }, (_, i) => row(`m${i}`, 'right'));
  expect(verdictsText(labels(5))).toBe('m0 ✓\u2003m1 ✓\u2003m2 ✓\u2003m3 ✓\u2003m4 ✓');
  expect(verdictsText(labels(6))).toBe('m0 ✓\u2003m1 ✓\u2003m2 ✓\u2003m3 ✓\u2003+2 more');
  expect(verdictsText([])).toBe('');
});

test('labels that begin alike are told apart, and spoken in full', () => {
  const rows = [row('UniReason-Qwen3-14B-RL', 'right'), row('UniReason-Qwen3-14B-think-SFT', 'wrong')];
  expect(verdictsText(rows)).toBe('…-RL ✓\u2003…-think-SFT ✗');
  expect(verdictsText(rows, true)).toBe('…-RL ✓\u2003…-think-SFT ✗');
  expect(verdictsSpoken(rows)).toBe('UniReason-Qwen3-14B-RL: right\nUniReason-Qwen3-14B-think-SFT: wrong');
});

test('a label draws no icon and hides nothing', () => {
  expect(verdictsText([row('$(pass) a\u202Eb', 'wrong')], true)).toBe('\\$(pass) a⟨U+202E⟩b ✗');
});

test('verdicts in words for those who hear them', () => {
  expect(verdictsSpoken([row('base', 'right'), row('tuned', ['right', 'wrong']), row('x', 'none')])).toBe(
    'base: right\ntuned: 50 % of 2\nx: truncated',
  );
});

test.each([
  ['nothing', [], null],
  ['no verdict', [row('a', 'none')], null],
  ['all right', [row('a', 'right'), row('b', 'right')], 'right'],
  ['all wrong', [row('a', 'wrong'), row('b', 'wrong')], 'wrong'],
  ['some right', [row('a', 'wrong'), row('b', 'right')], 'mixed'],
  ['a rate', [row('a', ['wrong', 'right'])], 'mixed'],
  ['learned', [row('b', 'wrong', { role: 'base' }), row('t', 'right', { role: 'tuned' })], 'learned'],
  ['forgotten', [row('b', 'right', { role: 'base' }), row('t', 'wrong', { role: 'tuned' })], 'forgotten'],
  ['no flip', [row('b', 'right', { role: 'base' }), row('t', 'right', { role: 'tuned' })], 'right'],
  [
    'base without verdict',
    [row('b', 'none', { role: 'base' }), row('t', 'right', { role: 'tuned' })],
    'right',
  ],
] as const)('the mark of %s', (_, rows, mark) => {
  expect(itemMark(rows)).toBe(mark);
});
