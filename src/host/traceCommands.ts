import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { promptText } from '../core/prompts/build.ts';
import { itemTable } from '../core/results/itemTable.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { groupKey } from '../core/results/union.ts';
import type { Column, FromTraces, Remedy } from '../protocol.ts';
import type { ItemFile } from '../workspace/itemFile.ts';
import { shownOnceRead } from './comparedRead.ts';
import type { ComparisonDocuments } from './comparisonDocuments.ts';
import type { ComparisonExport } from './comparisonExport.ts';
import type { ItemDocuments } from './documents.ts';
import type { Evaluations } from './evaluations.ts';
import { FileNeighbours } from './fileNeighbours.ts';
import { problemWords, targetItems } from './itemTargets.ts';
import type { JudgeByHand } from './judgeByHand.ts';
import { notify } from './notify.ts';
import type { ResultItems } from './resultItems.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';
import type { TraceTexts } from './traceTexts.ts';
import { columnName, isRunning, sampleKey } from './tracesColumn.ts';
import { sidesOf } from './tracesCompared.ts';
import type { LoadedSample, TracesModel, Wanted } from './tracesModel.ts';
import type { Restore, TracesPanel } from './tracesPanel.ts';

/** What the traces panel does beside showing: saved traces, and its buttons. */
export class TraceCommands {
  private readonly neighbours: FileNeighbours;

  constructor(
    private readonly settings: Settings,
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
    this.neighbours = new FileNeighbours(saved);
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
    await this.saved.loaded();
    const items = found.items.filter((item) => this.saved.forItem(item).length > 0);
    if (items.length === 0) {
      const evaluate = vscode.l10n.t('Evaluate');
      const answer = await notify.info(vscode.l10n.t('This item has not been evaluated yet.'), evaluate);
      if (answer === evaluate)
        await vscode.commands.executeCommand('reasoningTransfer.evaluateItem', argument);
      return;
    }
    const model = this.panel.open(this.evaluations.anyRunning);
    this.fill(model, items);
    const [first] = items;
    if (!first) return;
    model.showItem(first);
    // A selection is what the reader wants to go through, and so is what a run feeds.
    if (found.items.length === 1 && !this.evaluations.anyRunning)
      await this.addNeighbours(model, found.file, first);
  };

  /**
   * The traces of an item that is known from results alone.
   *
   * @param wanted samples of the column that is to be brought into view
   */
  showItem = async (item: Item, wanted?: Wanted): Promise<TracesModel> => {
    await this.saved.loaded();
    const model = this.panel.open(this.evaluations.anyRunning);
    this.fill(model, [item]);
    model.showItem(item, wanted);
    return model;
  };

  /** The traces of two models alone on an item that is known from results, beside each other. */
  showPair = async (item: Item, left: Wanted, right: Wanted): Promise<TracesModel> => {
    await this.saved.loaded();
    const model = this.panel.open(this.evaluations.anyRunning);
    this.fill(model, [item], left);
    this.fill(model, [item], right);
    model.showItem(item, right, left);
    return model;
  };

  /** Lets the reader go on to the other items of a file of results. */
  private async addOthers(model: TracesModel, item: Item): Promise<void> {
    const items = await this.results.itemsOf(item.location.file);
    const others = items.filter((other) => !model.has(other));
    this.fill(model, others);
    model.arrange(items);
  }

  /** Lets the reader go on to the other items of the file that have saved samples. */
  private async addNeighbours(model: TracesModel, file: ItemFile, item: Item): Promise<void> {
    const items = await this.neighbours.of(file, item);
    this.fill(
      model,
      items.filter((other) => !model.has(other)),
    );
    model.arrange(items);
  }

  /** Puts what is saved of items into a model: of each label first the samples that lead, then the others. */
  private fill(model: TracesModel, items: readonly Item[], wanted: Wanted = () => true): void {
    for (const item of items) {
      const samples = this.saved.forItem(item).filter(wanted);
      const rows = itemTable(samples, this.settings.models().models, Date.now());
      const starts = this.settings.inOrder(rows).flatMap((row) =>
        row.samples.map((saved) => ({
          key: sampleKey(saved, saved.repeat, row.leading ? '' : groupKey(saved)),
          ...(row.leading ? {} : { group: groupKey(saved) }),
          column: columnName(saved, row.role),
          repeat: [saved.repeat + 1, Math.max(row.samples.length, saved.repeat + 1)] as const,
          sampling: saved.sampling,
          saved,
        })),
      );
      model.add(
        item,
        starts.filter(({ key }) => !isRunning(model.stateOf(item, key))),
      );
    }
  }

  /** A saved sample, for the panel. */
  load = async (saved: SavedSample): Promise<LoadedSample> => {
    const read = await this.saved.read(saved);
    if (!read.ok) return { ok: false, why: problemWords(read.problem) };
    const { trace, score, prompt } = read.sample;
    // Where a tool says nothing of the end, that the text is whole is only likely.
    const isUnsaid = saved.tool !== undefined && trace.status === 'complete' && trace.finishReason === null;
    const note = isUnsaid
      ? { note: vscode.l10n.t('How the response ended is not saved: it may have been cut off.') }
      : {};
    return { ok: true, trace, score, choices: prompt.choices, prompt: promptText(prompt), ...note };
  };

  /** After a reload: the item again, from its file and what is saved of it. */
  restore = async (restore: Restore | null, model: TracesModel): Promise<void> => {
    if (!restore) return;
    model.setEmpty(vscode.l10n.t('Loading…'));
    const file = await this.documents.at(vscode.Uri.file(restore.file));
    const atLine = restore.line === null ? null : await file.at(restore.line);
    const entry = atLine?.item?.id === restore.id ? atLine : await file.byId(restore.id);
    await this.saved.loaded();
    if (!entry?.item) {
      const result = await this.results.restored(restore.file, restore.line, restore.id);
      if (result === null) {
        model.setEmpty(vscode.l10n.t('The item {0} is not in {1} any more.', restore.id, restore.file));
        return;
      }
      this.fill(model, [result]);
      model.showItem(result);
      return;
    }
    this.fill(model, [entry.item]);
    model.showItem(entry.item);
    void this.addNeighbours(model, file, entry.item);
  };

  onMessage = (message: FromTraces, model: TracesModel): void => {
    switch (message.type) {
      case 'ready':
      case 'go':
      case 'sample':
      case 'look':
      case 'align':
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
        void this.remedy(model, message.key, message.remedy);
        break;
      case 'judge':
      case 'withdraw-verdict': {
        const saved = model.currentSaved(message.key);
        if (saved) void (message.type === 'judge' ? this.byHand.judge(saved) : this.byHand.withdraw(saved));
        break;
      }
      case 'evaluate-again':
        void this.evaluateAgain(model, message.key);
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

  private async remedy(model: TracesModel, key: string, remedy: Remedy): Promise<void> {
    switch (remedy) {
      case 'set-key':
        await vscode.commands.executeCommand('reasoningTransfer.setApiKey');
        break;
      case 'edit-endpoints':
        await this.settings.openEndpoints();
        break;
      case 'use-completions': {
        const label = model.currentColumn(key)?.label;
        if (label !== undefined && (await this.settings.setApi(label, 'completions')))
          await this.evaluateAgain(model, key);
        break;
      }
    }
  }

  /** The item in view once more, on one column's endpoint or on all that are still in the settings. */
  private async evaluateAgain(model: TracesModel, key: string | null): Promise<void> {
    const { item } = model;
    if (!item) return;
    const shown = model.currentSamples().filter(({ start }) => key === null || start.column.key === key);
    const labels = new Set(shown.map(({ start }) => start.column.label));
    const [only] = key === null ? [] : shown;
    const endpoints = this.settings.endpoints().endpoints.filter(({ label }) => labels.has(label));
    if (endpoints.length === 0) {
      void notify.warning(
        vscode.l10n.t('{0} is not among the endpoints in the settings.', [...labels].join(', ')),
      );
      return;
    }
    const uri = vscode.Uri.file(item.location.file);
    const file = await this.documents.at(uri);
    // As it stands now: the question or its gold answer may have been put right meanwhile.
    const now = await itemNow(file, item);
    if (!now) {
      void notify.warning(vscode.l10n.t('The item {0} is not in {1} any more.', item.id, item.location.file));
      return;
    }
    await this.evaluations.run([now], endpoints, {
      resume: false,
      model,
      itemsByBenchmark: await file.countByBenchmark(),
      ...(only === undefined ? {} : { repeats: [only.start.repeat[0] - 1] }),
    });
  }
}

/** The item of the same id, where it was or elsewhere in its file. */
async function itemNow(file: ItemFile, { id, task, location: { line } }: Item): Promise<Item | null> {
  const there = line === null ? null : await file.at(line);
  if (there?.item?.id === id && there.item.task === task) return there.item;
  return (await file.byId(id, task))?.item ?? null;
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
