import * as vscode from 'vscode';
import type { RecordedTrace } from '../core/compare/export/comparisonRecord.ts';
import { type ComparedPart, partText } from '../core/compare/comparedText.ts';
import type { Column } from '../protocol.ts';
import { statusLines, verdictLine } from './compareLines.ts';
import type { ComparedSide } from './comparisonDocuments.ts';
import { countWords } from './language.ts';
import { type Mark, markShown } from './marks.ts';
import { isRunning, type SampleView } from './tracesColumn.ts';

/** A column as it is shown now, and the sample that it shows. */
export interface ShownColumn {
  readonly column: Readonly<Column>;
  readonly sample: SampleView;
}

/** A column's name among others: labels alone may be those of several models. */
function labelOf({ label, model }: Column, among: readonly ShownColumn[]): string {
  const alone = among.filter(({ column }) => column.label === label).length === 1;
  return alone ? label : `${label} (${model})`;
}

/** Columns as texts to compare in the editor, each with what is known of it above. */
export function sidesOf(shown: readonly ShownColumn[]): ComparedSide[] {
  return shown.map(({ column }) => ({
    label: labelOf(column, shown),
    head: headOf(column),
    reasoning: column.reasoning,
    answer: column.answer,
  }));
}

function headOf(column: Column): string[] {
  const { label, model, verdict, judged } = column;
  const which = column.samples[column.sample]?.words ?? '';
  const kind = verdict?.kind ?? 'none';
  const mark = kind === 'none' ? markWithout(column.state) : kind;
  return [
    label === model ? label : `${label} (${model})`,
    ...(which === '' ? [] : [which]),
    ...(verdict === null ? [] : [verdictLine(mark, verdict)]),
    ...(judged.hand === null
      ? []
      : [vscode.l10n.t('by hand: {0}', markShown(markOfKind(judged.hand.kind)).word)]),
    ...statusLines(endWord(column), column.note),
  ];
}

/** How a trace without a verdict ended, where that says why it has none. */
function markWithout(state: Column['state']): Mark {
  return state === 'truncated' || state === 'failed' || state === 'cancelled' ? state : 'unscored';
}

function markOfKind(kind: 'right' | 'wrong' | 'partial' | 'none'): Mark {
  return kind === 'none' ? 'unscored' : kind;
}

/** How a trace ended that did not end by itself, or not yet; null where it did, or cannot be read. */
function endWord({ state, live }: Column): string | null {
  if (state === 'complete' || state === 'unreadable') return null;
  if (isRunning(state))
    return vscode.l10n.t('still running, {0} pieces so far', countWords(live?.pieces ?? 0));
  return state === 'truncated' || state === 'failed' || state === 'cancelled' ? markShown(state).word : state;
}

/** Columns as a page to send tells of them. */
export function recordedOf(shown: readonly ShownColumn[], part: ComparedPart): RecordedTrace[] {
  return shown.map(({ column, sample }): RecordedTrace => {
    const { reasoning, answer, state } = column;
    const text = partText({ reasoning, answer }, part);
    const { sampling, saved, repeat } = sample.start;
    const isKnown = saved?.tool === undefined || Object.keys(sampling).some((name) => name !== 'repeats');
    return {
      label: labelOf(column, shown),
      model: column.model,
      repeat,
      sampling: isKnown ? sampling : null,
      end:
        state === 'complete' || state === 'unreadable'
          ? state
          : state === 'truncated' || state === 'failed' || state === 'cancelled'
            ? state
            : 'running',
      endedAt: sample.saved?.endedAt ?? null,
      value: column.verdict?.value ?? null,
      byHand: column.judged.hand?.value ?? null,
      extracted: column.verdict?.extracted ?? column.judged.ours?.extracted ?? null,
      text,
      answerAt: part === 'both' && reasoning !== '' && answer !== '' ? text.length - answer.length : null,
    };
  });
}
