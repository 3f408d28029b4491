import type * as vscode from 'vscode';

/** Which documents may hold items. Other files are read when a command names them. */
export const itemDocuments: vscode.DocumentSelector = [
  { scheme: 'file', pattern: '**/*.{jsonl,ndjson,json,csv,tsv}' },
  { scheme: 'untitled', language: 'jsonl' },
  { scheme: 'untitled', language: 'json' },
];
