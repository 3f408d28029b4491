import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { domains } from '../../../src/core/domain.ts';
import { variants, type Transfer, type Variant } from '../../../src/core/transfer/transfer.ts';
import { paperDomains, tableInput, transferred, type ScoreRow } from './builtInput.ts';

const path = (name: string): string =>
  fileURLToPath(new URL(`../../../../shared/reference/${name}`, import.meta.url));
const isAbsent = !existsSync(path('paper-results.csv')) || !existsSync(path('paper-ti.csv'));
if (isAbsent) console.warn("The paper's tables are not beside the checkout: its index is not checked.");

const benchmarks = Object.keys(paperDomains);

function records(name: string): Record<string, string>[] {
  return parse(readFileSync(path(name), 'utf8'), { columns: true });
}

function paperRows(): ScoreRow[] {
  return records('paper-results.csv').map((record) => ({
    model: record.model!,
    base: record.base!,
    scores: Object.fromEntries(benchmarks.map((name) => [name, Number(record[name])])),
  }));
}

/** Of no one in particular: with a loss, a gain of 0, and one benchmark that a model lacks. */
const ownRows: ScoreRow[] = [
  { model: 'base', base: '', scores: row(10, 5, 60, 30, 40, 20, 55, 35, 50, 70, 66, 25) },
  { model: 'one', base: 'base', scores: row(40, 25.5, 85, 30, 55, 31, 71, 36.5, 40, 71, 60, 30) },
  { model: 'two', base: 'base', scores: row(12, 5, 71.25, 44, 30, 20, 50, 36, 51, 60, 66, 24) },
  {
    model: 'three',
    base: 'base',
    scores: Object.fromEntries(
      Object.entries(row(5, 4, 50, 20, 30, 21, 57, 38, 55, 77, 70, 45)).filter(([name]) => name !== 'HeadQA'),
    ),
  },
];

function row(...scores: number[]): Record<string, number> {
  return Object.fromEntries(benchmarks.map((name, at) => [name, scores[at]!]));
}

interface Pinned {
  readonly delta: number;
  readonly terms: readonly (readonly [delta: number, s: number, weight: number, share: number])[];
  readonly sigma: number | null;
  readonly di: number | null;
}

const mean = (values: readonly number[]): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
};
const deviation = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map((value) => value * value)) - mean(values) ** 2);

/** The index of one model written out once more, from the paper's equations alone. */
function pinnedDomain(
  rows: readonly ScoreRow[],
  cohort: readonly string[],
  model: string,
  domain: string,
  variant: Variant,
): Pinned {
  const gainsOf = (name: string): { before: number; gain: number }[] => {
    const tuned = rows.find((one) => one.model === name)!;
    const base = rows.find((one) => one.model === tuned.base)!;
    const found: { before: number; gain: number }[] = [];
    for (const benchmark of benchmarks) {
      const [after, before] = [tuned.scores[benchmark], base.scores[benchmark]];
      if (paperDomains[benchmark] !== domain || after === undefined || before === undefined) continue;
      found.push({ before, gain: after - before });
    }
    return found;
  };
  const own = gainsOf(model);
  const delta = mean(own.map(({ gain }) => gain));
  if (variant === 'v1-relative') {
    const ratios = own.map(({ before, gain }) => gain / before);
    if (own.some(({ before }) => before === 0)) return { delta, terms: [], sigma: null, di: null };
    const terms = ratios.map((ratio) => [ratio, ratio, 1, 1 / own.length] as const);
    return { delta, terms, sigma: null, di: mean(ratios) };
  }
  const sigma =
    variant === 'v2-cohort'
      ? deviation(cohort.flatMap((name) => gainsOf(name).map(({ gain }) => gain)))
      : deviation(own.map(({ gain }) => gain));
  const all = own.reduce((sum, { before }) => sum + 100 - before, 0);
  const terms = own.map(({ before, gain }) => {
    const scaled = gain / sigma;
    const root = scaled < 0 ? -((-scaled) ** 0.5) : scaled ** 0.5;
    return [scaled, root, 100 - before, (100 - before) / all] as const;
  });
  const di = own.reduce((sum, { before }, at) => sum + ((100 - before) * terms[at]![1]) / all, 0);
  return { delta, terms, sigma, di };
}

function expectNear(ours: number | null, theirs: number | null, what: string): void {
  if (theirs === null) {
    expect(ours, what).toBeNull();
    return;
  }
  expect(ours, what).not.toBeNull();
  expect(Math.abs(ours! - theirs), what).toBeLessThan(1e-6 * (1 + Math.abs(theirs)));
}

/** Compares everything that was computed; says how many numbers that were. */
function expectPinned(transfer: Transfer, rows: readonly ScoreRow[], cohort: readonly string[]): number {
  let compared = 0;
  const near = (ours: number | null, theirs: number | null, what: string): void => {
    compared += 1;
    expectNear(ours, theirs, what);
  };
  expect(transfer.cohort).toEqual(cohort);
  for (const model of transfer.models) {
    const di: Record<string, number | null> = {};
    for (const domain of domains) {
      const what = `${model.model}, ${domain}, ${transfer.variant}`;
      const pinned = pinnedDomain(rows, cohort, model.model, domain, transfer.variant);
      const { delta, di: ours, sigma } = model.domains[domain];
      near(delta.value, pinned.delta, `${what}: mean gain`);
      near(sigma, pinned.sigma, `${what}: σ`);
      near(ours.value, pinned.di, `${what}: DI`);
      if (transfer.variant === 'v2-cohort') near(transfer.sigma![domain], pinned.sigma, `${what}: σ of all`);
      else expect(transfer.sigma).toBeNull();
      di[domain] = pinned.di;
      const own = model.benchmarks.filter((one) => one.domain === domain);
      for (const [at, one] of own.entries()) {
        const before = rows.find((row) => row.model === model.base)!.scores[one.benchmark]!;
        const after = rows.find((row) => row.model === model.model)!.scores[one.benchmark]!;
        near(one.base, before, what);
        near(one.tuned, after, what);
        near(one.delta.value, after - before, `${what}, ${one.benchmark}: ΔR`);
        const [scaled, root, weight, share] = pinned.terms[at] ?? [null, null, null, null];
        near(one.terms?.delta ?? null, scaled, `${what}, ${one.benchmark}: δ`);
        near(one.terms?.s ?? null, root, `${what}, ${one.benchmark}: s`);
        near(one.terms?.weight ?? null, weight, `${what}, ${one.benchmark}: w`);
        near(one.terms?.share ?? null, share, `${what}, ${one.benchmark}: share`);
      }
    }
    for (const domain of ['other', 'non'] as const) {
      const isThere = di.math !== null && di[domain] !== null && di.math! > 0;
      const ratio = isThere ? (100 * di[domain]!) / di.math! : null;
      near(model.ti[domain].value, ratio, `${model.model}, ${domain}: TI`);
      expect(model.ti[domain].status).toBe(isThere ? 'ok' : 'undefined');
    }
  }
  return compared;
}

/** paper.md: values that do not follow from the paper's own Tables 9–11 under any σ. */
const misprinted = {
  other: [
    'OpenThinker3-7B',
    'General-Reasoner-Qwen3-14B (SFT)',
    'General-Reasoner-Qwen3-14B (RL)',
    'DAPO-Qwen-32B',
    'Llama3.1-8B-SimpleRL',
  ],
  non: [
    'OpenThinker3-7B',
    'General-Reasoner-Qwen3-14B (SFT)',
    'General-Reasoner-Qwen3-14B (RL)',
    'DAPO-Qwen-32B',
    'Llama3.1-8B-SimpleRL',
    'Deepseek-R1-Distill-Qwen-7B',
    'Qwen2.5-1.5B-SimpleRL',
  ],
};

describe.skipIf(isAbsent)('the tables of arXiv 2507.00432v2', () => {
  const published = isAbsent ? [] : records('paper-ti.csv');
  const rows = isAbsent ? [] : paperRows();
  const names = new Set(published.map(({ model }) => model));
  const input = tableInput(rows);
  const cohort = input.models.map(({ model }) => model).filter((model) => names.has(model));

  test.each([
    ['other', 13],
    ['non', 11],
  ] as const)('TI %s is the published one of the %i consistent models', (domain, consistent) => {
    const transfer = transferred(input, { cohort });
    expect(cohort).toHaveLength(18);
    const near = published.filter(({ model, [`ti_${domain}`]: value }) => {
      const ours = transfer.models.find((one) => one.model === model)!.ti[domain];
      return ours.value !== null && Math.abs(ours.value - Number(value)) <= 0.01 * Math.abs(Number(value));
    });
    expect(near).toHaveLength(consistent);
    expect(
      published
        .filter((one) => !near.includes(one))
        .map(({ model }) => model)
        .sort(),
    ).toEqual([...misprinted[domain]].sort());
  });

  test.each(variants)('every value of %s is that of a computation of its own', (variant) => {
    const compared = expectPinned(transferred(input, { cohort, variant }), rows, cohort);
    expect(compared).toBeGreaterThan(18 * 12 * 7);
  });
});

describe('a table of our own', () => {
  const input = tableInput(ownRows);

  test.each(variants)('every value of %s is that of a computation of its own', (variant) => {
    expect(expectPinned(transferred(input, { variant }), ownRows, ['one', 'two', 'three'])).toBeGreaterThan(
      250,
    );
    const alone = transferred(input, { variant, cohort: ['two'] });
    expectPinned(alone, ownRows, ['two']);
  });

  test('a value worked out by hand', () => {
    const rows: ScoreRow[] = [
      { model: 'b', base: '', scores: { AIME24: 20, 'MATH-500': 60, HeadQA: 50, ACPBench: 0 } },
      { model: 't', base: 'b', scores: { AIME24: 36, 'MATH-500': 64, HeadQA: 41, ACPBench: 1 } },
    ];
    const [one] = transferred(tableInput(rows)).models;
    // Math: gains 16 and 4, σ 6; (80 √(16/6) + 40 √(4/6)) / 120. Other: −9 and 1, σ 5; (−50 √(9/5) + 100 √(1/5)) / 150.
    expect(one!.domains.math.di.value).toBeCloseTo(1.360828, 6);
    expect(one!.domains.other.di.value).toBeCloseTo(-0.149071, 6);
    expect(one!.ti.other.value).toBeCloseTo(-10.954451, 6);
  });
});
