import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { ComparedPart } from '../../../core/compare/comparedText.ts';
import { chiefOf } from '../../../core/compare/parting.ts';
import type { AlignedColumns, FromTraces } from '../../../protocol.ts';
import { count } from '../../numbers.ts';
import type { Range } from '../marks.ts';
import type { ColumnModel } from '../session.ts';
import { AlignedList } from './alignedList.ts';
import { AlignmentAsked, referenceOf } from './alignmentAsked.ts';
import { Minimap } from './minimap.ts';
import { differences, disagreements, divergences, type Places, stepFrom } from './navigation.ts';
import { hereWords, partingsOf } from './partings.ts';
import { shownAlignment, type ShownAlignment, tailsOf } from './shownAlignment.ts';

/** How the reader wants columns to be aligned. */
export interface AlignedLook {
  readonly aligned: boolean;
  readonly part: ComparedPart;
  /** The key of the column that was chosen. */
  readonly reference: string | null;
  readonly foldSame: boolean;
}

export type AlignedAction =
  'next-difference' | 'previous-difference' | 'next-disagreement' | 'divergence' | 'fold-same';

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
  readonly #asked: AlignmentAsked;
  readonly #events: AlignedEvents;
  #columns: readonly ColumnModel[] = [];
  #look: AlignedLook = { aligned: false, part: 'both', reference: null, foldSame: false };
  #message: AlignedColumns | null = null;
  #failed = false;
  /** What the rows that are shown were aligned of. */
  #shownOf = '';

  constructor(events: AlignedEvents) {
    this.#events = events;
    this.#asked = new AlignmentAsked(events.post);
    this.list = new AlignedList({
      onCurrent: () => events.onChange(),
      onView: () => this.minimap.follow(),
    });
    this.minimap = new Minimap(this.list);
  }

  /** Are the columns aligned, or would they be with one more? */
  get on(): boolean {
    return this.#look.aligned;
  }

  /** The key of the reference. */
  get reference(): string | null {
    return referenceOf(
      this.#columns.map(({ head }) => head),
      this.#look.reference,
    );
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
    const keys = look.aligned ? columns.map(({ head }) => head.key) : [];
    this.#asked.ask(item, keys, this.reference, look.part);
    if (this.#asked.align === null) {
      this.#message = null;
      this.#failed = false;
      this.#clear();
    } else if (this.#shownOf !== this.#source(item)) {
      this.#clear();
      this.#shownOf = this.#source(item);
      // What comes next is of these; the last one may only seem to fit.
      this.#message = null;
      this.#failed = false;
    } else if (changed || folds) this.#show();
  }

  receive(message: AlignedColumns | null): void {
    if (this.#asked.align === null) return;
    this.#message = message;
    this.#failed = message === null;
    this.#show();
    this.#events.onChange();
  }

  /** The texts of a column grew. */
  textChanged(): void {
    if (this.#message !== null && this.alignment !== null)
      this.list.setTails(tailsOf(this.#message, this.#columns));
  }

  /** What stands in place of the rows; null where they are there. */
  get notice(): string | null {
    if (this.#columns.length < 2)
      return l10n.t('Two columns are needed to align them step by step: show another one.');
    if (this.alignment !== null) return null;
    return this.#failed ? l10n.t('The columns could not be aligned.') : l10n.t('Aligning…');
  }

  template(): TemplateResult {
    const { notice } = this;
    return html`<div class="aligned">
      ${notice === null ? this.list.element : html`<p class="quiet aligned-notice">${notice}</p>`}
    </div>`;
  }

  act(action: AlignedAction): void {
    const { rows = [], columns = [] } = this.alignment ?? {};
    switch (action) {
      case 'next-difference':
      case 'previous-difference':
        this.#go(differences(rows), action === 'next-difference' ? 1 : -1, {
          one: (at, of) => l10n.t('Difference {0} of {1}', count(at), count(of)),
          none: l10n.t('No difference'),
        });
        break;
      case 'next-disagreement':
        this.#go(disagreements(rows), 1, {
          one: (at, of) => l10n.t('Disagreement {0} of {1}', count(at), count(of)),
          none: l10n.t('No disagreement'),
        });
        break;
      case 'divergence': {
        const places = divergences(columns.map(({ trace }) => trace));
        this.#go(places, 1, {
          one: (at, of) => {
            const words = this.#partingWords(places[at - 1]);
            return of === 1 ? words : l10n.t('{0}: {1} of {2}', words, count(at), count(of));
          },
          none: l10n.t('Every step has a partner'),
        });
        break;
      }
      case 'fold-same':
        break;
    }
  }

  /** Brings a 0-based row into view. */
  goTo(row: number): void {
    this.list.goTo(row, true);
  }

  /** Brings the place where a column's answer was found into view; words where that cannot be. */
  revealAnswer(key: string): void {
    const column = this.#columnOf(key);
    if (column >= 0 && this.list.revealMark(column)) return;
    this.#events.onAnnounce(
      this.#look.part === 'reasoning' ? l10n.t('Only the reasoning is shown') : l10n.t('No answer was found'),
    );
  }

  /** Shows a place of one of a column's texts; false where the alignment does not have it. */
  showPlace(key: string, part: 'reasoning' | 'answer', range: Range): boolean {
    const column = this.#columnOf(key);
    const shown = this.alignment?.columns[column];
    if (shown === undefined || this.#look.part === (part === 'answer' ? 'reasoning' : 'answer')) return false;
    const by = part === 'answer' ? (shown.answerAt ?? 0) : 0;
    return this.list.showPlace(column, [range[0] + by, range[1] + by]);
  }

  /** Brings the end of a column's reasoning into view. */
  revealEndOfReasoning(key: string): void {
    const column = this.#columnOf(key);
    const shown = this.alignment?.columns[column];
    if (shown === undefined) return;
    const end = shown.answerAt ?? shown.text.length;
    const row = this.alignment?.rows.findLastIndex(
      ({ cells }) => cells[column]?.some(({ start }) => start < end) === true,
    );
    if (row !== undefined && row >= 0) this.goTo(row);
  }

  /** The place of the current row among the differences; null where it is none. */
  get difference(): readonly [at: number, of: number] | null {
    const places = differences(this.alignment?.rows ?? []);
    const at = places.findLastIndex((place) => place <= this.list.current);
    return places.length === 0 ? null : [places[at] === this.list.current ? at + 1 : 0, places.length];
  }

  #go(
    places: Places,
    by: 1 | -1,
    words: { readonly one: (at: number, of: number) => string; readonly none: string },
  ): void {
    const at = stepFrom(places, this.list.current, by);
    const row = places[at];
    if (row !== undefined) this.list.goTo(row, true);
    this.#events.onAnnounce(row === undefined ? words.none : words.one(at + 1, places.length));
  }

  #partingWords(row: number | undefined): string {
    const partings = this.alignment === null ? [] : partingsOf(this.alignment);
    const chief = chiefOf(partings.filter((parting) => parting.row === row));
    return chief === null ? '' : hereWords(chief);
  }

  #columnOf(key: string): number {
    return this.alignment?.columns.findIndex(({ head }) => head.key === key) ?? -1;
  }

  /** What an alignment must be of to be kept while the next one is made: everything but how long the texts are. */
  #source(item: string): string {
    const samples = this.#columns.map(({ head }) => [head.key, head.sample]);
    return JSON.stringify([item, samples, this.#look.part]);
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
  }
}
