/** How a stretch of a line looks on a terminal with colours. */
export type Style = keyof typeof sgr;

/** A stretch of a line. Its text is printed with hidden characters as escapes, its style only where there are colours. */
export interface Span {
  readonly text: string;
  readonly style: Style | null;
}

export type StyledLine = readonly Span[];

/** Parameters of Select Graphic Rendition (ECMA-48, 8.3.117). */
const sgr = {
  bold: '1',
  quiet: '2',
  left: '31',
  right: '32',
  leftWords: '31;1;4',
  rightWords: '32;1;4',
  disagrees: '33;1',
} as const;

/** A line without its styles. */
export function plain(line: StyledLine): string {
  return line.map(({ text }) => text).join('');
}

/** A line with its styles; `made` makes a stretch of text harmless before the styles are put around it. */
export function painted(line: StyledLine, made: (text: string) => string): string {
  return line
    .map(({ text, style }) => (style === null ? made(text) : `\u001B[${sgr[style]}m${made(text)}\u001B[0m`))
    .join('');
}
