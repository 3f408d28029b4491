import type { ComparedPart } from '../../../core/compare/comparedText.ts';
import type { AlignedColumns, FromTraces } from '../../../protocol.ts';
import type { ColumnModel } from '../session.ts';
import { AlignedList } from './alignedList.ts';
import { AlignmentAsked, referenceOf } from './alignmentAsked.ts';
import { AlignedWays, type AlignedWay } from './alignedWays.ts';
import { couldNotAlign } from './alignedWords.ts';
import { isUnmarked } from './comparedColumns.ts';
import { Minimap } from './minimap.ts';
import { PlacesInColumns } from './placesInColumns.ts';
import { placesOfRow, type ReaderPlace, rowOfReaderPlace } from './readerPlace.ts';
import { shownAlignment, type ShownAlignment, tailsOf } from './shownAlignment.ts';

/** How the reader wants columns to be aligned. */
export interface AlignedLook {
  readonly aligned: boolean;
  readonly part: ComparedPart;
  /** The key of the column that was chosen. */
  readonly reference: string | null;
  readonly foldSame: boolean;
}

/** Whether what was aligned last failed, and whether it is asked for again. */
export type Trouble = 'none' | 'failed' | 'again';

export type AlignedAction = AlignedWay | 'fold-same';

export interface AlignedEvents {
  readonly post: (message: FromTraces) => void;
  /** What stands around the rows must be drawn anew. */
  readonly onChange: () => void;
  readonly onAnnounce: (words: string) => void;
}

/** The columns aligned step by step: asks the host for it, shows what it gives, and leads through it. */
export class AlignedControl {
  readonly list: AlignedList;
  readonly minimap: Minimap;
  readonly texts: PlacesInColumns;
  readonly #asked: AlignmentAsked;
  readonly #ways: AlignedWays;
  readonly #events: AlignedEvents;
  #columns: readonly ColumnModel[] = [];
  #look: AlignedLook = { aligned: false, part: 'both', reference: null, foldSame: false };
  /** The last alignment that came; older than the texts where the next one failed. */
  #message: AlignedColumns | null = null;
  #trouble: Trouble = 'none';
  /** What the rows that are shown were aligned of. */
  #shownOf = '';
  /** The columns that stood beside each other then, those that are not compared too. */
  #shownAmong = '';
  #item = '';
  /** Where the reader is to be once the columns are aligned. */
  #wanted: ReaderPlace | null = null;

  constructor(events: AlignedEvents) {
    this.#events = events;
    this.#asked = new AlignmentAsked(events.post);
    this.list = new AlignedList({
      onCurrent: () => events.onChange(),
      onView: () => this.minimap.follow(),
    });
    this.minimap = new Minimap(this.list);
    this.texts = new PlacesInColumns(this.list, () => this.#look.part, events.onAnnounce);
    this.#ways = new AlignedWays(this.list, events.onAnnounce);
  }

  /** Are the columns aligned, or would they be with one more? */
  get on(): boolean {
    return this.#look.aligned;
  }

  /** The key of the reference: of the rows that are shown, and where there are none, of those to come. */
  get reference(): string | null {
    const { alignment } = this;
    return alignment === null ? this.#chosen : (alignment.columns[alignment.reference]?.head.key ?? null);
  }

  /** The key of the column that is to be the reference and is not yet; null where there is none. */
  get nextReference(): string | null {
    return this.#trouble === 'failed' || this.#chosen === this.reference ? null : this.#chosen;
  }

  /** Columns that stand beside the others and are not compared: nothing of them is marked as reasoning. */
  get unmarked(): readonly ColumnModel[] {
    return this.#columns.filter((column) => isUnmarked(column, this.#look.part));
  }

  /** Are there columns to compare? */
  get compares(): boolean {
    return this.#comparable.length >= 2;
  }

  get trouble(): Trouble {
    return this.#trouble;
  }

  get columns(): readonly ColumnModel[] {
    return this.#columns;
  }

  get look(): AlignedLook {
    return this.#look;
  }

  get alignment(): ShownAlignment | null {
    return this.list.alignment;
  }

  /** What was asked of the host; null where nothing is aligned. */
  get asked(): AlignmentAsked['align'] {
    return this.#asked.align;
  }

  /** Takes the columns that are shown, in their order, and how they are to be aligned. */
  set(item: string, columns: readonly ColumnModel[], look: AlignedLook, rendered: boolean): void {
    const changed =
      columns.length !== this.#columns.length || columns.some((column, at) => column !== this.#columns[at]);
    const folds = look.foldSame !== this.#look.foldSame;
    this.#columns = columns;
    this.#look = look;
    this.list.setRendered(rendered);
    const keys = look.aligned ? this.#comparable.map(({ head }) => head.key) : [];
    if (this.#asked.ask(item, keys, this.#chosen, look.part)) this.#trouble = 'none';
    const source = this.#source(item, keys);
    const among = JSON.stringify(columns.map(({ head }) => [head.key, head.sample]));
    const others = this.#shownOf !== source || this.#shownAmong !== among;
    if (!look.aligned || (this.#shownOf !== '' && item !== this.#item)) this.#wanted = null;
    // In another part, or beside others, the same step is to be in view.
    else if (this.#shownOf !== '' && others) this.#wanted ??= this.#placeOfReference;
    this.#item = item;
    if (this.#asked.align === null) {
      this.#message = null;
      this.#clear();
    } else if (others) {
      const same = this.#shownOf === source;
      this.#clear();
      this.#shownOf = source;
      this.#shownAmong = among;
      // Only a column that is not compared is another: nothing is asked anew, and nothing else will come.
      if (same) this.#show();
      else {
        // What comes next is of these; the last one may only seem to fit.
        this.#message = null;
        this.#trouble = 'none';
      }
    } else if (changed || folds) this.#show();
  }

  /** Takes the next alignment, or null: it failed, and the rows stay as they are. */
  receive(message: AlignedColumns | null): void {
    if (this.#asked.align === null) return;
    if (message === null) {
      if (this.#trouble !== 'failed') this.#events.onAnnounce(couldNotAlign());
      this.#trouble = 'failed';
    } else {
      this.#message = message;
      this.#trouble = 'none';
      this.#show();
    }
    this.#events.onChange();
  }

  /** Asks once more for what failed. */
  again(): void {
    this.#trouble = 'again';
    this.#asked.again();
    this.#events.onChange();
  }

  /** The texts of a column grew. */
  textChanged(): void {
    if (this.#message !== null && this.alignment !== null)
      this.list.setTails(tailsOf(this.#message, this.#columns));
  }

  act(way: AlignedWay): void {
    this.#ways.go(way);
  }

  /** Brings a 0-based row into view. */
  goTo(row: number): void {
    this.list.travel.goTo(row, true);
  }

  /** The place of the current row among the differences, 0 where it is none; null where nothing differs. */
  get difference(): AlignedWays['difference'] {
    return this.#ways.difference;
  }

  /** Where the reader is in each column's text; none at the very top. */
  get places(): readonly ReaderPlace[] {
    const { alignment } = this;
    const row = this.list.topRow;
    return alignment === null || row === null || row < 0 ? [] : placesOfRow(alignment, row);
  }

  /** Once the columns are aligned, brings a place to the top; null: none. */
  want(place: ReaderPlace | null): void {
    this.#wanted = place;
  }

  /** The key of the reference that the reader wants. */
  get #chosen(): string | null {
    return referenceOf(
      this.#comparable.map(({ head }) => head),
      this.#look.reference,
    );
  }

  get #comparable(): readonly ColumnModel[] {
    return this.#columns.filter((column) => !isUnmarked(column, this.#look.part));
  }

  /** Where the reader is in the reference, or in another column where that has no text. */
  get #placeOfReference(): ReaderPlace | null {
    const { alignment, places } = this;
    const key = alignment?.columns[alignment.reference]?.head.key;
    return places.find((place) => place.key === key) ?? places[0] ?? null;
  }

  /** What an alignment must be of to be kept while the next one is made: everything but how long the texts are. */
  #source(item: string, keys: readonly string[]): string {
    const samples = this.#comparable.map(({ head }) => head.sample);
    return JSON.stringify([item, keys, samples, this.#look.part]);
  }

  #clear(): void {
    if (this.alignment !== null) this.list.show(null, false);
    this.#shownOf = '';
    this.minimap.draw();
  }

  #show(): void {
    const message = this.#message;
    const { align } = this.#asked;
    if (message === null || message.part !== align?.part) return;
    const alignment = shownAlignment(message, this.#columns);
    if (alignment === null) return;
    this.list.show(alignment, this.#look.foldSame);
    this.list.setTails(tailsOf(message, this.#columns));
    this.minimap.draw();
    const row = this.#wanted === null ? null : rowOfReaderPlace(alignment, this.#wanted);
    this.#wanted = null;
    if (row !== null) this.list.travel.toTop(row);
  }
}
