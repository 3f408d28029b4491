import * as vscode from 'vscode';
import { decodeText, isBinary } from '../workspace/compare/decodeText.ts';

/** UTF-16 units of a text that is compared: some times the longest traces there are. */
export const largestText = 4_000_000;

/** The text of a file, or why it has none to compare, in a sentence. */
export async function fileText(
  uri: vscode.Uri,
): Promise<{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string }> {
  const failed = (why: string) => ({ ok: false as const, why });
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) return failed(vscode.l10n.t('It is a folder.'));
    // A character has at most three bytes for each of its UTF-16 units.
    if (size > 3 * largestText)
      return failed(vscode.l10n.t('It is larger than {0} MB.', (3 * largestText) / 1e6));
    const text = decoded(await vscode.workspace.fs.readFile(uri));
    return text === null ? failed(vscode.l10n.t('It is not a text in UTF-8 or UTF-16.')) : { ok: true, text };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** UTF-8, or UTF-16 with its mark; null for all else. */
export function decoded(bytes: Uint8Array): string | null {
  const { text, replaced } = decodeText(bytes);
  return isBinary(bytes) || replaced !== null ? null : text;
}
