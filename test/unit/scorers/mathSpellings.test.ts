import { describe, expect, it } from 'vitest';
import { sameMath } from '../../../src/core/scorers/mathEqual.ts';

const equal = ([answer, gold]: readonly [string, string]): boolean => sameMath(answer, gold).equal;

describe('the same in other words', () => {
  it.each([
    ['(2516)_8', '2516_8'],
    ['2516_{\\text{eight}}', '2516_8'],
    ['2516 \\text{ (base 8)}', '2516_8'],
    ['2516 \\text{ in base } 8', '2516_{8}'],
    ['2516 base 8', '2516_8'],
    ['\\mathbb{R}', '(-\\infty,\\infty)'],
    ['(-\\infty,\\infty)', '\\mathbb R'],
    ['\\text{all real numbers}', 'x \\in \\mathbb{R}'],
    ['\\text{no real solutions}', '\\emptyset'],
    ['\\{\\}', '\\varnothing'],
    ['\\{x \\mid x > 2\\}', 'x > 2'],
    ['\\{ x \\in \\mathbb{R} : 1 < x \\le 2 \\}', '1 < x \\le 2'],
    ['(-\\infty,3)\\cup(3,\\infty)', 'x \\ne 3'],
    ['(3,\\infty)\\cup(-\\infty,3)', '3 \\neq x'],
    ['3,000,000', '3 \\text{ million}'],
    ['3 million', '3000000'],
    ['2.5 \\text{ million dollars}', '2500000'],
    ['1.5e3', '1500'],
    ['2.5E-2', '0.025'],
    ['12:30', '12{:}30'],
    ['\\approx 3.14', '3.14'],
    ['\\textbf{(A)}\\ 5', 'A'],
    ['(C) 12', '\\text{(C)}'],
  ] as const)('%s for %s', (...pair) => {
    expect(equal(pair)).toBe(true);
  });
});

describe('not the same in other words', () => {
  it.each([
    ['2516 base 9', '2516_8'],
    ['2516_{\\text{nine}}', '2516_8'],
    ['(2516)_8', '2517_8'],
    ['\\mathbb{R}', '(0,\\infty)'],
    ['\\mathbb{Z}', '\\mathbb{R}'],
    ['\\text{all real numbers}', 'x > 0'],
    ['\\text{all real numbers except } 3', '\\mathbb{R}'],
    ['\\text{no solution}', '0'],
    ['\\text{no solution}', '\\mathbb{R}'],
    ['\\{0\\}', '\\{\\}'],
    ['\\{x \\mid x \\ge 2\\}', 'x > 2'],
    ['\\{x \\mid x > 2\\}', '2'],
    ['(-\\infty,3)\\cup(3,\\infty)', 'x \\ne 4'],
    ['(-\\infty,3]\\cup(3,\\infty)', 'x \\ne 3'],
    ['(-\\infty,\\infty)', 'x \\ne 3'],
    ['3 \\text{ million}', '3'],
    ['3 million', '3 billion'],
    ['1.5e4', '1500'],
    ['2e', '2'],
    ['12:31', '12{:}30'],
    ['\\textbf{(A)}\\ 5', 'B'],
    ['(A) 5 \\text{ or } (B) 6', 'A'],
    ['(A) + B', 'A'],
    ['(A)B', 'A'],
  ] as const)('%s for %s', (...pair) => {
    expect(equal(pair)).toBe(false);
  });
});
