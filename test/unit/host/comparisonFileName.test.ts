import { expect, test } from 'vitest';
import { comparisonFileName } from '../../../src/host/comparisonFileName.ts';

function nameOf(benchmark: string, id: string, labels: readonly string[], ending = 'html'): string {
  const traces = labels.map((label) => ({ label }));
  const item = { benchmark, id, question: '', gold: null };
  return comparisonFileName({ item, traces } as unknown as Parameters<typeof comparisonFileName>[0], ending);
}

test('two models are named, more are counted', () => {
  expect(nameOf('MATH-500', 'test/algebra/12.json', ['base one', 'tuned'])).toBe(
    'MATH-500_test-algebra-12.json_base-one_tuned.html',
  );
  const six = ['a', 'b', 'c', 'd', 'e', 'f'];
  expect(nameOf('MATH-500', '12', six, 'md')).toBe('MATH-500_12_6-models.md');
});

test('a long name is cut where it is longest, so that each part is still told', () => {
  const name = nameOf('MATH-500', 'x'.repeat(300), ['base-7b', 'tuned-7b']);
  expect(name).toMatch(/^MATH-500_x{40,}_base-7b_tuned-7b\.html$/);
  expect(Buffer.byteLength(name)).toBeLessThan(120);
  const models = nameOf('GPQA', '7', ['org/'.repeat(60), 'b'.repeat(200)]);
  expect(models).toMatch(/^GPQA_7_(?:org-)+o?r?g?_b{30,}\.html$/);
  expect(Buffer.byteLength(models)).toBeLessThan(120);
});

test('a name of a megabyte takes no time', () => {
  const began = performance.now();
  expect(nameOf('x'.repeat(1_000_000), '1', [])).toMatch(/^x+_1\.html$/);
  expect(performance.now() - began).toBeLessThan(500);
});

test('bytes are counted, and letters keep what belongs to them', () => {
  const name = nameOf('問題集', '数'.repeat(100), ['e\u0301'.repeat(80), '\u0915\u093F'.repeat(80)]);
  expect(Buffer.byteLength(name)).toBeLessThan(120);
  expect(name).toMatch(/^問題集_数+_é+_(?:\u0915\u093F)+\.html$/u);
  expect(name).not.toMatch(/\uFFFD/);
});

test.each([
  [['', 'con', []], '_con.html'],
  [['NUL.txt', '', []], '_NUL.txt.html'],
  [['com1', '', []], '_com1.html'],
  [['console', '1', []], 'console_1.html'],
  [['..', ' ', ['...', '-']], 'comparison.html'],
  [['a. ', '1.', ['b. . ', 'c...']], 'a_1_b_c.html'],
  [['..\\..', '../x', ['a:b*c?', '<d>|"e"']], 'x_a-b-c_d-e.html'],
  [['\u202E\u0000', '1', ['\uD800']], '1.html'],
] as const)('%j is %s', ([benchmark, id, labels], name) => {
  expect(nameOf(benchmark, id, labels)).toBe(name);
});
