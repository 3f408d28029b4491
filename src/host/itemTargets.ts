import * as vscode from 'vscode';
import * as v from 'valibot';
import type { Item } from '../core/items/item.ts';
import type { Problem } from '../core/problem.ts';
import type { ItemEntry, ItemFile } from '../workspace/itemFile.ts';
import type { ItemDocuments } from './documents.ts';
import { inLanguage } from './inLanguage.ts';

/**
 * How a link or a tree names an item: its file and a position in it, both 0-based. A list also gives the item's
 * place among the values of the file, which may have no lines, and its id, should the file have changed since.
 */
const ItemTarget = v.object({
  uri: v.string(),
  line: v.number(),
  character: v.number(),
  index: v.optional(v.number()),
  id: v.optional(v.string()),
});
export type ItemTarget = v.InferOutput<typeof ItemTarget>;

export type FoundItems =
  | {
      readonly ok: true;
      readonly items: readonly Item[];
      readonly file: ItemFile;
      /** What is wrong with these items and with others that were selected with them. */
      readonly problems: readonly Problem[];
    }
  | {
      readonly ok: false;
      readonly message: string;
      /** Absent where there was no file to look into. */
      readonly file?: ItemFile;
      readonly problems?: readonly Problem[];
    };

/** What an argument names; null where it is none of ours. */
export function parseTarget(argument: unknown): ItemTarget | null {
  const target = v.safeParse(ItemTarget, argument);
  return target.success ? target.output : null;
}

/** The items a command is about: those its argument names, else those at the editor's selections. */
export async function targetItems(documents: ItemDocuments, argument: unknown): Promise<FoundItems> {
  const target = parseTarget(argument);
  if (target) {
    const { uri, line, character, index, id } = target;
    const place = vscode.Uri.parse(uri, true);
    const file = await documents.at(place);
    if (index !== undefined) return reported(documents, place, await listedItem(file, index, id));
    const position = new vscode.Position(line, character);
    return reported(documents, place, await itemsIn(file, [new vscode.Range(position, position)]));
  }
  const editor = await documents.editor();
  if (!editor) {
    return {
      ok: false,
      message: vscode.l10n.t(
        'Open a benchmark file (JSONL, JSON, CSV or TSV) and put the cursor on an item. VS Code shows no file above 50 MB to extensions: run Evaluate Benchmark… on it in the Explorer.',
      ),
    };
  }
  const { document, selections } = editor;
  return reported(documents, document.uri, await itemsIn(await documents.of(document), selections));
}

/** The same, with what is wrong in the Problems view, also where none of it is an item. */
function reported(documents: ItemDocuments, uri: vscode.Uri, found: FoundItems): FoundItems {
  if (found.file) documents.report(uri, found.file, found.problems ?? []);
  return found;
}

/** The value at a place, or where another item stands there by now, the one of the same id. */
async function listedItem(file: ItemFile, index: number, id: string | undefined): Promise<FoundItems> {
  const there = await file.index(index);
  const entry = id === undefined || there?.item?.id === id ? there : await file.byId(id);
  if (entry === null) return itemsOf(file, []);
  return itemsOf(file, [entry]);
}

async function itemsIn(file: ItemFile, selections: readonly vscode.Range[]): Promise<FoundItems> {
  const entries = new Map<number, ItemEntry>();
  for (const selection of selections) {
    for (const entry of await entriesIn(file, selection)) entries.set(entry.index, entry);
  }
  return itemsOf(
    file,
    [...entries.values()].sort((a, b) => a.index - b.index),
  );
}

function itemsOf(file: ItemFile, entries: readonly ItemEntry[]): FoundItems {
  const items = entries.flatMap((entry) => entry.item ?? []);
  const problems = [...file.problems, ...entries.flatMap((entry) => entry.problems)];
  if (items.length > 0) return { ok: true, items, file, problems };
  const problem = problems.at(-1);
  return {
    ok: false,
    file,
    problems,
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
  const entries: ItemEntry[] = [];
  for (const index of await file.indexesInSelection(
    start.line + 1,
    start.character,
    end.line + 1,
    end.character,
  )) {
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
  return `${place}: ${problem.field === undefined ? '' : `${problem.field}: `}${inLanguage(problem.message)}`;
}

/** The first problem, and how many more there are. */
export function problemsWords(problems: readonly Problem[]): string {
  const [first, ...more] = problems;
  if (!first) return '';
  return more.length === 0
    ? problemWords(first)
    : vscode.l10n.t('{0} And {1} more, in the Problems view.', problemWords(first), more.length);
}

/** The argument that names an item in a command link. */
export function targetOf(uri: vscode.Uri, position: vscode.Position): ItemTarget {
  return { uri: uri.toString(), line: position.line, character: position.character };
}
