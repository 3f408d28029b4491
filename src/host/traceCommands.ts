import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { promptText } from '../core/prompts/build.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { Column, FromTraces } from '../protocol.ts';
import { shownOnceRead } from './comparedRead.ts';
import type { ComparisonDocuments } from './comparisonDocuments.ts';
import type { ComparisonExport } from './comparisonExport.ts';
import type { ItemDocuments } from './documents.ts';
import type { Evaluations } from './evaluations.ts';
import { problemWords, targetItems } from './itemTargets.ts';
import type { JudgeByHand } from './judgeByHand.ts';
import { notify } from './notify.ts';
import type { ResultItems } from './resultItems.ts';
import { SavedColumns } from './savedColumns.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import type { TraceTexts } from './traceTexts.ts';
import { sidesOf } from './tracesCompared.ts';
import { TraceRemedies } from './traceRemedies.ts';
import type { TracesModel, Wanted } from './tracesModel.ts';
import type { TracesPanel } from './tracesPanel.ts';
import type { LoadedSample } from './tracesReading.ts';
import { TracesRestore } from './tracesRestore.ts';
import { savedNote } from './traceWords.ts';

/** What the traces panel does beside showing: saved traces, and its buttons. */
export class TraceCommands {
  /** Fills the panel after a reload. */
  readonly restore: TracesRestore['restore'];
  private readonly columns: SavedColumns;
  private readonly remedies: TraceRemedies;
  private readonly restored: TracesRestore;

  constructor(
    settings: Settings,
    private readonly documents: ItemDocuments,
    private readonly saved: SavedResults,
    private readonly evaluations: Evaluations,
    private readonly texts: TraceTexts,
    private readonly panel: TracesPanel,
    private readonly results: Pick<ResultItems, 'itemsOf' | 'restored' | 'target'>,
    private readonly byHand: Pick<JudgeByHand, 'judge' | 'withdraw'>,
    private readonly comparisons: Pick<ComparisonDocuments, 'open'>,
    private readonly comparisonExport: Pick<ComparisonExport, 'export'>,
  ) {
    this.columns = new SavedColumns(settings, saved);
    this.remedies = new TraceRemedies(settings, documents, evaluations);
    this.restored = new TracesRestore(documents, saved, results, this.columns);
    this.restore = this.restored.restore;
  }

  /** `showTraces`: every label's saved traces of the item at the cursor, or of the one an argument names. */
  showTraces = async (argument: unknown): Promise<void> => {
    const result = await this.results.target(argument);
    if (result !== null) {
      const model = await this.showItem(result);
      if (!this.evaluations.anyRunning) await this.addOthers(model, result);
      return;
    }
    const found = await targetItems(this.documents, argument);
    if (!found.ok) {
      void notify.warning(found.message);
      return;
    }
    const items = await this.evaluated(found.items);
    if (items.length === 0) {
      const evaluate = vscode.l10n.t('Evaluate');
      const answer = await notify.info(vscode.l10n.t('This item has not been evaluated yet.'), evaluate);
      if (answer === evaluate)
        await vscode.commands.executeCommand('reasoningTransfer.evaluateItem', argument);
      return;
    }
    const model = this.panel.open(this.evaluations.anyRunning);
    this.columns.fill(model, items);
    const [first] = items;
    if (!first) return;
    model.ask(first, null);
    model.showItem(first);
    // A selection is what the reader wants to go through, and so is what a run feeds.
    if (found.items.length === 1 && !this.evaluations.anyRunning)
      await this.restored.addNeighbours(model, found.file, first);
  };

  /**
   * The traces of an item that is known from results alone.
   *
   * @param wanted samples of the column that is to be brought into view
   */
  showItem = async (item: Item, wanted?: Wanted): Promise<TracesModel> => {
    await this.saved.loaded();
    const model = this.panel.open(this.evaluations.anyRunning);
    this.columns.fill(model, [item]);
    model.ask(item, null);
    model.showItem(item, wanted);
    return model;
  };

  /** The traces of two models on an item that is known from results, beside each other; others stand aside. */
  showPair = async (item: Item, left: Wanted, right: Wanted): Promise<TracesModel> => {
    await this.saved.loaded();
    const model = this.panel.open(this.evaluations.anyRunning);
    this.columns.fill(model, [item], left);
    this.columns.fill(model, [item], right);
    const pair = model.columnsWith(item, (saved) => left(saved) || right(saved));
    model.ask(item, pair.length < 2 ? null : pair);
    if (pair.length > 1) this.columns.offer(model, item);
    model.showItem(item, right, left);
    return model;
  };

  /** Lets the reader go on to the other items of a file of results. */
  private async addOthers(model: TracesModel, item: Item): Promise<void> {
    const items = await this.results.itemsOf(item.location.file);
    const others = items.filter((other) => !model.has(other));
    this.columns.fill(model, others);
    model.arrange(items);
  }

  /** Those of some items that have saved samples; where none has, what other tools saved is waited for. */
  private async evaluated(items: readonly Item[]): Promise<readonly Item[]> {
    const isSaved = (item: Item): boolean => this.saved.forItem(item).length > 0;
    await this.saved.loaded();
    const ours = items.filter(isSaved);
    if (ours.length > 0 || this.saved.isComplete) return ours;
    const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading results…') };
    await vscode.window.withProgress(options, () => this.saved.complete());
    return items.filter(isSaved);
  }

  /** Adds what is saved since of the item in view, and leaves what is shown of it as it is. */
  offer = (): void => {
    const { shown } = this.panel;
    if (shown?.item) this.columns.offer(shown, shown.item);
  };

  /** A saved sample, for the panel. */
  load = async (saved: SavedSample): Promise<LoadedSample> => {
    const read = await this.saved.read(saved);
    if (!read.ok) return { ok: false, why: problemWords(read.problem) };
    const { trace, score, prompt } = read.sample;
    const note = savedNote(saved, trace);
    return {
      ok: true,
      trace,
      score,
      choices: prompt.choices,
      prompt: promptText(prompt),
      ...(note === undefined ? {} : { note }),
    };
  };

  onMessage = (message: FromTraces, model: TracesModel): void => {
    switch (message.type) {
      case 'ready':
      case 'sample':
      case 'look':
      case 'show-column':
      case 'align':
        break;
      case 'go':
        // More may be saved of this item since the panel was filled.
        this.offer();
        break;
      case 'open-comparison':
        void this.openComparison(model, message.keys);
        break;
      case 'export-comparison':
        void this.comparisonExport.export(model, message.align, message.as);
        break;
      case 'cancel':
        this.evaluations.cancel(model, message.key);
        break;
      case 'remedy':
        void this.remedies.remedy(model, message.key, message.remedy);
        break;
      case 'judge':
      case 'withdraw-verdict': {
        const saved = model.currentSaved(message.key);
        if (saved) void (message.type === 'judge' ? this.byHand.judge(saved) : this.byHand.withdraw(saved));
        break;
      }
      case 'evaluate-again':
        void this.remedies.evaluateAgain(model, message.key);
        break;
      case 'copy': {
        const column = model.currentColumn(message.key);
        if (column) void vscode.env.clipboard.writeText(partOf(column, message.part));
        break;
      }
      case 'open-text': {
        const column = model.currentColumn(message.key);
        if (column && model.item) void this.texts.open(model.item, column);
        break;
      }
      case 'reveal-item':
        if (model.item) void reveal(model.item);
        break;
    }
  };

  /** Columns in the editor's own comparison, as they are once they are read. */
  private async openComparison(model: TracesModel, keys: readonly string[]): Promise<void> {
    const { item } = model;
    const shown = await shownOnceRead(model, keys);
    if (shown && shown.length > 1) await this.comparisons.open(item?.id ?? '', sidesOf(shown));
  }
}

function partOf(column: Readonly<Column>, part: 'reasoning' | 'answer' | 'all'): string {
  if (part === 'reasoning') return column.reasoning;
  if (part === 'answer') return column.answer;
  return [column.reasoning, column.answer].filter((text) => text !== '').join('\n\n');
}

async function reveal(item: Item): Promise<void> {
  const { file, line } = item.location;
  const position = new vscode.Position((line ?? 1) - 1, 0);
  try {
    await vscode.window.showTextDocument(vscode.Uri.file(file), {
      selection: new vscode.Range(position, position),
      viewColumn: vscode.ViewColumn.One,
    });
  } catch (error) {
    void notify.warning(error instanceof Error ? error.message : String(error));
  }
}
