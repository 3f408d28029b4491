import * as vscode from 'vscode';
import type { ItemFile } from '../workspace/itemFile.ts';
import { codeLensLimit, isToolFile } from '../workspace/itemFileNames.ts';
import type { ItemDocuments } from './documents.ts';
import type { ItemSniffer } from './itemSniffer.ts';
import type { ItemTarget } from './itemTargets.ts';
import type { ItemVerdicts } from './itemVerdicts.ts';
import { verdictsSpoken, verdictsText } from './verdictMarks.ts';

/** In a file of more items there are lenses only near what is seen. */
const mostEverywhere = 2000;
/** Lines above and below what is seen. */
const nearLines = 200;
/** Lines above and below what is seen whose items are looked up before they are. */
const seenLines = 30;
const scrolledMs = 150;
const learntMs = 50;

type LensPart = 'evaluate' | 'traces' | 'compare' | 'verdicts';

/** One lens above an item; the lens says nothing until VS Code asks about it, since it is seen. */
export class ItemCodeLens extends vscode.CodeLens {
  constructor(
    readonly part: LensPart,
    readonly uri: vscode.Uri,
    readonly file: ItemFile,
    readonly index: number,
    line: number,
  ) {
    super(new vscode.Range(line, 0, line, 0));
  }
}

/**
 * "Evaluate · Traces · Compare · base ✓ tuned ✗" above each item. An item has the lenses of its saved samples once it was
 * near what is seen: which items have any is only known by reading them.
 */
export class ItemLens implements vscode.CodeLensProvider<ItemCodeLens>, vscode.Disposable {
  /** How many saved samples items have by document, as far as they were seen; those without have no entry. */
  private readonly evaluated = new Map<string, Map<number, number>>();
  /** Documents with lenses only near what is seen. */
  private readonly large = new Set<string>();
  private readonly subscriptions: { dispose(): void }[];
  private timer: NodeJS.Timeout | null = null;

  /** @param changed tells VS Code to ask for the lenses again */
  constructor(
    private readonly documents: ItemDocuments,
    private readonly sniffer: ItemSniffer,
    private readonly verdicts: ItemVerdicts,
    private readonly changed: () => void,
  ) {
    this.subscriptions = [
      verdicts.onDidChange(() => this.changedSoon(learntMs)),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        if (this.large.has(textEditor.document.uri.toString())) this.changedSoon(scrolledMs);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.evaluated.delete(uri.toString());
        this.large.delete(uri.toString());
      }),
    ];
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<ItemCodeLens[]> {
    const { uri } = document;
    if (!lensesWanted(document) || !(await this.sniffer.holdsItems(document))) return [];
    const file = await this.documents.of(document);
    if (token.isCancellationRequested || file.benchmark === null) return [];
    if (file.count > mostEverywhere) this.large.add(uri.toString());
    else this.large.delete(uri.toString());
    const indexes = file.count > mostEverywhere ? await indexesNear(document, file) : range(file.count);
    await this.lookUp(document, file);
    const evaluated = this.evaluated.get(uri.toString());
    return placesOf(file, indexes).flatMap(({ index, line }) =>
      partsOf(evaluated?.get(index) ?? 0).map((part) => new ItemCodeLens(part, uri, file, index, line)),
    );
  }

  async resolveCodeLens(lens: ItemCodeLens): Promise<ItemCodeLens> {
    const [entry] = await Promise.all([lens.file.index(lens.index), this.verdicts.loaded()]);
    const rows = entry?.item ? this.verdicts.of(entry.item) : [];
    this.learn(lens, samplesIn(rows));
    const id = entry?.item?.id;
    const target: ItemTarget = {
      uri: lens.uri.toString(),
      line: lens.range.start.line,
      character: 0,
      index: lens.index,
      ...(id === undefined ? {} : { id }),
    };
    lens.command = { ...commandOf(lens.part), arguments: [target] };
    if (lens.part === 'verdicts') {
      lens.command.title = verdictsText(rows, true) || vscode.l10n.t('not evaluated');
      lens.command.tooltip = verdictsSpoken(rows);
    }
    return lens;
  }

  /** Which of the items that are seen have samples. Where these are not in memory yet, they are read first. */
  private async lookUp(document: vscode.TextDocument, file: ItemFile): Promise<void> {
    if (!this.verdicts.ready) {
      void this.verdicts.loaded().then(() => this.changedSoon(learntMs));
      return;
    }
    for (const index of await indexesNear(document, file, seenLines)) {
      const entry = await file.index(index);
      this.keep(document.uri, index, entry?.item ? samplesIn(this.verdicts.of(entry.item)) : 0);
    }
  }

  /** Keeps how many samples an item has; where its lenses are others by that, they are asked for again. */
  private learn({ uri, index }: ItemCodeLens, samples: number): void {
    if (this.keep(uri, index, samples)) this.changedSoon(learntMs);
  }

  private keep(uri: vscode.Uri, index: number, samples: number): boolean {
    const known = this.evaluated.get(uri.toString()) ?? new Map<number, number>();
    const before = known.get(index) ?? 0;
    if (samples === 0) known.delete(index);
    else known.set(index, samples);
    this.evaluated.set(uri.toString(), known);
    return partsOf(before).length !== partsOf(samples).length;
  }

  private changedSoon(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed(), ms);
  }

  dispose(): void {
    if (this.timer) clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

/** Whether the setting asks for lenses, and the document can have any; costs nothing. */
export function lensesWanted(document: vscode.TextDocument): boolean {
  return (
    !isToolFile(document.uri.path) &&
    document.lineCount <= codeLensLimit.lines &&
    vscode.workspace.getConfiguration('reasoningTransfer', document).get<unknown>('codeLens') !== false
  );
}

/** The values that begin on lines near what any editor shows of a document. */
export async function indexesNear(
  document: vscode.TextDocument,
  file: ItemFile,
  lines: number = nearLines,
): Promise<number[]> {
  const indexes = new Set<number>();
  for (const editor of vscode.window.visibleTextEditors) {
    if (editor.document !== document) continue;
    for (const { start, end } of editor.visibleRanges) {
      const from = Math.max(0, start.line - lines);
      const to = Math.min(document.lineCount - 1, end.line + lines);
      for (const index of await file.indexesInSelection(from + 1, 0, to + 2, 0)) indexes.add(index);
    }
  }
  return [...indexes].sort((a, b) => a - b);
}

/** Where items begin, lines from 0. A line on which several begin has no place for lenses of each. */
export function placesOf(
  file: Pick<ItemFile, 'lineOf'>,
  indexes: readonly number[],
): { readonly index: number; readonly line: number }[] {
  const byLine = new Map<number, number[]>();
  for (const index of indexes) {
    const line = file.lineOf(index);
    if (line !== null) byLine.set(line, [...(byLine.get(line) ?? []), index]);
  }
  return [...byLine].flatMap(([line, [index, ...others]]) =>
    index === undefined || others.length > 0 ? [] : [{ index, line: line - 1 }],
  );
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** The lenses of an item with so many saved samples: two can be compared. */
function partsOf(samples: number): readonly LensPart[] {
  if (samples === 0) return ['evaluate'];
  return samples === 1 ? ['evaluate', 'traces', 'verdicts'] : ['evaluate', 'traces', 'compare', 'verdicts'];
}

function samplesIn(rows: readonly { readonly samples: readonly unknown[] }[]): number {
  return rows.reduce((sum, { samples }) => sum + samples.length, 0);
}

function commandOf(part: ItemCodeLens['part']): vscode.Command {
  if (part === 'evaluate') {
    return { command: 'reasoningTransfer.evaluateItem', title: vscode.l10n.t('Evaluate') };
  }
  if (part === 'compare')
    return { command: 'reasoningTransfer.compareTraces', title: vscode.l10n.t('Compare') };
  return { command: 'reasoningTransfer.showTraces', title: vscode.l10n.t('Traces') };
}
