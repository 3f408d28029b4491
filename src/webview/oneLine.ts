import { showHidden } from '../core/hiddenText.ts';

/** A text of a model on one line of at most so many UTF-16 units, its hidden characters in words. */
export function oneLine(text: string, most: number): string {
  // Much white space may stand in it, but no more is read than a reader's time allows.
  const start = text.trimStart().slice(0, 20 * most);
  const line = showHidden(start.replace(/\s+/gu, ' ')).trimEnd();
  const isWhole =
    line.length <= most &&
    text
      .trimStart()
      .slice(20 * most)
      .trim() === '';
  return isWhole ? line : `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
