import * as vscode from 'vscode';
import * as v from 'valibot';
import type { Item } from '../core/items/item.ts';
import type { ItemEntry, ItemFile } from '../workspace/itemFile.ts';
import type { ItemDocuments } from './documents.ts';

/** How a link or a tree names an item: its file and a position in it, both 0-based. */
const ItemTarget = v.object({ uri: v.string(), line: v.number(), character: v.number() });
export type ItemTarget = v.InferOutput<typeof ItemTarget>;

export type FoundItems =
  | { readonly ok: true; readonly items: readonly Item[]; readonly file: ItemFile }
  | { readonly ok: false; readonly message: string };

/** The items a command is about: those its argument names, else those at the editor's selections. */
export async function targetItems(documents: ItemDocuments, argument: unknown): Promise<FoundItems> {
  const target = v.safeParse(ItemTarget, argument);
  if (target.success) {
    const { uri, line, character } = target.output;
    const position = new vscode.Position(line, character);
    return itemsIn(await documents.at(vscode.Uri.parse(uri, true)), [new vscode.Range(position, position)]);
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return {
      ok: false,
      message: vscode.l10n.t(
        'Open a benchmark file (JSONL or JSON) and put the cursor on an item. Files above 50 MB have no editor: use the command on the file in the Explorer.',
      ),
    };
  }
  return itemsIn(await documents.of(editor.document), editor.selections);
}

async function itemsIn(file: ItemFile, selections: readonly vscode.Range[]): Promise<FoundItems> {
  const entries = new Map<number, ItemEntry>();
  for (const selection of selections) {
    for (const entry of await entriesIn(file, selection)) entries.set(entry.index, entry);
  }
  const items = [...entries.values()].sort((a, b) => a.index - b.index).flatMap((entry) => entry.item ?? []);
  if (items.length > 0) return { ok: true, items, file };
  const problem = [...entries.values()].flatMap((entry) => entry.problems)[0] ?? file.problems[0];
  return {
    ok: false,
    message: problem ? problemWords(problem) : vscode.l10n.t('There is no item at the cursor.'),
  };
}

/** The value at an empty selection; every value that a selection touches. */
async function entriesIn(file: ItemFile, selection: vscode.Range): Promise<ItemEntry[]> {
  const { start, end } = selection;
  if (selection.isEmpty) {
    const entry = (await file.at(start.line + 1, start.character)) ?? (await file.at(start.line + 1));
    return entry ? [entry] : [];
  }
  // A selection that ends before the first character of a line does not touch it.
  const last = end.character === 0 ? end.line - 1 : end.line;
  const entries: ItemEntry[] = [];
  for (const index of file.indexesIn(start.line + 1, last + 1)) {
    const entry = await file.index(index);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** `name:line: field: message`, for a message box. */
export function problemWords(problem: {
  file: string;
  line?: number;
  field?: string;
  message: string;
}): string {
  const name = problem.file.split(/[\\/]/).at(-1) ?? problem.file;
  const place = problem.line === undefined ? name : `${name}:${problem.line}`;
  return `${place}: ${problem.field === undefined ? '' : `${problem.field}: `}${problem.message}`;
}

/** The argument that names an item in a command link. */
export function targetOf(uri: vscode.Uri, position: vscode.Position): ItemTarget {
  return { uri: uri.toString(), line: position.line, character: position.character };
}
