import * as vscode from 'vscode';
import { itemTable } from '../core/results/itemTable.ts';
import type { ResultRun } from '../core/results/resultRun.ts';
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
    const samples = known.length > 0 ? known : this.tools.ofGroup(group);
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
    const run = runNamed(document, position.line, here);
    if (run === null) return null;
    const name = run.benchmark ?? run.task;
    const all = index.runs.filter((other) => !other.superseded && (other.benchmark ?? other.task) === name);
    const text = new vscode.MarkdownString('', true);
    text.appendMarkdown(`**${escapeMarkdown(name)}**\n\n${runsTable(all, run)}`);
    return new vscode.Hover(text);
  }
}

/** Lines above the cursor that are looked at for the name of a task. */
const lookedAt = 400;

function runNamed(document: vscode.TextDocument, line: number, runs: readonly ResultRun[]): ResultRun | null {
  const [only] = runs;
  if (runs.length <= 1) return only ?? null;
  const row = runs.find((run) => run.line === line + 1);
  if (row) return row;
  const byTask = new Map(runs.map((run) => [run.task, run]));
  for (let at = line; at >= Math.max(0, line - lookedAt); at--) {
    for (const [, name = ''] of document.lineAt(at).text.matchAll(/"([^"]{1,200})"/g)) {
      const run = byTask.get(name);
      if (run) return run;
    }
  }
  return null;
}
