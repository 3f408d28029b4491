import { eastAsianWidth } from 'get-east-asian-width';

import type { Span, Style, StyledLine } from './diffStyled.ts';

/** What a terminal draws as one: a letter with its marks, an emoji with what joins it. */
interface Cell {
  readonly text: string;
  /** Columns: 0, 1 or 2. */
  readonly width: number;
  readonly style: Style | null;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const ascii = /^[ -~]*$/;

/** Columns of one grapheme: two of East Asian wide ones (UAX #11) and of what is drawn as an emoji, none of marks alone. */
function graphemeWidth(text: string): number {
  const code = text.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f && text.length === 1) return 1;
  if (/^[\p{M}\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(text)) return 0;
  return /\p{Emoji_Presentation}|\ufe0f/u.test(text) ? 2 : eastAsianWidth(code);
}

/** The columns that a text takes on a terminal. Hidden characters are expected to be shown in words already. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

function cellsOf({ text, style }: Span): Cell[] {
  if (ascii.test(text)) return Array.from(text, (letter) => ({ text: letter, width: 1, style }));
  return Array.from(graphemes.segment(text), ({ segment }) => ({
    text: segment,
    width: graphemeWidth(segment),
    style,
  }));
}

/**
 * Breaks one line into lines of at most so many columns, at blanks where there are any; what goes on is indented as the
 * line is. At least one grapheme stands in each, so that a wide one in a single column is still shown.
 */
export function wrapped(line: StyledLine, width: number): StyledLine[] {
  const cells = line.flatMap(cellsOf);
  const blanks = cells.findIndex(({ text }) => text !== ' ');
  const indent = Math.max(0, Math.min(blanks, Math.floor(width / 2)));
  const lines: StyledLine[] = [];
  let start = 0;
  while (start < cells.length) {
    const room = lines.length === 0 ? width : width - indent;
    let [end, used, blank] = [start, 0, -1];
    while (end < cells.length && used + (cells[end]?.width ?? 0) <= room) {
      if (isPlace(cells, end)) blank = end;
      used += cells[end]?.width ?? 0;
      end += 1;
    }
    let next = end;
    if (end < cells.length) {
      if (isPlace(cells, end)) next = end + 1;
      else if (blank > start && (lines.length > 0 || blank >= indent)) [end, next] = [blank, blank + 1];
      else next = end = Math.max(end, start + 1);
    }
    const own = joined(cells.slice(start, end));
    lines.push(lines.length > 0 && indent > 0 ? [{ text: ' '.repeat(indent), style: null }, ...own] : own);
    start = next;
  }
  return lines.length === 0 ? [[]] : lines;
}

/** Whether a line may go on behind a cell. A sign of percent stays with its number. */
function isPlace(cells: readonly Cell[], at: number): boolean {
  return cells[at]?.text === ' ' && cells[at + 1]?.text !== '%';
}

/** Cells as spans, neighbours of one style joined, blanks at the end left out. */
function joined(cells: readonly Cell[]): Span[] {
  let end = cells.length;
  while (end > 0 && cells[end - 1]?.text === ' ') end -= 1;
  const spans: { text: string; style: Style | null }[] = [];
  for (const { text, style } of cells.slice(0, end)) {
    const last = spans.at(-1);
    if (last?.style === style) last.text += text;
    else spans.push({ text, style });
  }
  return spans;
}

/** A line filled up with blanks to so many columns. */
export function filled(line: StyledLine, width: number): StyledLine {
  const missing = width - line.reduce((sum, { text }) => sum + displayWidth(text), 0);
  return missing > 0 ? [...line, { text: ' '.repeat(missing), style: null }] : line;
}
