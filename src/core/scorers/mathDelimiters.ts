/** A formula in a text: offsets with its delimiters and without. */
export interface MathSpan {
  readonly outer: readonly [number, number];
  readonly inner: readonly [number, number];
}

/**
 * Formulas between delimiters, in order. A `$` is one only as Pandoc reads it (no digit right after the closing
 * one; white space inside on both sides or on neither), so that amounts of money are not formulas.
 */
export function mathSpans(text: string): MathSpan[] {
  const spans: MathSpan[] = [];
  /** Closers that do not come again, so that they are not looked for again. */
  const gone = new Set<string>();
  let at = 0;
  while (at < text.length) {
    const span = spanAt(text, at, gone);
    if (span !== null) {
      if (text.slice(...span.inner).trim() !== '') spans.push(span);
      at = span.outer[1];
    } else at += text[at] === '\\' ? 2 : 1;
  }
  return spans;
}

function spanAt(text: string, at: number, gone: Set<string>): MathSpan | null {
  const char = text[at];
  if (char !== '$' && char !== '\\') return null;
  const two = text.slice(at, at + 2);
  const closer = two === '\\(' ? '\\)' : two === '\\[' ? '\\]' : two === '$$' ? '$$' : null;
  if (closer !== null) {
    const close = gone.has(closer) ? -1 : text.indexOf(closer, at + 2);
    if (close >= 0) return { outer: [at, close + 2], inner: [at + 2, close] };
    gone.add(closer);
    return null;
  }
  if (char !== '$') return null;
  const spaced = /\s/.test(text[at + 1] ?? '');
  for (let close = at + 1; close < text.length && !text.startsWith('\n\n', close); close += 1) {
    if (text[close] === '\\') close += 1;
    else if (text[close] === '$') {
      const spacedEnd = /\s/.test(text[close - 1] ?? '');
      if (spaced !== spacedEnd || /\d/.test(text[close + 1] ?? '')) return null;
      return { outer: [at, close + 1], inner: [at + 1, close] };
    }
  }
  return null;
}
