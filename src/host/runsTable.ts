import * as vscode from 'vscode';
import { ageInWords } from '../core/results/itemTable.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import type { FormatName } from '../core/results/formats/format.ts';
import { countWords, language, percentWords, pointsWords } from './language.ts';
import { escapeMarkdown, shortenMiddle } from './markdown.ts';

/** Rows beyond these are counted; more would not fit a hover. */
const shownRows = 24;

/** One column: what stands above it, how it is set, and what a run has in it. */
interface Column {
  readonly head: string;
  readonly set: ':--' | '--:';
  readonly cell: (run: ResultRun) => string;
}

/**
 * Runs as a markdown table: value, what it rests on, what was cut off, and when; and whatever else tells them apart.
 * The one asked about is bold.
 */
export function runsTable(runs: readonly ResultRun[], asked: ResultRun | null = null): string {
  const columns = columnsOf(runs, asked);
  const shown = runs.slice(0, shownRows);
  const left = runs.length - shown.length;
  return [
    line(columns.map(({ head }) => head)),
    `|${columns.map(({ set }) => set).join('|')}|`,
    ...shown.map((run) => line(columns.map(({ cell }) => cell(run)))),
    ...(left > 0 ? ['', vscode.l10n.t('{0} more runs, in the view Results.', left)] : []),
  ].join('\n');
}

/** A hover is narrow: what is the same for all runs, or not known of any, has no column. */
function columnsOf(runs: readonly ResultRun[], asked: ResultRun | null): readonly Column[] {
  const differ = (by: (run: ResultRun) => unknown): boolean => new Set(runs.map(by)).size > 1;
  const tasks = differ(({ benchmark, task }) => benchmark ?? task);
  const tools = differ(({ format }) => format);
  const columns: readonly (Column & { readonly shown: boolean })[] = [
    {
      head: vscode.l10n.t('Model'),
      set: ':--',
      shown: asked !== null || differ(({ model }) => model),
      cell: (run) => modelCell(run, run === asked),
    },
    {
      head: vscode.l10n.t('Benchmark'),
      set: ':--',
      shown: tasks,
      cell: ({ benchmark, task }) => escapeMarkdown(shortenMiddle(benchmark ?? task, 30)),
    },
    { head: vscode.l10n.t('Score'), set: '--:', shown: true, cell: (run) => unbroken(scoreWords(run)) },
    {
      head: vscode.l10n.t('Metric'),
      set: ':--',
      shown: true,
      cell: ({ metric }) => escapeMarkdown(shortenMiddle(metric ?? '–', 30)),
    },
    {
      head: vscode.l10n.t('Tool'),
      set: ':--',
      shown: tools,
      cell: ({ format }) => escapeMarkdown(toolName(format)),
    },
    { head: vscode.l10n.t('Items'), set: '--:', shown: true, cell: (run) => unbroken(itemsWords(run)) },
    {
      head: vscode.l10n.t('Truncated'),
      set: '--:',
      shown: runs.some(({ truncated }) => truncated !== null),
      cell: ({ truncated }) => (truncated === null ? '–' : unbroken(percentWords(truncated))),
    },
    { head: vscode.l10n.t('Age'), set: ':--', shown: true, cell: (run) => unbroken(ageWords(run)) },
    {
      head: '',
      set: ':--',
      shown: runs.some(({ partial, superseded }) => partial || superseded),
      cell: (run) =>
        markWords(run)
          .map((mark) => `*${escapeMarkdown(mark)}*`)
          .join(', '),
    },
  ];
  return columns.filter(({ shown }) => shown);
}

function modelCell({ model }: ResultRun, isAsked: boolean): string {
  const name = escapeMarkdown(shortenMiddle(model, 36));
  return isAsked ? `**${name}**` : name;
}

/** On one line: a table that is too wide breaks its other cells. */
function unbroken(words: string): string {
  return escapeMarkdown(words).replaceAll(' ', '&nbsp;');
}

/** `53.2 % ± 2.2`, the standard error in percentage points; a dash where there is no value. */
export function scoreWords({
  value,
  stderr,
  samplesSay = null,
}: Pick<ResultRun, 'value' | 'stderr'> & Partial<Pick<ResultRun, 'samplesSay'>>): string {
  if (value === null) return '–';
  const percent = percentWords(value, 1);
  const score = stderr === null ? percent : `${percent} ± ${pointsWords(stderr)}`;
  // A summary that its samples do not give must not stand as if it were sure.
  return samplesSay === null
    ? score
    : `${score} ⚠ ${vscode.l10n.t('its samples give {0}', percentWords(samplesSay, 1))}`;
}

/** `500`, `30 × 10` with repeats, `120 of 500` of some of them; a dash where their number is not known. */
export function itemsWords({ n, of, repeats }: Pick<ResultRun, 'n' | 'of' | 'repeats'>): string {
  const own = n === null ? '–' : countWords(n);
  const count = of === null ? own : vscode.l10n.t('{0} of {1}', own, countWords(of));
  return repeats > 1 ? `${count} × ${repeats}` : count;
}

/** What keeps a run from counting as a whole one. */
export function markWords({ partial, superseded }: Pick<ResultRun, 'partial' | 'superseded'>): string[] {
  return [
    ...(partial ? [vscode.l10n.t('partial')] : []),
    ...(superseded ? [vscode.l10n.t('superseded')] : []),
  ];
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
