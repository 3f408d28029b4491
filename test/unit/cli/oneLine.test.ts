import { expect, test } from 'vitest';
import { oneLine } from '../../../src/cli/oneLine.ts';
import { hiddenCharacters, seenText } from '../../support/hiddenCharacters.ts';

test.each(hiddenCharacters.filter(([, character]) => character !== '\r'))(
  '%s is shown in what a terminal gets',
  (_, character, __, escape) => {
    expect(oneLine(`a${character}b`)).toBe(`a${escape}b`);
  },
);

test('line ends of every kind are one space, and what is seen stays', () => {
  expect(oneLine(`a \r\n\n b\u2028c\rd ${seenText}`)).toBe(`a b c d ${seenText}`);
});
