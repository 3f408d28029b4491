import { expect, test } from 'vitest';

import type { AnswerKind } from '../../../src/core/items/ownItem.ts';
import { metricValue } from '../../../src/core/results/metric.ts';
import { readSampleHead } from '../../../src/core/results/readSampleLine.ts';
import { writeSampleLine } from '../../../src/core/results/sampleLine.ts';
import { sample, truncatedSample } from './fixtures.ts';

/** A truncated sample of a benchmark of the user's own, written and read again. */
function savedHead(answerKind: AnswerKind) {
  const { item, ...cut } = truncatedSample();
  const own = { answerKind, question: 'What?', choices: null, scored: {}, goldFields: [] };
  const line = writeSampleLine(
    { ...cut, item: { ...item, benchmark: 'Mine', own } },
    { convention: '', itemsInFile: 1 },
  );
  const read = readSampleHead(line);
  if (!read.ok) throw new Error(read.why);
  return { head: read.value, line };
}

test('what was cut off is a zero of a benchmark that is scored, and none of one that is not', () => {
  const scored = savedHead('choice');
  expect(scored.head.answerKind).toBe('choice');
  expect(metricValue('Mine', scored.head)).toBe(0);
  expect(scored.line).toContain('"acc": 0');
  const unscored = savedHead('none');
  expect(metricValue('Mine', unscored.head)).toBeNull();
  expect(unscored.line).not.toContain('"acc"');
});

test('a published benchmark has no such word; a row of a file without lines is its own number', () => {
  const published = sample();
  const context = { convention: '', itemsInFile: 1 };
  expect(writeSampleLine(published, context)).not.toContain('answer_kind');
  const location = { file: 'x.parquet', line: null, bytes: null, row: 7 };
  const row = { ...published, item: { ...published.item, location } };
  expect(writeSampleLine(row, context)).toContain('"doc_id": 7,');
});
