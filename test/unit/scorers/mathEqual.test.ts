import { describe, expect, it } from 'vitest';
import { sameMath } from '../../../src/core/scorers/mathEqual.ts';
import type { MathGoldHints } from '../../../src/core/scorers/mathEqual.ts';

type Pair = readonly [answer: string, gold: string, hints?: MathGoldHints];

const right: Readonly<Record<string, readonly Pair[]>> = {
  'spelling only': [
    ['34', '34'],
    ['\\dfrac{1}{2}', '\\frac12'],
    ['\\tfrac{3}{4}', '\\frac 34'],
    ['\\frac{270}{7}', '\\frac{270}7'],
    ['\\left( 3, \\frac{\\pi}{2} \\right)', '(3,\\frac{\\pi}{2})'],
    ['11\\sqrt{2}', '11\\sqrt2'],
    ['x^{2}+1', 'x^2 + 1'],
    ['5\\,', '5'],
    ['$5$', '5'],
    ['**5**', '5'],
    ['5.', '5'],
    ['−7', '-7'],
    ['2×3', '6'],
    ['½', '0.5'],
    ['1½', '1.5'],
    ['x² + 1', 'x^2+1'],
    ['√13', '\\sqrt{13}'],
    ['π/6', '\\frac{\\pi}{6}'],
  ],
  words: [
    ['\\text{east}', 'east'],
    ['East', '\\text{east}'],
    ['\\textbf{(C)}', '\\text{(C)}'],
    ['C', '\\text{(C)}'],
    ['\\mathrm{even}', '\\text{even}'],
  ],
  'units, degrees, percent, money': [
    ['90', '90^\\circ'],
    ['90^{\\circ}', '90'],
    ['90 \\text{ degrees}', '90^\\circ'],
    ['864', '864 \\mbox{ inches}^2'],
    ['864 \\text{ square inches}', '864 \\mbox{ inches}^2'],
    ['15\\,\\mathrm{cm}^2', '15\\mbox{ cm}^2'],
    ['15 cm^2', '15\\mbox{ cm}^2'],
    ['5.4 \\text{ cents}', '5.4'],
    ['\\$32,\\!348', '32348'],
    ['\\$18.90', '18.9'],
    ['10\\%', '10'],
    ['50\\%', '0.5'],
    ['0.5', '50\\%'],
    ['12^{\\text{th}} \\text{ grade}', '12'],
    ['50', '50', { unit: 'minutes' }],
    ['50 \\text{ min}', '50', { unit: 'minutes' }],
    ['166\\text{ cm}^2', '$166$', { unit: '$cm^2$' }],
    ['5 \\frac{\\text{m}}{\\text{s}}', '5 \\text{ m/s}'],
    ['60 \\text{ miles per hour}', '60'],
  ],
  numbers: [
    ['0.5', '\\frac{1}{2}'],
    ['25/2', '12.5'],
    ['073', '73'],
    ['\\frac{-35}{9}', '-\\frac{35}{9}'],
    ['10,080', '10080'],
    ['10{,}080', '10080'],
    ['11111111100', '11,\\! 111,\\! 111,\\! 100'],
    ['10\\,080', '10080'],
    ['10 000', '10000'],
    ['1 125/1000', '1.125'],
    ['3 \\times 10^{8}', '300000000'],
    ['e^{i\\pi}', '-1'],
    ['33\\frac{1}{3}\\%', '\\frac{100}{3}\\%'],
    ['1\\frac{4}{5}', '\\frac{9}{5}'],
    ['1 4/5', '1.8'],
    ['137 \\frac{1}{2}', '137.5'],
    ['-1\\frac{1}{2}', '-1.5'],
    ['0.\\overline{3}', '\\frac{1}{3}'],
    ['0.1\\overline{6}', '\\frac16'],
    ['\\frac{2240}{78125}', '\\frac{448}{15625}'],
    ['\\sqrt{8}', '2\\sqrt{2}'],
    ['\\frac{1}{\\sqrt{3}}', '\\frac{\\sqrt{3}}{3}'],
    ['\\sqrt[3]{8}', '2'],
    ['2^{10}', '1024'],
    ['2^10', '1024'],
    ['10^{100}', '10^{99} \\cdot 10'],
    ['5!', '120'],
    ['\\binom{5}{2}', '10'],
    ['\\log_2 8', '3'],
    ['\\sin 30^\\circ', '\\frac12'],
    ['\\lfloor 7/2 \\rfloor', '3'],
    ['|-3|', '3'],
    ['3(2+1)', '9'],
    ['6-5i', '-5i+6'],
    ['(1+i)^2', '2i'],
    ['\\sqrt{-4}', '2i'],
    ['4.25', '4.2', { tolerance: 0.1 }],
  ],
  expressions: [
    ['(x+1)^2', 'x^2+2x+1'],
    ['2(n-1)', '2n-2'],
    ['n(n-1)', 'n^2-n'],
    ['\\frac{ab}{2}', '\\frac{a b}{2}'],
    ['(b+2)(a+5)', '(a+5)(b+2)'],
    ['\\frac{x^2-1}{x-1}', 'x+1'],
    ['\\frac{(2n)!}{n! n!}', '\\binom{2n}{n}'],
    ['2^{n-1}', '\\frac{2^n}{2}'],
    ['\\lceil n/2 \\rceil', '\\lfloor (n+1)/2 \\rfloor'],
    ['\\frac{\\cos x}{\\sin x}', '\\cot x'],
    ['\\sin^2 x', '(\\sin x)^2'],
    ['3\\pi', '\\pi \\cdot 3'],
    ['x_{1} + x_2', 'x_2+x_1'],
  ],
  'names and equations': [
    ['5', 'x=5'],
    ['x = 5', '5'],
    ['x=5', 'x = 5.0'],
    ['S = \\frac{1}{2} \\cdot 3 \\cdot 4 = 6', '6'],
    ['2 + 3 = 5', '5'],
    ['f(x) = 2x', '2x'],
    ['f(z) = z', 'f(x)=x'],
    ['m_{\\max} = 7', '7'],
    ['\\angle ABC = 30^\\circ', '30'],
    ['\\cos \\angle RPS = -\\frac{24}{25}', '-\\frac{24}{25}'],
    ['\\text{Area} = 12', '12'],
    ['y = 3 + 2x', 'y = 2x + 3'],
    ['2x - y + 3 = 0', 'y = 2x + 3'],
    ['x = \\frac{y^2}{4}', 'y^2 = 4x'],
    ['4x^2 + 9y^2 = 36', '\\frac{x^2}{9} + \\frac{y^2}{4} = 1'],
    ['10x - 14y + 22z + 8 = 0', '5x - 7y + 11z + 4 = 0'],
    ['x \\in [-2, 7]', '[-2,7]'],
  ],
  'several answers': [
    ['-2, 1', '1,-2'],
    ['x = 1 \\text{ or } x = -2', '1,-2'],
    ['1 and -2', '1,-2'],
    ['\\{1, -2\\}', '1,-2'],
    ['1; -2', '1,-2'],
    ['1 \\pm \\sqrt{19}', '1-\\sqrt{19}, 1+\\sqrt{19}'],
    ['\\pm 1, \\pm 7', '1,-1,7,-7'],
    ['\\{-2, 1-\\sqrt5, 1+\\sqrt5\\}', '\\{1\\pm\\sqrt{5},-2\\}'],
    ['\\{5\\}', '5'],
    ['84, 69', '$69$,$84$', { several: true }],
    ['100,200', '200,100', { several: true }],
    ['(3,2),(3,-2)', '(3,-2),(3,2)'],
    ['(1,1), (3,2)', '$(3,2), (1,1)$', { several: true }],
    ['x=2, y=3', 'y=3, x=2'],
    ['x=3, y=4', '(3,4)'],
    ['16,3,1', '16,3,1,1', { several: true }],
    ['(1,2,3)', '1,2,3'],
    ['3, \\frac{\\pi}{2}', '(3, \\frac{\\pi}{2})'],
  ],
  'tuples, intervals, matrices': [
    ['(1/2, 0.5)', '(\\frac12, \\frac12)'],
    ['(-\\infty, 2) \\cup (3, \\infty)', '(3,\\infty)\\cup(-\\infty,2)'],
    ['\\left(\\frac{3}{5}, \\frac{8}{3}\\right]', '(0.6, 8/3]'],
    ['(-\\infty,0)\\cup\\{1\\}', '$(-\\infty, 0) \\cup\\{1\\}$.'],
    ['[2,\\infty)', 'k \\geqslant 2'],
    ['k \\ge 2', 'k \\geqslant 2'],
    ['2 \\le k', 'k \\geqslant 2'],
    ['(1,3]', '1 < x \\le 3'],
    ['(-\\infty,1)\\cup[2,\\infty)', 'x < 1 \\text{ or } x \\ge 2'],
    [
      '\\begin{bmatrix} -\\frac{1}{3} \\\\ \\frac23 \\end{bmatrix}',
      '\\begin{pmatrix} -1/3 \\\\ 2/3 \\end{pmatrix}',
    ],
    [
      '\\left(\\begin{array}{cc} 1 & 0 \\\\ 0 & 1 \\end{array}\\right)',
      '\\begin{pmatrix}1&0\\\\0&1\\end{pmatrix}',
    ],
  ],
};

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

const rows = (table: Readonly<Record<string, readonly Pair[]>>) =>
  Object.entries(table).flatMap(([group, pairs]) =>
    pairs.map(([answer, gold, hints]) => ({ group, answer, gold, hints })),
  );

describe('the same answer', () => {
  it.each(rows(right))('$group: $answer = $gold', ({ answer, gold, hints }) => {
    expect(sameMath(answer, gold, hints)).toMatchObject({ equal: true });
  });
});

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

it('digits that go on are not the digits alone', () => {
  expect(sameMath('0.33...', '0.33').equal).toBe(false);
  expect(sameMath('0.33.', '0.33').equal).toBe(true);
});

describe('a sign of percent or degrees is part of what is said', () => {
  it.each([
    ['0.5\\%', '\\frac12', false],
    ['0.5\\%', '0.5', false],
    ['\\frac12\\%', '\\frac12', false],
    ['1\\%', '1', false],
    ['50\\%', '\\frac12', true],
    ['50\\%', '50', true],
    ['100\\%', '1', true],
    ['0\\%', '0', true],
    ['12.5\\%', '12.5', true],
    ['50', '50\\%', true],
    ['0.5', '0.5\\%', true],
    ['(0.5\\%, 1)', '(\\frac12, 1)', false],
    ['\\cos 1^\\circ', '\\cos 1', false],
    ['\\cos 1', '\\cos 1^\\circ', false],
    ['x=\\cos 1^\\circ', '\\cos 1', false],
    ['\\cos 60^\\circ', '\\frac12', true],
    ['30^\\circ', '30', true],
  ])('%s for %s: %j', (answer, gold, equal) => {
    expect(sameMath(answer, gold).equal).toBe(equal);
  });
});

describe('an irrational number is no decimal, however long', () => {
  it.each([
    ['93648.0474760830209737', '\\pi^{10}', false],
    ['93648.04747608303', '\\pi^{10}', false],
    ['2.718281828459045', 'e', false],
    ['2.718281828459', 'e', false],
    ['3.14159265358979', '\\pi', false],
    ['\\frac{5419351}{1725033}', '\\pi', false],
    ['1.41421356237309504880', '\\sqrt2', false],
    ['262537412640768744', 'e^{\\pi\\sqrt{163}}', false],
    ['e', '2.718281828459045', false],
    ['(0, 2.718281828459045)', '(0, e)', false],
    ['0.5', '\\cos 60^\\circ', true],
    ['4', '\\sqrt2\\cdot\\sqrt8', true],
    ['3', '\\log_2 8', true],
    ['1', '-e^{i\\pi}', true],
    ['0', '\\sin\\pi', true],
    ['246913.578', '123456.789\\cdot(\\sqrt[3]{2})^3', true],
    ['12586269025', '\\frac{(1+\\sqrt5)^{50}-(1-\\sqrt5)^{50}}{2^{50}\\sqrt5}', true],
    ['e^{10}', 'e^{4}e^{6}', true],
  ])('%s for %s: %j', (answer, gold, equal) => {
    expect(sameMath(answer, gold).equal).toBe(equal);
  });

  it('but within the tolerance of the item', () => {
    expect(sameMath('2.718', 'e', { tolerance: 1e-3 }).equal).toBe(true);
    expect(sameMath('2.71', 'e', { tolerance: 1e-3 }).equal).toBe(false);
  });
});

describe('commas of thousands are not those of a list', () => {
  it.each([
    ['200,1', '1,200', undefined, false],
    ['1,200', '1200', undefined, true],
    ['1200', '1,200', undefined, true],
    ['1,200', '1,200', undefined, true],
    ['200, 1', '1, 200', undefined, true],
    ['100,200', '200, 100', undefined, true],
    ['1,200', '200, 1', { several: true }, true],
    ['200,1', '1,200', { several: true }, true],
    ['1200', '1,200', { several: true }, false],
    ['(200,1)', '1,200', undefined, false],
  ])('%s for %s %j: %j', (answer, gold, hints, equal) => {
    expect(sameMath(answer, gold, hints).equal).toBe(equal);
  });
});

describe('a list set as text is a list', () => {
  it.each([
    ['2,3,5', '\\text{2, 3, and 5}', true],
    ['5, 2, 3', '\\text{2, 3, and 5}', true],
    ['2,3', '\\text{2, 3, and 5}', false],
    ['\\text{3 and 2}', '2,3', true],
    ['\\text{1/2 or -3}', '-3, \\frac12', true],
    ['A,B,D', '\\text{A, B, and D}', true],
    ['A,B,C', '\\text{A, B, and D}', false],
    ['\\text{2,300}', '2300', true],
    ['\\text{red and blue}', '\\text{red, blue}', false],
  ])('%s for %s: %j', (answer, gold, equal) => {
    expect(sameMath(answer, gold).equal).toBe(equal);
  });
});
