/** Half-open UTF-16 offsets of what a step says, without the blank lines around it. */
export function withoutBlank(text: string, start: number, end: number): readonly [number, number] {
  const own = text.slice(start, end);
  const trimmed = own.trimEnd();
  const blank = /^(?:[^\S\n]*\n)*/.exec(trimmed)?.[0].length ?? 0;
  return [start + blank, start + trimmed.length];
}
