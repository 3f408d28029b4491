/**
 * Characters that change what a reader sees without being seen: control characters but tab and line feed (an
 * ANSI sequence so shows its ESC and is otherwise text), line and paragraph separators, interlinear marks, halves
 * of surrogate pairs (which all are drawn alike, and cannot be written in UTF-8), and all that Unicode lets a font leave out (`Default_Ignorable_Code_Point`, DerivedCoreProperties.txt):
 * bidirectional controls (UAX #9), zero-width and filler characters, soft hyphen, tags and variation selectors,
 * but not the two of emoji: they are in much honest text, and whether one belongs where it stands cannot be
 * told of a text that arrives in pieces.
 */
const hidden =
  /(?:(?![\t\n]|\ufe0e|\ufe0f)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb])+/gu;

/** A stretch of text: as it is, or `hidden` characters in the words that show them. */
export interface Segment {
  readonly hidden: boolean;
  readonly text: string;
}

/** Splits text so that nothing in it stays unseen. `\r\n` is a plain line end and loses its `\r`. */
export function segments(text: string): Segment[] {
  const plain = text.replaceAll('\r\n', '\n');
  const found: Segment[] = [];
  let from = 0;
  for (const match of plain.matchAll(hidden)) {
    if (match.index > from) found.push({ hidden: false, text: plain.slice(from, match.index) });
    found.push({ hidden: true, text: shownRun(match[0]) });
    from = match.index + match[0].length;
  }
  if (from < plain.length) found.push({ hidden: false, text: plain.slice(from) });
  return found;
}

/** Text for people, its hidden characters in words: `user⟨U+202E⟩txt.exe`. */
export function showHidden(text: string): string {
  return segments(text)
    .map((part) => part.text)
    .join('');
}

/**
 * The same with each hidden UTF-16 unit as `\u` and four hexadecimal digits. In JSON, where they can only stand
 * inside strings, that means the same character (RFC 8259, section 7: two escapes beyond U+FFFF).
 */
export function escapeHidden(text: string): string {
  return text.replace(hidden, (run) =>
    Array.from({ length: run.length }, (_, at) => `\\u${hex(run.charCodeAt(at)).toLowerCase()}`).join(''),
  );
}

/** `⟨U+202E⟩⟨U+200B ×3⟩`: a run of one character is one mark, so that a flood of them stays small. */
function shownRun(run: string): string {
  const marks: string[] = [];
  let last = '';
  let count = 0;
  const close = () => {
    if (count === 0) return;
    const code = hex(last.codePointAt(0) ?? 0);
    marks.push(count === 1 ? `⟨U+${code}⟩` : `⟨U+${code} ×${count}⟩`);
  };
  for (const character of run) {
    if (character === last) count += 1;
    else {
      close();
      last = character;
      count = 1;
    }
  }
  close();
  return marks.join('');
}

const hex = (code: number): string => code.toString(16).toUpperCase().padStart(4, '0');
