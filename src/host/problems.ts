import * as vscode from 'vscode';
import type { Problem } from '../core/problem.ts';
import { inLanguage } from './inLanguage.ts';

/** A line of an item file may be a book; this much of it is marked where the field's place is not known. */
const markedColumns = 80;

/** Problems of files in VS Code's Problems view, by the source that found them. */
export class Problems implements vscode.Disposable {
  private readonly collections = new Map<string, vscode.DiagnosticCollection>();

  /** Replaces what `source` had said before with `problems`. */
  set(source: string, problems: readonly Problem[]): void {
    const collection = this.collection(source);
    const byFile = Map.groupBy(problems, ({ file }) => file);
    collection.clear();
    for (const [file, own] of byFile) {
      const uri = vscode.Uri.file(file);
      collection.set(uri, diagnostics(uri, own));
    }
  }

  /** Replaces what `source` had said of one file; of others it has said what it has. */
  setFile(source: string, uri: vscode.Uri, problems: readonly Problem[]): void {
    this.collection(source).set(uri, diagnostics(uri, problems));
  }

  private collection(source: string): vscode.DiagnosticCollection {
    let collection = this.collections.get(source);
    if (!collection) {
      collection = vscode.languages.createDiagnosticCollection(`reasoningTransfer ${source}`);
      this.collections.set(source, collection);
    }
    return collection;
  }

  dispose(): void {
    for (const collection of this.collections.values()) collection.dispose();
    this.collections.clear();
  }
}

function diagnostics(uri: vscode.Uri, problems: readonly Problem[]): vscode.Diagnostic[] {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  return problems.map((problem) => {
    const line = Math.max(0, (problem.line ?? 1) - 1);
    const text = document && line < document.lineCount ? document.lineAt(line).text : null;
    const [start, end] = markedIn(text, problem.field);
    const message = inLanguage(problem.message);
    const diagnostic = new vscode.Diagnostic(
      new vscode.Range(line, start, line, end),
      problem.field === undefined ? message : `${problem.field}: ${message}`,
      vscode.DiagnosticSeverity.Warning,
    );
    diagnostic.source = 'Reasoning Transfer';
    return diagnostic;
  });
}

/**
 * The columns to mark for a problem in a line, half-open UTF-16 units: the field's name where it stands there once,
 * else the beginning of the text.
 *
 * @param text null where it is not known
 * @param field the field's name, or a path to it such as `choices.text` or `turns[2]`
 */
export function markedIn(text: string | null, field: string | undefined): readonly [number, number] {
  if (text === null) return [0, markedColumns];
  const name = field
    ?.replace(/\[\d+\]$/, '')
    .split('.')
    .at(-1);
  const key = name === undefined ? '' : JSON.stringify(name);
  const place = key === '' ? -1 : text.indexOf(key);
  if (place >= 0 && place === text.lastIndexOf(key)) return [place, place + key.length];
  const start = text.length - text.trimStart().length;
  return [start, Math.min(text.trimEnd().length, start + markedColumns)];
}
