import { aloneRuns, type AloneRun } from './aloneRuns.ts';
import type { Comparison, Entry, SteppedText } from './comparison.ts';
import { documentLines } from './documentLines.ts';

/** A line above the texts is cut behind so many UTF-16 units. */
const longestHead = 500;

/** One of the two texts of a comparison, with what stands above it. */
export interface DiffSide extends SteppedText {
  /** Lines of what is known of the text: whose it is, its verdict, its status. */
  readonly head: readonly string[];
  /** UTF-16 offset at which the answer begins; null where no answer is in it. */
  readonly answerAt: number | null;
}

/** What headers say, in the language of the reader. */
export interface DiffWords {
  /** Of a step that the other text has nothing like. */
  readonly onlyLeft: string;
  readonly onlyRight: string;
  /** Of a moved step: where its partner stands, `{0}` being the 1-based line of its header in the other document. */
  readonly movedRight: string;
  readonly movedLeft: string;
  /** Of a pair in which a number or a formula stands in place of another. */
  readonly disagrees: string;
  /** The answer begins here; where the two begin at different places, on either side. */
  readonly answer: string;
  readonly answerLeft: string;
  readonly answerRight: string;
}

/** Where a step stands: 0-based lines, half-open; its header is line `header`, its text all behind it. */
export interface StepLines {
  readonly header: number;
  readonly end: number;
}

export interface DiffDocument {
  readonly text: string;
  /** Of each step of the text, in order. */
  readonly steps: readonly StepLines[];
}

/**
 * Two texts for an editor that computes its own comparison: before each pair of steps both have the same line, which
 * stands nowhere else, so that it aligns them. So has each run of steps without a partner: both have its first line, one
 * has its steps below. Else the editor would look for letters that two unrelated passages share, for seconds. A moved
 * step has a header that the other document has not. No line pads.
 */
export function diffDocuments(
  left: DiffSide,
  right: DiffSide,
  comparison: Pick<Comparison, 'entries'>,
  words: DiffWords,
): { readonly left: DiffDocument; readonly right: DiffDocument } {
  const { entries } = comparison;
  const dash = rule([left, right].flatMap(({ text, head }) => [text, ...head]));
  const answers = answerWords(left, right, entries, words);
  const runs = aloneRuns(entries, left.steps.length).map((run) => ({
    ...run,
    line: runHeader(run, dash, words),
  }));
  const [a, b] = [
    laidOut(left, entries, 'left', runs, answers.left, dash),
    laidOut(right, entries, 'right', runs, answers.right, dash),
  ];
  for (const entry of entries) {
    const at = entry.left === null ? undefined : a.steps[entry.left];
    const to = entry.right === null ? undefined : b.steps[entry.right];
    const [onLeft, onRight] = headers(entry, (at?.header ?? 0) + 1, (to?.header ?? 0) + 1, dash, words);
    if (at) a.lines[at.header] = onLeft;
    if (to) b.lines[to.header] = onRight;
  }
  for (const { side, first, line } of runs) {
    const at = (side === 'left' ? a : b).steps[first];
    if (at) (side === 'left' ? a : b).lines[at.header] = line;
  }
  return { left: documentOf(a), right: documentOf(b) };
}

/** A run as it stands in both documents. */
interface ShownRun extends AloneRun {
  readonly line: string;
}

interface Layout {
  readonly lines: string[];
  readonly steps: StepLines[];
}

const documentOf = ({ lines, steps }: Layout): DiffDocument => ({ text: `${lines.join('\n')}\n`, steps });

/** All lines; those of the headers are still to be written, for which all must have their places. */
function laidOut(
  side: DiffSide,
  entries: readonly Entry[],
  which: 'left' | 'right',
  runs: readonly ShownRun[],
  answer: string,
  dash: string,
): Layout {
  const lines = [...side.head.flatMap((line) => line.split(/[\r\n\u0085\u2028\u2029]+/)).map(shortened), ''];
  const steps: StepLines[] = [];
  const known = new Set(entries.map((entry) => entry[which]));
  const others = Map.groupBy(
    runs.filter((run) => run.side !== which),
    ({ before }) => before,
  );
  const passRuns = (index: number): void => {
    for (const { line } of others.get(index) ?? []) lines.push(line);
  };
  side.steps.forEach(({ start, end }, index) => {
    passRuns(index);
    if (start === side.answerAt) lines.push(`${dash}${dash} ${answer} ${dash}${dash}`);
    const header = lines.length;
    if (known.has(index)) lines.push('');
    for (const line of documentLines(side.text.slice(start, end))) lines.push(line);
    steps.push({ header, end: lines.length });
  });
  passRuns(side.steps.length);
  return { lines, steps };
}

/** What is known of a text may be an answer as long as the text: the whole stands below. */
function shortened(line: string): string {
  if (line.length <= longestHead) return line;
  return `${line.slice(0, longestHead).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The line of a run, of which both documents have one. */
function runHeader({ side, first, last }: AloneRun, dash: string, words: DiffWords): string {
  const steps = first === last ? String(first + 1) : `${first + 1}–${last + 1}`;
  const numbers = side === 'left' ? `${steps} ↔ –` : `– ↔ ${steps}`;
  return `${dash} ${numbers} · ${side === 'left' ? words.onlyLeft : words.onlyRight} ${dash}`;
}

/** The header of an entry in each document. */
function headers(
  { left, right, moved: isMoved, disagrees }: Entry,
  leftLine: number,
  rightLine: number,
  dash: string,
  words: DiffWords,
): readonly [left: string, right: string] {
  const [from, to] = [left === null ? '–' : String(left + 1), right === null ? '–' : String(right + 1)];
  const line = (sign: string, ...more: readonly string[]): string =>
    `${dash} ${[`${from} ${sign} ${to}`, ...more, ...(disagrees ? [words.disagrees] : [])].join(' · ')} ${dash}`;
  if (right === null) return [line('↔', words.onlyLeft), ''];
  if (left === null) return ['', line('↔', words.onlyRight)];
  if (isMoved)
    return [line('→', moved(words.movedRight, rightLine)), line('←', moved(words.movedLeft, leftLine))];
  return [line('↔'), line('↔')];
}

function moved(words: string, line: number): string {
  return words.replace('{0}', String(line));
}

/** Dashes as no line of the texts begins with, nor of what stands above them, four or more. */
function rule(texts: readonly string[]): string {
  const longest = texts
    .flatMap((text) => text.match(/─+/g) ?? [])
    .reduce((most, run) => Math.max(most, run.length), 3);
  return '─'.repeat(longest + 1);
}

/** The line above the answers is the same in both only where they begin with a pair, or it would tear others apart. */
function answerWords(
  left: DiffSide,
  right: DiffSide,
  entries: readonly Entry[],
  words: DiffWords,
): { readonly left: string; readonly right: string } {
  const first = (side: DiffSide): number => side.steps.findIndex(({ start }) => start === side.answerAt);
  const [a, b] = [first(left), first(right)];
  const together = entries.some((entry) => !entry.moved && entry.left === a && entry.right === b);
  return together
    ? { left: words.answer, right: words.answer }
    : { left: words.answerLeft, right: words.answerRight };
}
