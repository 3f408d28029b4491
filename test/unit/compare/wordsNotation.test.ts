import { describe, expect, test } from 'vitest';
import { compared, shown } from './texts.ts';

const before = 'We compute the value of the expression as follows: ';

describe('the same tokens are not the same formula', () => {
  test.each([
    ['\\(\\frac{1}{x+1}\\)', '\\(\\frac{1}{x}+1\\)', '[{] [}] → '],
    ['$2^{n+1}$', '$2^n + 1$', '[{] [}] → '],
    ['$e^{-x}+1$', '$e^{-x+1}$', '[}] → [}]'],
    ['$a_{n+1}$', '$a_n + 1$', '[{] [}] → '],
    ['$\\sqrt{2x}$', '$\\sqrt{2}x$', '[{] [}] → '],
    ['$x^{2y}$', '$x^{2}y$', '[{] [}] → '],
    ['$A = 2a$', '$a = 2A$', '[A] [a] → [a] [A]'],
    ['$x^2$', '$x_2$', null],
  ])('%s and %s disagree', (left, right, edits) => {
    const [entry] = compared(before + left, before + right).entries;
    expect(entry).toMatchObject({ kind: 'changed', disagrees: true });
    expect(entry?.similarity).toBeLessThan(1);
    if (edits !== null) expect(shown(before + left, before + right)[0]).toContain(`: ${edits}`);
  });

  test.each([
    ['\\frac{1}{x+1}', '\\frac{1}{x}+1', '[{] [}] → '],
    ['x² + 1', 'x₂ + 1', '[²] → [₂]'],
    ['x² + 1', 'x2 + 1', '[²] → '],
    ['x₂ + 1', 'x2 + 1', '[₂] → '],
    ['2**3 in Python', '2*3 in Python', null],
    ['P(A) = 1/2', 'P(a) = 1/2', '[A] → [a]'],
    ['{1, 2} as a set', '1, 2 as a set', '[{] [}] → '],
    ['`Total` of it', '`total` of it', '[Total] → [total]'],
  ])('%s and %s are marked, also without a formula around them', (left, right, edits) => {
    const [entry] = compared(before + left, before + right).entries;
    expect(entry?.kind).toBe('changed');
    expect(entry?.similarity).toBeLessThan(1);
    expect((entry?.edits?.left.length ?? 0) + (entry?.edits?.right.length ?? 0)).toBeGreaterThan(0);
    if (edits !== null) expect(shown(before + left, before + right)[0]).toContain(`: ${edits}`);
  });

  test.each([120, 150, 400])(
    'a letter that is a capital %i times is a renaming, and marked each time',
    (times) => {
      const formula = (letter: string): string => `$${`${letter}+`.repeat(times)}1$`;
      const [entry] = compared(formula('A'), formula('a')).entries;
      expect([entry?.kind, entry?.disagrees]).toEqual(['changed', false]);
      expect([entry?.edits?.left.length, entry?.edits?.right.length]).toEqual([times, times]);
      const mixed = compared(formula('A'), formula('a').replace('a+1', 'A+1')).entries;
      expect(mixed.some(({ disagrees }) => disagrees)).toBe(true);
    },
  );

  test('in code every sign counts', () => {
    const code = (line: string): string => `\`\`\`python\nvalue = first + second\n${line}\n\`\`\``;
    expect(shown(code('total = 2**x'), code('total = 2*x'))[0]).toMatch(/^changed 1-1: \[\*\]/);
    expect(shown(code('s = {x}'), code('s = x'))[0]).toContain('[{] [}] → ');
    expect(shown(code('my_name = Name'), code('my_name = name'))[0]).toContain('[Name] → [name]');
  });
});

describe('another notation', () => {
  test.each([
    ['$\\dfrac{1}{2}$', '$\\frac{1}{2}$'],
    ['$\\frac12$', '$\\frac{1}{2}$'],
    ['$x + 1$', '\\(x + 1\\)'],
    ['$x^{2} + 1$', '$x^2 + 1$'],
    ['$x^2 + 1$', 'x² + 1'],
    ['$x_2 + 1$', 'x₂ + 1'],
    ['$x_{2} + 1$', '$x_2 + 1$'],
    ['$\\left(x + 1\\right)^2$', '$(x + 1)^2$'],
    ['**Bold** and _slanted_ words', 'bold and slanted words'],
    ['$\\text{the area} = 5$', 'the area = 5'],
    ['$\\sqrt{2}x$', '$\\sqrt 2 x$'],
    ['1,000 of them', '1000 of them'],
    ['`total` of it', 'total of it'],
  ])('%s is %s', (left, right) => {
    expect(compared(before + left, before + right).entries[0]).toMatchObject({
      kind: 'changed',
      similarity: 1,
      edits: { left: [], right: [] },
      disagrees: false,
    });
  });

  test('a letter that is a capital one throughout does not disagree', () => {
    const [entry] = compared(`${before}$A = 5$`, `${before}$a = 5$`).entries;
    expect(entry).toMatchObject({ kind: 'changed', disagrees: false, edits: { left: [[52, 53]] } });
  });
});
