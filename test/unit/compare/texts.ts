import { steppedText as stepped } from '../../../src/core/compare/comparedText.ts';
import type { Comparison } from '../../../src/core/compare/comparison.ts';
import { compareTexts } from '../../../src/core/compare/compareTexts.ts';

export { stepped };

export function compared(left: string, right: string): Comparison {
  return compareTexts(stepped(left), stepped(right));
}

/** A comparison as lines such as `changed 2-3 moved: [old] [new]`, with the words that differ in brackets. */
export function shown(left: string, right: string): string[] {
  return compared(left, right).entries.map(({ kind, left: a, right: b, moved, disagrees, edits }) =>
    [
      `${kind} ${a === null ? '' : a + 1}-${b === null ? '' : b + 1}`,
      moved ? ' moved' : '',
      disagrees ? ' disagrees' : '',
      edits === null ? '' : `: ${marked(left, edits.left)} → ${marked(right, edits.right)}`,
    ].join(''),
  );
}

function marked(text: string, ranges: readonly (readonly [number, number])[]): string {
  return ranges.map(([start, end]) => `[${text.slice(start, end)}]`).join(' ');
}
