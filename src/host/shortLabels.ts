import { showHidden } from '../core/hiddenText.ts';
import { shortenMiddle } from './markdown.ts';

/**
 * Labels that are shown together, each short and no two alike. Checkpoints of one model begin alike and differ at
 * their ends, so that what the long ones share at their beginnings is dropped, at a word: `…-RL` and `…-think-SFT`.
 * What is still too long loses its middle.
 *
 * @param length UTF-16 units a label may have; one has more where others would read the same otherwise
 */
export function shortLabels(labels: readonly string[], length: number): ReadonlyMap<string, string> {
  const shown = new Map(labels.map((label) => [label, showHidden(label)]));
  const longest = Math.max(0, ...[...shown.values()].map((label) => label.length));
  for (let most = length; ; most += 4) {
    const short = shortened(shown, length, most);
    if (most >= longest || new Set(short.values()).size === shown.size) return short;
  }
}

/** @param most units of what had more than `length` of them */
function shortened(shown: ReadonlyMap<string, string>, length: number, most: number): Map<string, string> {
  const long = [...shown.values()].filter((label) => label.length > length);
  const alike = Map.groupBy(long, firstWord);
  return new Map(
    [...shown].map(([label, text]) => {
      if (text.length <= length) return [label, text];
      const dropped = sharedWords(alike.get(firstWord(text)) ?? []);
      const rest = dropped === 0 ? text : `…${text.slice(dropped)}`;
      return [label, shortenMiddle(rest, most)];
    }),
  );
}

/** Where a word ends: after `/`, `:`, `@` or a space, and before `-`, which stays. */
const wordEnd = /[/:@\s](?=.)|(?<=.)(?=-)/g;

function wordEnds(text: string): number[] {
  return [...text.matchAll(wordEnd)].map(({ 0: end, index }) => index + end.length);
}

function firstWord(text: string): string {
  return text.slice(0, wordEnds(text)[0] ?? text.length);
}

/** How many units the labels share at their beginnings, up to the end of a word; a name is left of each of them. */
function sharedWords(labels: readonly string[]): number {
  const [first = '', ...others] = new Set(labels);
  if (others.length === 0) return 0;
  const ends = wordEnds(first).filter(
    (end) =>
      others.every((other) => other.startsWith(first.slice(0, end)) && wordEnds(other).includes(end)) &&
      // What begins with a number, such as the step of a checkpoint, would not say of what.
      [first, ...others].every((label) => /^-?\p{L}/u.test(label.slice(end))),
  );
  return ends.at(-1) ?? 0;
}
