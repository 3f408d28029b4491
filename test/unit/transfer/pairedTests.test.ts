import { describe, expect, test } from 'vitest';
import { benjaminiHochberg } from '../../../src/core/transfer/benjaminiHochberg.ts';
import { mcnemar } from '../../../src/core/transfer/mcnemar.ts';
import { pairedTest } from '../../../src/core/transfer/pairedTest.ts';
import { randomWords } from '../../../src/core/transfer/randomWords.ts';
import { signFlip } from '../../../src/core/transfer/signFlip.ts';
import { pairedTask, singleTask } from './pairedTasks.ts';

describe("McNemar's test", () => {
  test.each([
    // 2 · (1 + 10) / 2^10
    [1, 9, 22 / 1024],
    // 2 / 2^5
    [0, 5, 1 / 16],
    // 2 · (1 + 8 + 28) / 2^8
    [2, 6, 74 / 256],
    [3, 4, 1],
    [4, 4, 1],
    [0, 1, 1],
    [0, 0, 1],
  ])('%i against %i', (oneWay, otherWay, p) => {
    expect(mcnemar(oneWay, otherWay)).toBeCloseTo(p, 12);
    expect(mcnemar(otherWay, oneWay)).toBe(mcnemar(oneWay, otherWay));
  });

  test('of many items it is as exact: against whole numbers of any size', () => {
    for (const [fewer, more] of [
      [40, 70],
      [1000, 1100],
      [700, 1400],
    ] as const) {
      const all = BigInt(fewer + more);
      let term = 1n;
      let tail = 0n;
      for (let k = 0n; k <= BigInt(fewer); k++) {
        tail += term;
        term = (term * (all - k)) / (k + 1n);
      }
      const exact = Number((2n * tail * 10n ** 90n) / 2n ** all) / 1e90;
      expect(mcnemar(fewer, more) / exact).toBeCloseTo(1, 9);
    }
    expect(mcnemar(0, 5000)).toBe(0);
    expect(mcnemar(500_000, 500_001)).toBeCloseTo(1, 12);
  });
});

/** Over all signs; of as many as `2^n` it is slow. */
function overAllSigns(differences: readonly number[]): number {
  const observed = Math.abs(differences.reduce((sum, each) => sum + each, 0));
  const all = 2 ** differences.length;
  let hits = 0;
  for (let signs = 0; signs < all; signs++) {
    const sum = differences.reduce((total, each, at) => total + ((signs >> at) & 1 ? each : -each), 0);
    if (Math.abs(sum) >= observed - 1e-12) hits += 1;
  }
  return hits / all;
}

describe('sign flips', () => {
  test.each<[string, number[]]>([
    ['whole numbers', [1, 1, -1, 1, 1]],
    ['shares of eight repeats', [3, -1, 5, 8, 2, 2, -7, 1].map((share) => share / 8 / 500)],
    ['thirds and quarters', [1 / 3, -1 / 4, 2 / 3, 3 / 4, 1 / 3, 1 / 2]],
    ['two tasks of other sizes', [1 / 30, 1 / 30, -1 / 40, 1 / 40, 1 / 30, 1 / 40, 1 / 40]],
    ['zeros among them', [0, 0.5, 0, 0.5, 0.25, -0.25, 0, 1]],
    ['nothing in sum', [1, 2, -3]],
    ['one', [0.125]],
  ])('%s: exactly those of all signs', (_, differences) => {
    expect(signFlip(Float64Array.from(differences), 1)).toBeCloseTo(overAllSigns(differences), 12);
  });

  test('without a common step they are drawn, near to those of all signs', () => {
    const word = randomWords(5);
    for (let round = 0; round < 20; round++) {
      const differences = Array.from({ length: 3 + (round % 12) }, () => word() / 2 ** 32 - 0.35);
      const p = overAllSigns(differences);
      const drawn = signFlip(Float64Array.from(differences), round);
      expect(Math.abs(drawn - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / 10_000) + 1e-4);
    }
  });

  test('draws are the same again, others with another seed, and never give 0', () => {
    const differences = Float64Array.from({ length: 60 }, (_, at) => Math.sqrt(at + 2));
    expect(signFlip(differences, 1)).toBe(1 / 10_001);
    const mixed = differences.map((difference, at) => (at % 7 < 4 ? difference : -difference));
    expect(signFlip(mixed, 1)).toBe(signFlip(mixed, 1));
    expect(signFlip(mixed, 1)).not.toBe(signFlip(mixed, 2));
  });

  test('what 32 bits leave of scores hides no tie', () => {
    const kept = (left: number, right: number): number => Math.fround(right) - Math.fround(left);
    const gained = [kept(0.1, 0.5), kept(0.3, 0.7), kept(0.2, 0.6)];
    const lost = [kept(0.4, 0), kept(0.8, 0.4), kept(0.9, 0.5)];
    const same = Float64Array.from({ length: 48 }, (_, at) => (at % 2 === 0 ? gained : lost)[at % 3]!);
    expect(Math.abs(same.reduce((sum, each) => sum + each, 0))).toBeGreaterThan(1e-8);
    expect(signFlip(same, 1)).toBe(1);
    // Nor where there is no common step.
    const noisy = Float64Array.from({ length: 40 }, (_, at) => {
      const size = Math.sqrt(2 + (at >> 1));
      return at % 2 === 0 ? size : -size * (1 + 5e-8);
    });
    expect(signFlip(noisy, 1)).toBe(1);
  });

  test('nothing differs', () => {
    expect(signFlip(new Float64Array(4), 1)).toBe(1);
    expect(signFlip(new Float64Array(), 1)).toBe(1);
  });

  test('of single samples they are what McNemar says', () => {
    const differences = Float64Array.from({ length: 100 }, (_, at) => (at < 62 ? 0.002 : -0.002));
    expect(signFlip(differences, 1)).toBeCloseTo(mcnemar(38, 62), 12);
  });

  test('of thousands of items with 64 repeats they are made in time', () => {
    const word = randomWords(3);
    const differences = Float64Array.from({ length: 12_000 }, () => ((word() % 129) - 60) / 64 / 12_000);
    const before = performance.now();
    expect(signFlip(differences, 1)).toBeLessThan(0.01);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

/** The chances of 0 to `count` heads. */
function binomial(count: number): number[] {
  let chances = [1];
  for (let coin = 0; coin < count; coin++) {
    chances = [...chances, 0].map((chance, heads) => (chance + (chances[heads - 1] ?? 0)) / 2);
  }
  return chances;
}

describe('the test of a benchmark', () => {
  test("is McNemar's over all tasks where each item has one sample and all tasks as many items", () => {
    const tasks = [singleTask(1, 4, 10, 3), singleTask(0, 5, 11, 2)];
    expect(pairedTest(tasks, 1)).toEqual({ p: mcnemar(1, 9), test: 'mcnemar' });
    expect(pairedTest([singleTask(3, 12, 7)], 1)).toEqual({ p: mcnemar(3, 12), test: 'mcnemar' });
  });

  test('weights single samples of tasks of other sizes, as the gain does that it is of', () => {
    // The many items of one task lose what the few of the other make a gain of.
    const tasks = [singleTask(25, 60, 400, 15), singleTask(9, 0, 20, 31)];
    const gain = ((25 - 60) / 500 + 9 / 60) / 2;
    expect(gain).toBeCloseTo(0.04, 12);
    const { p, test } = pairedTest(tasks, 1);
    expect(test).toBe('sign-flip');
    // Over how many of either task keep their sign; in steps of 1/1500.
    let expected = 0;
    for (const [kept, chance] of binomial(85).entries()) {
      for (const [others, otherChance] of binomial(9).entries()) {
        const sum = 3 * (2 * kept - 85) + 25 * (2 * others - 9);
        if (Math.abs(sum) >= 3 * (25 - 60) + 25 * 9) expected += chance * otherChance;
      }
    }
    expect(p).toBeCloseTo(expected, 10);
    expect(p).toBeGreaterThan(0.1);
    // Of all items alike it is a loss, and a clear one.
    expect(mcnemar(34, 60)).toBeLessThan(0.01);
  });

  test('weights the differences by the items of their task else', () => {
    const repeated = pairedTask([
      [0.5, 1],
      [0, 0.5],
      [1, 0.5],
    ]);
    const tasks = [repeated, singleTask(2, 0, 0, 4)];
    const differences = [0.5 / 3, 0.5 / 3, -0.5 / 3, 1 / 6, 1 / 6];
    expect(pairedTest(tasks, 1).test).toBe('sign-flip');
    expect(pairedTest(tasks, 1).p).toBeCloseTo(overAllSigns(differences), 12);
  });

  test('weights them by all parts of the task where items have parts', () => {
    const scores = [
      [1, 2],
      [0, 1],
      [2, 1],
      [1, 3],
    ] as const;
    const task = pairedTask(scores, { of: Float64Array.of(2, 1, 2, 3) });
    expect(pairedTest([task], 1).p).toBeCloseTo(overAllSigns([1, 1, -1, 2]), 12);
  });
});

test('p-values are adjusted as by hand', () => {
  // Sorted: .005 · 5/1, .01 · 5/2, .03 · 5/3, .04 · 5/4, .5; each at most what follows it.
  expect(benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.5]).map((p) => Number(p.toFixed(12)))).toEqual([
    0.025, 0.05, 0.05, 0.025, 0.5,
  ]);
  expect(benjaminiHochberg([0.9, 1])).toEqual([1, 1]);
  expect(benjaminiHochberg([0.2])).toEqual([0.2]);
  expect(benjaminiHochberg([0.03, 0.03, 0.03])).toEqual([0.03, 0.03, 0.03]);
  expect(benjaminiHochberg([])).toEqual([]);
});
