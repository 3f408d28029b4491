import type { ComparedPart } from '../../../core/compare/comparedText.ts';
import type { Align, FromTraces } from '../../../protocol.ts';
import type { ColumnHead } from '../words.ts';

/** The column that the others are aligned to: the reader's choice where it is shown, else the base, else the first. */
export function referenceOf(
  heads: readonly Pick<ColumnHead, 'key' | 'role'>[],
  chosen: string | null,
): string | null {
  const found =
    heads.find(({ key }) => key === chosen) ?? heads.find(({ role }) => role === 'base') ?? heads[0];
  return found?.key ?? null;
}

/** Keeps the host told what is to be aligned. */
export class AlignmentAsked {
  readonly #post: (message: FromTraces) => void;
  #asked = '';
  #align: Align | null = null;

  constructor(post: (message: FromTraces) => void) {
    this.#post = post;
  }

  /** What the host was asked last; null where it is to align nothing. */
  get align(): Align | null {
    return this.#align;
  }

  /**
   * Asks for an alignment of these columns, in the order they are shown; with fewer than two, or without a reference,
   * for none. `item` tells one item from the next. False where that was asked already.
   */
  ask(item: string, columns: readonly string[], reference: string | null, part: ComparedPart): boolean {
    const align =
      columns.length < 2 || reference === null ? null : { columns: [...columns], reference, part };
    const asked = align === null ? '' : JSON.stringify([item, align]);
    if (asked === this.#asked) return false;
    this.#asked = asked;
    this.#align = align;
    this.#post({ type: 'align', align });
    return true;
  }

  /** Asks for the same once more. */
  again(): void {
    this.#post({ type: 'align', align: this.#align });
  }
}
