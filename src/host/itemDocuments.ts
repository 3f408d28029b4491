import type * as vscode from 'vscode';
import { textFilesGlob } from '../workspace/itemFileNames.ts';

/** Which documents may hold items. Other files are read when a command names them. */
export const itemDocuments: vscode.DocumentSelector = [
  { scheme: 'file', pattern: textFilesGlob },
  { scheme: 'untitled', language: 'jsonl' },
  { scheme: 'untitled', language: 'json' },
];
