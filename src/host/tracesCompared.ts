import * as vscode from 'vscode';
import type { RecordedTrace } from '../core/compare/export/comparisonRecord.ts';
import { type ComparedPart, partText } from '../core/compare/comparedText.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { TraceFlag } from '../core/traces/trace.ts';
import type { Column, ColumnState, VerdictKind } from '../protocol.ts';
import { headLines, sampleWords, type WhichSample } from './comparedHead.ts';
import { comparedNames, toolOf } from './comparedNames.ts';
import type { ComparedSide } from './comparisonDocuments.ts';
import { countWords } from './language.ts';
import { oursToSay } from './oursToSay.ts';
import { type Mark, markOf, markShown } from './marks.ts';
import { isRunning } from './tracesColumn.ts';
import type { SampleStart } from './tracesColumn.ts';
import type { SampleView } from './tracesSample.ts';

/** A column as it is shown now, and the sample that it shows. */
export interface ShownColumn {
  readonly column: Readonly<Column>;
  readonly sample: SampleView;
  /** The answer that was extracted from it, as it stands there; null where there is none. */
  readonly finalAnswer: string | null;
}

/** What columns are called among each other: labels alone may be those of several tools or models. */
function namesOf(shown: readonly ShownColumn[]): readonly string[] {
  return comparedNames(
    shown.map(({ column: { label, model }, sample: { saved, start } }) => ({
      label,
      model,
      tool: toolOf(saved),
      which: sampleWords(whichOf(start, saved)),
    })),
  );
}

function whichOf({ repeat: [repeat, of] }: SampleStart, saved: SavedSample | null): WhichSample {
  return { repeat, of, endedAt: saved?.endedAt ?? null };
}

/** Columns as texts to compare in the editor, each with what is known of it above. */
export function sidesOf(shown: readonly ShownColumn[]): ComparedSide[] {
  const names = namesOf(shown);
  return shown.map(({ column, sample, finalAnswer }, at) => ({
    label: names[at] ?? column.label,
    head: headOf(column, sample),
    reasoning: column.reasoning,
    answer: column.answer,
    finalAnswer,
  }));
}

function headOf(column: Column, { start, saved, flags }: SampleView): string[] {
  const { label, model, role, verdict, judged, state, note } = column;
  const ours = oursToSay(column);
  return headLines({
    label,
    model,
    tool: saved?.tool === undefined ? null : toolOf(saved),
    role,
    which: whichOf(start, saved),
    verdict: verdict && { ...verdict, mark: markWith(verdict.kind, state, flags) },
    ours: ours && { ...ours, mark: markWith(ours.kind, state, flags) },
    hand: judged.hand,
    end: endWord(column),
    why: note,
  });
}

function markWith(kind: VerdictKind, status: ColumnState, flags: readonly TraceFlag[]): Mark {
  const isEnd =
    status === 'complete' || status === 'truncated' || status === 'failed' || status === 'cancelled';
  return isEnd ? markOf(kind, { status, flags }) : kind === 'none' ? 'unscored' : kind;
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
  const names = namesOf(shown);
  return shown.map(({ column, sample }, at): RecordedTrace => {
    const { reasoning, answer, state } = column;
    const text = partText({ reasoning, answer }, part);
    const { sampling, saved, repeat } = sample.start;
    const isKnown = saved?.tool === undefined || Object.keys(sampling).some((name) => name !== 'repeats');
    return {
      label: names[at] ?? column.label,
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
      ours: oursToSay(column)?.value ?? null,
      byHand: column.judged.hand?.value ?? null,
      extracted: column.verdict?.extracted ?? column.judged.ours?.extracted ?? null,
      text,
      answerAt: part === 'both' && reasoning !== '' && answer !== '' ? text.length - answer.length : null,
    };
  });
}
