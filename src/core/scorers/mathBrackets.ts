/**
 * Offset of the bracket that closes the one at `open`, any kind closing any kind but braces, since `(3,4]` is
 * an interval; null if none does.
 */
export function closingOf(text: string, open: number): number | null {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    depth += depthChange(text, at);
    if (text[at] === '\\') at += 1;
    if (depth === 0) return at;
  }
  return null;
}

/** +1 where a bracket opens at `at`, -1 where one closes, else 0. */
function depthChange(text: string, at: number): number {
  const char = text[at] ?? '';
  if (char === '\\') {
    const next = text[at + 1] ?? '';
    if (
      next === '{' ||
      text.startsWith('\\begin{', at) ||
      /^\\(?:langle|lfloor|lceil)(?![A-Za-z])/.test(text.slice(at, at + 8))
    )
      return 1;
    if (
      next === '}' ||
      text.startsWith('\\end{', at) ||
      /^\\(?:rangle|rfloor|rceil)(?![A-Za-z])/.test(text.slice(at, at + 8))
    )
      return -1;
    return 0;
  }
  if ('([{'.includes(char) && char !== '') return 1;
  if (')]}'.includes(char) && char !== '') return -1;
  return 0;
}

/** Splits at separators outside all brackets. `words`: separators may be words, which stand between spaces. */
export function splitTop(text: string, separator: RegExp, words = false): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (depth === 0) {
      const match = separator.exec(text.slice(at, at + 24));
      const word = match !== null && /^[A-Za-z]/.test(match[0]);
      if (match !== null && (!word || !words || /[\s})\]\d]/.test(text[at - 1] ?? ''))) {
        found.push(text.slice(start, at));
        at += match[0].length - 1;
        start = at + 1;
        continue;
      }
    }
    depth += depthChange(text, at);
    if (text[at] === '\\') at += 1;
  }
  return [...found, text.slice(start)];
}
