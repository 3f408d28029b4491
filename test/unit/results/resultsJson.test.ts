import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { isJsonObject, type JsonObject, parseJson } from '../../../src/core/json.ts';
import { readSampleHead, type SampleHead } from '../../../src/core/results/readSampleLine.ts';
import { resultsJson, runFigures } from '../../../src/core/results/resultsJson.ts';
import type { Sample } from '../../../src/core/results/sample.ts';
import { writeSampleLine } from '../../../src/core/results/sampleLine.ts';
import { failedSample, legs, right, sample, truncatedSample } from './fixtures.ts';

const realLogs = path.resolve(import.meta.dirname, '../../../../shared/data/lm-eval');
const wrong = { ...right, value: 0, extracted: '9', reason: 'Not the gold answer.' };

function heads(samples: readonly Sample[], itemsInFile: number | null = 4): SampleHead[] {
  return samples.map((each) => {
    const head = readSampleHead(writeSampleLine(each, { convention: '', itemsInFile }));
    if (!head.ok) throw new Error(head.why);
    return head.value;
  });
}

function json(text: string | null): JsonObject {
  const parsed = parseJson(text ?? '');
  if (!parsed.ok || !isJsonObject(parsed.value)) throw new Error('no object');
  return parsed.value;
}

describe('the figures of a run', () => {
  test('truncated counts as 0, failed leaves the denominator and makes the run partial', () => {
    const { stderr, ...figures } = runFigures(
      heads([
        sample({ item: legs(1) }),
        sample({ item: legs(2), score: wrong }),
        truncatedSample({ item: legs(3) }),
        failedSample({ item: legs(4) }),
      ]),
    );
    expect(figures).toEqual({
      value: 1 / 3,
      n: 3,
      ended: 3,
      repeats: 1,
      truncated: 1 / 3,
      meanTokens: 12,
      uncounted: 1,
      partial: true,
    });
    expect(stderr).toBeCloseTo(1 / 3, 10);
  });

  test('repeats are averaged inside the item; n counts items', () => {
    const sampling = { ...sample().sampling, repeats: 2 };
    const four = [0, 1].flatMap((repeat) => [
      sample({ item: legs(1), repeat, sampling }),
      sample({ item: legs(2), repeat, sampling, score: repeat === 0 ? wrong : right }),
    ]);
    expect(runFigures(heads(four, 2))).toMatchObject({ value: 0.75, n: 2, repeats: 2, partial: false });
    expect(runFigures(heads(four.slice(2), 2))).toMatchObject({ value: 1, n: 2, partial: true });
  });

  test('a sample that was asked again after it failed counts once', () => {
    const again = [
      failedSample({ endedAt: '2026-01-02T00:00:00Z' }),
      sample({ endedAt: '2026-01-03T00:00:00Z' }),
      failedSample({ endedAt: '2026-01-04T00:00:00Z' }),
    ];
    expect(runFigures(heads(again, 1))).toMatchObject({ value: 1, n: 1, uncounted: 0, partial: false });
  });

  test('a benchmark without a scorer is whole once every item has ended', () => {
    const unscored = { ...right, value: null, extracted: null, reason: 'no scorer yet for Sudoku' };
    const sudoku = (n: number): Sample =>
      sample({ item: { ...legs(n), benchmark: 'Sudoku' }, score: unscored });
    const whole = { value: null, n: 0, ended: 2, uncounted: 0, partial: false };
    expect(runFigures(heads([sudoku(1), sudoku(2)], 2))).toMatchObject(whole);
    expect(runFigures(heads([sudoku(1), sudoku(2)], 3)).partial).toBe(true);
    const results = json(resultsJson(heads([sudoku(1), sudoku(2)], 2), 'f'));
    expect(results.config).toMatchObject({ limit: null });
    expect(results['n-samples']).toEqual({ Sudoku: { original: 2, effective: 2 } });
    expect(results.reasoning_transfer).toMatchObject({ failed_or_cancelled: 0, partial: false });
  });

  test('a run whose benchmark has an unknown number of items is never called whole', () => {
    expect(runFigures(heads([sample()], null)).partial).toBe(true);
  });
});

describe('results_<timestamp>.json', () => {
  test('holds the figures under the harness names', () => {
    const results = json(
      resultsJson(heads([sample({ item: legs(1) }), truncatedSample({ item: legs(2) })]), 'tuned-7b'),
    );
    expect(results.results).toEqual({
      'MATH-500': {
        name: 'MATH-500',
        alias: 'MATH-500',
        sample_len: 2,
        'exact_match,none': 0.5,
        'exact_match_stderr,none': 0.5,
      },
    });
    expect(results['n-samples']).toEqual({ 'MATH-500': { original: 4, effective: 2 } });
    expect(results.config).toMatchObject({
      model: 'local-chat-completions',
      model_args: { model: 'org/tuned-7b' },
      gen_kwargs: { temperature: 0.6, top_p: 0.95, max_tokens: 512 },
      limit: 2,
    });
    expect([results.model_name, results.model_name_sanitized, results.date]).toEqual([
      'tuned-7b',
      'tuned-7b',
      Date.parse('2026-01-02T03:04:06Z') / 1000,
    ]);
    expect(results.reasoning_transfer).toEqual({
      truncated_share: 0.5,
      mean_completion_tokens: 12,
      failed_or_cancelled: 0,
      partial: true,
    });
  });

  test('a whole run has no limit; one item has no standard error', () => {
    const results = json(resultsJson(heads([sample()], 1), 'f'));
    expect(results.config).toMatchObject({ limit: null });
    expect(results.results).toMatchObject({ 'MATH-500': { 'exact_match_stderr,none': 'N/A' } });
  });

  test('without a sample that counts there is no value, not a zero', () => {
    expect(json(resultsJson(heads([failedSample()]), 'f')).results).toEqual({
      'MATH-500': { name: 'MATH-500', alias: 'MATH-500', sample_len: 0 },
    });
  });

  test('without samples there is nothing', () => expect(resultsJson([], 'f')).toBeNull());

  test.skipIf(!existsSync(realLogs))(
    'has every key of the real file (in ../shared; skipped where absent)',
    () => {
      const own = json(resultsJson(heads([sample()]), 'f'));
      const names = readdirSync(realLogs, { recursive: true, encoding: 'utf8' });
      const real = names.filter((name) => path.basename(name).startsWith('results_'));
      expect(real.length).toBeGreaterThan(0);
      for (const name of real) {
        const theirs = json(readFileSync(path.join(realLogs, name), 'utf8'));
        expect(Object.keys(theirs).filter((key) => !(key in own) && key !== 'groups')).toEqual([]);
        const [config, ownConfig] = [theirs.config, own.config];
        expect(isJsonObject(config) && Object.keys(config)).toEqual(
          isJsonObject(ownConfig) && Object.keys(ownConfig),
        );
      }
    },
  );
});
