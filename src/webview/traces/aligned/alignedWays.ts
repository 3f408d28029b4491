import * as l10n from '@vscode/l10n';
import { chiefOf } from '../../../core/compare/parting.ts';
import { count } from '../../numbers.ts';
import type { AlignedList } from './alignedList.ts';
import { answersThatDiffer } from './finalAnswers.ts';
import { differences, disagreements, divergences, type Places, stepFrom } from './navigation.ts';
import { hereWords, partingsOf } from './partings.ts';

/** Leads the reader through what differs. */
export type AlignedWay = 'next-difference' | 'previous-difference' | 'next-disagreement' | 'divergence';

/** What is said of where one got to, and where there is nothing to go to. */
interface WayWords {
  readonly one: (at: number, of: number) => string;
  readonly none: string;
}

export class AlignedWays {
  readonly #list: AlignedList;
  readonly #announce: (words: string) => void;

  constructor(list: AlignedList, announce: (words: string) => void) {
    this.#list = list;
    this.#announce = announce;
  }

  go(way: AlignedWay): void {
    const { rows = [], columns = [] } = this.#list.alignment ?? {};
    switch (way) {
      case 'next-difference':
      case 'previous-difference':
        this.#go(differences(rows), way === 'next-difference' ? 1 : -1, {
          one: (at, of) => l10n.t('Difference {0} of {1}', count(at), count(of)),
          none: l10n.t('No difference'),
        });
        break;
      case 'next-disagreement':
        this.#goToDisagreement(disagreements(rows));
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
    }
  }

  /** The place of the current row among the differences, 0 where it is none; null where nothing differs. */
  get difference(): readonly [at: number, of: number] | null {
    const places = differences(this.#list.alignment?.rows ?? []);
    const at = places.findLastIndex((place) => place <= this.#list.current);
    return places.length === 0 ? null : [places[at] === this.#list.current ? at + 1 : 0, places.length];
  }

  /** Where no step disagrees but the final answers do, to where they stand. */
  #goToDisagreement(places: Places): void {
    const answers = this.#list.alignment === null ? null : answersThatDiffer(this.#list.alignment);
    if (places.length > 0 || answers === null)
      this.#go(places, 1, {
        one: (at, of) => l10n.t('Disagreement: {0} of {1}', count(at), count(of)),
        none: l10n.t('No pair disagrees'),
      });
    else
      this.#go(answers.rows, 1, {
        one: (at, of) =>
          of === 1 ? answers.words : l10n.t('{0}: {1} of {2}', answers.words, count(at), count(of)),
        none: answers.words,
      });
  }

  #go(places: Places, by: 1 | -1, words: WayWords): void {
    const at = stepFrom(places, this.#list.current, by);
    const row = places[at];
    if (row !== undefined) this.#list.travel.goTo(row, true);
    this.#announce(row === undefined ? words.none : words.one(at + 1, places.length));
  }

  #partingWords(row: number | undefined): string {
    const { alignment } = this.#list;
    const partings = alignment === null ? [] : partingsOf(alignment);
    const chief = chiefOf(partings.filter((parting) => parting.row === row));
    return chief === null ? '' : hereWords(chief);
  }
}
