import type { TextRange } from './comparison.ts';

/** What a step says, without the blank lines around it and blanks at its end; all of it where it is blank. */
export function ownText(text: string, [start, end]: TextRange): TextRange {
  const own = text.slice(start, end);
  const trimmed = own.trimEnd();
  if (trimmed === '') return [start, end];
  const blank = /^(?:[^\S\r\n]*(?:\r\n|[\r\n]))*/.exec(trimmed)?.[0].length ?? 0;
  return [start + blank, start + trimmed.length];
}
