import * as vscode from 'vscode';
import * as v from 'valibot';
import type { Item } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { type PickedItem, pickOneItem } from './compareItemPick.ts';
import { placeOf } from './compareSides.ts';
import type { ItemDocuments } from './documents.ts';
import { parseTarget, targetItems } from './itemTargets.ts';
import { countWords } from './language.ts';
import { notify } from './notify.ts';
import { pickTitle } from './pickText.ts';
import type { ResultItems } from './resultItems.ts';
import type { ToolResults } from './toolResults.ts';
import type { VerdictCommands } from './verdictCommands.ts';

/** What a command is about: an item, and those of its traces that the reader is on, in their order. */
export interface TargetTraces {
  readonly item: Item;
  readonly here: readonly ((sample: SavedSample) => boolean)[];
}

/** A key's argument: the view whose selection the command is about. */
const viewKinds = ['benchmarks', 'results', 'verdicts', 'traces'] as const;
export type ComparedView = (typeof viewKinds)[number];
const FromView = v.object({ view: v.picklist(viewKinds) });

/**
 * The argument of a tree's key: its view, then what VS Code puts in place of `{ $treeViewId, $focusedTreeItem }`, the row
 * that has the focus (the arrow keys move the focus and select nothing). A VS Code that does not know it leaves it as it is.
 */
const FromTree = v.tuple([FromView, v.unknown()]);
const Unfilled = v.looseObject({ $treeViewId: v.string() });

/** As much of a row of the view "Results" as is needed to find its items. */
const RunsRow = v.looseObject({
  name: v.string(),
  runs: v.array(v.looseObject({ samples: v.array(v.looseObject({ file: v.string() })) })),
});

interface SampleLine {
  readonly group: number;
  readonly file: string;
  readonly place: number;
  /** 0-based. */
  readonly line: number;
}

/** What the traces panel shows. */
interface ShownTraces {
  readonly item: Item | null;
  currentSamples(): readonly { readonly saved: SavedSample | null }[];
}

/** Lines of a selection beyond which nobody means each of them. */
const mostLines = 50;

/** What a comparison is about: what an argument names, else the cursor, else the view that the reader is in. */
export class CompareTargets {
  /**
   * @param selected the row that a tree has selected; undefined where it has none
   * @param shown what the traces panel shows; null where it is not open
   */
  constructor(
    private readonly documents: ItemDocuments,
    private readonly results: Pick<ResultItems, 'isResults' | 'item' | 'sampleAt' | 'target'>,
    private readonly tools: Pick<ToolResults, 'index' | 'load'>,
    private readonly verdicts: Pick<VerdictCommands, 'targetOf'>,
    private readonly selected: (view: ComparedView) => unknown,
    private readonly shown: () => ShownTraces | null,
  ) {}

  /** Null where there is none, which has been said. */
  async of(argument: unknown): Promise<TargetTraces | null> {
    const tree = v.safeParse(FromTree, argument);
    if (tree.success) {
      const [{ view }, focused] = tree.output;
      return this.inView(view, v.is(Unfilled, focused) ? null : focused);
    }
    const view = v.safeParse(FromView, argument);
    if (view.success) return this.inView(view.output.view, null);
    const judged = await this.verdicts.targetOf(argument);
    if (judged) return { item: judged.item, here: [judged.isIt] };
    const runs = v.safeParse(RunsRow, argument);
    if (runs.success) return this.inRuns(runs.output);
    const lines = parseTarget(argument) ? undefined : await this.onLines();
    if (lines !== undefined) return lines;
    const item = (await this.results.target(argument)) ?? (await this.itemOf(argument));
    return item && { item, here: [] };
  }

  /** Whether the cursor of an editor is on a sample of results. */
  async isOnTrace({ document, selection }: vscode.TextEditor): Promise<boolean> {
    return (await this.results.sampleAt(document.uri, selection.active.line)) !== null;
  }

  private async inView(view: ComparedView, focused: unknown): Promise<TargetTraces | null> {
    const shown = view === 'traces' ? this.shown() : null;
    if (shown?.item) {
      const saved = shown.currentSamples().flatMap((sample) => sample.saved ?? []);
      return { item: shown.item, here: saved.map((sample) => isAt(fileOf(sample), placeOf(sample))) };
    }
    const row = view === 'traces' ? undefined : (focused ?? this.selected(view));
    // Of a row that is of no item what the editor's cursor is on would be another one.
    if (row !== undefined && (await this.isOfItem(view, row))) return this.of(row);
    void notify.info(vscode.l10n.t('Select an item first.'));
    return null;
  }

  private async isOfItem(view: ComparedView, row: unknown): Promise<boolean> {
    switch (view) {
      case 'traces':
        return false;
      case 'benchmarks':
        return parseTarget(row) !== null;
      case 'results':
        return v.is(RunsRow, row);
      case 'verdicts':
        return (await this.verdicts.targetOf(row)) !== null;
    }
  }

  /** The items of a row of results: which one is picked. */
  private async inRuns({ name, runs }: v.InferOutput<typeof RunsRow>): Promise<TargetTraces | null> {
    const { index } = this.tools;
    if (index === null) return null;
    const files = new Set(runs.flatMap(({ samples }) => samples.map(({ file }) => file)));
    const groups = new Set([...files].flatMap((file) => index.itemsIn(file).map(({ group }) => group)));
    const picks = [...groups].flatMap((group) => this.groupPick(group) ?? []);
    if (picks.length === 0) {
      void notify.info(vscode.l10n.t('{0} has no samples of single items to compare.', name));
      return null;
    }
    const title = vscode.l10n.t('Item of {0} whose traces are compared', pickTitle(name, 80));
    const group = await pickOneItem(picks, title);
    const item = group === undefined ? null : await this.results.item(group);
    return item && { item, here: [] };
  }

  private groupPick(group: number): PickedItem<number> | null {
    const item = this.tools.index?.item(group) ?? null;
    return item && { id: item.published?.id ?? item.id, question: item.question, value: group };
  }

  /**
   * The item of the sample lines that are selected in the active editor, which is picked where they are of several, with
   * the lines of it that other visible editors have their cursors on. Undefined where the active editor is on none; null
   * where the pick was closed.
   */
  private async onLines(): Promise<TargetTraces | null | undefined> {
    const active = vscode.window.activeTextEditor;
    if (!active || !this.results.isResults(active.document.uri)) return undefined;
    const own = await this.samplesOf(active);
    const groups = [...new Set(own.map(({ group }) => group))];
    const group =
      groups.length > 1
        ? await pickOneItem(
            groups.flatMap((each) => this.groupPick(each) ?? []),
            severalWords(groups.length),
          )
        : groups[0];
    const first = own.find((sample) => sample.group === group);
    if (!first) return groups.length === 0 ? undefined : null;
    const others = vscode.window.visibleTextEditors.filter((editor) => editor !== active);
    const places = [...own, ...(await Promise.all(others.map((editor) => this.samplesOf(editor)))).flat()];
    const item = await this.results.item(first.group, active.document.uri, first.line);
    if (!item) return undefined;
    const here = places
      .filter(({ group }) => group === first.group)
      .map(({ file, place }) => isAt(file, place));
    return { item, here };
  }

  private async samplesOf({ document, selections }: vscode.TextEditor): Promise<SampleLine[]> {
    const lines = new Set(
      selections.flatMap(({ start, end }) =>
        Array.from({ length: Math.min(mostLines, end.line - start.line + 1) }, (_, at) => start.line + at),
      ),
    );
    const found = await Promise.all(
      [...lines].map(async (line) => {
        const sample = await this.results.sampleAt(document.uri, line);
        return sample && { ...sample, line };
      }),
    );
    return found.filter((sample) => sample !== null);
  }

  private async itemOf(argument: unknown): Promise<Item | null> {
    const found = await targetItems(this.documents, argument);
    if (found.ok) return this.oneOf(found.items);
    void notify.warning(found.message);
    return null;
  }

  private async oneOf(items: readonly Item[]): Promise<Item | null> {
    const [first, ...others] = items;
    if (others.length === 0) return first ?? null;
    const picks = items.map((item) => ({ id: item.id, question: item.question, value: item }));
    return (await pickOneItem(picks, severalWords(items.length))) ?? null;
  }
}

/** Whether a sample stands at a place of a file: those of an index that was made again are other objects. */
function isAt(file: string, place: number): (sample: SavedSample) => boolean {
  return (sample) => fileOf(sample) === file && placeOf(sample) === place;
}

function fileOf({ file }: SavedSample): string {
  return file.replaceAll('\\', '/');
}

function severalWords(count: number): string {
  return vscode.l10n.t('Traces of which of the {0} items are compared?', countWords(count));
}
