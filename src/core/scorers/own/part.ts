import { lastBoxes } from '../mathExtract.ts';
import type { AnswerPart } from './options.ts';

/** The part of a response that is taken for its answer; `range` half-open UTF-16 offsets, null if it is joined. */
export interface FoundPart {
  readonly text: string;
  readonly range: readonly [number, number] | null;
  readonly rule: 'whole answer' | 'last line' | 'boxed' | 'answer:';
}

/**
 * The part of a response where its answer is looked for, without white space around it:
 *
 * - `whole`: all of it;
 * - `last line`: the last line that holds anything, without Markdown's emphasis around it;
 * - `boxed`: what is in the last `\boxed{}`;
 * - `stated`: what is in the last `\boxed{}`, else what the last `Answer:` or `answer is` says on its line, else all.
 *
 * Null where there is nothing there.
 */
export function partOf(answer: string, from: AnswerPart): FoundPart | null {
  switch (from) {
    case 'whole':
      return cut(answer, 0, answer.length, 'whole answer');
    case 'last line':
      return lastLine(answer);
    case 'boxed':
      return boxed(answer);
    case 'stated':
      return boxed(answer) ?? stated(answer) ?? cut(answer, 0, answer.length, 'whole answer');
  }
}

function cut(answer: string, start: number, end: number, rule: FoundPart['rule']): FoundPart | null {
  const inside = answer.slice(start, end);
  const text = inside.trim();
  const from = start + inside.length - inside.trimStart().length;
  return text === '' ? null : { text, range: [from, from + text.length], rule };
}

/** As `cut`, without the asterisks, underscores and backticks that stand on both sides. */
function plain(answer: string, start: number, end: number, rule: FoundPart['rule']): FoundPart | null {
  const found = cut(answer, start, end, rule);
  if (!found?.range) return found;
  const sign = /^(?:\*{1,3}|_{1,3}|`{1,3})/.exec(found.text)?.[0] ?? '';
  if (sign === '' || found.text.length <= 2 * sign.length || !found.text.endsWith(sign)) return found;
  return plain(answer, found.range[0] + sign.length, found.range[1] - sign.length, rule);
}

function lastLine(answer: string): FoundPart | null {
  const end = answer.trimEnd().length;
  return plain(answer, answer.lastIndexOf('\n', end - 1) + 1, end, 'last line');
}

const wrapper = /^\s*\\(?:text|textbf|textit|mathrm|mathbf)\s*\{/;

function boxed(answer: string): FoundPart | null {
  const boxes = lastBoxes(answer);
  const [only] = boxes;
  if (only === undefined) return null;
  if (boxes.length > 1) {
    const text = boxes.map(({ inner }) => answer.slice(...inner).trim()).join(', ');
    return { text, range: null, rule: 'boxed' };
  }
  let [start, end] = only.inner;
  // `\boxed{\text{Paris}}` is about how Paris looks.
  for (let inside = answer.slice(start, end); ; inside = answer.slice(start, end)) {
    const opened = wrapper.exec(inside)?.[0];
    const closed = inside.trimEnd();
    if (opened === undefined || !closed.endsWith('}') || /[{}]/.test(closed.slice(opened.length, -1))) break;
    end = start + closed.length - 1;
    start += opened.length;
  }
  return cut(answer, start, end, 'boxed');
}

/** `Answer:`, `**Final answer:**`, `the answer is`; no more is between the words than a name of the answer. */
const statement =
  /(?<![\p{L}\p{N}])answer(?:[*_)\]]{0,3}[ \t]*[:=]|[ \t]+is(?![\p{L}\p{N}'’])[ \t]*:?)[*_]{0,3}/giu;

function stated(answer: string): FoundPart | null {
  for (const match of [...answer.matchAll(statement)].reverse()) {
    const start = match.index + match[0].length;
    const rest = answer.slice(start);
    if (/^\s*(?:not|never)(?![\p{L}\p{N}])/iu.test(rest)) continue;
    // A label with nothing behind it labels the next line.
    const gap = /^[ \t]*\n\s*/.exec(rest)?.[0].length ?? 0;
    const stated = start + gap + endOf(rest.slice(gap), /\bis\W*$/i.test(match[0]));
    const found = plain(answer, start + gap, stated, 'answer:');
    if (!found?.range) continue;
    // The full stop of the sentence, not that of `U.S.`.
    const stop = /^[^.]*\.$/.test(found.text.slice(found.text.search(/\S+$/))) ? 1 : 0;
    const end = found.range[1] - stop - halfEmphasis(found.text);
    const less = plain(answer, found.range[0], end, 'answer:');
    if (less !== null) return less;
  }
  return null;
}

/** Asterisks at the end that close emphasis from before the statement, as in `**Answer: Paris**`. */
function halfEmphasis(text: string): number {
  const sign = /\*{1,3}$/.exec(text)?.[0] ?? '';
  return text.indexOf('*') === text.length - sign.length ? sign.length : 0;
}

/** To the end of the line; of a sentence, to its end. */
function endOf(rest: string, isSentence: boolean): number {
  const line = rest.indexOf('\n');
  const length = line < 0 ? rest.length : line;
  if (!isSentence) return length;
  const end = rest.slice(0, length).search(/[.!?](?=[*_]*\s+[\p{Lu}(\p{N}])/u);
  return end < 0 ? length : end + 1;
}
