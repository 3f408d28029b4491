import type { TextRange } from '../core/compare/comparison.ts';
import { ownText } from '../core/compare/ownText.ts';

/** Where the lines of a text begin. */
export class TextLines {
  readonly #starts: readonly number[];

  /** Lines end with LF, CR LF or a CR alone, as editors count them. */
  constructor(text: string) {
    const starts = [0];
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
    this.#starts = starts;
  }

  /** The line, 1-based, that a UTF-16 offset is in. */
  at(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

/** The first and the last line, 1-based and inclusive, of a step's own text. */
export function linesOf(text: string, lines: TextLines, range: TextRange): readonly [number, number] {
  const [start, end] = ownText(text, range);
  return [lines.at(start), lines.at(Math.max(start, end - 1))];
}
