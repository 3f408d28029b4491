import type { AlignedTrace, AlignedTraces, ComparedTrace } from '../core/compare/alignedTraces.ts';
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
}

type Sides = readonly [ComparedSide, ComparedSide];

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
  const lines: [text: string, style: Style | null][] = [
    ...(title === null ? [] : [[oneLine(title), 'bold'] satisfies [string, Style]]),
    ...sides.map(({ name, facts, trace }, at): [string, Style | null] => {
      const counted = aligned.traces[at] === undefined ? [] : countWords(aligned.traces[at], trace);
      const which = at === 0 ? 'left:  ' : 'right: ';
      return [which + [oneLine(name), ...facts.map(oneLine), ...counted].join(' · '), null];
    }),
    [alikeWords(sides, aligned), 'bold'],
    ...[partWords(sides, aligned), answerWords(sides, aligned)]
      .filter((words) => words !== null)
      .map((words): [string, null] => [words, null]),
    ...(aligned.traces[1]?.coarse === true
      ? [['Too repetitive to be compared as exactly as others.', null] satisfies [string, null]]
      : []),
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
    ...(beforeAnswer === null ? [] : [`states its answer after ${percentWords(beforeAnswer)} of it`]),
  ];
}

function alikeWords([left, right]: Sides, { traces, rows }: AlignedTraces): string {
  const of = traces[1];
  const isEmpty = (side: ComparedSide): boolean => side.trace.text === '';
  if (isEmpty(left) && isEmpty(right)) return 'Both are empty.';
  if (left.trace.text === right.trace.text) return 'The same, word for word.';
  if (of?.identical === true) return 'The same, word for word; white space differs.';
  const count = { same: 0, changed: 0, moved: 0, apart: 0 };
  let lefts = 0;
  for (const { cells } of rows) {
    for (const { state } of cells[1] ?? []) count[state] += 1;
    lefts += (cells[0] ?? []).filter(({ state }) => state === 'apart').length;
  }
  const parts = [
    `${count.same} same`,
    `${count.changed} changed`,
    `${lefts} only left`,
    `${count.apart} only right`,
    ...(count.moved > 0 ? [`${count.moved} moved`] : []),
  ];
  return `${percentWords(of?.similarity ?? 0)} alike. Steps: ${parts.join(', ')}.`;
}

function partWords(sides: Sides, { traces, rows }: AlignedTraces): string | null {
  const divergence = traces[1]?.divergence ?? null;
  if (divergence === null || sides.some(({ trace }) => trace.text === '')) return null;
  const places = sides.flatMap(({ trace }, column) => {
    const step = rows[divergence.row]?.cells[column]?.[0];
    if (step === undefined) return [];
    const lines = new TextLines(trace.text);
    const [line] = linesOf(trace.text, lines, [step.start, step.end]);
    return [`step ${step.number} of the ${column === 0 ? 'left' : 'right'} (line ${line})`];
  });
  return divergence.kind === 'parts'
    ? `They part at ${places.join(' and ')}: from there on hardly a step has a partner.`
    : `They first differ at ${places.join(' and ')}, and go on together after it.`;
}

function answerWords(sides: Sides, { traces }: AlignedTraces): string | null {
  const answers = sides.map(({ trace }) => trace.finalAnswer);
  if (answers.every((answer) => answer === null)) return null;
  const [left, right] = traces.map(({ answer }) => answer);
  const agree = left !== undefined && left !== null && left === right;
  const words = answers.map((answer) => (answer === null ? 'none' : oneLine(answer)));
  return `Final answers: ${words.join(' | ')}${agree ? ', the same' : ''}.`;
}

function plural(count: number, word: string): string {
  return `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
}

/** Rounded down, so that only what is all the same is 100 %. */
function percentWords(share: number): string {
  return `${Math.floor(100 * share)} %`;
}
