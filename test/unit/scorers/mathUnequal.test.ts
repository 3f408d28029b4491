import { describe, expect, it } from 'vitest';
import { sameMath } from '../../../src/core/scorers/mathEqual.ts';
import { rows, type Pair } from './mathPairs.ts';

const wrong: Readonly<Record<string, readonly Pair[]>> = {
  'near numbers': [
    ['102018', '102019'],
    ['11111111101', '11111111100'],
    ['1', '100'],
    ['100', '1'],
    ['5000', '50\\%'],
    ['85.71', '\\frac{600}{7}'],
    ['0.333', '\\frac13'],
    ['3.14', '\\pi'],
    ['3.14159265', '\\pi'],
    ['-5', '5'],
    ['2\\sqrt{3}', '3\\sqrt{2}'],
    ['\\frac{2}{3}', '\\frac{3}{2}'],
    ['3/2', '3\\frac{1}{2}'],
    ['14/5', '1 4/5'],
    ['12', '1 2'],
    ['5 million', '5'],
    ['5 squared', '5'],
    ['not 5', '5'],
    ['10^{99}', '10^{100}'],
    ['4.31', '4.2', { tolerance: 0.1 }],
    ['\\frac{1}{0}', '0'],
    ['5!!', '15'],
    ['5 \\text{ is wrong}', '5'],
  ],
  'lost commas': [
    ['34', '3,4'],
    ['3,4', '34'],
    ['8221', '221,8', { several: true }],
    ['100200', '100,200', { several: true }],
    ['(1234)', '(1,234)'],
  ],
  'units that differ': [
    ['5 \\text{ km}', '5 \\text{ m}'],
    ['50 \\text{ hours}', '50', { unit: 'minutes' }],
    ['5.4 \\text{ dollars}', '5.4 \\text{ cents}'],
    ['15 \\text{ cm}', '15\\mbox{ cm}^2'],
    ['30\\%', '30^\\circ'],
    ['\\frac{\\pi}{2}', '90^\\circ'],
  ],
  bases: [
    ['2516', '2516_8'],
    ['555', '4210_5'],
    ['4210_6', '4210_5'],
  ],
  'names and expressions': [
    ['y=5', 'x=5'],
    ['x+1=5', '5'],
    ['2x=10', 'x=5'],
    ['f(x)=x', 'f(x)=x+1'],
    ['f(x) = x^2', 'f(x) = x'],
    ['f(2x)', '2f(x)'],
    ['|x|', 'x'],
    ['\\sqrt{x^2}', 'x'],
    ['2n', '2m'],
    ['2^{n-1}', '2n-2'],
    ['\\lfloor n/2 \\rfloor', '\\frac{n}{2}'],
    ['\\lfloor \\frac{n}{2} \\rfloor', '\\lfloor \\frac{2n-1}{5} \\rfloor'],
    ['\\frac{x+1}{x+1}', '2'],
    ['y=2x-3', 'y=2x+3'],
    ['2x+y+3=0', 'y=2x+3'],
    ['seat', 'east'],
    ['\\text{west}', '\\text{east}'],
    ['odd', '\\text{even}'],
    ['D', '\\text{(C)}'],
    ['x = 2 = 3', '3'],
    ['X', 'x'],
  ],
  'several answers': [
    ['3 or 4', '3'],
    ['3', '3,4'],
    ['3,4,5', '3,4'],
    ['\\pm 3', '3'],
    ['1+\\sqrt{19}', '1 \\pm \\sqrt{19}'],
    ['x=1, y=2', 'x=2, y=1'],
    ['2, 1', 'x=1, y=2'],
    ['2,2', '2,3'],
    ['(2,1),(1,2)', '(1,2),(1,3)'],
    ['f(x)=x', 'f(x)=x,f(x)=2-x'],
  ],
  'order and brackets': [
    ['(2,1)', '(1,2)'],
    ['[1,2]', '(1,2)'],
    ['[2,\\infty)', '(2,\\infty)'],
    ['(3,4)', '(3,4]'],
    ['\\{1,2\\}', '(1,2)'],
    ['(1,2)', '\\{1,2\\}'],
    ['(1,2)', '1,2'],
    ['1,2', '(1,2)'],
    ['(1,2,3)', '(1,2)'],
    ['(3,2,1)', '1,2,3'],
    ['x > 2', '(2,\\infty)'],
    ['(2,\\infty)', 'k \\geqslant 2'],
    ['k > 2', 'k \\geqslant 2'],
    ['k \\le 2', 'k \\geqslant 2'],
    ['n \\ge 2', 'k \\geqslant 2'],
    ['(-\\infty,2)', '(-\\infty, 2) \\cup (3, \\infty)'],
    ['\\begin{pmatrix}1\\\\2\\end{pmatrix}', '\\begin{pmatrix}1&2\\end{pmatrix}'],
    ['\\begin{vmatrix}1&2\\\\3&4\\end{vmatrix}', '\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}'],
    ['\\begin{pmatrix}1\\\\3\\end{pmatrix}', '\\begin{pmatrix}1\\\\2\\end{pmatrix}'],
  ],
  nothing: [
    ['', '5'],
    ['\\text{}', '5'],
    ['your\\_answer', '5'],
    ['\\ldots', '5'],
  ],
};

describe('another answer', () => {
  it.each(rows(wrong))('$group: $answer ≠ $gold', ({ answer, gold, hints }) => {
    expect(sameMath(answer, gold, hints)).toMatchObject({ equal: false });
  });
});

it('says in which way, and what differs', () => {
  const says = ([answer, gold]: Pair): string => {
    const verdict = sameMath(answer, gold);
    return verdict.equal ? verdict.how : (verdict.why ?? '-');
  };
  expect(
    (
      [
        ['34', '34'],
        ['12.5', '\\frac{25}{2}'],
        ['(x+1)^2', 'x^2+2x+1'],
        ['2,1', '1,2'],
        ['[2,3)', '(2,3)'],
        ['(1,3)', '(1,2)'],
        ['1,2,4', '1,2,3'],
        ['5 km', '5\\text{ cm}'],
        ['52', '52_8'],
        ['y=1', 'x=1'],
        ['7', '8'],
      ] as const
    ).map(says),
  ).toEqual([
    'text',
    'number',
    'expression',
    'structure',
    'the brackets differ',
    'entry 2 differs',
    '2 of 3 right, and 1 that is not',
    'the units differ: km and cm',
    'base 8 is not said',
    'y and x are different names',
    '-',
  ]);
});

it.each([
  ['a tower of powers', '9^{9^{9^{9}}}'],
  ['factorials of factorials', '((9!)!)!'],
  ['deep nesting', `${'('.repeat(4000)}1${')'.repeat(4000)}`],
  ['deep braces', `${'{'.repeat(3000)}1${'}'.repeat(3000)}`],
  ['a long list', Array.from({ length: 900 }, (_, n) => n).join(',')],
  ['a long text', 'ab cd '.repeat(20_000)],
  ['unclosed everything', '\\frac{\\sqrt{\\left('.repeat(500)],
])('ends on %s, and does not find it equal to 1', (_name, answer) => {
  expect(sameMath(answer, '1')).toMatchObject({ equal: false });
});
