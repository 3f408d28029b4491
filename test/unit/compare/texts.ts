import { expect } from 'vitest';
import { steppedText as stepped } from '../../../src/core/compare/comparedText.ts';
import type { Comparison } from '../../../src/core/compare/comparison.ts';
import { compareTexts } from '../../../src/core/compare/compareTexts.ts';

export { stepped };

export function compared(left: string, right: string): Comparison {
  return compareTexts(stepped(left), stepped(right));
}

/** Whether two steps disagree that stand between the same two, and are one changed pair. */
export function disagrees(left: string, right: string): boolean {
  const text = (step: string): string =>
    `First we read the problem and note it.\n\n${step}\n\nThis ends the work on the problem here.`;
  const changed = compared(text(left), text(right)).entries.filter(({ kind }) => kind !== 'same');
  expect(changed.map(({ kind }) => kind)).toEqual(['changed']);
  return changed[0]?.disagrees ?? false;
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
