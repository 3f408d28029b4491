import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { itemTable, type ItemRow, type ItemVerdict } from '../core/results/itemTable.ts';
import type { ItemDocuments } from './documents.ts';
import { problemWords, targetOf, type ItemTarget } from './itemTargets.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import { flagWords, samplingWords } from './traceWords.ts';

const evaluateCommand = 'reasoningTransfer.evaluateItem';
const tracesCommand = 'reasoningTransfer.showTraces';
/** Rows beyond these are counted; more would not fit a hover. */
const shownRows = 24;
/** Distinct answers shown of a row's repeats. */
const shownAnswers = 3;
/** Repeats whose verdicts are shown one by one. */
const shownRepeats = 10;

/** Hovering an item shows every label's saved verdict, from memory, with links to evaluate and to the traces. */
export class ItemHover implements vscode.HoverProvider {
  constructor(
    private readonly documents: ItemDocuments,
    private readonly saved: SavedResults,
    private readonly settings: Settings,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | null> {
    const [file] = await Promise.all([this.documents.of(document), this.saved.loaded()]);
    if (token.isCancellationRequested) return null;
    const entry = await file.at(position.line + 1, position.character);
    if (!entry?.item) {
      const problem = file.benchmark === null ? undefined : entry?.problems[0];
      return problem ? new vscode.Hover(escapeMarkdown(problemWords(problem))) : null;
    }
    const table = itemTable(this.saved.forItem(entry.item), this.settings.models().models, Date.now());
    const rows = this.settings.inOrder(table);
    return new vscode.Hover(hoverText(entry.item, rows, targetOf(document.uri, position)));
  }
}

/** The hover of an item: links first, then a table of verdicts by label. Only our commands are trusted. */
export function hoverText(item: Item, rows: readonly ItemRow[], target: ItemTarget): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: [evaluateCommand, tracesCommand] };
  text.supportHtml = false;
  const links = [
    link('$(beaker)', vscode.l10n.t('Evaluate'), evaluateCommand, target),
    ...(rows.length > 0 ? [link('$(split-horizontal)', vscode.l10n.t('Traces'), tracesCommand, target)] : []),
  ];
  const head = [
    `**${escapeMarkdown(item.benchmark)}**`,
    escapeMarkdown(shorten(item.id, 80)),
    ...(item.gold === null
      ? []
      : [`${vscode.l10n.t('gold')} **${escapeMarkdown(shorten(item.gold, 120))}**`]),
    ...links,
  ];
  text.appendMarkdown(`${head.join(' · ')}\n\n`);
  text.appendMarkdown(rows.length === 0 ? vscode.l10n.t('Not evaluated yet.') : table(rows));
  return text;
}

function table(rows: readonly ItemRow[]): string {
  const head = [
    vscode.l10n.t('Model'),
    vscode.l10n.t('Verdict'),
    vscode.l10n.t('Answer'),
    vscode.l10n.t('Tokens'),
    vscode.l10n.t('Age'),
  ];
  const several = new Set(rows.filter(({ leading }) => !leading).map(({ label }) => label));
  const shown = rows.slice(0, shownRows);
  const lines = [line(head), '|:--|:--|:--|--:|:--|', ...shown.map((row) => line(cellsOf(row, several)))];
  const left = rows.slice(shownRows).reduce((sum, { samples }) => sum + samples.length, 0);
  const more = left === 0 ? [] : ['', vscode.l10n.t('{0} more saved samples, in the traces.', left)];
  return [...lines, ...more].join('\n');
}

/** Cells of one row; a wide space keeps the columns apart, which VS Code draws without any padding. */
function line(cells: readonly string[]): string {
  return `| ${cells.join('&emsp; | ')} |`;
}

/** @param several labels that have more than one row, and so say which is which */
function cellsOf(row: ItemRow, several: ReadonlySet<string>): string[] {
  return [
    nameOf(row, several.has(row.label)),
    verdictText(row),
    answerText(row),
    row.meanTokens === null ? '–' : Math.round(row.meanTokens).toLocaleString('en'),
    together(escapeMarkdown(row.age)),
  ];
}

function nameOf(row: ItemRow, oneOfSeveral: boolean): string {
  const role = row.role === null ? '' : `&nbsp;*${row.role}*`;
  const name = together(escapeMarkdown(row.label)) + role;
  if (!oneOfSeveral) return name;
  const sampling = escapeMarkdown(shorten(samplingWords(row.newest.sampling), 60));
  return row.leading ? `${name} · ${sampling}` : `↳ ${vscode.l10n.t('asked otherwise')} · ${sampling}`;
}

/** What was extracted, from the most repeats first. */
function answerText({ answers, samples }: ItemRow): string {
  if (answers.length === 0) return '–';
  const shown = answers.slice(0, shownAnswers).map(({ text, count }) => {
    const words = escapeMarkdown(shorten(text, 60));
    return samples.length > 1 ? `${words}&nbsp;×${count}` : words;
  });
  return [...shown, ...(answers.length > shownAnswers ? ['…'] : [])].join(', ');
}

/** Every repeat's verdict and their rate; of many repeats the rate alone. */
function verdictText(row: ItemRow): string {
  const { verdicts, passRate, n } = row;
  if (verdicts.length <= 1) return together(verdictWords(row)) + notes(row);
  const rate =
    passRate === null
      ? vscode.l10n.t('none of {0} counts', verdicts.length)
      : vscode.l10n.t('{0} % of {1}', Math.round(passRate * 100), n);
  const icons = verdicts.length > shownRepeats ? '' : verdicts.map(verdictIcon).join('');
  return together(`${icons} ${rate}`.trim()) + notes(row);
}

function verdictIcon(verdict: ItemVerdict): string {
  switch (verdict) {
    case 'right':
      return '$(pass)';
    case 'wrong':
      return '$(error)';
    case 'partial':
      return '$(circle-large-outline)';
    case 'none':
      return '$(dash)';
  }
}

function verdictWords(row: ItemRow): string {
  switch (row.verdict) {
    case 'right':
      return `${verdictIcon(row.verdict)} ${vscode.l10n.t('right')}`;
    case 'wrong':
      return `${verdictIcon(row.verdict)} ${vscode.l10n.t('wrong')}`;
    case 'partial':
      return `${verdictIcon(row.verdict)} ${vscode.l10n.t('partly right')}`;
    case 'none':
      // The reason begins with the word for it: truncated, failed, no scorer yet …
      return verdictIcon(row.verdict);
  }
}

/** What else there is to know of a row, after its verdict. */
function notes(row: ItemRow): string {
  const words = row.verdict === 'none' ? [row.reason] : row.flags.map(flagWords);
  return words.length === 0 ? '' : ` ${escapeMarkdown(shorten(words.join('; '), 120))}`;
}

/** The same text without a place to break a line at. */
function together(text: string): string {
  return text.replaceAll(' ', '&nbsp;').replaceAll('&#45;', '&#8209;');
}

function link(icon: string, label: string, command: string, target: ItemTarget): string {
  return `[${icon} ${label}](command:${command}?${encodeURIComponent(JSON.stringify([target]))})`;
}
