import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { itemTable, type ItemRow } from '../core/results/itemTable.ts';
import { isSettled } from '../core/results/union.ts';
import { withStoredAnswers } from '../workspace/results/storedAnswers.ts';
import type { ItemDocuments } from './documents.ts';
import { goldWords, hoverTable, listedFirst } from './hoverTable.ts';
import { problemWords, targetOf, type ItemTarget } from './itemTargets.ts';
import { language } from './language.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';

const evaluateCommand = 'reasoningTransfer.evaluateItem';
const tracesCommand = 'reasoningTransfer.showTraces';
const previewCommand = 'reasoningTransfer.previewPrompt';
const compareCommand = 'reasoningTransfer.compareTraces';
const judgeCommand = 'reasoningTransfer.judgeByHand';

/** Hovering an item shows every label's saved verdict, from memory, with links to evaluate and to the traces. */
export class ItemHover implements vscode.HoverProvider {
  constructor(
    private readonly documents: Pick<ItemDocuments, 'of' | 'report'>,
    private readonly saved: Pick<SavedResults, 'forItem' | 'loaded'>,
    private readonly settings: Pick<Settings, 'endpoints' | 'inOrder' | 'models'>,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: Pick<vscode.CancellationToken, 'isCancellationRequested'>,
  ): Promise<vscode.Hover | null> {
    const [file] = await Promise.all([this.documents.of(document), this.saved.loaded()]);
    if (token.isCancellationRequested) return null;
    const entry = await file.at(position.line + 1, position.character);
    // A JSON file of something else is hovered all the time; what is wrong with it is none of ours.
    if (file.benchmark !== null)
      this.documents.report(document.uri, file, [...file.problems, ...(entry?.problems ?? [])]);
    if (!entry?.item) {
      const problem = file.benchmark === null ? undefined : entry?.problems[0];
      return problem ? new vscode.Hover(escapeMarkdown(problemWords(problem))) : null;
    }
    const { models } = this.settings.models();
    const samples = await withStoredAnswers(this.saved.forItem(entry.item));
    const table = itemTable(samples, models, Date.now(), language());
    const { endpoints } = this.settings.endpoints();
    const rows = listedFirst(
      this.settings.inOrder(table),
      endpoints.map(({ label }) => label),
    );
    return new vscode.Hover(hoverText(entry.item, rows, targetOf(document.uri, position)));
  }
}

/** The hover of an item: links first, then a table of verdicts by label. Only our commands are trusted. */
export function hoverText(item: Item, rows: readonly ItemRow[], target: ItemTarget): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = {
    enabledCommands: [evaluateCommand, tracesCommand, previewCommand, compareCommand, judgeCommand],
  };
  text.supportHtml = false;
  const links = [
    link('$(beaker)', vscode.l10n.t('Evaluate'), evaluateCommand, target),
    ...(rows.length > 0 ? [link('$(split-horizontal)', vscode.l10n.t('Traces'), tracesCommand, target)] : []),
    ...(rows.reduce((sum, { samples }) => sum + samples.length, 0) > 1
      ? [link('$(diff)', vscode.l10n.t('Compare'), compareCommand, target)]
      : []),
    ...(rows.some(({ samples }) => samples.some(({ status }) => isSettled(status)))
      ? [link('$(person)', vscode.l10n.t('Judge by hand'), judgeCommand, target)]
      : []),
    link('$(eye)', vscode.l10n.t('Prompt'), previewCommand, target),
  ];
  const head = [
    `**${escapeMarkdown(item.benchmark)}**`,
    escapeMarkdown(shorten(item.id, 80)),
    ...(item.gold === null
      ? []
      : [`${vscode.l10n.t('gold')} **${escapeMarkdown(shorten(goldWords(item.gold, rows), 120))}**`]),
    ...links,
  ];
  text.appendMarkdown(`${head.join(' · ')}\n\n`);
  text.appendMarkdown(rows.length === 0 ? vscode.l10n.t('Not evaluated yet.') : hoverTable(rows, item.gold));
  return text;
}

function link(icon: string, label: string, command: string, target: ItemTarget): string {
  return `[${icon} ${label}](command:${command}?${linkArgument([target])})`;
}

/**
 * JSON as the query of a link in markdown. Every character that could be markdown is percent-encoded, also those
 * that `encodeURIComponent` leaves. VS Code decodes a query twice, so that the JSON itself must hold no `%`.
 */
function linkArgument(value: readonly ItemTarget[]): string {
  const json = JSON.stringify(value).replaceAll('%', '\\u0025');
  return encodeURIComponent(json).replace(
    /[-_.!~*'()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
