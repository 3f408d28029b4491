import { expect, test } from 'vitest';
import { escapeMarkdown, shorten, shortenMiddle } from '../../../src/host/markdown.ts';
import { hiddenCharacters, seenText } from '../../support/hiddenCharacters.ts';

/** What a reader of the markdown sees: its character references as their characters. */
const read = (markdown: string): string =>
  markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

test.each(hiddenCharacters)('%s is shown', (_, character, words) => {
  expect(read(escapeMarkdown(`a${character}b`))).toBe(`a${words}b`);
});

test('what is seen stays, white space is one space, and a flood is one mark', () => {
  expect(escapeMarkdown(seenText)).toBe(seenText);
  expect(escapeMarkdown('a \t\r\n\n b')).toBe('a b');
  expect(read(escapeMarkdown('\u{E0041}'.repeat(5000)))).toBe('⟨U+E0041 ×5000⟩');
});

test('nothing of a text is markdown', () => {
  const text = '[a](http://b) <i> `c` **d** | $(x) &lt; # - + 1. ![e](f) ~g~ me@h';
  expect(escapeMarkdown(text)).not.toMatch(/[\\`*_{}[\]()+\-.!|<>~$:@]|#(?!\d+;)|&(?!#\d+;)/);
  expect(read(escapeMarkdown(text))).toBe(text);
});

test('a text is cut between characters', () => {
  expect([shorten('abc', 3), shorten('abcd', 3), shorten('a🎉bc', 3)]).toEqual(['abc', 'ab…', 'a…']);
});

test('the middle of a text is left out between characters', () => {
  expect([shortenMiddle('abcdefg', 7), shortenMiddle('abcdefgh', 7)]).toEqual(['abcdefg', 'abc…fgh']);
  expect([shortenMiddle('ab🎉defgh', 7), shortenMiddle('abcdef🎉gh', 7)]).toEqual(['ab…fgh', 'abc…gh']);
});
