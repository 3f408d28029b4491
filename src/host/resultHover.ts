import * as vscode from 'vscode';
import { itemTable } from '../core/results/itemTable.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
import { withStoredAnswers } from '../workspace/results/storedAnswers.ts';
import { hoverText } from './itemHover.ts';
import { targetOf } from './itemTargets.ts';
import { language } from './language.ts';
import { escapeMarkdown } from './markdown.ts';
import type { ResultItems } from './resultItems.ts';
import { runsTable } from './runsTable.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import type { ToolResults } from './toolResults.ts';

/**
 * Hovering a line of a file of results shows every model's score: on the item whose sample stands there, or, in a
 * summary, on the task that is named there.
 */
export class ResultHover implements vscode.HoverProvider {
  constructor(
    private readonly tools: Pick<ToolResults, 'index' | 'ofGroup'>,
    private readonly items: ResultItems,
    private readonly saved: Pick<SavedResults, 'forItem' | 'loaded'>,
    private readonly settings: Pick<Settings, 'inOrder' | 'models'>,
  ) {}

  /** Whether a file is one of results; it is none of items then. */
  knows(document: vscode.TextDocument): boolean {
    return this.items.isResults(document.uri);
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | null> {
    const group = await this.items.groupAt(document.uri, position.line);
    if (group === null) return this.runsAt(document, position);
    const item = await this.items.item(group, document.uri, position.line);
    if (item === null) return null;
    await this.saved.loaded();
    const known = this.saved.forItem(item);
    const samples = await withStoredAnswers(known.length > 0 ? known : this.tools.ofGroup(group));
    const rows = this.settings.inOrder(
      itemTable(samples, this.settings.models().models, Date.now(), language()),
    );
    return new vscode.Hover(hoverText(item, rows, targetOf(document.uri, position)));
  }

  /** The task that a summary names on a line or above it: all models' runs of its benchmark. */
  private runsAt(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | null {
    const { index } = this.tools;
    if (index === null) return null;
    const here = index.runsIn(document.uri.fsPath.replaceAll('\\', '/'));
    const run = runNamed(document, position, here);
    if (run === null) return null;
    const name = run.benchmark ?? run.task;
    const all = index.runs.filter(
      (other) => other === run || (!other.superseded && (other.benchmark ?? other.task) === name),
    );
    const text = new vscode.MarkdownString('', true);
    text.appendMarkdown(`**${escapeMarkdown(name)}**\n\n${runsTable(this.ordered(all, run), run)}`);
    return new vscode.Hover(text);
  }

  /** The run that is asked about first, then its base and what else was tuned from that, then the others. */
  private ordered(all: readonly ResultRun[], asked: ResultRun): readonly ResultRun[] {
    const { models } = this.settings.models();
    const baseOf = (run: ResultRun): string | undefined =>
      models.find(({ model, base }) => base !== undefined && (model === run.model || model === run.modelRaw))
        ?.base;
    const base = baseOf(asked) ?? asked.model;
    const rank = (run: ResultRun): number => {
      if (run === asked) return 0;
      if (run.model === asked.model) return 1;
      if (run.model === base || run.modelRaw === base) return 2;
      return baseOf(run) === base ? 3 : 4;
    };
    return all.toSorted((a, b) => rank(a) - rank(b));
  }
}

/** Lines above the cursor that are looked at for the name of a task. */
const lookedAt = 400;

function runNamed(
  document: vscode.TextDocument,
  position: vscode.Position,
  runs: readonly ResultRun[],
): ResultRun | null {
  const [only] = runs;
  if (runs.length <= 1) return only ?? null;
  const { line, character } = position;
  const row = runs.filter((run) => run.line === line + 1);
  if (row.length > 0) return runOfCell(document, line, character, row);
  const byTask = new Map(runs.map((run) => [run.task, run]));
  for (let at = line; at >= Math.max(0, line - lookedAt); at--) {
    for (const [, name = ''] of document.lineAt(at).text.matchAll(/"([^"]{1,200})"/g)) {
      const run = byTask.get(name);
      if (run) return run;
    }
  }
  return null;
}

/** In a table, the run of the cell at a place: its column is named in the first line. */
function runOfCell(
  document: vscode.TextDocument,
  line: number,
  character: number,
  row: readonly ResultRun[],
): ResultRun | null {
  const head = document.lineAt(0).text;
  const sign = head.includes('\t') ? '\t' : head.includes(';') && !head.includes(',') ? ';' : ',';
  const cell = cells(document.lineAt(line).text.slice(0, character), sign).length - 1;
  const name = cells(head, sign)[cell]?.trim();
  return row.find(({ task }) => task === name) ?? row[0] ?? null;
}

/** The cells of a line, their quotes taken off; signs within quotes part none. */
function cells(line: string, sign: string): string[] {
  const found = [''];
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === sign && !quoted) found.push('');
    else found.push(`${found.pop() ?? ''}${character}`);
  }
  return found;
}
