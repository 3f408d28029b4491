/** Characters that hide or reorder text, by what each is: `[what, character, words, escape]`. */
export const hiddenCharacters = [
  ['a control character', '\u001B', '⟨U+001B⟩', '\\u001b'],
  ['a control character of C1', '\u009B', '⟨U+009B⟩', '\\u009b'],
  ['a lone carriage return', '\r', '⟨U+000D⟩', '\\u000d'],
  ['a soft hyphen', '\u00AD', '⟨U+00AD⟩', '\\u00ad'],
  ['a zero-width space', '\u200B', '⟨U+200B⟩', '\\u200b'],
  ['a byte order mark', '\uFEFF', '⟨U+FEFF⟩', '\\ufeff'],
  ['a bidirectional override', '\u202E', '⟨U+202E⟩', '\\u202e'],
  ['a bidirectional isolate', '\u2066', '⟨U+2066⟩', '\\u2066'],
  ['a Hangul filler', '\u3164', '⟨U+3164⟩', '\\u3164'],
  ['a combining grapheme joiner', '\u034F', '⟨U+034F⟩', '\\u034f'],
  ['a variation selector', '\uFE00', '⟨U+FE00⟩', '\\ufe00'],
  ['an interlinear anchor', '\uFFF9', '⟨U+FFF9⟩', '\\ufff9'],
  ['a tag', '\u{E0041}', '⟨U+E0041⟩', '\\udb40\\udc41'],
  ['a variation selector beyond U+FFFF', '\u{E0100}', '⟨U+E0100⟩', '\\udb40\\udd00'],
  ['the first half of a pair', '\uD83D', '⟨U+D83D⟩', '\\ud83d'],
  ['the second half of a pair', '\uDE00', '⟨U+DE00⟩', '\\ude00'],
  ['a shorthand format control', '\u{1BCA0}', '⟨U+1BCA0⟩', '\\ud82f\\udca0'],
] as const;

/** What is seen, and so stays as it is. */
export const seenText = 'é ∑ 漢 שלום ❤️ 1️⃣ ❤︎ 🎉';
