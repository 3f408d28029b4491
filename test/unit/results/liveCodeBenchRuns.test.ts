import { expect, test } from 'vitest';

import { ours } from '../../../src/core/results/formats/ours.ts';
import { headline } from '../../../src/core/results/headline.ts';
import { readSampleHead } from '../../../src/core/results/readSampleLine.ts';
import { resultsJson } from '../../../src/core/results/resultsJson.ts';
import type { Sample } from '../../../src/core/results/sample.ts';
import { writeSampleLine } from '../../../src/core/results/sampleLine.ts';
import { legs, sample } from './fixtures.ts';
import { readWith } from './support/memorySource.ts';

function passed(id: number, right: number, of: number): Sample {
  const record = { question_id: String(id), question_content: 'Add.', public_test_cases: '[]' };
  const item = { ...legs(id), benchmark: 'LiveCodeBench', id: String(id), record };
  const score = {
    value: right === of ? 1 : 0,
    extracted: 'print(1)',
    range: null,
    rule: '',
    reason: '',
    parts: { right, of },
  };
  return sample({ item, score });
}

const lines = [passed(1, 9, 10), passed(2, 1, 1), passed(3, 0, 5)].map((each) =>
  writeSampleLine(each, { convention: '', itemsInFile: 3 }),
);

test('a run of LiveCodeBench is its pass@1: whole programs, not tests', () => {
  const heads = lines.map((line) => {
    const head = readSampleHead(line);
    if (!head.ok) throw new Error(head.why);
    return head.value;
  });
  const { results } = JSON.parse(resultsJson(heads, 'tuned-7b') ?? '') as {
    results: Record<string, Record<string, unknown>>;
  };
  expect(results.LiveCodeBench).toMatchObject({ 'pass@1,none': 1 / 3, sample_len: 3 });
  expect(headline('LiveCodeBench', Object.keys(results.LiveCodeBench ?? {}))).toBe('pass@1,none');
});

test('its samples have it too', async () => {
  expect(lines.map((line) => (JSON.parse(line) as Record<string, unknown>)['pass@1'])).toEqual([0, 1, 0]);
  const path = '/w/.reasoning-transfer/tuned-7b/samples_LiveCodeBench_2026-01-02T03-04-05.678901.jsonl';
  const { reading } = await readWith(ours, path, lines.map((line) => `${line}\n`).join(''));
  const [set] = reading.samples;
  expect(set?.metrics.map(({ name, values, of }) => [name, [...values], of])).toEqual([
    ['pass@1,none', [0, 1, 0], null],
  ]);
});
