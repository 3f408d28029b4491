import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

import type { FileReading } from '../../../../src/core/results/formats/format.ts';
import { plainTable } from '../../../../src/core/results/formats/plainTable.ts';
import { memorySource, readContext, readWith } from '../support/memorySource.ts';
import { damaged, seeds } from '../support/damage.ts';

const claims = (path: string, content: string): boolean => plainTable.claims(memorySource(path, content));
const scoresOf = ({ parts }: FileReading): readonly unknown[] =>
  parts.map(({ model, task, metrics, line }) => [model, task, metrics[0]?.value, line]);
const read = async (path: string, content: string): Promise<FileReading> =>
  (await readWith(plainTable, path, content)).reading;

const percent = `model,base,size,method,MATH-500,IFEval
Oak-7B,,,,40.5,60
Oak-7B-Tuned,Oak-7B,7B,RL,71.2,55.5
Elm-7B-Tuned,Oak-7B,7B,DPO,50,
`;

test('rows of JSON on one line are runs of their own', async () => {
  const rows = [
    { model: 'Oak', 'MATH-500': 40, IFEval: 60 },
    { model: 'Elm', 'MATH-500': 50, IFEval: 70 },
  ];
  const { parts } = await read('/w/scores.json', JSON.stringify(rows));
  expect(parts).toHaveLength(4);
  expect(new Set(parts.map(({ run }) => run)).size).toBe(4);
});

test('a cell with NaN is named with its file, line and column', async () => {
  const { parts, problems } = await read('/w/scores.csv', 'model,MATH-500,IFEval\nOak,40,NaN\nElm,50,\n');
  expect(parts).toHaveLength(2);
  expect(problems).toEqual([
    {
      file: '/w/scores.csv',
      line: 2,
      field: 'IFEval',
      message: '"NaN" is no score: write a number, or leave the cell empty.',
    },
  ]);
});

test('every cell of a table is a run of its own, as a fraction, on its row', async () => {
  const reading = await read('/w/scores.csv', percent);
  expect(scoresOf(reading)).toEqual([
    ['Oak-7B', 'MATH-500', 0.405, 2],
    ['Oak-7B', 'IFEval', 0.6, 2],
    ['Oak-7B-Tuned', 'MATH-500', 0.712, 3],
    ['Oak-7B-Tuned', 'IFEval', 0.555, 3],
    ['Elm-7B-Tuned', 'MATH-500', 0.5, 4],
  ]);
  expect(reading.problems).toEqual([]);
  expect(reading.relations?.map(({ relation }) => relation)).toEqual([
    { model: 'Oak-7B-Tuned', base: 'Oak-7B', method: 'rl', size: '7B' },
    { model: 'Elm-7B-Tuned', base: 'Oak-7B', method: 'other', size: '7B' },
  ]);
  expect(reading.parts[2]?.relation).toEqual({
    model: 'Oak-7B-Tuned',
    base: 'Oak-7B',
    method: 'rl',
    size: '7B',
  });
  expect(reading.parts[0]).not.toHaveProperty('relation');
  expect(new Set(reading.parts.map(({ run }) => run)).size).toBe(5);
});

describe('the scale', () => {
  const fractions = 'model,MATH-500,IFEval\nOak,0.5,0.75\nElm,0.25,1\n';

  test('is in doubt where nothing is over 1: fractions, and a problem names the switch', async () => {
    const reading = await read('/w/t.csv', fractions);
    expect(scoresOf(reading).map((row) => (row as unknown[])[2])).toEqual([0.5, 0.75, 0.25, 1]);
    expect(reading.problems).toHaveLength(1);
    expect(reading.problems[0]?.message).toContain('"tableScale" in reasoningTransfer.results');
  });

  test('can be set', async () => {
    const context = readContext({ tableScale: 'percent' });
    const reading = await plainTable.read(memorySource('/w/t.csv', fractions), context);
    expect(reading.parts.map(({ metrics }) => metrics[0]?.value)).toEqual([0.005, 0.0075, 0.0025, 0.01]);
    expect(reading.problems).toEqual([]);
    const asFractions = await plainTable.read(
      memorySource('/w/t.csv', percent),
      readContext({ tableScale: 'fraction' }),
    );
    expect(asFractions.parts).toEqual([]);
    expect(asFractions.problems.map(({ line, field }) => [line, field])).toEqual([
      [2, 'MATH-500'],
      [2, 'IFEval'],
      [3, 'MATH-500'],
      [3, 'IFEval'],
      [4, 'MATH-500'],
    ]);
  });

  test('that few cells decide is said to be so', async () => {
    const reading = await read('/w/t.csv', 'model,MATH-500,IFEval\nOak,0.5,0.75\nElm,0.25,71\n');
    expect(reading.problems[0]?.message).toContain('Only 1 of 4 scores');
  });

  test('of a cell with a percent sign is its own', async () => {
    const reading = await read('/w/t.csv', 'model,MATH-500,IFEval\nOak,0.5,75%\nElm,0.25,0.5 %\n');
    expect(reading.parts.map(({ metrics }) => metrics[0]?.value)).toEqual([0.5, 0.75, 0.25, 0.005]);
  });
});

test('cells that are written in other ways, that are missing, and that are no scores', async () => {
  const reading = await read(
    '/w/t.csv',
    [
      'Model;MATH-500;note',
      'A;71,5;',
      'B;-;good',
      'C;n/a;',
      'D;;',
      'E;12.3±0.4;',
      'F;12.5 +/- 0.4;',
      'G;101;',
      'H;-3;',
      'I;good;',
      'J;1,234;',
      'K;.5e2;',
    ].join('\n'),
  );
  expect(scoresOf(reading)).toEqual([
    ['A', 'MATH-500', 0.715, 2],
    ['E', 'MATH-500', 0.123, 6],
    ['F', 'MATH-500', 0.125, 7],
    ['K', 'MATH-500', 0.5, 12],
  ]);
  expect(reading.problems.map(({ line, field }) => [line, field]).sort()).toEqual([
    [10, 'MATH-500'],
    [11, 'MATH-500'],
    [8, 'MATH-500'],
    [9, 'MATH-500'],
  ]);
});

test('rows that are not as long as the header, that name no model, or that stand twice', async () => {
  const reading = await read(
    '/w/t.tsv',
    'model\tMATH-500\tIFEval\nA\t71\t60\nB\t71\nC\t7\t1\t60\n\t50\t60\nA\t70\t60\n"D\t3\t4\n"E ""x"""\t50\t51\t\n',
  );
  expect(reading.parts.map(({ model, line }) => [model, line])).toEqual([
    ['A', 2],
    ['A', 2],
    ['A', 6],
    ['A', 6],
    ['E "x"', 8],
    ['E "x"', 8],
  ]);
  expect(reading.problems.map(({ line }) => line).sort()).toEqual([3, 4, 5, 6, 7]);
});

test('columns that hold numbers but no scores, and columns of one name', async () => {
  const reading = await read(
    '/w/t.csv',
    'model,steps,MATH-500,MATH-500,mine\nA,12000,71,72,30\nB,24000,72,73,31\n',
  );
  expect(scoresOf(reading)).toEqual([
    ['A', 'MATH-500', 0.71, 2],
    ['A', 'mine', 0.3, 2],
    ['B', 'MATH-500', 0.72, 3],
    ['B', 'mine', 0.31, 3],
  ]);
  expect(reading.problems.map(({ field }) => field)).toEqual(['steps', 'MATH-500']);
});

test('a benchmark in each row', async () => {
  const content = 'benchmark,Oak,Elm\nMATH-500,71.2,60\nIFEval,-,50\n';
  expect(claims('/w/t.csv', content)).toBe(true);
  expect(scoresOf(await read('/w/t.csv', content))).toEqual([
    ['Oak', 'MATH-500', 0.712, 2],
    ['Elm', 'MATH-500', 0.6, 2],
    ['Elm', 'IFEval', 0.5, 3],
  ]);
});

describe('JSON', () => {
  test('as a list of rows', async () => {
    const content =
      '[\n {"model": "Oak", "MATH-500": 71.2, "IFEval": null},\n {"model": "Elm", "MATH-500": "60", "method": "sft"}\n]';
    expect(claims('/w/t.json', content)).toBe(true);
    const reading = await read('/w/t.json', content);
    expect(scoresOf(reading)).toEqual([
      ['Oak', 'MATH-500', 0.712, 2],
      ['Elm', 'MATH-500', 0.6, 3],
    ]);
    expect(reading.relations?.map(({ relation }) => relation)).toEqual([{ model: 'Elm', method: 'sft' }]);
  });

  test('as scores by model, and by benchmark', async () => {
    const byModel = '{"Oak": {"MATH-500": 71.2},\n"Elm": {"MATH-500": 60}}';
    const byBenchmark = '{"MATH-500": {"Oak": 71.2,\n"Elm": 60}}';
    expect([byModel, byBenchmark].map((content) => claims('/w/t.json', content))).toEqual([true, true]);
    expect(scoresOf(await read('/w/t.json', byModel))).toEqual([
      ['Oak', 'MATH-500', 0.712, 1],
      ['Elm', 'MATH-500', 0.6, 2],
    ]);
    expect(scoresOf(await read('/w/t.json', byBenchmark))).toEqual([
      ['Oak', 'MATH-500', 0.712, 1],
      ['Elm', 'MATH-500', 0.6, 1],
    ]);
  });

  test('that is cut off is a problem', async () => {
    const reading = await read('/w/t.json', '[{"model": "Oak", "MATH-500": 71.2}, {"mod');
    expect(reading.parts).toEqual([]);
    expect(reading.problems).toHaveLength(1);
  });
});

test.each([
  ['/w/cars.csv', 'model,year,price\nBeetle,1970,900\n'],
  ['/w/items.csv', 'question,answer,model,MATH-500\nHow many?,4,Oak,1\n'],
  ['/w/words.csv', 'model,MATH-500\nOak,see below\n'],
  ['/w/items.json', '[{"problem": "1+1", "answer": "2"}]'],
  ['/w/results_1.json', '{"results": {"hendrycks_math_500": 0.5}}'],
  ['/w/nested.json', '{"Oak": {"MATH-500": {"acc": 0.5}}}'],
  ['/w/log.csv', 'task,Oak\nMATH-500,1\nMATH-500,0\n'],
  ['/w/one.csv', 'task,metric,value\nMATH-500,acc,0.5\nIFEval,acc,0.6\n'],
  ['/w/t.txt', percent],
  ['/w/cut.json', '[{"model": "Oak", "MATH'],
])('%s is no table of scores', (path, content) => {
  expect(claims(path, content)).toBe(false);
});

const paper = fileURLToPath(new URL('../../../../../shared/reference/paper-results.csv', import.meta.url));
test.skipIf(!existsSync(paper))(
  'the paper’s table is read whole (skipped where ../shared is absent)',
  async () => {
    const content = readFileSync(paper, 'utf8');
    expect(claims(paper, content)).toBe(true);
    const reading = await read(paper, content);
    expect(reading.problems).toEqual([]);
    const [header = [], ...rows] = content
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    expect(rows).toHaveLength(30);
    const expected = rows.flatMap((row, at) =>
      header.slice(4).map((task, column) => [row[0], task, Number(`${row[column + 4] ?? ''}e-2`), at + 2]),
    );
    expect(scoresOf(reading)).toEqual(expected);
    expect(reading.relations?.map(({ relation: { model, base } }) => [model, base])).toEqual(
      rows.filter((row) => row[1] !== '').map((row) => [row[0], row[1]]),
    );
  },
);

test.each(seeds(300))('damage %i gives problems or the same scores', async (seed) => {
  for (const content of [
    percent,
    '[{"model": "Oak", "MATH-500": 71.2},\n{"model": "Elm", "MATH-500": 60.5}]',
  ]) {
    const path = content === percent ? '/w/t.csv' : '/w/t.json';
    const bytes = damaged(content, seed);
    const { reading } = await readWith(plainTable, path, bytes);
    const whole = await read(path, content);
    const right = new Set(whole.parts.map(({ metrics }) => metrics[0]?.value));
    const text = Buffer.from(bytes).toString('utf8');
    for (const { metrics } of reading.parts) {
      const value = metrics[0]?.value ?? Number.NaN;
      // A number that was hit stands in the damaged text as it is read.
      const written = [value, value * 100].some((number) =>
        numbersIn(text).some((other) => Math.abs(other - number) < 1e-9),
      );
      expect(
        right.has(value) ||
          (written && !numbersIn(content).includes(value * 100)) ||
          reading.problems.length > 0,
      ).toBe(true);
    }
  }
});

function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/-?[\d.]+(?:e\d+)?/gi)].map(([number]) => Number(number));
}
