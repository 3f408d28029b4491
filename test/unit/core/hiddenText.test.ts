import { describe, expect, test } from 'vitest';
import { escapeHidden, segments, showHidden } from '../../../src/core/hiddenText.ts';
import { hiddenCharacters, seenText } from '../../support/hiddenCharacters.ts';

describe('in words', () => {
  test.each([
    ['plain text, tabs\tand\nline ends stay', 'plain text, tabs\tand\nline ends stay'],
    ['a line end\r\nof two characters', 'a line end\nof two characters'],
    ['a lone \r goes back', 'a lone ⟨U+000D⟩ goes back'],
    ['user\u202Etxt.exe', 'user⟨U+202E⟩txt.exe'],
    ['\u2066isolate\u2069', '⟨U+2066⟩isolate⟨U+2069⟩'],
    ['zero\u200Bwidth\u200B\u200B\u200D', 'zero⟨U+200B⟩width⟨U+200B ×2⟩⟨U+200D⟩'],
    ['\uFEFFmark', '⟨U+FEFF⟩mark'],
    ['\u001B[31mred\u001B[0m', '⟨U+001B⟩[31mred⟨U+001B⟩[0m'],
    ['\u0000\u0008', '⟨U+0000⟩⟨U+0008⟩'],
    ['tag \u{E0041}\u{E0042}', 'tag ⟨U+E0041⟩⟨U+E0042⟩'],
    ['line\u2028separator', 'line⟨U+2028⟩separator'],
    ['soft\u00ADhyphen, filler \u3164', 'soft⟨U+00AD⟩hyphen, filler ⟨U+3164⟩'],
    [seenText, seenText],
  ])('%j is shown as %j', (text, shown) => {
    expect(showHidden(text)).toBe(shown);
  });

  test('a flood of one hidden character is one mark', () => {
    expect(showHidden('\u200B'.repeat(100_000))).toBe('⟨U+200B ×100000⟩');
  });

  test('marks stand apart from the text', () => {
    expect(segments('a\u202E\u202Eb').map(({ hidden, text }) => `${hidden ? '!' : ''}${text}`)).toEqual([
      'a',
      '!⟨U+202E ×2⟩',
      'b',
    ]);
  });
});

describe('as escapes', () => {
  test.each(hiddenCharacters)('%s', (_, character, __, escape) => {
    expect(escapeHidden(`a${character}${character}b`)).toBe(`a${escape}${escape}b`);
  });

  test('in JSON mean the same', () => {
    const text = `${hiddenCharacters.map(([, character]) => character).join('x')}${seenText}\\u202e"\n`;
    const json = escapeHidden(JSON.stringify({ [text]: text }));
    expect(showHidden(json)).toBe(json);
    expect(JSON.parse(json)).toEqual({ [text]: text });
  });

  test('what is seen stays, tabs and line ends too', () => {
    expect(escapeHidden(`${seenText}\t\n`)).toBe(`${seenText}\t\n`);
  });
});
