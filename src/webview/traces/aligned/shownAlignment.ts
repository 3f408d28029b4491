import type { AlignedRow, AlignedTrace } from '../../../core/compare/alignedTraces.ts';
import { type ComparedPart, partText } from '../../../core/compare/comparedText.ts';
import { finalAnswerOf } from '../../../core/results/storedAnswer.ts';
import { type AlignedColumns, runningStates } from '../../../protocol.ts';
import type { Range } from '../marks.ts';
import type { ColumnModel } from '../session.ts';
import { type ColumnHead, columnName, markedRange } from '../words.ts';
import { isUnmarked, notCompared, spreadRows } from './comparedColumns.ts';

/** A column as it was aligned. */
export interface AlignedColumn {
  readonly head: ColumnHead;
  readonly name: string;
  /** What was compared of it. */
  readonly text: string;
  /** UTF-16 offset at which its answer begins behind its reasoning; null where only one of them is in the text. */
  readonly answerAt: number | null;
  /** The same, and 0 where all of the text is its answer. */
  readonly answerFrom: number | null;
  /** Where the extracted answer was found, in offsets of the text. */
  readonly found: Range | null;
  /** Its final answer; null where none is known. */
  readonly finalAnswer: string | null;
  /** It is compared as far as it goes. */
  readonly cut: boolean;
  /** It has no marked reasoning, which alone is compared: it stands beside the others and is counted in nothing. */
  readonly unmarked: boolean;
  readonly trace: AlignedTrace;
}

/** The columns beside each other, with their texts. */
export interface ShownAlignment {
  readonly part: ComparedPart;
  /** 0-based. */
  readonly reference: number;
  readonly columns: readonly AlignedColumn[];
  readonly rows: readonly AlignedRow[];
}

/** An alignment with the texts it is of; null where it is of other columns, samples or texts than those. */
export function shownAlignment(
  { part, columns, aligned }: AlignedColumns,
  models: readonly ColumnModel[],
): ShownAlignment | null {
  const places = columns.map(({ key }) => models.findIndex(({ head }) => head.key === key));
  const inOrder = places.every((place, at) => place > (places[at - 1] ?? -1));
  const reference = places[aligned.reference];
  if (!inOrder || aligned.traces.length !== columns.length || reference === undefined) return null;
  const shown: AlignedColumn[] = [];
  for (const [place, model] of models.entries()) {
    const at = places.indexOf(place);
    const [column, trace] = [columns[at], aligned.traces[at]];
    if (column === undefined || trace === undefined) {
      if (!isUnmarked(model, part)) return null;
      shown.push(shownColumn(model, part, { reasoning: 0, answer: 0, cut: false }, null));
    } else if (fits(column, model)) shown.push(shownColumn(model, part, column, trace));
    else return null;
  }
  return { part, reference, columns: shown, rows: spreadRows(aligned.rows, places, models.length) };
}

type ComparedColumn = AlignedColumns['columns'][number];

/** @param trace null: it is not compared */
function shownColumn(
  model: ColumnModel,
  part: ComparedPart,
  lengths: Pick<ComparedColumn, 'reasoning' | 'answer' | 'cut'>,
  trace: AlignedTrace | null,
): AlignedColumn {
  const { head } = model;
  const reasoning = model.reasoning.raw.slice(0, lengths.reasoning);
  const answer = model.answer.raw.slice(0, lengths.answer);
  const text = partText({ reasoning, answer }, part);
  const answerFrom = part === 'reasoning' || answer === '' ? null : text.length - answer.length;
  const range = answerFrom === null ? null : markedRange(head);
  return {
    head,
    name: columnName(head),
    text,
    answerAt: answerFrom === 0 ? null : answerFrom,
    answerFrom,
    found: range === null || answerFrom === null ? null : [range[0] + answerFrom, range[1] + answerFrom],
    finalAnswer: (trace?.answer ?? null) === null ? null : answerOf(model),
    cut: lengths.cut,
    unmarked: trace === null,
    trace: trace ?? notCompared,
  };
}

/** As the host found it, which alone knows what an answer is that the verdict says in other words. */
function answerOf({ head: { verdict, judged }, answer }: ColumnModel): string | null {
  const extracted = verdict?.extracted ?? null;
  const ours = judged.ours?.extracted ?? null;
  return finalAnswerOf({ extracted, response: answer.raw.length }, ours) ?? extracted;
}

function fits({ key, sample, reasoning, answer }: ComparedColumn, model: ColumnModel): boolean {
  const { head } = model;
  return (
    head.key === key &&
    head.sample === sample &&
    model.reasoning.raw.length >= reasoning &&
    model.answer.raw.length >= answer
  );
}

/** What came of each column since it was aligned. */
export function tailsOf({ part, columns }: AlignedColumns, models: readonly ColumnModel[]): string[] {
  return models.map((model) => {
    const column = columns.find(({ key }) => key === model.head.key);
    if (column === undefined) return '';
    const reasoning = part === 'answer' ? '' : model.reasoning.raw.slice(column.reasoning);
    const answer = part === 'reasoning' ? '' : model.answer.raw.slice(column.answer);
    return partText({ reasoning, answer }, 'both');
  });
}

/** Its texts may still grow. */
export function isGrowing({ head }: Pick<AlignedColumn, 'head'>): boolean {
  return runningStates.has(head.state);
}
