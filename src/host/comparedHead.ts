import * as vscode from 'vscode';
import { statusLines, verdictLine } from './compareLines.ts';
import { handWords } from './handWords.ts';
import { language } from './language.ts';
import type { Mark } from './marks.ts';
import { roleWords } from './roleWords.ts';

/** What is known of a trace that is compared, from the panel or from disk. */
export interface ComparedHead {
  readonly label: string;
  readonly model: string;
  /** The tool that saved it, as it calls itself; null where it is this one. */
  readonly tool: string | null;
  readonly role: 'base' | 'tuned' | null;
  readonly which: WhichSample;
  /** Null before it has ended. */
  readonly verdict: HeadVerdict | null;
  /** Our scorer's since, where there is something to say; null where there is not. */
  readonly ours: HeadVerdict | null;
  /** What a person said of it, 0 to 1; null where nobody did. */
  readonly hand: { readonly value: number } | null;
  /** How it ended, in a word; null where it ended by itself. */
  readonly end: string | null;
  /** Why, and what else the reader must know of it, in sentences; null where there is nothing to say. */
  readonly why: string | null;
}

interface HeadVerdict {
  readonly mark: Mark;
  readonly extracted: string | null;
  readonly gold: string | null;
  readonly reason: string;
}

/** Which sample of a label it is. */
export interface WhichSample {
  /** 1-based. */
  readonly repeat: number;
  readonly of: number;
  /** ISO 8601; null where it has not ended, or is not saved. */
  readonly endedAt: string | null;
}

/** The lines above a compared trace: whose, which sample, its verdict, how it ended. */
export function headLines({
  label,
  model,
  tool,
  role,
  which,
  verdict,
  ours,
  hand,
  end,
  why,
}: ComparedHead): string[] {
  const sample = sampleWords(which);
  return [
    [
      label === model ? label : `${label} (${model})`,
      ...(tool === null ? [] : [tool]),
      ...(role === null ? [] : [roleWords(role)]),
    ].join(' · '),
    ...(sample === '' ? [] : [sample]),
    ...(verdict === null ? [] : [verdictLine(verdict.mark, verdict)]),
    ...(ours === null ? [] : [vscode.l10n.t('ours: {0}', verdictLine(ours.mark, ours))]),
    ...(hand === null ? [] : [handWords(hand)]),
    ...statusLines(end, why),
  ];
}

/** The repeat, where there are several, and the run; empty where neither says anything. */
export function sampleWords({ repeat, of, endedAt }: WhichSample): string {
  const words = of === 1 ? [] : [vscode.l10n.t('repeat {0} of {1}', repeat, of)];
  if (endedAt !== null) {
    const ended = new Date(endedAt).toLocaleString(language(), { dateStyle: 'short', timeStyle: 'short' });
    words.push(vscode.l10n.t('run of {0}', ended));
  }
  return words.join(' · ');
}
