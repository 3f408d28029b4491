import * as vscode from 'vscode';
import type { LabelDetails } from '../core/results/runDetails.ts';
import type { EvaluationSummary } from '../workspace/evaluation.ts';
import { failureAdvice } from './failureAdvice.ts';
import { failureWords } from './failureWords.ts';
import { inLanguage } from './inLanguage.ts';
import { problemWords } from './itemTargets.ts';
import { countWords } from './language.ts';
import { shortenMiddle } from './markdown.ts';
import { notify } from './notify.ts';
import { rightWords, scoreWords, summaryWords } from './summaryWords.ts';
import type { TraceTexts } from './traceTexts.ts';

/** What came of a run, and how each label's samples ended. */
export interface EvaluationOutcome extends EvaluationSummary {
  readonly details: readonly LabelDetails[];
}

/** Labels that a notice names of those that failed. */
const shownLabels = 2;
/** Characters of a label in a notice. */
const nameLength = 36;

/** Says what came of an evaluation, and keeps the line in the log; all of it is a table on request. */
export class EndNotice {
  constructor(
    private readonly texts: Pick<TraceTexts, 'openPage'>,
    private readonly log: Pick<vscode.LogOutputChannel, 'info' | 'warn'>,
  ) {}

  async show(uri: vscode.Uri, outcome: EvaluationOutcome): Promise<void> {
    this.log.info(`${uri.fsPath}: ${summaryWords(outcome)}`);
    for (const each of outcome.problems) this.log.warn(problemWords(each));
    const [problem] = outcome.problems;
    const text = [noticeWords(outcome), ...(problem ? [problemWords(problem)] : [])].join(' ');
    const details = vscode.l10n.t('Show Details');
    const isBad = problem !== undefined || outcome.failed > 0;
    // A message without a button is cut to one line.
    const answer = await (isBad ? notify.warning(text, details) : notify.info(text, details));
    if (answer !== details) return;
    const name = uri.path.split('/').at(-1) ?? '';
    await this.texts.openPage(vscode.l10n.t('Evaluation of {0}', name), detailsText(name, outcome));
  }
}

/** Which labels failed and why, then who was right how often; where none failed, how the samples ended. */
export function noticeWords(outcome: EvaluationOutcome): string {
  const failed = outcome.details.filter((label) => label.failed > 0);
  if (failed.length === 0) return summaryWords(outcome);
  const named = failed.slice(0, shownLabels).map((label) => `${failedWords(label)}.`);
  const left = failed.length - named.length;
  return [
    ...named,
    ...(left > 0 ? [vscode.l10n.t('{0} more failed.', left)] : []),
    ...rightWords(outcome),
  ].join(' ');
}

/** Counts items where a failed one has no other sample, else samples. */
function failedWords({ label, items, samples, failed, failedItems, lostItems, error }: LabelDetails): string {
  const name = shortenMiddle(label, nameLength);
  const why = failureWords(error?.kind ?? 'other');
  return lostItems === failedItems
    ? vscode.l10n.t('{0} failed on {1} of {2} items: {3}', name, failedItems, items, why)
    : vscode.l10n.t('{0} failed on {1} of {2} samples: {3}', name, failed, samples, why);
}

/** A table of all labels, in markdown, and below it why the first sample of each failed. */
export function detailsText(name: string, outcome: EvaluationOutcome): string {
  const head = [
    vscode.l10n.t('Model'),
    vscode.l10n.t('Right'),
    vscode.l10n.t('Truncated'),
    vscode.l10n.t('Failed'),
    vscode.l10n.t('Cancelled'),
    vscode.l10n.t('Tokens'),
  ];
  const rows = outcome.details.map((details) => {
    const counts = outcome.labels.find(({ label }) => label === details.label);
    return [
      details.label,
      (counts && scoreWords(counts)) ?? '–',
      ...[details.truncated, details.failed, details.cancelled].map(countWords),
      details.tokens === null ? '–' : countWords(details.tokens),
    ];
  });
  const reasons = outcome.details.flatMap(({ label, error }) => {
    if (error === null) return [];
    const advice = failureAdvice(error);
    return [`- ${label}: ${[inLanguage(error.message), ...(advice === null ? [] : [advice])].join(' ')}`];
  });
  return [
    `# ${vscode.l10n.t('Evaluation of {0}', name)}`,
    '',
    summaryWords(outcome),
    '',
    ...table(head, rows),
    ...(reasons.length > 0 ? ['', `## ${vscode.l10n.t('Why samples failed')}`, '', ...reasons] : []),
    ...outcome.problems.flatMap((problem) => ['', problemWords(problem)]),
    '',
  ].join('\n');
}

/** Columns of one width, since it is read as text. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows].map((row) =>
    row.map((cell) => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|')),
  );
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [first = [], ...others] = all;
  return [line(first), line(rule), ...others.map(line)];
}
