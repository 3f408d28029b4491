import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

/** The folder the tests run in: a copy of examples/workspace. */
export function workspaceFolder(): vscode.WorkspaceFolder {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return folder;
}

/** Opens a file of the workspace and puts the cursor at a place; 0-based. */
export async function openAt(name: string, line: number, character = 0): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(workspaceFolder().uri, ...name.split('/'));
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  const position = new vscode.Position(line, character);
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

/** What a hover at a place says, as its markdown. */
export async function hoverAt(uri: vscode.Uri, line: number, character: number): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    new vscode.Position(line, character),
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

/** Waits until `read` gives a value; fails naming what was waited for. */
export async function eventually<T>(
  what: string,
  read: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within 20 s`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

/** Waits for a command, accepting every quick pick and input box of it as it stands. */
export async function accepting(command: Thenable<unknown>): Promise<void> {
  let ended = false;
  void command.then(() => (ended = true));
  await eventually('the end of the command', async () => {
    // VS Code fills a pick a moment after it shows it; accepted before that it would hold nothing.
    await new Promise((wake) => setTimeout(wake, 300));
    if (!ended) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return ended || undefined;
  });
}

/** Lines of every samples file of a label. */
export function savedLines(label: string): string[] {
  const folder = path.join(workspaceFolder().uri.fsPath, '.reasoning-transfer', label);
  try {
    return readdirSync(folder)
      .filter((name) => name.startsWith('samples_'))
      .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n').filter(Boolean));
  } catch {
    return [];
  }
}

export async function setEndpoints(endpoints: readonly unknown[]): Promise<void> {
  await vscode.workspace
    .getConfiguration('reasoningTransfer')
    .update('endpoints', endpoints, vscode.ConfigurationTarget.Global);
}

/** Markdown as a person reads it: character references as what they stand for, one kind of space and hyphen. */
export function plain(markdown: string): string {
  return markdown
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&nbsp;|&emsp;/g, ' ')
    .replaceAll('\u2011', '-')
    .replace(/ +/g, ' ');
}
