import { describe, expect, it } from 'vitest';
import { sameMath } from '../../../src/core/scorers/mathEqual.ts';
import { algebraThread } from '../workspace/algebraThread.ts';
import { nearMisses } from './mathNearMisses.ts';
import { rows, type Pair } from './mathPairs.ts';

const newClient = algebraThread('mathNearMisses');

/** With all the help there is; null where that could not tell either. */
async function same(
  [answer, gold, hints]: Pair,
  client: ReturnType<typeof newClient>,
): Promise<boolean | null> {
  const verdict = sameMath(answer, gold, hints);
  if (verdict.equal || verdict.open === null) return verdict.equal;
  const said = await client.same(verdict.open);
  return typeof said === 'boolean' ? said : null;
}

describe('a near miss', () => {
  it('is no right answer, with the algebra system too', async () => {
    const client = newClient();
    const pairs = rows(nearMisses);
    expect(new Set(pairs.map(({ answer, gold }) => `${answer} ${gold}`)).size).toBe(pairs.length);
    expect(pairs.length).toBeGreaterThanOrEqual(150);
    const taken: string[] = [];
    for (const { group, answer, gold, hints } of pairs) {
      if (await same([answer, gold, hints ?? {}], client)) taken.push(`${group}: ${answer} for ${gold}`);
    }
    expect(taken).toEqual([]);
  });

  it('is told from the right answer: each gold answer is right itself', async () => {
    const client = newClient();
    const wrong: string[] = [];
    for (const { gold } of rows(nearMisses)) {
      if (!(await same([`$${gold}$`, gold], client))) wrong.push(gold);
    }
    expect(wrong).toEqual([]);
  });
});

it('the algebra system knows what our own parser does not', async () => {
  const client = newClient();
  const right: readonly Pair[] = [
    ['\\sum_{k=1}^{n} k', '\\frac{n(n+1)}{2}'],
    ['\\sum_{i=0}^{n} \\binom{n}{i}', '2^n'],
    ['\\sum_{k=1}^{100} k', '5050'],
    ['\\sum_{k=1}^{100} k', '5{,}050'],
    ['\\sum_{k=1}^{\\infty} \\frac{1}{k^2}', '\\frac{\\pi^2}{6}'],
    ['\\prod_{k=2}^{n} \\left(1-\\frac1k\\right)', '\\frac1n'],
    ['\\int_0^1 x^2 \\, dx', '\\frac13'],
    ['\\int_a^b x \\, dx', '\\frac{b^2-a^2}{2}'],
    ['\\lim_{x\\to 0} \\frac{\\sin x}{x}', '1'],
    ['\\lim_{n\\to\\infty} \\left(1+\\frac1n\\right)^n', 'e'],
    ['\\gcd(12,18)', '6'],
    ['\\text{lcm}(4,6)', '12'],
    ['x = \\max(3,4)', '4'],
    ['17 \\bmod 5', '2'],
    ['7!!', '105'],
    ['\\sinh x', '\\frac{e^x-e^{-x}}{2}'],
    ['\\tanh^{-1} \\frac12', '\\frac{\\ln 3}{2}'],
  ];
  const missed: string[] = [];
  for (const pair of right) {
    const verdict = sameMath(...pair);
    expect([pair, verdict.equal]).toEqual([pair, false]);
    if (!(await same(pair, client))) missed.push(pair[0]);
  }
  expect(missed).toEqual([]);
});

it('asks of plain formulas only', () => {
  const asked = ([answer, gold]: Pair): boolean => {
    const verdict = sameMath(answer, gold);
    return !verdict.equal && verdict.open !== null;
  };
  const structured: readonly Pair[] = [
    ['(\\sum_{k=1}^{3} k, 1)', '(6, 1)'],
    ['\\sum_{k=1}^{3} k, 1', '6, 1'],
    ['[0, \\sum_{k=1}^{3} k]', '[0, 6]'],
    ['\\{\\gcd(4,6), 1\\}', '\\{2, 1\\}'],
    ['x < \\sum_{k=1}^{3} k', 'x < 6'],
    ['y + 1 = \\sum_{k=1}^{3} k', 'y = 5'],
    ['\\sum_{k=1}^{3} k = 6 = 7', '7'],
    ['f(2x)', '2f(x)'],
    ['\\sum_{k=1}^{3} k\\%', '6'],
    ['4 \\log \\max(1,2)', '4 \\log 2'],
    ['2 3 \\gcd(1,2)', '23'],
    ['\\text{sum of } \\gcd(1,2)', '1'],
    ['\\gcd(1,000,2)', '2'],
    ['4210_5', '\\gcd(1,2)'],
  ];
  expect(structured.filter(asked)).toEqual([]);
  expect(asked(['\\sum_{k=1}^{3} k', '6'])).toBe(true);
});
