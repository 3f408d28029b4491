import * as vscode from 'vscode';
import { ageInWords } from '../core/results/itemTable.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import type { FormatName } from '../core/results/formats/format.ts';
import { countWords, language, percentWords } from './language.ts';
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
  const asked = isAsked ? `**${name}**` : name;
  return [
    run.superseded ? `${asked} *${vscode.l10n.t('superseded')}*` : asked,
    escapeMarkdown(scoreWords(run)),
    escapeMarkdown([run.metric ?? '–', toolName(run.format)].join(' · ')),
    escapeMarkdown([itemsWords(run), ...(run.partial ? [vscode.l10n.t('partial')] : [])].join(', ')),
    run.truncated === null ? '–' : escapeMarkdown(percentWords(run.truncated)),
    escapeMarkdown(ageWords(run)),
  ];
}

/** `53.2 % ± 2.2`, the standard error in percentage points; a dash where there is no value. */
export function scoreWords({ value, stderr }: Pick<ResultRun, 'value' | 'stderr'>): string {
  if (value === null) return '–';
  const percent = percentWords(value, 1);
  return stderr === null ? percent : `${percent} ± ${percentWords(stderr, 1).replace(/ %$/, '')}`;
}

/** `500`, `30 × 10` with repeats; a dash where their number is not known. */
export function itemsWords({ n, repeats }: Pick<ResultRun, 'n' | 'repeats'>): string {
  const count = n === null ? '–' : countWords(n);
  return repeats > 1 ? `${count} × ${repeats}` : count;
}

/** When it was evaluated, such as `3 hours ago`. */
export function ageWords({ date }: Pick<ResultRun, 'date'>): string {
  return ageInWords(Date.now() - date, language());
}

const toolNames: Partial<Readonly<Record<FormatName, string>>> = {
  'lm-eval': 'lm-evaluation-harness',
  inspect: 'Inspect',
  livecodebench: 'LiveCodeBench',
  'qwen-math': 'Qwen2.5-Math',
  opencompass: 'OpenCompass',
  evalplus: 'EvalPlus',
  helm: 'HELM',
  'reasoning-transfer': 'Reasoning Transfer',
};

/** The tool whose results are in this format, as it calls itself. */
export function toolName(format: FormatName): string {
  if (format === 'table') return vscode.l10n.t('table');
  if (format === 'responses') return vscode.l10n.t('plain responses');
  return toolNames[format] ?? format;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join('&emsp; | ')} |`;
}
