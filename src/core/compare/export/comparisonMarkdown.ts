import { escapeText } from '../../markdownText.ts';
import type { AlignedStep } from '../alignedTraces.ts';
import { ownText } from '../ownText.ts';
import { brokenLines } from './brokenLines.ts';
import { factsOf, timeWords } from './comparisonFacts.ts';
import type { ComparisonRecord } from './comparisonRecord.ts';
import {
  groupWords,
  legend,
  numbersOf,
  hereWords,
  rowGroups,
  type RowGroup,
  stepWords,
} from './comparisonRows.ts';
import { summaryOf } from './comparisonSummary.ts';
import { showHidden } from '../../hiddenText.ts';
import type { Said } from './said.ts';

/** Words of a step that are named beside it, and how long each may be in UTF-16 units. */
const mostMarks = 12;
const longestMark = 80;

/** What becomes a link or a picture: `@name`, `#12`, `GH-12`, addresses, commits, `:emoji:`. */
const linked =
  /@[\p{L}\p{N}]|#\d|\bgh-\d|:\/\/|\bwww\.|\b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{7,40}\b|:[\w+-]+:/iu;

/**
 * A comparison as Markdown without HTML: what is compared, then what stands beside each other, one below the other.
 * Texts of models stand in fences, so that nothing in them is Markdown. Ends with a line end.
 */
export function comparisonMarkdown(record: ComparisonRecord): string {
  return [...markdownPieces(record)].join('');
}

/** The same piece by piece: a long comparison takes a while. */
export function* markdownPieces(record: ComparisonRecord): Generator<string> {
  const { item, traces, aligned, at } = record;
  const head = [
    `# ${plain(item.benchmark)} · ${plain(item.id)}`,
    fence(item.question),
    ...(item.gold === null ? [] : [`Gold answer: ${plain(item.gold)}`]),
    table(
      ['', ...traces.map(({ label }) => plain(label))],
      factsOf(record).map(({ name, values }) => [name, ...values.map(plain)]),
    ),
    summaryOf(record)
      .map((line) => `- ${line.map(saidMarkdown).join('')}`)
      .join('\n'),
    '## Steps',
  ];
  yield head.join('\n\n');
  for (const group of rowGroups(aligned)) yield `\n\n${groupLines(group, record).join('\n\n')}`;
  const end = [
    '## Legend',
    legend.map((line) => `- ${escapeText(line)}`).join('\n'),
    `Made with Reasoning Transfer, ${timeWords(at)}.`,
  ];
  yield `\n\n${end.join('\n\n')}\n`;
}

function groupLines(group: RowGroup, record: ComparisonRecord): string[] {
  const { traces, aligned } = record;
  const cells = traces.map((_, trace) => group.rows.flatMap((row) => row.cells[trace] ?? []));
  const count = Math.max(...cells.map((cell) => cell.length));
  const heading = `### ${count === 1 ? 'Step' : 'Steps'} ${cells.map(numbersOf).join(' ↔ ')} · ${groupWords(group, aligned.reference)}`;
  const label = (trace: number): string => plain(traces[trace]?.label ?? '');
  const parting = group.parts.map(
    (trace) => `**Here ${label(trace)} ${hereWords(aligned, trace)} ${label(aligned.reference)}.**`,
  );
  if (group.kind === 'same') return [...parting, heading, sameText(cells[aligned.reference] ?? [], record)];
  const steps = cells.flatMap((cell, trace) => cell.flatMap((step) => stepMarkdown(step, trace, record)));
  return [...parting, heading, ...steps];
}

function sameText(steps: readonly AlignedStep[], { traces, aligned }: ComparisonRecord): string {
  const text = traces[aligned.reference]?.text ?? '';
  return fence(text.slice(...ownText(text, [steps[0]?.start ?? 0, steps.at(-1)?.end ?? 0])));
}

function stepMarkdown(step: AlignedStep, trace: number, { traces }: ComparisonRecord): string[] {
  const { label, text } = traces[trace] ?? { label: '', text: '' };
  const words = stepWords(step, traces[trace], (at) => traces[at]?.label ?? '').map(plain);
  const marks = step.marks.map(([start, end]) => codeSpan(text.slice(start, end)));
  const more = marks.length > mostMarks ? ` and ${marks.length - mostMarks} more` : '';
  return [
    [bold(label), `step ${step.number}`, ...words].join(' · '),
    fence(text.slice(...ownText(text, [step.start, step.end]))),
    ...(marks.length === 0 ? [] : [`Only here: ${marks.slice(0, mostMarks).join(', ')}${more}`]),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * Text of others within a line: no mark-up. Where a place for discussions would make a link of a word, an address, a
 * name, an issue or a commit, or an emoji, it is code: such a place reads the text behind the mark-up, where a
 * backslash is gone.
 */
function plain(text: string): string {
  return showHidden(text)
    .split(/([\s|`\\]+)/)
    .map((word) => (linked.test(word) ? `\`${word}\`` : escapeText(word)))
    .join('');
}

function bold(label: string): string {
  return `**${plain(label.trim())}**`;
}

/** Longer than every run of backticks in the text, which so cannot end it. Its lines are broken: no place breaks code. */
function fence(text: string): string {
  const shown = brokenLines(showHidden(text));
  const marks = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${marks}text\n${shown}\n${marks}`;
}

function saidMarkdown(part: Said): string {
  if (typeof part === 'string') return part;
  return 'label' in part ? bold(part.label) : codeSpan(part.answer);
}

function codeSpan(text: string): string {
  const line = showHidden(text.replace(/\s+/g, ' ').trim());
  const short =
    line.length <= longestMark ? line : `${line.slice(0, longestMark).replace(/[\uD800-\uDBFF]$/, '')}…`;
  const marks = '`'.repeat(longestRun(short) + 1);
  // A blank on both sides is taken off again.
  return `${marks} ${short} ${marks}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, { length }) => Math.max(longest, length), 0);
}
