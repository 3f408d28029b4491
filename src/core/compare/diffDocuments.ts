import { aloneRuns, type AloneRun } from './aloneRuns.ts';
import type { Comparison, Entry, SteppedText } from './comparison.ts';
import { documentLines } from './documentLines.ts';
import { filledPieces } from './filledPieces.ts';

/** A line above the texts is cut behind so many UTF-16 units. */
const longestHead = 500;

/** One of the two texts of a comparison, with what stands above it. */
export interface DiffSide extends SteppedText {
  /** What headers call the text: short, on one line, another than the other text's. */
  readonly name: string;
  /** Lines of what is known of the text: whose it is, its verdict, its status. */
  readonly head: readonly string[];
  /** UTF-16 offset at which the answer begins; null where no answer is in it. */
  readonly answerAt: number | null;
}

/** What headers say, in the language of the reader; none of them can be taken for a verdict. */
export interface DiffWords {
  /** Of a step that the other text has nothing like: `{0}` is the name of the text that has it. */
  readonly only: string;
  /** Of a moved step: its partner's header is the 1-based line `{0}` of the text `{1}`. */
  readonly moved: string;
  /** Of a pair that disagrees: it says another value of the same thing. */
  readonly disagrees: string;
  /** The answer begins here, behind the reasoning. */
  readonly answer: string;
  /** The same of one text alone, `{0}`: the other's does not begin here, or no reasoning stands before it. */
  readonly answerOf: string;
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
  const dash = rule([left, right].flatMap(({ text, name, head }) => [text, name, ...head]));
  const only = {
    left: filledPieces(words.only, [left.name]).join(''),
    right: filledPieces(words.only, [right.name]).join(''),
  };
  const answers = answerWords(left, right, entries, words);
  const runs = aloneRuns(entries, left.steps.length).map((run) => ({
    ...run,
    line: runHeader(run, dash, only[run.side]),
  }));
  const [a, b] = [
    laidOut(left, entries, 'left', runs, answers.left, dash),
    laidOut(right, entries, 'right', runs, answers.right, dash),
  ];
  for (const entry of entries) {
    const at = entry.left === null ? undefined : a.steps[entry.left];
    const to = entry.right === null ? undefined : b.steps[entry.right];
    const line = headerLine(entry, dash, words.disagrees);
    if (at && to && entry.moved) {
      a.lines[at.header] = line('→', filledPieces(words.moved, [String(to.header + 1), right.name]).join(''));
      b.lines[to.header] = line('←', filledPieces(words.moved, [String(at.header + 1), left.name]).join(''));
      continue;
    }
    // What stands alone says so in the line of its run.
    if (at) a.lines[at.header] = line('↔');
    if (to) b.lines[to.header] = line('↔');
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
  answer: string | null,
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
    if (answer !== null && start === side.answerAt) lines.push(`${dash}${dash} ${answer} ${dash}${dash}`);
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
function runHeader({ side, first, last }: AloneRun, dash: string, only: string): string {
  const steps = first === last ? String(first + 1) : `${first + 1}–${last + 1}`;
  const numbers = side === 'left' ? `${steps} ↔ –` : `– ↔ ${steps}`;
  return `${dash} ${numbers} · ${only} ${dash}`;
}

/** Makes the header of an entry: the numbers of its steps, a sign between them, and what is said of it. */
function headerLine(
  { left, right, disagrees }: Entry,
  dash: string,
  another: string,
): (sign: string, ...more: readonly string[]) => string {
  const [from, to] = [left, right].map((index) => (index === null ? '–' : String(index + 1)));
  return (sign, ...more) =>
    `${dash} ${[`${from} ${sign} ${to}`, ...more, ...(disagrees ? [another] : [])].join(' · ')} ${dash}`;
}

/** Dashes as no line of the texts begins with, nor of what stands above them, four or more. */
function rule(texts: readonly string[]): string {
  const longest = texts
    .flatMap((text) => text.match(/─+/g) ?? [])
    .reduce((most, run) => Math.max(most, run.length), 3);
  return '─'.repeat(longest + 1);
}

/**
 * The line above each answer, null where no reasoning stands before it: a text that is no trace has none. It is the same
 * in both only where they begin with a pair, or it would tear others apart.
 */
function answerWords(
  left: DiffSide,
  right: DiffSide,
  entries: readonly Entry[],
  words: DiffWords,
): { readonly left: string | null; readonly right: string | null } {
  const [a, b] = [answerStep(left), answerStep(right)];
  const together = entries.some(
    (entry) => !entry.moved && a !== null && b !== null && entry.left === a && entry.right === b,
  );
  if (together) return { left: words.answer, right: words.answer };
  return {
    left: a === null ? null : filledPieces(words.answerOf, [left.name]).join(''),
    right: b === null ? null : filledPieces(words.answerOf, [right.name]).join(''),
  };
}

/** 0-based index of the step at which an answer behind reasoning begins; null where there is no such answer. */
function answerStep({ steps, answerAt }: DiffSide): number | null {
  if (answerAt === null || answerAt === 0) return null;
  const found = steps.findIndex(({ start }) => start === answerAt);
  return found < 0 ? null : found;
}
