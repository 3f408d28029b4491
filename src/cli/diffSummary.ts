import type {
  AlignedTrace,
  AlignedTraces,
  BeforeAnswer,
  ComparedTrace,
} from '../core/compare/alignedTraces.ts';
import { coarseWords } from '../core/compare/coarseWords.ts';
import { finalAnswerWords } from '../core/compare/export/finalAnswerWords.ts';
import { saidText } from '../core/compare/export/said.ts';
import { firstFrom, partingOf } from '../core/compare/parting.ts';
import { partingWords } from '../core/compare/partingWords.ts';
import { samenessOf, samenessWords } from '../core/compare/sameness.ts';
import { sharePercentWords } from '../core/sharePercent.ts';
import { TextLines, linesOf } from './diffLines.ts';
import { oneLine } from './oneLine.ts';
import { wrapped } from './diffWrap.ts';
import type { Style, StyledLine } from './diffStyled.ts';

/** One of the two texts as the summary names it. */
export interface ComparedSide {
  readonly name: string;
  /** What is known of it, such as its verdict; nothing of a file. */
  readonly facts: readonly string[];
  readonly trace: ComparedTrace;
  /** Whether somebody looked for its final answer; null for a text that is no trace. */
  readonly scored: boolean | null;
  /** What sentences call it instead of its name, such as the repeat of a model. */
  readonly short?: string;
  /** A sentence on why nothing of it is compared, where that is no wonder; null where there is none. */
  readonly lacking: string | null;
}

/** UTF-16 units of a final answer. */
const longestAnswer = 100;

type Sides = readonly [ComparedSide, ComparedSide];
type Names = readonly [left: string, right: string];

/**
 * What a comparison comes to: the two texts, how much of them is the same, where they part, which answers they end with.
 *
 * @param title null for two files
 */
export function summaryLines(
  title: string | null,
  sides: Sides,
  aligned: AlignedTraces,
  width: number,
): StyledLine[] {
  const names = namesOf(sides);
  const lines: [text: string, style: Style | null][] = [
    ...(title === null ? [] : [[oneLine(title), 'bold'] satisfies [string, Style]]),
    ...sides.map(({ name, facts, trace }, at): [string, Style | null] => {
      const counted = aligned.traces[at] === undefined ? [] : countWords(aligned.traces[at], trace);
      const which = at === 0 ? 'left:  ' : 'right: ';
      return [which + [oneLine(name), ...facts.map(oneLine), ...counted].join(' · '), null];
    }),
    ...alikeLines(sides, aligned, names).map((words): [string, Style] => [words, 'bold']),
    ...[partWords(sides, aligned, names), answerWords(sides, aligned, names)]
      .filter((words) => words !== null)
      .map((words): [string, null] => [words, null]),
    ...(aligned.traces[1]?.coarse === true ? [[coarseWords, null] satisfies [string, null]] : []),
  ];
  return lines.flatMap(([text, style]) => wrapped([{ text, style }], width));
}

function countWords({ counts }: AlignedTrace, { text }: ComparedTrace): string[] {
  const { steps, checks, backtracks, repeated, loop, beforeAnswer } = counts;
  if (text === '') return ['empty'];
  return [
    plural(steps, 'step'),
    ...(checks > 0 ? [plural(checks, 'check')] : []),
    ...(backtracks > 0 ? [plural(backtracks, 'backtrack')] : []),
    ...(repeated > 0 ? [`${repeated} repeated`] : []),
    ...(loop === null
      ? []
      : [`goes round from step ${loop.from} (${plural(loop.period, 'step')}, ${loop.times} times)`]),
    ...(beforeAnswer === null ? [] : [statedWords(beforeAnswer)]),
  ];
}

function statedWords({ share, of }: BeforeAnswer): string {
  return of === 'reasoning' && share === 1
    ? 'states its final answer only behind the reasoning'
    : `states its final answer after ${sharePercentWords(share)} of the ${of}`;
}

function alikeLines([left, right]: Sides, { traces, rows }: AlignedTraces, names: Names): readonly string[] {
  const of = traces[1];
  const lacking = [left, right].flatMap((side, at) => lackingWords(side, names[at] ?? ''));
  if (lacking.length === 2 && left.lacking === null && right.lacking === null) return ['Both have no text.'];
  if (lacking.length > 0) return lacking;
  const sameness = samenessOf(of?.identical === true, left.trace.text, right.trace.text);
  if (sameness !== null) return [`${samenessWords[sameness].replace(/^t/, 'T')}.`];
  const count = { same: 0, changed: 0, moved: 0, apart: 0 };
  let lefts = 0;
  for (const { cells } of rows) {
    for (const { state } of cells[1] ?? []) count[state] += 1;
    lefts += (cells[0] ?? []).filter(({ state }) => state === 'apart').length;
  }
  const parts = [
    `${count.same} same`,
    `${count.changed} changed`,
    `${lefts} only in ${names[0]}`,
    `${count.apart} only in ${names[1]}`,
    ...(count.moved > 0 ? [`${count.moved} moved`] : []),
  ];
  return [`${sharePercentWords(of?.similarity ?? 0)} alike. Steps: ${parts.join(', ')}.`];
}

/** Of nothing no share is alike. */
function lackingWords({ lacking, trace }: ComparedSide, name: string): string[] {
  if (lacking !== null) return [oneLine(lacking)];
  return trace.text.trim() === '' ? [`${name} has no text.`] : [];
}

function partWords(sides: Sides, aligned: AlignedTraces, names: Names): string | null {
  const of = aligned.traces[1];
  if (of === undefined || of.identical || sides.some(({ trace }) => trace.text.trim() === '')) return null;
  const parting = partingOf(aligned, 1);
  const moved = aligned.rows.some(({ cells }) => cells[1]?.some(({ state }) => state === 'moved'));
  const [reference = '', own = ''] = sides.map(({ trace }, column) =>
    parting === null ? '' : placeWords(aligned, trace, parting.steps[column] ?? null, column),
  );
  const places = { own, reference };
  return partingWords(parting, moved, { own: names[1], reference: names[0], places }).join('');
}

/** `step 3 (line 12)`, of the step with a number. */
function placeWords(
  { rows }: AlignedTraces,
  { text }: ComparedTrace,
  number: number | null,
  column: number,
): string {
  const step = firstFrom(rows, 0, column, (one) => one.number === number);
  if (step === null) return '';
  const [line] = linesOf(text, new TextLines(text), [step.start, step.end]);
  return `step ${step.number} (line ${line})`;
}

/** Null for texts that are no traces. */
function answerWords(sides: Sides, { traces }: AlignedTraces, names: Names): string | null {
  if (sides.some(({ scored }) => scored === null)) return null;
  return saidText(
    finalAnswerWords(
      sides.map(({ trace, scored }, at) => ({
        label: names[at] ?? '',
        answer: trace.finalAnswer === null ? null : shortLine(trace.finalAnswer),
        number: traces[at]?.answer ?? null,
        scored: scored === true,
      })),
    ),
  );
}

/** What sentences call the two: their names; their sides where one name stands for both. */
function namesOf([left, right]: Sides): Names {
  const [a, b] = [oneLine(left.short ?? left.name), oneLine(right.short ?? right.name)];
  return a === b ? ['the text on the left', 'the text on the right'] : [a, b];
}

function shortLine(text: string): string {
  const line = oneLine(text);
  return line.length <= longestAnswer
    ? line
    : `${line.slice(0, longestAnswer).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function plural(count: number, word: string): string {
  return `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
}
