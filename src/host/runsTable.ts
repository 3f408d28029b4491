import * as vscode from 'vscode';
import { ageInWords } from '../core/results/itemTable.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import { countWords, language } from './language.ts';
import { escapeMarkdown, shortenMiddle } from './markdown.ts';

/** Rows beyond these are counted; more would not fit a hover. */
const shownRows = 24;

/** Runs as a markdown table: value, what it rests on, what was cut off, and when. The one asked about is bold. */
export function runsTable(runs: readonly ResultRun[], asked: ResultRun | null = null): string {
  const head = [
    vscode.l10n.t('Model'),
    vscode.l10n.t('Score'),
    vscode.l10n.t('Metric'),
    vscode.l10n.t('Items'),
    vscode.l10n.t('Truncated'),
    vscode.l10n.t('Age'),
  ];
  const shown = runs.slice(0, shownRows);
  const left = runs.length - shown.length;
  return [
    line(head),
    '|:--|--:|:--|--:|--:|:--|',
    ...shown.map((run) => line(cellsOf(run, run === asked))),
    ...(left > 0 ? ['', vscode.l10n.t('{0} more runs, in the view Results.', left)] : []),
  ].join('\n');
}

function cellsOf(run: ResultRun, isAsked: boolean): string[] {
  const name = escapeMarkdown(shortenMiddle(run.model, 36));
  return [
    isAsked ? `**${name}**` : name,
    escapeMarkdown(scoreWords(run)),
    escapeMarkdown([run.metric ?? '–', run.format].join(' · ')),
    itemsWords(run),
    run.truncated === null ? '–' : `${Math.round(100 * run.truncated)} %`,
    escapeMarkdown(ageInWords(Date.now() - run.date, language())),
  ];
}

/** `53.2 % ± 2.2`, the standard error in percentage points; a dash where there is no value. */
export function scoreWords({ value, stderr }: Pick<ResultRun, 'value' | 'stderr'>): string {
  if (value === null) return '–';
  const percent = `${(100 * value).toFixed(1)} %`;
  return stderr === null ? percent : `${percent} ± ${(100 * stderr).toFixed(1)}`;
}

/** `500`, `30 × 10` with repeats, and what is missing. */
export function itemsWords({ n, repeats, partial }: Pick<ResultRun, 'n' | 'repeats' | 'partial'>): string {
  const count = n === null ? '–' : countWords(n);
  const times = repeats > 1 ? `${count} × ${repeats}` : count;
  return partial ? vscode.l10n.t('{0}, partial', times) : times;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join('&emsp; | ')} |`;
}
