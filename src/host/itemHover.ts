import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { itemTable, type ItemRow } from '../core/results/itemTable.ts';
import type { ItemDocuments } from './documents.ts';
import { problemWords, targetOf, type ItemTarget } from './itemTargets.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import { flagWords } from './traceWords.ts';

const evaluateCommand = 'reasoningTransfer.evaluateItem';
const tracesCommand = 'reasoningTransfer.showTraces';

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
  return [line(head), '|:--|:--|:--|--:|:--|', ...rows.map((row) => line(cellsOf(row)))].join('\n');
}

/** Cells of one row; a wide space keeps the columns apart, which VS Code draws without any padding. */
function line(cells: readonly string[]): string {
  return `| ${cells.join('&emsp; | ')} |`;
}

function cellsOf(row: ItemRow): string[] {
  return [
    together(escapeMarkdown(row.label)) + (row.role === null ? '' : `&nbsp;*${row.role}*`),
    verdictText(row),
    row.extracted === null ? '–' : escapeMarkdown(shorten(row.extracted, 60)),
    row.completionTokens === null ? '–' : row.completionTokens.toLocaleString('en'),
    together(escapeMarkdown(row.age)),
  ];
}

function verdictText(row: ItemRow): string {
  const rate =
    row.samples.length > 1 && row.passRate !== null
      ? ` ${vscode.l10n.t('{0} % of {1}', Math.round(row.passRate * 100), row.n)}`
      : '';
  return together(`${verdictWords(row)}${rate}`) + notes(row);
}

function verdictWords(row: ItemRow): string {
  switch (row.verdict) {
    case 'right':
      return `$(pass) ${vscode.l10n.t('right')}`;
    case 'wrong':
      return `$(error) ${vscode.l10n.t('wrong')}`;
    case 'partial':
      return `$(circle-large-outline) ${vscode.l10n.t('partly right')}`;
    case 'none':
      // The reason begins with the word for it: truncated, failed, no scorer yet …
      return '$(dash)';
  }
}

/** What else there is to know of a row, after its verdict. */
function notes(row: ItemRow): string {
  const words = row.verdict === 'none' ? [row.reason] : row.flags.map(flagWords);
  if (row.others > 0) words.push(vscode.l10n.t('{0} more under another prompt or sampling', row.others));
  return words.length === 0 ? '' : ` ${escapeMarkdown(shorten(words.join('; '), 120))}`;
}

/** The same text without a place to break a line at. */
function together(text: string): string {
  return text.replaceAll(' ', '&nbsp;').replaceAll('&#45;', '&#8209;');
}

function link(icon: string, label: string, command: string, target: ItemTarget): string {
  return `[${icon} ${label}](command:${command}?${encodeURIComponent(JSON.stringify([target]))})`;
}
