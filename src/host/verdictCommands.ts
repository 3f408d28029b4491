import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { judgedKey, type JudgedSample } from '../core/results/verdicts/verdict.ts';
import type { JudgeByHand } from './judgeByHand.ts';
import { notify } from './notify.ts';
import type { ResultItems } from './resultItems.ts';
import type { SampleVerdicts } from './sampleVerdicts.ts';
import type { SavedResults } from './savedResults.ts';
import type { ToolResults } from './toolResults.ts';
import type { TraceCommands } from './traceCommands.ts';
import type { VerdictsView } from './verdictsView.ts';

/** What can be done with a row of the view "Verdicts" that is a sample. */
export class VerdictCommands {
  constructor(
    private readonly view: Pick<VerdictsView, 'sampleOf'>,
    private readonly verdicts: Pick<SampleVerdicts, 'folderOf' | 'all'>,
    private readonly tools: Pick<ToolResults, 'index' | 'load'>,
    private readonly saved: Pick<SavedResults, 'forItem' | 'loaded' | 'ofLabel' | 'read'>,
    private readonly items: Pick<ResultItems, 'item'>,
    private readonly traces: Pick<TraceCommands, 'showItem'>,
    private readonly byHand: Pick<JudgeByHand, 'judge' | 'withdraw'>,
  ) {}

  /** `openVerdict`: the traces of the item, at the column of the sample. */
  openVerdict = async (node: unknown): Promise<void> => {
    const found = await this.found(node);
    if (found) await this.traces.showItem(found.item, (sample) => found.isIt(sample));
  };

  /** `judgeVerdict`: a verdict by hand on the sample of a row. */
  judgeVerdict = async (node: unknown): Promise<void> => {
    const sample = await this.sampleOf(node);
    if (sample) await this.byHand.judge(sample);
  };

  /** `withdrawVerdict`: takes the verdict by hand on the sample of a row back. */
  withdrawVerdict = async (node: unknown): Promise<void> => {
    const sample = await this.sampleOf(node);
    if (sample) await this.byHand.withdraw(sample);
  };

  /** The item of a row's sample, and how the sample is told among the item's; null where the row is none. */
  targetOf = async (
    node: unknown,
  ): Promise<{ readonly item: Item; readonly isIt: (sample: SavedSample) => boolean } | null> =>
    this.view.sampleOf(node) === null ? null : this.found(node);

  private async sampleOf(node: unknown): Promise<SavedSample | undefined> {
    const found = await this.found(node);
    return found ? this.saved.forItem(found.item).find((each) => found.isIt(each)) : undefined;
  }

  /** The item of a judged sample, and how the sample is told among the item's. */
  private async found(
    argument: unknown,
  ): Promise<{ readonly item: Item; readonly isIt: (sample: SavedSample) => boolean } | null> {
    const node = this.view.sampleOf(argument);
    if (node === null) return null;
    await Promise.all([this.saved.loaded(), this.tools.load()]);
    const { sample } = node;
    const key = judgedKey(sample);
    const isIt = (each: SavedSample): boolean => {
      const named = this.verdicts.folderOf(each)?.named(each);
      return named !== undefined && judgedKey(named) === key;
    };
    const item = sample.tool === null ? await this.ourItem(sample, isIt) : await this.toolItem(sample);
    if (item !== null) return { item, isIt };
    void notify.warning(
      vscode.l10n.t('The response that this verdict is on is not in {0} any more.', sample.file),
    );
    return null;
  }

  private async ourItem(
    { label, benchmark }: JudgedSample,
    isIt: (sample: SavedSample) => boolean,
  ): Promise<Item | null> {
    const sample = this.saved.ofLabel(label, benchmark).find(isIt);
    const read = sample && (await this.saved.read(sample));
    return read?.ok ? read.sample.item : null;
  }

  private async toolItem(sample: JudgedSample): Promise<Item | null> {
    for (const { folder, verdicts } of this.verdicts.all()) {
      const own = verdicts.scorer?.sample ?? verdicts.hand?.sample;
      if (own === undefined || judgedKey(own) !== judgedKey(sample)) continue;
      const file = folder.fileOf(sample).replaceAll('\\', '/');
      const group = this.tools.index?.groupAt(file, sample.place) ?? null;
      if (group !== null) return this.items.item(group, vscode.Uri.file(file));
    }
    return null;
  }
}
