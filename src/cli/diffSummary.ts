import type {
  AlignedTrace,
  AlignedTraces,
  BeforeAnswer,
  ComparedTrace,
} from '../core/compare/alignedTraces.ts';
import { firstFrom, type Parting, partingOf } from '../core/compare/parting.ts';
import { type Sameness, samenessOf } from '../core/compare/sameness.ts';
import { percentWords } from '../core/compare/sharePercent.ts';
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

const samenessWords: Readonly<Record<Sameness, string>> = {
  empty: 'Both have no text.',
  exact: 'The same, word for word.',
  blanks: 'The same but for white space.',
};

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
    ...(beforeAnswer === null ? [] : [statedWords(beforeAnswer)]),
  ];
}

function statedWords({ share, of }: BeforeAnswer): string {
  return of === 'reasoning' && share === 1
    ? 'states its final answer only behind the reasoning'
    : `states its final answer after ${percentWords(share)} of the ${of}`;
}

function alikeWords([left, right]: Sides, { traces, rows }: AlignedTraces): string {
  const of = traces[1];
  const sameness = samenessOf(of?.identical === true, left.trace.text, right.trace.text);
  if (sameness !== null) return samenessWords[sameness];
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

function partWords(sides: Sides, aligned: AlignedTraces): string | null {
  const of = aligned.traces[1];
  if (of === undefined || of.identical || sides.some(({ trace }) => trace.text === '')) return null;
  const parting = partingOf(aligned, 1);
  if (parting === null) {
    const moved = aligned.rows.some(({ cells }) => cells[1]?.some(({ state }) => state === 'moved'));
    return `Every step has a partner${moved ? ', some in another place' : ''}.`;
  }
  const { way, row, paired } = parting;
  const [left = '', right = ''] = sides.map(({ trace }, column) => placeWords(aligned, trace, row, column));
  switch (way) {
    case 'ends':
      return `The right ends before ${left}.`;
    case 'reference-ends':
      return `The left ends before ${right}.`;
    case 'parts':
      return `They part at ${left} and ${right}${shareWords(': from there on', paired)}.`;
    case 'together':
      return `They first differ at ${left} and ${right}, and go on together${shareWords(': of what follows', paired)}.`;
    case 'differs':
      return `They first differ at ${left} and ${right}${shareWords(': of what follows', paired)}.`;
  }
}

/** `step 3 of the left (line 12)`: the first one there or behind it. */
function placeWords({ rows }: AlignedTraces, { text }: ComparedTrace, row: number, column: number): string {
  const step = firstFrom(rows, row, column);
  if (step === null) return '';
  const [line] = linesOf(text, new TextLines(text), [step.start, step.end]);
  return `step ${step.number} of the ${column === 0 ? 'left' : 'right'} (line ${line})`;
}

/** Which share of the characters has a partner; nothing where no text is. */
function shareWords(where: string, [left, right]: Parting['paired']): string {
  const shares = [
    ...(left === null ? [] : [`${percentWords(left)} of the left`]),
    ...(right === null ? [] : [`${percentWords(right)} of the right`]),
  ];
  return shares.length === 0 ? '' : `${where} ${shares.join(' and ')} has a partner`;
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
