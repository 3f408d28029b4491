import { expect, test } from 'vitest';
import { comparedText, steppedText } from '../../../src/core/compare/comparedText.ts';

const lines = ['We add.', '', 'Then 3 + 4 = 7.', '', '- a list', '- of two'];

test.each(['\n', '\r\n', '\r'])('lines end with %j in whatever is compared', (end) => {
  const text = lines.join(end);
  const own = ['We add.', 'Then 3 + 4 = 7.', '- a list', '- of two'];
  const shown = (compared: ReturnType<typeof steppedText>) =>
    compared.steps.map(({ start, end: to }) => compared.text.slice(start, to).trim());
  expect(shown(steppedText(text))).toEqual(own);
  const both = comparedText({ reasoning: text, answer: text }, 'both');
  expect(shown(both)).toEqual([...own, ...own]);
  expect(both.text).toBe(`${text}\n\n${text}`);
  expect(both.answerAt).toBe(text.length + 2);
  for (const part of ['reasoning', 'answer'] as const)
    expect(shown(comparedText({ reasoning: text, answer: text }, part))).toEqual(own);
});
