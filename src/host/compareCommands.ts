import * as vscode from 'vscode';
import type { Item } from '../core/items/item.ts';
import { itemTable, type ItemRow } from '../core/results/itemTable.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import type { VerdictSource } from '../core/transfer/transferInput.ts';
import { pickPair, pickTrace, pickTraces, pickTuned } from './comparePicks.ts';
import {
  disagreeingPairs,
  flippedPair,
  halfPair,
  newestOf,
  onlyModels,
  type SavedTrace,
  type TracePair,
  tracesOf,
  tunedPairs,
} from './comparePairs.ts';
import { problemAt, sideOf, tracesNamed } from './compareSides.ts';
import type { CompareTargets, TargetTraces } from './compareTargets.ts';
import type { ComparedSide, ComparisonDocuments } from './comparisonDocuments.ts';
import { problemWords } from './itemTargets.ts';
import { language } from './language.ts';
import { notify } from './notify.ts';
import type { SavedResults } from './savedResults.ts';
import type { Settings } from './settings.ts';

type IsIt = (sample: SavedSample) => boolean;

/** Traces of one item in VS Code's own editor of differences: those that are picked, or base against tuned. */
export class CompareCommands {
  constructor(
    private readonly settings: Pick<Settings, 'models' | 'inOrder'>,
    private readonly saved: Pick<SavedResults, 'forItem' | 'loaded' | 'read'>,
    private readonly targets: Pick<CompareTargets, 'of'>,
    private readonly documents: Pick<ComparisonDocuments, 'open' | 'prepare'>,
  ) {}

  /** `compareTraces`: of the item that the argument, the cursor or the view is on, the traces that are picked. */
  compareTraces = async (argument: unknown): Promise<void> => {
    const found = await this.targets.of(argument);
    if (found) await this.compareItem(found);
  };

  /**
   * `compareBaseTuned`: the base against its tuned model, without a pick where there is one such pair; of each the sample
   * that the reader is on, else the newest.
   */
  compareBaseTuned = async (argument: unknown): Promise<void> => {
    const found = await this.targets.of(argument);
    if (!found) return;
    const { item, here } = found;
    await this.baseTuned(item, here.length === 0 ? undefined : (sample) => here.some((isIt) => isIt(sample)));
  };

  /** @param focus the traces that one of the two must be of, where the reader is on a model's */
  async baseTuned(item: Item, focus?: IsIt): Promise<void> {
    const rows = await this.rowsOf(item);
    const { models } = this.settings.models();
    const all = tunedPairs(rows, models);
    const pairs = focus ? focusedPairs(tunedPairs(ledBy(rows, focus), models), focus) : all;
    const [only, another] = pairs;
    if (only) {
      const pair = another ? await pickTuned(item, pairs) : only;
      if (pair) await this.open(item, [pair.left, pair.right]);
      return;
    }
    if (focus && all.length > 0) {
      await this.compareFocused(item, rows, focus);
      return;
    }
    const half = halfPair(rows, models);
    await this.compareItem(
      { item, here: [] },
      half
        ? vscode.l10n.t('{0} has no trace of this item to compare with {1}.', half.missing, half.of)
        : vscode.l10n.t('No base is known of these models (Set Base Model… says one).'),
    );
  }

  /** The model that the reader is on is of no pair: it is compared with a trace that is picked. */
  private async compareFocused(item: Item, rows: readonly ItemRow[], focus: IsIt): Promise<void> {
    const own = rows.find(({ samples }) => samples.some(focus));
    if (!own) {
      const said = vscode.l10n.t('This model has no trace of this item.');
      await this.compareItem({ item, here: [] }, said);
      return;
    }
    void notify.info(
      vscode.l10n.t('{0} has no base or tuned model with a trace of this item: pick another one.', own.label),
    );
    const other = await pickTrace(
      item,
      rows.filter(({ label, model }) => label !== own.label || model !== own.model),
    );
    if (other) await this.open(item, [inFocus(newestOf(own), focus), other]);
  }

  /** Two models' traces of an item: those that show what became of it, else the newest. */
  async comparePair(item: Item, left: IsIt, right: IsIt, verdicts: VerdictSource = 'stored'): Promise<void> {
    const rows = await this.rowsOf(item);
    const traces = tracesOf(rows);
    const pair = flippedPair(
      traces.filter(({ sample }) => left(sample)),
      traces.filter(({ sample }) => right(sample)),
      verdicts,
    );
    if (pair) await this.open(item, pair);
    else
      await this.compareItem({ item, here: [] }, vscode.l10n.t('One of the two has no trace of this item.'));
  }

  /** @param said why the reader has to pick, where that is no choice of theirs */
  private async compareItem({ item, here }: TargetTraces, said?: string): Promise<void> {
    const rows = await this.rowsOf(item);
    const traces = tracesOf(rows);
    const [first, second, third] = traces;
    if (!first || !second) {
      void notify.info(tooFewWords(item, first, said));
      return;
    }
    if (said !== undefined) void notify.info(said);
    if (!third && said === undefined) {
      await this.open(item, [first, second]);
      return;
    }
    const pairs = this.pairsOf(rows, herePair(traces, here));
    const chosen = pairs.length > 0 ? await pickPair(item, pairs) : 'others';
    if (chosen === undefined) return;
    const picked = chosen === 'others' ? await pickTraces(item, rows, pairs[0]) : tracesIn(chosen);
    if (picked) await this.open(item, picked);
  }

  private pairsOf(rows: readonly ItemRow[], here: TracePair | null): readonly TracePair[] {
    const tuned = tunedPairs(rows, this.settings.models().models);
    const others = [...(tuned.length > 0 ? tuned : onlyModels(rows)), ...disagreeingPairs(rows)];
    if (here === null) return others;
    const samplesIn = (pair: TracePair): ReadonlySet<SavedSample> =>
      new Set(tracesIn(pair).map(({ sample }) => sample));
    return [here, ...others.filter((pair) => samplesIn(pair).symmetricDifference(samplesIn(here)).size > 0)];
  }

  private async rowsOf(item: Item): Promise<readonly ItemRow[]> {
    this.documents.prepare();
    await this.saved.loaded();
    const samples = this.saved.forItem(item);
    return this.settings.inOrder(itemTable(samples, this.settings.models().models, Date.now(), language()));
  }

  /** One trace of an item, picked where it is not said; null where there is none, which has been said. */
  async oneTrace({ item, here }: TargetTraces): Promise<ComparedSide | null> {
    const rows = await this.rowsOf(item);
    const traces = tracesOf(rows);
    const trace = here.flatMap((isIt) => traces.find(({ sample }) => isIt(sample)) ?? [])[0];
    if (traces.length === 0) void notify.info(vscode.l10n.t('No trace of {0} is saved yet.', item.id));
    const chosen = trace ?? (traces.length > 1 ? await pickTrace(item, rows) : traces[0]);
    const side = chosen ? await this.read(chosen, chosen.row.label) : null;
    if (typeof side !== 'string') return side;
    void notify.warning(side);
    return null;
  }

  /** @returns what is wrong, in words, where it cannot be read */
  private async read(trace: SavedTrace, label: string): Promise<ComparedSide | string> {
    const whole = await this.saved.read(trace.sample);
    return whole.ok
      ? sideOf(trace, whole.sample, label)
      : problemWords(await problemAt(trace.sample, whole.problem));
  }

  private async open(item: Item, traces: readonly SavedTrace[]): Promise<void> {
    const names = tracesNamed(traces);
    const read = await Promise.all(traces.map((trace, at) => this.read(trace, names[at] ?? trace.row.label)));
    for (const problem of read.filter((side) => typeof side === 'string')) void notify.warning(problem);
    const sides = read.filter((side) => typeof side !== 'string');
    if (sides.length > 1) await this.documents.open(item.id, sides);
  }
}

function isOf({ row }: SavedTrace, isIt: IsIt): boolean {
  return row.samples.some(isIt);
}

/** Rows of which those lead that the reader is on, of a model's several. */
function ledBy(rows: readonly ItemRow[], focus: IsIt): readonly ItemRow[] {
  const here = rows.filter(({ samples }) => samples.some(focus));
  return rows.map((row) => {
    const isOfOne = here.some(({ label, model }) => label === row.label && model === row.model);
    return isOfOne ? { ...row, leading: here.includes(row) } : row;
  });
}

/** Pairs that the reader is on both of, else on one of, by the samples that they are on. */
function focusedPairs(pairs: readonly TracePair[], focus: IsIt): readonly TracePair[] {
  const both = pairs.filter(({ left, right }) => isOf(left, focus) && isOf(right, focus));
  const found =
    both.length > 0 ? both : pairs.filter(({ left, right }) => isOf(left, focus) || isOf(right, focus));
  return found.map((pair) => ({
    ...pair,
    left: inFocus(pair.left, focus),
    right: inFocus(pair.right, focus),
  }));
}

/** The sample of a trace's row that the reader is on; the trace itself where it is one of these, or none is. */
function inFocus(trace: SavedTrace, focus: IsIt): SavedTrace {
  const sample = focus(trace.sample) ? undefined : trace.row.samples.find(focus);
  return sample ? { row: trace.row, sample } : trace;
}

function tracesIn({ left, right, more = [] }: TracePair): readonly SavedTrace[] {
  return [left, right, ...more];
}

/** The traces that the reader is on, in their order; null where they are not on two or more. */
function herePair(traces: readonly SavedTrace[], here: readonly IsIt[]): TracePair | null {
  const found = here.flatMap((isIt) => traces.find(({ sample }) => isIt(sample)) ?? []);
  const [left, right, ...more] = [...new Set(found)];
  return left && right ? { why: 'here', left, right, more } : null;
}

function tooFewWords(item: Item, only: SavedTrace | undefined, said: string | undefined): string {
  const words = only
    ? vscode.l10n.t('Only {0} has a trace of {1}: a comparison needs two.', only.row.label, item.id)
    : vscode.l10n.t('No trace of {0} is saved yet: a comparison needs two.', item.id);
  return said === undefined ? words : `${said} ${words}`;
}
