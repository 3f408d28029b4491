import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { itemTable, type ItemRow } from '../core/results/itemTable.ts';
import { itemDocuments, type ItemDocuments } from './documents.ts';
import { targetOf, type ItemTarget } from './itemTargets.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import { flagWords } from './traceWords.ts';

const evaluateCommand = 'reasoningTransfer.evaluateItem';
const tracesCommand = 'reasoningTransfer.showTraces';

/** Hovering an item shows every label's saved verdict, from memory, with links to evaluate and to the traces. */
export class ItemHover implements vscode.HoverProvider, vscode.Disposable {
  private readonly registration: vscode.Disposable;

  constructor(
    private readonly documents: ItemDocuments,
    private readonly saved: SavedResults,
    private readonly settings: Settings,
  ) {
    this.registration = vscode.languages.registerHoverProvider(itemDocuments, this);
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | null> {
    const file = await this.documents.of(document);
    if (token.isCancellationRequested) return null;
    const entry = await file.at(position.line + 1, position.character);
    if (!entry?.item) return null;
    const rows = itemTable(this.saved.forItem(entry.item), this.settings.models().models, Date.now());
    return new vscode.Hover(hoverText(entry.item, rows, targetOf(document.uri, position)));
  }

  dispose(): void {
    this.registration.dispose();
  }
}

/** The hover of an item: a table of verdicts by label, and links. Only our commands are trusted. */
export function hoverText(item: Item, rows: readonly ItemRow[], target: ItemTarget): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: [evaluateCommand, tracesCommand] };
  text.supportHtml = false;
  text.appendMarkdown(`**${escapeMarkdown(item.benchmark)}** · ${escapeMarkdown(shorten(item.id, 80))}`);
  if (item.gold !== null) {
    text.appendMarkdown(` · ${vscode.l10n.t('gold')} **${escapeMarkdown(shorten(item.gold, 120))}**`);
  }
  text.appendMarkdown('\n\n');
  if (rows.length === 0) text.appendMarkdown(`${vscode.l10n.t('Not evaluated yet.')}\n\n`);
  else text.appendMarkdown(table(rows));
  text.appendMarkdown(
    [
      link('$(beaker)', vscode.l10n.t('Evaluate'), evaluateCommand, target),
      ...(rows.length > 0
        ? [link('$(split-horizontal)', vscode.l10n.t('Traces'), tracesCommand, target)]
        : []),
    ].join('&nbsp;&nbsp;·&nbsp;&nbsp;'),
  );
  return text;
}

function table(rows: readonly ItemRow[]): string {
  const head = [
    vscode.l10n.t('Model'),
    vscode.l10n.t('Verdict'),
    vscode.l10n.t('Answer'),
    vscode.l10n.t('Tokens'),
    vscode.l10n.t('Notes'),
    vscode.l10n.t('Age'),
  ];
  const lines = [`| ${head.join(' | ')} |`, '|:--|:--|:--|--:|:--|:--|', ...rows.map(rowText)];
  return `${lines.join('\n')}\n\n`;
}

function rowText(row: ItemRow): string {
  const cells = [
    escapeMarkdown(row.label) + (row.role === null ? '' : ` *${row.role}*`),
    verdictText(row),
    row.extracted === null ? '–' : escapeMarkdown(shorten(row.extracted, 60)),
    row.completionTokens === null ? '–' : row.completionTokens.toLocaleString('en'),
    escapeMarkdown(notes(row)),
    escapeMarkdown(row.age),
  ];
  return `| ${cells.join(' | ')} |`;
}

function verdictText(row: ItemRow): string {
  const rate =
    row.samples.length > 1 && row.passRate !== null
      ? ` ${vscode.l10n.t('{0} % of {1}', Math.round(row.passRate * 100), row.n)}`
      : '';
  switch (row.verdict) {
    case 'right':
      return `$(pass) ${vscode.l10n.t('right')}${rate}`;
    case 'wrong':
      return `$(error) ${vscode.l10n.t('wrong')}${rate}`;
    case 'partial':
      return `$(circle-large-outline) ${vscode.l10n.t('partly right')}${rate}`;
    case 'none':
      return `$(dash) ${statusWords(row)}${rate}`;
  }
}

function statusWords(row: ItemRow): string {
  switch (row.status) {
    case 'complete':
      return vscode.l10n.t('no score');
    case 'truncated':
      return vscode.l10n.t('truncated');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
  }
}

function notes(row: ItemRow): string {
  const words = [...row.flags.map(flagWords), ...(row.verdict === 'none' ? [row.reason] : [])];
  if (row.others > 0) words.push(vscode.l10n.t('{0} more under another prompt or sampling', row.others));
  return words.length === 0 ? '–' : shorten(words.join('; '), 120);
}

function link(icon: string, label: string, command: string, target: ItemTarget): string {
  return `[${icon} ${label}](command:${command}?${encodeURIComponent(JSON.stringify([target]))})`;
}
