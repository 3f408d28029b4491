import { expect, test } from 'vitest';
import { verdictLine } from '../../../src/host/compareLines.ts';

test('a verdict is one line, however much was taken for the answer', () => {
  const rambling = `12\n\nassistant\n${'and so on 𝒜 '.repeat(200)}`;
  const line = verdictLine('wrong', {
    extracted: rambling,
    gold: '37\n',
    reason: 'took the last line\nof it',
  });
  expect(line).not.toMatch(/\n/);
  expect(line).toMatch(
    /^✗ wrong · answer 12 assistant and so on .{1,120}… · gold 37 · took the last line of it$/u,
  );
  expect(line.length).toBeLessThan(220);
  expect(line.isWellFormed()).toBe(true);
});

test('why there is no verdict is said once', () => {
  expect(
    verdictLine('unscored', { extracted: null, gold: '15', reason: 'not scored: no scores are there' }),
  ).toBe('– not scored · gold 15 · no scores are there');
});
