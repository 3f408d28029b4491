import * as vscode from 'vscode';
import { verdictKind } from '../core/results/itemTable.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { Problem } from '../core/problem.ts';
import type { Sample } from '../core/results/sample.ts';
import { LineStarts } from '../workspace/results/lineStarts.ts';
import { statusLines, verdictLine } from './compareLines.ts';
import type { SavedTrace } from './comparePairs.ts';
import type { ComparedSide } from './comparisonDocuments.ts';
import { inLanguage } from './inLanguage.ts';
import { language } from './language.ts';
import { markOf, markShown } from './marks.ts';
import { roleWords } from './roleWords.ts';
import { endWords } from './traceWords.ts';

/** A trace with what stands above it. `alone`: no other side of the comparison has its label. */
export function sideOf(trace: SavedTrace, whole: Sample, alone: boolean): ComparedSide {
  const { row, sample } = trace;
  const { status } = whole.trace;
  const which = whichWords({ newest: sample, samples: row.samples });
  return {
    label: alone ? row.label : `${row.label} (${which})`,
    head: [
      [
        row.model === row.label ? row.label : `${row.label} (${row.model})`,
        ...(row.role === null ? [] : [roleWords(row.role)]),
      ].join(' · '),
      which,
      verdictLine(markOf(verdictKind(sample.value), sample), {
        ...sample,
        reason: sample.reason === '' ? '' : inLanguage(sample.reason),
      }),
      ...statusLines(status === 'complete' ? null : markShown(status).word, endWords(whole.trace, undefined)),
    ],
    reasoning: whole.trace.reasoning,
    answer: whole.trace.answer,
  };
}

/** Which sample of a label it is: the repeat, where there are several, and the run. */
export function whichWords({
  newest,
  samples,
}: {
  readonly newest: Pick<SavedSample, 'repeat' | 'endedAt'>;
  readonly samples: readonly unknown[];
}): string {
  const repeat = newest.repeat + 1;
  const of = Math.max(samples.length, repeat);
  const ended = new Date(newest.endedAt).toLocaleString(language(), {
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return [
    ...(of === 1 ? [] : [vscode.l10n.t('repeat {0} of {1}', repeat, of)]),
    vscode.l10n.t('run of {0}', ended),
  ].join(' · ');
}

/** A sample that cannot be read, with the line where it stood, where its file has lines. */
export async function problemAt(sample: SavedSample, problem: Problem): Promise<Problem> {
  if (problem.line !== undefined || !/\.(jsonl|ndjson)$/i.test(sample.file)) return problem;
  const line = await new LineStarts().lineAt(sample.file, placeOf(sample));
  return line === null ? problem : { ...problem, line: line + 1 };
}

/** Where a sample begins in a file of lines, in bytes. */
export function placeOf({ tool, bytes }: Pick<SavedSample, 'tool' | 'bytes'>): number {
  return tool?.place ?? bytes[0];
}
