import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';

import { noNames } from '../../../src/core/results/resultsNames.ts';
import { csvCell, transferCsv } from '../../../src/core/transfer/export/transferCsv.ts';
import { gain, index, signed } from '../../../src/core/transfer/export/figures.ts';
import { transferJsonOf } from '../../../src/core/transfer/export/transferJsonOf.ts';
import { transferLatex } from '../../../src/core/transfer/export/transferLatex.ts';
import { transferMarkdown } from '../../../src/core/transfer/export/transferMarkdown.ts';
import { transferInput } from '../../../src/core/transfer/inputOf.ts';
import { resample } from '../../../src/core/transfer/resampled.ts';
import { resampleSums } from '../../../src/core/transfer/resampleSums.ts';
import type { Transfer, TransferOptions } from '../../../src/core/transfer/transfer.ts';
import { transferOf } from '../../../src/core/transfer/transferOf.ts';
import { signedBar, transferLines } from '../../../src/cli/transferTable.ts';
import { mathRun } from './harnessFiles.ts';
import { indexWith } from './inputShown.ts';
import { ourRun } from './ourFiles.ts';

async function transferOfFiles(
  files: Readonly<Record<string, string>>,
  options: Partial<TransferOptions> = {},
): Promise<Transfer> {
  const found = await indexWith(files);
  const input = transferInput(found, { names: noNames, set: new Map(), verdicts: 'stored' });
  const resampled = resample(input, resampleSums, { seed: 3, resamples: 200 });
  return transferOf(input, { variant: 'v2-cohort', level: 90, cohort: null, ...options }, resampled);
}

const table = `model,base,method,MATH-500,AIME24,CoQA,IFEval
Oak-7B,,,40,10,50,60
Oak_RL & co,Oak-7B,RL,50,30,48,61
`;
const items = { ...mathRun('Oak-7B', [0, 0, 1, 0]), ...mathRun('Oak-RL', [1, 1, 1, 0]) };
const related = { 'scores.csv': 'model,base,method,CoQA\nOak-7B,,,50\nOak-RL,Oak-7B,RL,51\n' };

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "b"', '"say ""b"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+cmd', "'+cmd"],
  ['@x', "'@x"],
  ['-x', "'-x"],
  ['-1.5', '-1.5'],
  [-1.5, '-1.5'],
  [0.1 + 0.2, '0.3'],
  [Number.NaN, ''],
  [null, ''],
])('the cell %j of a CSV is %s', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

test('CSV is one row a number, and reads back', async () => {
  const rows = parse(transferCsv(await transferOfFiles({ 'scores.csv': table })), {
    columns: true,
  }) as unknown as readonly Record<string, string>[];
  expect(rows.filter(({ kind }) => kind === 'benchmark').map(({ name, value }) => [name, value])).toEqual([
    ['AIME24', '20'],
    ['MATH-500', '10'],
    ['CoQA', '-2'],
    ['IFEval', '1'],
  ]);
  expect(rows.find(({ kind, name }) => kind === 'domain' && name === 'math')).toMatchObject({
    model: 'Oak_RL & co',
    base: 'Oak-7B',
    method: 'rl',
    size: '7B',
    value: '15',
    low: '',
  });
  expect(rows.find(({ kind, name }) => kind === 'ti' && name === 'other')).toMatchObject({
    value: '',
    status: 'undefined',
  });
});

test('Markdown and LaTeX give the gains beside the index, and say under what', async () => {
  const transfer = await transferOfFiles({ 'scores.csv': table });
  const markdown = transferMarkdown(transfer).split('\n');
  expect(markdown[0]).toMatch(/^Transfer: variant v2-cohort; cohort of 1 model; σ in points/);
  expect(markdown[4]).toMatch(
    /^\| Oak\\_RL \\& co \| Oak-7B \| rl, 7B \| \+15\.0 \| – \| −0\.5 \| undefined \| −?\d+\.\d \|$/,
  );
  expect(markdown).toContain('| Oak\\_RL \\& co | +20.0 | +10.0 | −2.0 | +1.0 |');
  expect(markdown.join('\n')).toMatch(/- Oak\\_RL \\& co: TI other reasoning undefined: /);
  const latex = transferLatex(transfer).split('\n');
  expect(latex.filter((line) => line.endsWith('rule'))).toEqual(['\\toprule', '\\midrule', '\\bottomrule']);
  expect(latex.find((line) => line.startsWith('Oak'))).toMatch(
    /^Oak\\_RL \\& co & \$\+15\.0\$ & -- & \$-0\.5\$ & undefined & \$-?\d+\.\d\$ \\\\$/,
  );
});

test('intervals stand behind values, and JSON has what single items tell', async () => {
  const transfer = await transferOfFiles({ ...items, ...related });
  expect(transferMarkdown(transfer)).toMatch(/\| \+50\.0 \(−?\+?\d+\.\d to \+\d+\.\d\) \|/);
  const json = JSON.parse(JSON.stringify(transferJsonOf(transfer, { shown: () => 'x' }))) as {
    readonly models: readonly { readonly benchmarks: readonly Record<string, unknown>[] }[];
  };
  const [math, coqa] = json.models[0]?.benchmarks ?? [];
  expect(math).toMatchObject({
    benchmark: 'MATH-500',
    base: 25,
    tuned: 75,
    delta: 50,
    n: 4,
    p: 0.5,
    p_adjusted: 0.5,
    test: 'mcnemar',
    flips: { learned: 2, forgotten: 0, better: 0, worse: 0, right: 1, wrong: 1 },
    differences: [],
  });
  expect([math?.low, math?.high].every((bound) => typeof bound === 'number')).toBe(true);
  expect(coqa).toMatchObject({ benchmark: 'CoQA', low: null, high: null, n: null, p: null, flips: null });
});

test('figures keep their signs, and nothing is no loss', () => {
  expect([signed(3.14), signed(-3.16), signed(-0.04), signed(-1, '-')]).toEqual([
    '+3.1',
    '−3.2',
    '0.0',
    '-1.0',
  ]);
  expect(gain({ value: 1, low: -0.5, high: 2.5 })).toBe('+1.0 (−0.5 to +2.5)');
  expect(gain({ value: null, low: null, high: null })).toBe('–');
  const ti = { low: -3, high: 9, status: 'ok', reason: null, nonfinite: 0 } as const;
  expect(index({ ...ti, value: 4 })).toBe('4.0 (−3.0 to 9.0)');
  expect(index({ ...ti, value: null, low: null, high: null, status: 'undefined' })).toBe('undefined');
});

test('the bar grows from the middle', () => {
  expect([20, 10, 0.6, 0, -20, -9.5].map((value) => signedBar(value, 20))).toEqual([
    '        │████████',
    '        │████    ',
    '        │        ',
    '        │        ',
    '████████│        ',
    '    ████│        ',
  ]);
  expect(signedBar(0, 0)).toBe('        │        ');
});

test('what was cut off, by which tool and metric, stands in the exports', async () => {
  const transfer = await transferOfFiles({
    ...ourRun('Oak-7B', [[1], ['truncated'], [0], [1], [1], [1]]),
    ...ourRun('Oak-RL', [[1], [1], [1], [1], [1], [1]]),
    ...related,
  });
  const json = JSON.parse(JSON.stringify(transferJsonOf(transfer))) as {
    models: { benchmarks: { benchmark: string; sides: unknown }[] }[];
  };
  const [math, coqa] = json.models[0]?.benchmarks ?? [];
  const side = { metric: 'exact_match,none', format: 'reasoning-transfer', repeats: 1, mean_tokens: 12 };
  expect(math?.sides).toEqual({
    base: { ...side, truncated: Number((1 / 6).toPrecision(14)) },
    tuned: { ...side, truncated: 0 },
  });
  expect(coqa?.sides).toMatchObject({ base: { format: 'table', truncated: null, mean_tokens: null } });
  const note = 'MATH-500: responses truncated: base 16.7 %, tuned 0.0 %';
  expect(transferLines(transfer)).toContain(`  ! ${note}`);
  expect(transferMarkdown(transfer)).toContain(`- Oak-RL: ${note}`);
  expect(transferMarkdown(transfer)).not.toContain('CoQA: responses');
  const rows = parse(transferCsv(transfer), { columns: true }) as unknown as readonly Record<
    string,
    string
  >[];
  expect(
    rows
      .map(({ kind, name, base_truncated, tuned_truncated }) => [kind, name, base_truncated, tuned_truncated])
      .slice(0, 3),
  ).toEqual([
    ['benchmark', 'MATH-500', '0.16666666666667', '0'],
    ['benchmark', 'CoQA', '', ''],
    ['domain', 'math', '', ''],
  ]);
});

test('a benchmark that nobody has results of is named once, and none of it stands with a model', async () => {
  const transfer = await transferOfFiles({ 'scores.csv': table });
  const absent = [
    'AIME25',
    'OlympiadBench',
    'ACPBench',
    'GPQA-Diamond',
    'HeadQA',
    'LiveCodeBench',
    'HaluEval',
    'MC-TACO',
  ];
  expect(transfer.absent).toEqual(absent);
  expect(transfer.models[0]?.excluded).toEqual([]);
  const line = `No results at all on: ${absent.join(', ')}.`;
  expect(transferLines(transfer).filter((each) => each.includes('AIME25'))).toEqual([line]);
  expect(transferMarkdown(transfer)).toContain(`- ${line}`);
});

test('an adjusted p-value is never printed as nothing', async () => {
  const [none, all] = [0, 1].map((score) => new Array<number>(30).fill(score));
  const transfer = await transferOfFiles({
    ...mathRun('Oak-7B', none ?? []),
    ...mathRun('Oak-RL', all ?? []),
    ...related,
  });
  const lines = transferLines(transfer).filter((line) => line.includes('MATH-500'));
  expect(lines).toEqual([expect.stringContaining('p < 0.001, adjusted < 0.001')]);
});

test.each([
  ['[2] Oak', '{}[2] Oak'],
  ['*Oak*', '{}*Oak*'],
  ['Oak [2]*', 'Oak [2]*'],
])('in LaTeX the name %s begins no argument of the row before it', async (name, cell) => {
  const latex = transferLatex(
    await transferOfFiles({ 'scores.csv': `model,base,MATH-500\nOak,,40\nA,Oak,41\n${name},Oak,50\n` }),
  );
  expect(latex.split('\n').filter((line) => line.startsWith(`${cell} & `))).toHaveLength(1);
});
