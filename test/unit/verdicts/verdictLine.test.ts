import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/core/results/verdicts/verdict.ts';
import { VerdictBook } from '../../../src/core/results/verdicts/verdictBook.ts';
import { readVerdictLine, writeVerdictLine } from '../../../src/core/results/verdicts/verdictLine.ts';
import { byHand, byScorer, judged } from './verdicts.ts';

const withdrawn: Verdict = { kind: 'withdrawn', sample: judged(), at: '2026-01-04T03:04:05.000Z' };

describe('a line', () => {
  it.each([
    ['of a scorer', byScorer()],
    ['without an answer', byScorer({}, { value: null, extracted: null, range: null })],
    [
      'with parts, checks and measures',
      byScorer(
        {},
        {
          parts: { right: 1, of: 2 },
          checks: [{ name: 'punctuation:no_comma', right: false, reason: '2 commas' }],
          measures: { em: 0, f1: 0.5 },
        },
      ),
    ],
    ['of our own sample', byScorer({ task: null, tool: null, metric: null })],
    ['by hand', byHand()],
    ['that takes one by hand back', withdrawn],
  ])('%s is read as it was written', (_, verdict) => {
    const line = writeVerdictLine(verdict);
    expect(line).not.toContain('\n');
    expect(readVerdictLine(line)).toEqual({ ok: true, verdict });
  });

  it.each([
    ['{', 'is not JSON'],
    ['[]', 'is not a verdict'],
    ['{"kind":"guess"}', 'has no usable "kind"'],
    [writeVerdictLine(byHand({}, 1)).replace('"value":1', '"value":2'), 'has no usable "value"'],
    [writeVerdictLine(byHand()).replace('"place":0', '"place":-1'), 'has no usable "sample.place"'],
    [writeVerdictLine(byScorer()).replace('2026-01-02', 'soon'), 'has no usable "at"'],
  ])('%j says what is wrong', (line, why) => {
    const read = readVerdictLine(line);
    expect(read.ok ? '' : read.why.slice(0, why.length)).toBe(why);
  });
});

describe('the book', () => {
  const bookOf = (...verdicts: Verdict[]): VerdictBook => {
    const book = new VerdictBook();
    for (const verdict of verdicts) book.take(verdict);
    return book;
  };

  it('holds the newest of each judge', () => {
    const newer = byScorer({}, { value: 0 }, 2);
    expect(bookOf(byScorer(), byHand(), newer).of(judged())).toEqual({ scorer: newer, hand: byHand() });
  });

  it('takes a verdict by hand back, and that alone', () => {
    expect(bookOf(byScorer(), byHand(), withdrawn).of(judged())).toEqual({ scorer: byScorer(), hand: null });
    expect([...bookOf(byHand(), withdrawn).all()]).toEqual([]);
    const again = byHand({}, 0);
    expect(bookOf(byHand(), withdrawn, again).of(judged()).hand).toEqual(again);
  });

  it('says nothing of a response with another stored verdict, until that is scored again', () => {
    const book = bookOf(byScorer({ stored: 0 }));
    expect(book.of(judged({ stored: 0 })).scorer).not.toBeNull();
    expect(book.of(judged({ stored: 1 })).scorer).toBeNull();
    expect(book.of(judged({ stored: null })).scorer).toBeNull();
  });

  it('keeps what a person said of a response, not of another one at its place', () => {
    const hand = byHand({ answerHash: 'a', stored: 0 });
    const same = bookOf(hand, byScorer({ answerHash: 'a', stored: 1 }));
    expect(same.of(judged({ stored: 1 })).hand).toEqual(hand);
    const other = bookOf(hand, byScorer({ answerHash: 'b', stored: 0 }));
    expect(other.of(judged({ stored: 0 })).hand).toBeNull();
    // What is there now was read by nobody.
    expect(bookOf(hand).of(judged({ stored: 1 })).hand).toBeNull();
  });

  it('says nothing of another sample at the same place', () => {
    const book = bookOf(byScorer(), byHand());
    expect(book.of(judged({ textHash: 'another' }))).toEqual({ scorer: null, hand: null });
    expect(book.of(judged({ label: 'base' }))).toEqual({ scorer: null, hand: null });
    expect(book.of(judged({ repeat: 1 }))).toEqual({ scorer: null, hand: null });
  });
});
