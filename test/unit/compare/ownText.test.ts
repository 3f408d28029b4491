import { expect, test } from 'vitest';

import { ownText } from '../../../src/core/compare/ownText.ts';

test.each<[string, string]>([
  ['One.\n\n', 'One.'],
  ['\n \t\n  - indented\n    on  \n', '  - indented\n    on'],
  ['\r\n\r\nOne.\r\n', 'One.'],
  // A CR alone ends a line too.
  ['\r\rOne.\r', 'One.'],
  ['   ', '   '],
  [`${' '.repeat(200_000)}x`, `${' '.repeat(200_000)}x`],
])('what a step says of %j', (step, own) => {
  const text = `before${step}behind`;
  const range = [6, 6 + step.length] as const;
  expect(text.slice(...ownText(text, range))).toBe(own);
});
