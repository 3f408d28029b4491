import { closesFence, fenceOf, LINE_HEAD } from '../../traces/stepLines.ts';

/** UTF-16 units of a line that a page shows without a bar to scroll. */
const widest = 110;
/** Where a line may be broken: behind a blank, and behind marks after which Chinese and Japanese have none. */
const places = /[ \t]+|[，。、；：！？）」』]/gu;

/**
 * A text for a place that breaks no line: lines that are too long go on in the next one, from a place between words.
 * Code in fences is left as it is, and so is what has no such place.
 */
export function brokenLines(text: string): string {
  let fence: string | null = null;
  return text
    .split('\n')
    .map((line) => {
      const marks: string | null = fence === null ? fenceOf(line.slice(0, LINE_HEAD)) : null;
      const kept = fence !== null || marks !== null;
      if (fence !== null && closesFence(line, fence)) fence = null;
      else fence ??= marks;
      return kept || line.length <= widest ? line : broken(line).join('\n');
    })
    .join('\n');
}

function broken(line: string): string[] {
  const lines: string[] = [];
  let start = 0;
  let place = 0;
  for (const { index, 0: mark } of line.matchAll(places)) {
    const end = index + mark.length;
    const shown = mark.trim() === '' ? index : end;
    if (shown - start > widest && place > start) {
      lines.push(line.slice(start, place).trimEnd());
      start = place;
    }
    if (line.slice(start, end).trim() !== '') place = end;
  }
  if (line.length - start > widest && place > start && place < line.length) {
    lines.push(line.slice(start, place).trimEnd());
    start = place;
  }
  return [...lines, line.slice(start)];
}
