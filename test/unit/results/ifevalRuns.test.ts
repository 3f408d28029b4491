import { expect, test } from 'vitest';

import { ours } from '../../../src/core/results/formats/ours.ts';
import { itemMean, itemParts } from '../../../src/core/results/itemMean.ts';
import { readSampleHead } from '../../../src/core/results/readSampleLine.ts';
import { recount } from '../../../src/core/results/recount.ts';
import { resultsJson, runFigures } from '../../../src/core/results/resultsJson.ts';
import type { Sample } from '../../../src/core/results/sample.ts';
import { writeSampleLine } from '../../../src/core/results/sampleLine.ts';
import { ifEvalAnswer } from '../../../src/core/scorers/ifeval/ifeval.ts';
import { decided } from '../../support/decided.ts';
import { legs, sample, trace, truncatedSample } from './fixtures.ts';
import { readWith } from './support/memorySource.ts';

const noComma = 'punctuation:no_comma';
const quoted = 'startend:quotation';
const title = 'detectable_format:title';

/** An item of IFEval with these instructions, none of which takes arguments. */
function item(id: number, ...instructions: string[]): Sample['item'] {
  const record = {
    key: id,
    prompt: 'Write.',
    instruction_id_list: instructions,
    kwargs: instructions.map(() => ({})),
  };
  return { ...legs(id), benchmark: 'IFEval', id: String(id), record };
}

function answered(of: Sample['item'], answer: string): Sample {
  const score = decided(ifEvalAnswer.score({ record: of.record, answer, choices: null }));
  return sample({ item: of, trace: { ...trace, answer }, score });
}

/** 1 of 1, 1 of 3 (loosely 2), and 0 of 2 since it was cut off: 2 of 6, of whole items 1 of 3. */
const samples = [
  answered(item(1, noComma), 'No pause.'),
  answered(item(2, noComma, quoted, title), 'Sure, here:\nOn we go <<on>>'),
  truncatedSample({ item: item(3, noComma, quoted) }),
];
const file = samples.map((each) => `${writeSampleLine(each, { convention: '', itemsInFile: 3 })}\n`).join('');

function heads(of: readonly Sample[]) {
  return of.map((each) => {
    const head = readSampleHead(writeSampleLine(each, { convention: '', itemsInFile: 3 }));
    if (!head.ok) throw new Error(head.why);
    return head.value;
  });
}

test('a run of IFEval is all followed instructions over all, a cut-off answer following none of its own', () => {
  expect(runFigures(heads(samples))).toMatchObject({ value: 2 / 6, stderr: null, n: 3, partial: false });
});

test('its results have the measures of the harness: by prompt the mean, by instruction all over all', () => {
  const { results } = JSON.parse(resultsJson(heads(samples), 'tuned-7b') ?? '') as { results: unknown };
  expect(results).toEqual({
    IFEval: {
      name: 'IFEval',
      alias: 'IFEval',
      sample_len: 3,
      'acc,none': 2 / 6,
      'acc_stderr,none': 'N/A',
      'prompt_level_strict_acc,none': 1 / 3,
      'prompt_level_strict_acc_stderr,none': expect.closeTo(1 / 3, 12) as number,
      'inst_level_strict_acc,none': 2 / 6,
      'inst_level_strict_acc_stderr,none': 'N/A',
      'prompt_level_loose_acc,none': 1 / 3,
      'prompt_level_loose_acc_stderr,none': expect.closeTo(1 / 3, 12) as number,
      'inst_level_loose_acc,none': 3 / 6,
      'inst_level_loose_acc_stderr,none': 'N/A',
    },
  });
});

test('repeats of an item are one share of it, however many there are', () => {
  const first = item(2, noComma, quoted, title);
  const again = { ...answered(first, '"On we go <<on>>"'), repeat: 1 };
  // (1/3 + 3/3) / 2 of three, and one of one.
  const figures = runFigures(heads([...samples.slice(0, 2), again]));
  expect(figures.value).toBeCloseTo((1 + ((1 / 3 + 1) / 2) * 3) / 4, 12);
});

test('its samples say of how many instructions each is the share, under the measures too', async () => {
  const path = '/w/.reasoning-transfer/tuned-7b/samples_IFEval_2026-01-02T03-04-05.678901.jsonl';
  const { reading } = await readWith(ours, path, file);
  const [set] = reading.samples;
  if (set === undefined) throw new Error('no samples');
  const columns = set.metrics.map(({ name, values, of }) => [name, [...values], of && [...of]]);
  const third = Math.fround(1 / 3);
  expect(columns).toEqual([
    ['acc,none', [1, third, 0], [1, 3, 2]],
    ['prompt_level_strict_acc,none', [1, 0, 0], null],
    ['inst_level_strict_acc,none', [1, third, 0], [1, 3, 2]],
    ['prompt_level_loose_acc,none', [1, 0, 0], null],
    ['inst_level_loose_acc,none', [1, Math.fround(2 / 3), 0], [1, 3, 2]],
  ]);
  const value = (column: number) =>
    recount([{ file: path, set, column: set.metrics[column] ?? null }]).value ?? Number.NaN;
  expect(value(0)).toBeCloseTo(2 / 6, 6);
  expect(value(1)).toBeCloseTo(1 / 3, 6);
});

test('items of other benchmarks weigh the same', () => {
  expect(itemParts('MATH-500', { instruction_id_list: ['x', 'y'] })).toBeUndefined();
  expect(itemParts('IFEval', { prompt: 'x' })).toBeUndefined();
  expect(itemParts('IFEval', { instruction_id_list: ['x', 'y'] })).toBe(2);
  expect(
    itemMean([
      { values: [1], parts: undefined },
      { values: [0, 1], parts: undefined },
    ]),
  ).toEqual({
    value: 0.75,
    stderr: 0.25,
  });
});
