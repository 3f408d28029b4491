import { expect, test } from 'vitest';
import { evaluatedText, tallyOf, tallySpoken, tallyText } from '../../../src/host/benchmarkTally.ts';
import { BenchmarkRows } from '../../../src/host/benchmarkRows.ts';
import { TreeItem, Uri } from '../../support/vscodeWords.ts';
import { row } from './rows.ts';

test('what is saved of a file in one line, base first', () => {
  const base = { role: 'base' } as const;
  const tuned = { role: 'tuned' } as const;
  const tally = tallyOf([
    [row('tuned', 'right', tuned)],
    [row('base', 'right', base), row('tuned', 'right', tuned)],
    [row('base', 'wrong', base), row('tuned', 'right', tuned), row('tuned', 'wrong', { leading: false })],
    [row('base', ['right', 'wrong'], base)],
    [],
  ]);
  expect(tallyText(12, tally)).toBe('4/12 evaluated · base 1.5/3, tuned 3/3');
});

test('what does not count is in no rate', () => {
  expect(tallyText(2, tallyOf([[row('a', 'none')]]))).toBe('1/2 evaluated');
  expect(tallyText(1, tallyOf([[]]))).toBe('1 item');
  expect(tallyText(25_000, null)).toBe('25,000 items');
});

test('many labels are counted', () => {
  const rows = Array.from({ length: 6 }, (_, i) => row(`m${i}`, 'right'));
  expect(tallyText(1, tallyOf([rows]))).toBe('1/1 evaluated · m0 1/1, m1 1/1, m2 1/1, m3 1/1, +2');
});

test('labels that begin alike are told apart, and stand in full in the tooltip', () => {
  const tally = tallyOf([
    [row('UniReason-Qwen3-14B-RL', 'right'), row('UniReason-Qwen3-14B-think-SFT', 'wrong'), row('x', 'none')],
  ]);
  expect(tallyText(1, tally)).toBe('1/1 evaluated · …-RL 1/1, …-think-SFT 0/1');
  expect([evaluatedText(1, tally), ...tallySpoken(tally)]).toEqual([
    '1/1 evaluated',
    'UniReason-Qwen3-14B-RL: 1/1',
    'UniReason-Qwen3-14B-think-SFT: 0/1',
  ]);
  expect(tallySpoken(null)).toEqual([]);
});

test("a file's row in the view names labels in full in its tooltip", () => {
  const rows = [row('UniReason-Qwen3-14B-RL', 'right'), row('UniReason-Qwen3-14B-think-SFT', 'wrong')];
  const summary = () => ({ count: 1, tally: tallyOf([rows]) });
  const state = { kind: 'done' as const, done: 1, of: 1, tooMany: false };
  const drawing = new BenchmarkRows({ state }, { summary }, { of: () => [] });
  const file = { path: '/w/a.jsonl', name: 'a.jsonl', uri: Uri.file('/w/a.jsonl'), reach: 'all' };
  const drawn: unknown = drawing.of({ kind: 'file', file } as never);
  expect(drawn instanceof TreeItem ? [drawn.description, drawn.tooltip.split('\n')] : null).toEqual([
    '1/1 evaluated · …-RL 1/1, …-think-SFT 0/1',
    ['/w/a.jsonl', '1/1 evaluated', 'UniReason-Qwen3-14B-RL: 1/1', 'UniReason-Qwen3-14B-think-SFT: 0/1'],
  ]);
});
