import { expect, test } from 'vitest';
import { shown } from './texts.ts';

const filler = (many: number): string[] =>
  Array.from({ length: many }, (_, at) => `Paragraph ${at * 3} talks of ${at * 7 + 1} things shaped so.`);
const text = (...steps: string[]): string => steps.join('\n\n');

test.each(['So \\(x = 5\\).', 'Take three apples.', '- all of them', '所以是三', 'Quotient 347'])(
  'a short step that stands once in each text is found where it moved, in texts of any size: %s',
  (step) => {
    for (const size of [6, 60, 2_000]) {
      const steps = filler(size);
      const lines = shown(text(step, ...steps), text(...steps, step));
      expect(lines[0]).toBe(`same 1-${size + 1} moved`);
    }
  },
);

const formula = 'So \\(x_{4} = 35\\).';

test('what is computed moved too where it stands more often, as often in each text', () => {
  const steps = filler(60);
  const left = [formula, ...steps, 'Later it is said again:', formula];
  const right = [...steps.slice(0, 20), formula, ...steps.slice(20), 'Later it is said again:', formula];
  const lines = shown(text(...left), text(...right));
  expect(lines[0]).toBe('same 1-21 moved');
  expect(lines.filter((line) => line.startsWith('same'))).toHaveLength(left.length);
  // Once more in one text, nothing says which one of them moved.
  expect(shown(text(...left), text(formula, 'Not here.', ...right, 'Nor here.', formula))).not.toContainEqual(
    expect.stringContaining('moved'),
  );
});

test('no round of a loop moved', () => {
  const loop = (of: (at: number) => number): string[] =>
    Array.from({ length: 300 }, (_, at) => `So the sum of all of it is now \\(x = ${of(at) % 10}\\).`);
  const lines = shown(text(...loop((at) => at)), text(...loop((at) => 3 * at)));
  expect(lines.filter((line) => line.includes('moved'))).toEqual([]);
});

test('a line without a number that stands more than once, and one of two tokens, is not called moved', () => {
  const steps = filler(60);
  const common = 'So the answer is';
  expect(
    shown(text(common, ...steps, 'End.', common), text(...steps, common, 'End.', 'Not this.', common))[0],
  ).toBe('left 1-');
  expect(shown(text('So:', ...steps), text(...steps, 'So:'))[0]).toBe('left 1-');
});
