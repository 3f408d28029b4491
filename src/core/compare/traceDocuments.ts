import { alignedRows, rowBySteps } from './alignedRows.ts';
import type { ComparedTrace } from './alignedTraces.ts';
import { comparedText, type ComparedText } from './comparedText.ts';
import { compareTexts } from './compareTexts.ts';
import type { Comparison } from './comparison.ts';
import { type DiffDocument, diffDocuments, type DiffSide, type DiffWords } from './diffDocuments.ts';
import { divergenceOf, type KnownAnswer, otherAnswerOf, type PlacedSteps } from './divergence.ts';
import { finalAnswers } from './finalAnswers.ts';
import { type Parting, partingOf } from './parting.ts';
import { type PartingNames, type PartingSentences, partingWords } from './partingWords.ts';
import { samenessOf } from './sameness.ts';
import { statementOf } from './statedAnswer.ts';

/** A trace to compare, with lines of what is known of it. */
export interface DocumentTrace {
  /** What headers call it: short, on one line, another than the other trace's. */
  readonly name: string;
  readonly head: readonly string[];
  readonly reasoning: string;
  readonly answer: string;
  /** The answer that was extracted from it, or null; absent where the text is no trace. */
  readonly finalAnswer?: string | null;
}

/** What the first lines say besides, in the language of the reader. */
export interface TraceDocumentWords extends DiffWords {
  readonly empty: string;
  readonly same: string;
  readonly sameButBlanks: string;
  readonly coarse: string;
  readonly parting: PartingSentences;
}

export interface TraceDocuments {
  readonly left: DiffDocument;
  readonly right: DiffDocument;
  /** 0-based line of the right document at which the two part; null where they do not. */
  readonly parts: number | null;
}

/**
 * Compares two traces, reasoning and answer, and lays them out as `diffDocuments` does. What holds of both stands in
 * both, and where they part, which is the same step as in the panel.
 */
export function traceDocuments(
  left: DocumentTrace,
  right: DocumentTrace,
  words: TraceDocumentWords,
): TraceDocuments {
  const traces = [comparedTrace(left), comparedTrace(right)] as const;
  const [a, b] = traces;
  const comparison = compareTexts(a, b);
  const parting = partingIn(traces, comparison);
  const both = [
    ...relationWords(traces, comparison, parting, { own: right.name, reference: left.name }, words),
    ...(comparison.coarse ? [words.coarse] : []),
  ];
  const side = ({ name, head }: DocumentTrace, compared: ComparedText): DiffSide => ({
    ...compared,
    name,
    head: [...head, ...(isEmpty(compared) ? [words.empty] : []), ...both],
  });
  const documents = diffDocuments(side(left, a), side(right, b), comparison, words);
  return { ...documents, parts: parting === null ? null : partingLine(documents, parting) };
}

function comparedTrace(trace: DocumentTrace): ComparedTrace {
  return { ...comparedText(trace, 'both'), finalAnswer: trace.finalAnswer ?? null };
}

function isEmpty({ text }: ComparedText): boolean {
  return text.trim() === '';
}

/** That the two are the same, or where they part; nothing where one has no text. */
function relationWords(
  [left, right]: readonly [ComparedTrace, ComparedTrace],
  { entries }: Comparison,
  parting: Parting | null,
  names: PartingNames<string>,
  words: TraceDocumentWords,
): readonly string[] {
  if (isEmpty(left) || isEmpty(right)) return [];
  const same = entries.every(({ kind, moved }) => kind === 'same' && !moved);
  const sameness = samenessOf(same, left.text, right.text);
  if (sameness !== null) return [sameness === 'exact' ? words.same : words.sameButBlanks];
  const moved = entries.some((entry) => entry.moved);
  return [partingWords(parting, moved, names, words.parting).join('')];
}

function partingIn(traces: readonly [ComparedTrace, ComparedTrace], comparison: Comparison): Parting | null {
  const rows = alignedRows(traces, 0, [null, comparison]);
  const answers = finalAnswers(traces.map(({ finalAnswer }) => finalAnswer));
  const known = (at: 0 | 1): KnownAnswer => ({
    answer: answers[at] ?? null,
    stated: statementOf(traces[at]),
  });
  const answered = [known(0), known(1)] as const;
  const placed = (at: 0 | 1, other: 0 | 1): PlacedSteps => ({
    steps: traces[at].steps,
    rows: rowBySteps(rows, at),
    otherAnswer: otherAnswerOf(answered[at], answered[other]),
  });
  const divergence = divergenceOf(comparison, placed(0, 1), placed(1, 0));
  const moved = (['left', 'right'] as const).map(
    (side) => new Set(comparison.entries.map((entry) => (entry.moved ? entry[side] : null))),
  );
  const numbered = rows.map((cells) => ({
    cells: cells.map((steps, at) =>
      steps.map((step) => ({
        number: step + 1,
        state: moved[at]?.has(step) === true ? ('moved' as const) : ('apart' as const),
      })),
    ),
  }));
  return partingOf({ reference: 0, rows: numbered, traces: [{ divergence: null }, { divergence }] }, 1);
}

/**
 * 0-based, in the right document: the first header there of what either goes on with. Where both go on alone, one line
 * stands for the left text's steps in both documents; a moved step has none in the other.
 */
function partingLine(
  { left, right }: Pick<TraceDocuments, 'left' | 'right'>,
  { steps: [ofLeft, ofRight] }: Parting,
): number | null {
  const own = ofRight === null ? undefined : right.steps[ofRight - 1]?.header;
  const header = ofLeft === null ? undefined : left.steps[ofLeft - 1]?.header;
  const shared =
    header === undefined ? -1 : right.text.split('\n').indexOf(left.text.split('\n')[header] ?? '');
  const lines = [...(own === undefined ? [] : [own]), ...(shared < 0 ? [] : [shared])];
  return lines.length === 0 ? null : Math.min(...lines);
}
