/** A text without the middle of its long runs of marks and white space, and the way back from its offsets. */
export interface Squeezed {
  readonly text: string;
  /** Half-open UTF-16 offsets in the whole text, of such offsets in `text`. */
  readonly whole: (range: readonly [number, number]) => readonly [number, number];
}

/** No letter and no digit in so many UTF-16 units and more: no answer stands there. */
const run = /[^\p{L}\p{N}]{200,}/gu;
/** What stays of such a run at each of its ends, in UTF-16 units. */
const kept = 60;

/**
 * Shortens runs of 200 and more UTF-16 units without a letter or digit to their ends, with a line break between them if
 * there was one. Rules that look behind and ahead over white space and emphasis then take time in proportion to the text.
 */
export function squeezed(text: string): Squeezed {
  const parts: { readonly at: number; readonly start: number; readonly end: number }[] = [];
  let at = 0;
  let copied = 0;
  const copy = (start: number, end: number): void => {
    parts.push({ at, start, end });
    at += end - start;
  };
  for (const match of text.matchAll(run)) {
    const from = match.index + kept;
    const to = match.index + match[0].length - kept;
    copy(copied, from);
    const line = text.indexOf('\n', from);
    if (line >= 0 && line < to) copy(line, line + 1);
    copied = to;
  }
  copy(copied, text.length);
  const wholeAt = (offset: number): number => {
    const part = parts.findLast((one) => one.at <= offset);
    return part === undefined ? offset : part.start + (offset - part.at);
  };
  return {
    text: parts.map(({ start, end }) => text.slice(start, end)).join(''),
    whole: ([start, end]) => {
      const from = wholeAt(start);
      return [from, end > start ? wholeAt(end - 1) + 1 : from];
    },
  };
}
