import type { AlignedRow, AlignedTrace } from '../../../core/compare/alignedTraces.ts';
import { type ComparedPart, partText } from '../../../core/compare/comparedText.ts';
import { type AlignedColumns, runningStates } from '../../../protocol.ts';
import type { Range } from '../marks.ts';
import type { ColumnModel } from '../session.ts';
import { type ColumnHead, columnName, markedRange } from '../words.ts';

/** A column as it was aligned. */
export interface AlignedColumn {
  readonly head: ColumnHead;
  readonly name: string;
  /** What was compared of it. */
  readonly text: string;
  /** UTF-16 offset at which its answer begins behind its reasoning; null where only one of them is in the text. */
  readonly answerAt: number | null;
  /** Where the extracted answer was found, in offsets of the text. */
  readonly found: Range | null;
  /** It is compared as far as it goes. */
  readonly cut: boolean;
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
  if (columns.length !== models.length || aligned.traces.length !== columns.length) return null;
  const shown: AlignedColumn[] = [];
  for (const [at, column] of columns.entries()) {
    const [model, trace] = [models[at], aligned.traces[at]];
    if (model === undefined || trace === undefined || !fits(column, model)) return null;
    const { head } = model;
    const reasoning = model.reasoning.raw.slice(0, column.reasoning);
    const answer = model.answer.raw.slice(0, column.answer);
    const text = partText({ reasoning, answer }, part);
    const answerAt = part === 'reasoning' || answer === '' ? null : text.length - answer.length;
    const range = answerAt === null ? null : markedRange(head);
    shown.push({
      head,
      name: columnName(head),
      text,
      answerAt: answerAt === 0 ? null : answerAt,
      found: range === null || answerAt === null ? null : [range[0] + answerAt, range[1] + answerAt],
      cut: column.cut,
      trace,
    });
  }
  return { part, reference: aligned.reference, columns: shown, rows: aligned.rows };
}

function fits(
  { key, sample, reasoning, answer }: AlignedColumns['columns'][number],
  model: ColumnModel,
): boolean {
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
  return columns.map((column, at) => {
    const model = models[at];
    if (model === undefined) return '';
    const reasoning = part === 'answer' ? '' : model.reasoning.raw.slice(column.reasoning);
    const answer = part === 'reasoning' ? '' : model.answer.raw.slice(column.answer);
    return partText({ reasoning, answer }, 'both');
  });
}

/** Its texts may still grow. */
export function isGrowing({ head }: Pick<AlignedColumn, 'head'>): boolean {
  return runningStates.has(head.state);
}
