import { describe, expect, test } from 'vitest';
import { mayClaimOther } from '../../../src/core/compare/changedClaims.ts';
import { steppedText } from '../../../src/core/compare/comparedText.ts';
import { StepTokens } from '../../../src/core/compare/formulaPlaces.ts';
import { Vocabulary } from '../../../src/core/compare/textTokens.ts';
import { tokenChanges } from '../../../src/core/compare/tokenChanges.ts';
import { WordWork } from '../../../src/core/compare/wordWork.ts';
import { disagrees } from './texts.ts';

function mayClaim(left: string, right: string): boolean {
  const names = new Vocabulary();
  const [a, b] = [left, right].map((text) => ({ text, tokens: names.read(steppedText(text)) }));
  if (a === undefined || b === undefined) throw new Error('Two steps are compared.');
  const runs = tokenChanges(a.tokens.ids, b.tokens.ids, new WordWork(a.tokens.ids.length));
  return mayClaimOther(runs, new StepTokens(a, 0, names), new StepTokens(b, 0, names));
}

describe('what changed may claim something else', () => {
  test.each([
    ['a value', 'So we find that $x = 5$ here.', 'So we find that $x = 6$ here.'],
    ['what it is said of', 'In all the area = 5 is used.', 'In all the width = 5 is used.'],
    ['with an index', 'In all the area_1 = 5 is used.', 'In all the width_1 = 5 is used.'],
    ['further before', 'The whole area here then = 5 now.', 'The whole width here then = 5 now.'],
    ['a unit', 'So it has $l = 5$ metres then.', 'So it has $l = 5$ feet then.'],
    ['a case', 'So now we see that $x = 5$ is one.', 'So if we see that $x = 5$ is one.'],
    ['whose answer it is', 'Hence the correct answer is 5 now.', 'Hence the expected answer is 5 now.'],
    ['behind what announces it', 'This is the answer:\nfive of them.', 'This is the answer:\nsix of them.'],
    ['where sentences meet', 'So $x = 5$. Here it ends.', 'So $x = 5$; here it ends.'],
  ])('%s', (_, left, right) => {
    expect(mayClaim(left, right)).toBe(true);
    expect(mayClaim(right, left)).toBe(true);
  });
});

describe('what changed claims nothing else', () => {
  test.each([
    [
      'words among words',
      'Here some more care shows to us that $x = 5$.',
      'Here very much care shows to us that $x = 5$.',
    ],
    [
      'beside a box',
      'We put \\boxed{5} into our own box here.',
      'We put \\boxed{5} into their new box here.',
    ],
    ['a sentence of its own', 'Take 5 of them away. Then $x = 5$.', 'Take 6 of them away. Then $x = 5$.'],
    ['and one behind it', 'Then $x = 5$. Take 5 of them away.', 'Then $x = 5$. Take 6 of them away.'],
    ['on one side alone', 'Then we go on from there.', 'Then $x = 5$ from there.'],
  ])('%s', (_, left, right) => {
    expect(mayClaim(left, right)).toBe(false);
    expect(mayClaim(right, left)).toBe(false);
  });
});

test.each([
  ['In it the area = 5, the width = 3, as said.', 'In it the width = 5, the area = 3, as said.'],
  ['We add all. This is the answer:\n12 of them', 'We add all. This is the answer:\n15 of them'],
  ['It is warm here. We see that the x = 5.', 'It was so warm here. We see that the x = 6.'],
])('words and values in other places disagree: %s / %s', (left, right) => {
  expect(disagrees(left, right)).toBe(true);
  expect(disagrees(right, left)).toBe(true);
});
