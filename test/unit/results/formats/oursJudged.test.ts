import { expect, test } from 'vitest';

import type { JsonObject } from '../../../../src/core/json.ts';
import { ours } from '../../../../src/core/results/formats/ours.ts';
import { headline } from '../../../../src/core/results/headline.ts';
import { readSampleHead, readSampleLine } from '../../../../src/core/results/readSampleLine.ts';
import { resultsJson } from '../../../../src/core/results/resultsJson.ts';
import type { Sample } from '../../../../src/core/results/sample.ts';
import { writeSampleLine } from '../../../../src/core/results/sampleLine.ts';
import type { Score } from '../../../../src/core/scorers/score.ts';
import { entry, itemOf } from '../../items/ownEntries.ts';
import { sample, trace, truncatedSample } from '../fixtures.ts';
import { readWith, rowsOf } from '../support/memorySource.ts';

const path = '/w/.reasoning-transfer/tuned-7b/samples_Mine_2026-01-02T03-04-05.678901.jsonl';
const item = (id: string, answerKind: string, scoring?: JsonObject) =>
  itemOf(
    { id, q: `Question ${id}?`, a: 'Paris' },
    entry({ question: 'q', answer: 'a', id: 'id' }, { answerKind, ...(scoring ? { scoring } : {}) }),
  );
const judge = {
  label: 'my tokens',
  model: 'big-70b',
  prompt: 'Judge.',
  reasoning: '',
  answer: 'Verdict: correct',
};
const judged: Score = {
  value: 1,
  extracted: null,
  range: null,
  rule: 'judge · my tokens',
  reason: '"my tokens" judged it correct',
  judge,
};
const rule: Score = {
  value: 0,
  extracted: 'x',
  range: null,
  rule: 'whole answer · exact',
  reason: '`x` is not `Paris`',
};
const byJudge = { endpoint: 'my tokens' };
const lines = (samples: readonly Sample[]): string[] =>
  samples.map((one) => writeSampleLine(one, { convention: '', itemsInFile: samples.length }));
const heads = (samples: readonly Sample[]) =>
  lines(samples).flatMap((line) => {
    const head = readSampleHead(line);
    return head.ok ? [head.value] : [];
  });

test('a judged sample is read as it was written', () => {
  const one = sample({ item: item('1', 'judge', byJudge), score: judged });
  const [line = ''] = lines([one]);
  const whole = readSampleLine(line);
  expect(whole.ok && whole.value.score).toEqual(judged);
  expect(whole.ok && whole.value.trace).toEqual(trace);
  expect(heads([one])).toMatchObject([{ answerKind: 'judge', judge: 'my tokens', value: 1 }]);
});

test('values of judges and of rules stand under metrics of their own, cut-off ones with them', async () => {
  const samples = [
    sample({ item: item('1', 'exact'), score: rule }),
    sample({ item: item('2', 'judge', byJudge), score: judged }),
    truncatedSample({ item: item('3', 'judge', byJudge) }),
  ];
  const { reading, context } = await readWith(ours, path, `${lines(samples).join('\n')}\n`);
  expect(reading.problems).toEqual([]);
  expect(rowsOf(reading, context)).toMatchObject([
    { id: '1', 'acc,none': 0, 'judge:my_tokens,none': Number.NaN },
    { id: '2', 'acc,none': Number.NaN, 'judge:my_tokens,none': 1 },
    { id: '3', 'acc,none': Number.NaN, 'judge:my_tokens,none': 0 },
  ]);
  const results = resultsJson(heads(samples), 'tuned-7b') ?? '';
  expect(results).toContain('"judge:my_tokens,none": 0.5');
  expect(results).not.toContain('"acc,none"');
  const summary = await readWith(
    ours,
    path.replace(/samples_.*$/, 'results_2026-01-02T03-04-05.678901.json'),
    results,
  );
  expect(summary.reading.parts).toMatchObject([
    { metrics: [{ name: 'judge:my_tokens,none', value: 0.5 }], partial: true },
  ]);
});

test('it leads, whatever the judge is called', () => {
  for (const label of ['big', 'my_tokens', 'org_latency-7b', 'stderr'])
    expect(headline(null, [`judge:${label},none`])).toBe(`judge:${label},none`);
});

test('F1 of one’s own stands as F1', () => {
  const f1: Score = { ...rule, value: 0.5, measures: { em: 0 } };
  const text = resultsJson(heads([sample({ item: item('1', 'f1'), score: f1 })]), 'x') ?? '';
  expect(text).toContain('"f1,none": 0.5');
  expect(text).toContain('"em,none": 0');
});
