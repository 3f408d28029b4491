import { itemKeyString, type Item } from '../core/items/item.ts';
import type { SavedSample } from '../core/results/savedSample.ts';
import { type Column, runningStates } from '../protocol.ts';
import {
  type ColumnName,
  isRunning,
  type SampleStart,
  type ShownTexts,
  type VerdictsOf,
} from './tracesColumn.ts';
import { columnOrder, diskPlace, withLater } from './tracesLater.ts';
import { SampleView } from './tracesSample.ts';

interface ColumnSamples {
  readonly name: ColumnName;
  samples: SampleView[];
  /** The one that is shown, 0-based. */
  at: number;
}

/** One item of the panel: its columns, and the samples each of them can show. */
export class ItemView {
  readonly key: string;
  private columns = new Map<string, ColumnSamples>();
  private readonly bySample = new Map<string, { column: ColumnSamples; sample: SampleView }>();
  /** The columns that the reader asked for alone: others stand aside. Null: he asked for all. */
  private alone: Set<string> | null = null;
  /** When the reader asked for it, in milliseconds since 1970; null where it came otherwise. */
  askedAt: number | null = null;
  /** Whether it shows what is saved of the item, and not only what a run asks. */
  ofSaved = false;

  constructor(readonly item: Item) {
    this.key = viewKey(item);
  }

  /** Adds samples; one that is there already begins anew, and is shown. */
  add(starts: readonly SampleStart[]): void {
    const touched = new Set<string>();
    for (const start of starts) {
      const { key } = start.column;
      const column = this.columns.get(key) ?? { name: start.column, samples: [], at: 0 };
      this.columns.set(key, column);
      const sample = new SampleView(start);
      const place = column.samples.findIndex((other) => other.key === start.key);
      if (place < 0) column.samples.push(sample);
      else column.samples[place] = sample;
      if (place >= 0 && !touched.has(key)) column.at = place;
      touched.add(key);
      this.bySample.set(start.key, { column, sample });
    }
  }

  /**
   * Adds what is saved since, and leaves what is shown as it is: new samples of a column, and new columns where the
   * table of the item has them, or behind the others where they stand aside. A column that is being asked stays alone
   * until that is over.
   *
   * @param starts all that is saved of the item, in the order of its table
   * @returns whether anything is new
   */
  offer(starts: readonly SampleStart[]): boolean {
    const columnOf = new Map(
      this.samples.flatMap((one) =>
        one.saved ? [[diskPlace(one.saved), one.start.column.key] as const] : [],
      ),
    );
    const byColumn = Map.groupBy(
      // Under another name it is shown already.
      starts.filter(
        ({ saved, column }) => saved && (columnOf.get(diskPlace(saved)) ?? column.key) === column.key,
      ),
      ({ column }) => column.key,
    );
    const before = [...this.columns.keys()];
    let changed = [...byColumn.keys()].some((key) => !this.columns.has(key));
    for (const [key, own] of byColumn) {
      if (this.columns.has(key)) changed = this.offerTo(key, own) || changed;
      else this.add(own);
    }
    const order = columnOrder(before, [...byColumn.keys()], (key) => this.isAside(key));
    this.columns = new Map(
      order.flatMap((key) => {
        const column = this.columns.get(key);
        return column ? [[key, column] as const] : [];
      }),
    );
    return changed;
  }

  private offerTo(key: string, starts: readonly SampleStart[]): boolean {
    const column = this.columns.get(key);
    if (!column || column.samples.some(({ shown }) => isRunning(shown.state))) return false;
    const shown = column.samples[column.at];
    const later = withLater(column.samples, this.isAside(key) ? undefined : shown, starts);
    if (later === null) return false;
    column.samples = later;
    column.at = Math.max(
      0,
      later.findIndex((sample) => sample.key === shown?.key),
    );
    for (const sample of later) this.bySample.set(sample.key, { column, sample });
    return true;
  }

  /** Shows these columns alone: others that are there, or come later, stand aside. Null shows all. */
  showAlone(keys: readonly string[] | null): void {
    this.alone = keys && new Set(keys);
  }

  /** Takes a column in that stands aside; false where it does not. */
  takeIn(key: string): boolean {
    if (!this.columns.has(key) || !this.isAside(key)) return false;
    this.alone?.add(key);
    return true;
  }

  /** Takes in what is being asked. */
  takeInRunning(): void {
    for (const [key, { samples }] of this.columns)
      if (samples.some(({ shown }) => isRunning(shown.state))) this.takeIn(key);
  }

  /** The columns that are shown alone, by key, where others stand aside; else null. */
  get shownAlone(): readonly string[] | null {
    return this.alone && [...this.alone];
  }

  /** Where none of those that were asked for is there, none stands aside. */
  private isAside(key: string): boolean {
    const { alone } = this;
    return alone !== null && !alone.has(key) && [...alone].some((other) => this.columns.has(other));
  }

  sample(key: string): SampleView | undefined {
    return this.bySample.get(key)?.sample;
  }

  get samples(): SampleView[] {
    return [...this.columns.values()].flatMap(({ samples }) => samples);
  }

  /** Whether any of its samples is being asked. */
  get running(): boolean {
    return this.samples.some(({ shown }) => shown.state !== 'queued' && runningStates.has(shown.state));
  }

  /** Whether any text is in memory, and all of them could be read again. */
  get loaded(): boolean {
    const { samples } = this;
    return samples.every(({ saved }) => saved !== null) && samples.some(({ unread }) => !unread);
  }

  /** The samples that its columns show, but for those that stand aside. */
  get shown(): SampleView[] {
    return [...this.columns].flatMap(([key, { samples, at }]) =>
      this.isAside(key) ? [] : (samples[at] ?? []),
    );
  }

  /** The key of the column that shows a sample; null where another of its column's samples is shown. */
  shownBy(sample: SampleView): string | null {
    const column = this.bySample.get(sample.key)?.column;
    return column?.samples[column.at] === sample ? column.name.key : null;
  }

  /** The key of a sample's column. */
  columnOf(sample: SampleView): string {
    return sample.start.column.key;
  }

  /** The sample that a column shows. */
  shownIn(columnKey: string): SampleView | undefined {
    const column = this.columns.get(columnKey);
    return column?.samples[column.at];
  }

  /** @param verdictsOf what was said of samples since they were saved */
  texts(columnKey: string, verdictsOf: VerdictsOf): ShownTexts | undefined {
    const sample = this.shownIn(columnKey);
    if (sample === undefined) return undefined;
    const { reasoning, answer, state } = sample.shown;
    return {
      key: columnKey,
      sample: this.columns.get(columnKey)?.at ?? 0,
      reasoning,
      answer,
      finalAnswer: sample.finalAnswer(verdictsOf),
      cut: state !== 'complete',
      loading: sample.loading,
    };
  }

  /** Shows another sample of a column. False where there is none. */
  step(columnKey: string, at: number): boolean {
    const column = this.columns.get(columnKey);
    if (!column || at < 0 || at >= column.samples.length) return false;
    column.at = at;
    return true;
  }

  /** Has the column with a wanted sample show it, where it shows none; its key, null where no column has one. */
  seek(wanted: (saved: SavedSample) => boolean): string | null {
    const isWanted = (sample: SampleView | undefined): boolean =>
      sample?.saved !== null && sample?.saved !== undefined && wanted(sample.saved);
    for (const [key, column] of this.columns) {
      const first = column.samples.findIndex(isWanted);
      if (first < 0) continue;
      if (!isWanted(column.samples[column.at])) column.at = first;
      return key;
    }
    return null;
  }

  /** @param verdictsOf what was said of samples since they were saved */
  column(key: string, now: number, verdictsOf: VerdictsOf): Column | undefined {
    const column = this.columns.get(key);
    const sample = column?.samples[column.at];
    if (!column || !sample) return undefined;
    const groups = [...new Set(column.samples.map(({ start }) => start.group))];
    const several = new Set(column.samples.map(({ shown }) => shown.sampling)).size > 1;
    return {
      ...column.name,
      ...(this.isAside(key) ? { aside: true } : {}),
      ...sample.shown,
      ...sample.judged(verdictsOf),
      sample: column.at,
      samples: column.samples.map((one) =>
        one.mark(groups.indexOf(one.start.group), several, now, verdictsOf),
      ),
    };
  }

  allColumns(now: number, verdictsOf: VerdictsOf): Column[] {
    return [...this.columns.keys()].flatMap((key) => this.column(key, now, verdictsOf) ?? []);
  }
}

/** Two items with one id are two views: their text and place tell them apart. */
export function viewKey(item: Item): string {
  const { file, line, bytes } = item.location;
  return JSON.stringify([itemKeyString(item), item.textHash, file, line, bytes?.[0]]);
}
