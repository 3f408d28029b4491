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

test('a line that stands more than once, and one of two tokens, is not called moved', () => {
  const steps = filler(60);
  const common = 'So the answer is';
  expect(
    shown(text(common, ...steps, 'End.', common), text(...steps, common, 'End.', 'Not this.', common))[0],
  ).toBe('left 1-');
  expect(shown(text('So:', ...steps), text(...steps, 'So:'))[0]).toBe('left 1-');
});
