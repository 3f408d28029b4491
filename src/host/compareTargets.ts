import * as vscode from 'vscode';
import * as v from 'valibot';
import type { Item } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { placeOf } from './compareSides.ts';
import type { ItemDocuments } from './documents.ts';
import { parseTarget, targetItems } from './itemTargets.ts';
import { notify } from './notify.ts';
import { pickText, pickTitle } from './pickText.ts';
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

/** Lines of a selection beyond which nobody means each of them. */
const mostLines = 50;
/** Rows of a pick. */
const mostItems = 2000;

/** What a comparison is about: what an argument names, else the cursor, else the view that the reader is in. */
export class CompareTargets {
  /**
   * @param selected the row that a tree has selected; undefined where it has none
   * @param shown the item of the traces panel
   */
  constructor(
    private readonly documents: ItemDocuments,
    private readonly results: Pick<ResultItems, 'isResults' | 'item' | 'sampleAt' | 'target'>,
    private readonly tools: Pick<ToolResults, 'index' | 'load'>,
    private readonly verdicts: Pick<VerdictCommands, 'targetOf'>,
    private readonly selected: (view: ComparedView) => unknown,
    private readonly shown: () => Item | null,
  ) {}

  /** Null where there is none, which has been said. */
  async of(argument: unknown): Promise<TargetTraces | null> {
    const view = v.safeParse(FromView, argument);
    if (view.success) return this.inView(view.output.view);
    const judged = await this.verdicts.targetOf(argument);
    if (judged) return { item: judged.item, here: [judged.isIt] };
    const runs = v.safeParse(RunsRow, argument);
    if (runs.success) return this.inRuns(runs.output);
    const lines = parseTarget(argument) ? null : await this.onLines();
    if (lines) return lines;
    const item = (await this.results.target(argument)) ?? (await this.itemOf(argument));
    return item && { item, here: [] };
  }

  /** Whether the cursor of an editor is on a sample of results. */
  async isOnTrace({ document, selection }: vscode.TextEditor): Promise<boolean> {
    return (await this.results.sampleAt(document.uri, selection.active.line)) !== null;
  }

  private async inView(view: ComparedView): Promise<TargetTraces | null> {
    const row = view === 'traces' ? undefined : this.selected(view);
    const item = view === 'traces' ? this.shown() : null;
    if (item) return { item, here: [] };
    if (row !== undefined && (view !== 'benchmarks' || parseTarget(row))) return this.of(row);
    void notify.info(vscode.l10n.t('Select an item first.'));
    return null;
  }

  /** The items of a row of results: which one is picked. */
  private async inRuns({ name, runs }: v.InferOutput<typeof RunsRow>): Promise<TargetTraces | null> {
    const { index } = this.tools;
    if (index === null) return null;
    const files = new Set(runs.flatMap(({ samples }) => samples.map(({ file }) => file)));
    const groups = new Set([...files].flatMap((file) => index.itemsIn(file).map(({ group }) => group)));
    const picks = [...groups].slice(0, mostItems).flatMap((group) => {
      const item = index.item(group);
      if (item === null) return [];
      const label = pickText(item.published?.id ?? item.id, 60);
      return [{ label, description: pickText(item.question, 120), group }];
    });
    if (picks.length === 0) {
      void notify.info(vscode.l10n.t('{0} has no samples of single items to compare.', name));
      return null;
    }
    const title = vscode.l10n.t('Item of {0} whose traces are compared', pickTitle(name, 80));
    const pick = await vscode.window.showQuickPick(picks, { title, matchOnDescription: true });
    const item = pick ? await this.results.item(pick.group) : null;
    return item && { item, here: [] };
  }

  /**
   * The item of the sample lines that are selected in the active editor, then of those that other visible editors have
   * their cursors on; null where the active editor is on none.
   */
  private async onLines(): Promise<TargetTraces | null> {
    const active = vscode.window.activeTextEditor;
    if (!active || !this.results.isResults(active.document.uri)) return null;
    const own = await this.samplesOf(active);
    const [first] = own;
    if (!first) return null;
    const others = vscode.window.visibleTextEditors.filter((editor) => editor !== active);
    const places = [...own, ...(await Promise.all(others.map((editor) => this.samplesOf(editor)))).flat()];
    const item = await this.results.item(first.group, active.document.uri, first.line);
    if (!item) return null;
    const here = places
      .filter(({ group }) => group === first.group)
      .map(
        ({ file, place }) =>
          (sample: SavedSample): boolean =>
            sample.file.replaceAll('\\', '/') === file && placeOf(sample) === place,
      );
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
    if (found.ok) return found.items[0] ?? null;
    void notify.warning(found.message);
    return null;
  }
}
