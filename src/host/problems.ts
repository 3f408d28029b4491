import * as vscode from 'vscode';
import type { Problem } from '../core/problem.ts';

/** Problems of files in VS Code's Problems view, by the source that found them. */
export class Problems implements vscode.Disposable {
  private readonly collections = new Map<string, vscode.DiagnosticCollection>();

  /** Replaces what `source` had said before with `problems`. */
  set(source: string, problems: readonly Problem[]): void {
    const collection = this.collection(source);
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const problem of problems) {
      const line = Math.max(0, (problem.line ?? 1) - 1);
      const diagnostic = new vscode.Diagnostic(
        new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER),
        problem.field === undefined ? problem.message : `${problem.field}: ${problem.message}`,
        vscode.DiagnosticSeverity.Warning,
      );
      diagnostic.source = 'Reasoning Transfer';
      const list = byFile.get(problem.file) ?? [];
      list.push(diagnostic);
      byFile.set(problem.file, list);
    }
    collection.clear();
    for (const [file, diagnostics] of byFile) collection.set(vscode.Uri.file(file), diagnostics);
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
