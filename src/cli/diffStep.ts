import type { AlignedStep } from '../core/compare/alignedTraces.ts';
import type { TextRange } from '../core/compare/comparison.ts';
import { ownText } from '../core/compare/ownText.ts';
import { isOtherNotation, labelNames } from '../core/compare/stepFacts.ts';
import { segments } from '../core/hiddenText.ts';
import { displayWidth, wrapped } from './diffWrap.ts';
import type { Span, Style, StyledLine } from './diffStyled.ts';

export type Side = 'left' | 'right';

/** How one step is drawn. */
export interface StepLook {
  /** The whole compared text. */
  readonly text: string;
  readonly side: Side;
  /** What stands before its first line, such as its number. */
  readonly head: string;
  /** Number of the step of the other text that a moved one belongs to; null where there is none. */
  readonly partner: number | null;
  readonly width: number;
  readonly colours: boolean;
}

/** Words that are only in this side's step, where there are no colours: as `git diff --word-diff` sets them. */
const brackets: Readonly<Record<Side, readonly [string, string]>> = {
  left: ['[-', '-]'],
  right: ['{+', '+}'],
};
const tab = '    ';

/** The lines of one step: its number, what is to be said of it in parentheses, its text. */
export function stepLines(step: AlignedStep, look: StepLook): StyledLine[] {
  const gutter = displayWidth(look.head) + 1;
  const notes = notesOf(step, look.partner);
  const room = Math.max(1, look.width - gutter);
  const style: Style | null = step.state === 'apart' ? look.side : null;
  const [first = [], ...more] = textLines(step, look, style);
  const begin: StyledLine = notes === '' ? first : withNotes(first, `(${notes}) `);
  const lines = [begin, ...more].flatMap((line) => wrapped(line, room));
  const blank: Span = { text: ' '.repeat(gutter), style: null };
  const head: Span = { text: `${look.head} `, style: step.state === 'same' ? 'quiet' : 'bold' };
  // An empty line has no blanks that a terminal's selection would copy.
  return lines.map((line, at) => (at === 0 ? [head, ...line] : line.length === 0 ? [] : [blank, ...line]));
}

/** The indentation of a line stays before what is said of it. */
function withNotes([span, ...rest]: StyledLine, notes: string): StyledLine {
  const note: Span = { text: notes, style: 'quiet' };
  if (span === undefined) return [note];
  const own = span.text.trimStart();
  const indent = { ...span, text: span.text.slice(0, span.text.length - own.length) };
  return [...(indent.text === '' ? [] : [indent]), note, { ...span, text: own }, ...rest];
}

function notesOf(step: AlignedStep, partner: number | null): string {
  const { label, state, repeats } = step;
  const notes = [
    label === null ? null : labelNames[label],
    state === 'moved' ? `moved${partner === null ? '' : `: step ${partner} of the other`}` : null,
    repeats === null ? null : `repeats step ${repeats}`,
    isOtherNotation(step) ? 'other notation' : null,
  ];
  return notes.filter((note) => note !== null).join('; ');
}

/** The own text of a step, line by line, with its marks; nothing in it can speak to the terminal. */
function textLines({ start, end, marks }: AlignedStep, look: StepLook, style: Style | null): StyledLine[] {
  const [from, to] = ownText(look.text, [start, end]);
  const lines: Span[][] = [[]];
  const add = (text: string, as: Style | null): void => {
    if (text !== '') lines.at(-1)?.push({ text, style: as });
  };
  const piece = (range: TextRange, as: Style | null): void => {
    const source = look.text.slice(...range);
    for (const { text, hidden } of segments(source.replace(/\r\n?/g, '\n'))) {
      text.split('\n').forEach((line, at) => {
        if (at > 0) lines.push([]);
        add(line.replaceAll('\t', tab), hidden ? 'quiet' : as);
      });
    }
  };
  const [open, close] = look.colours ? ['', ''] : brackets[look.side];
  const marked: Style = look.side === 'left' ? 'leftWords' : 'rightWords';
  let at = from;
  for (const [first, last] of marks) {
    const [a, b] = [Math.max(at, first), Math.min(last, to)];
    if (b <= a) continue;
    piece([at, a], style);
    add(open, marked);
    piece([a, b], marked);
    add(close, marked);
    at = b;
  }
  piece([at, to], style);
  return lines;
}
