import * as l10n from '@vscode/l10n';
import { oneLine } from '../../oneLine.ts';
import type { ColumnHead } from '../words.ts';
import type { Places } from './navigation.ts';
import { partingsOf } from './partings.ts';
import { rowOfPlace } from './rowPlaces.ts';
import type { AlignedColumn, ShownAlignment } from './shownAlignment.ts';

/** An answer in a line with others has at most so many UTF-16 units. */
export const LONGEST_ANSWER = 60;
/** So many different answers are said; of the others, how many there are. */
export const MOST_ANSWERS = 4;

/** Columns that have the same final answer; `value` null: none is known. */
export interface AnswerGroup {
  readonly names: readonly string[];
  readonly value: string | null;
  /** Whether somebody looked for it. */
  readonly scored: boolean;
}

/**
 * Columns by their final answer: `A, B: 42`; last those without one, and those where nobody looked for one. None where no
 * final answer is known.
 */
export function answerGroups(columns: readonly AlignedColumn[]): readonly AnswerGroup[] {
  const compared = columns.filter(({ unmarked }) => !unmarked);
  if (compared.every(({ trace }) => trace.answer === null)) return [];
  const placeOf = ({ head, trace }: AlignedColumn): number =>
    trace.answer ?? (isScored(head) ? compared.length : compared.length + 1);
  return [...Map.groupBy(compared, placeOf)]
    .toSorted(([a], [b]) => a - b)
    .map(([, members]) => ({
      names: members.map(({ name }) => name),
      value: members.find(({ finalAnswer }) => finalAnswer !== null)?.finalAnswer ?? null,
      scored: members.some(({ head }) => isScored(head)),
    }));
}

/** Whether somebody looked for the answer of a column; one that is cut off counts without a look. */
function isScored({ state, verdict, judged: { ours, hand } }: ColumnHead): boolean {
  return [verdict, ours, hand].some((one) => (one?.value ?? null) !== null) || state === 'truncated';
}

/**
 * Where no step disagrees, but the final answers do: the 0-based rows where these stand, and what is said of them. Null
 * where fewer than two are known, or all are the same. Rows are empty where the answers are not in what is aligned.
 */
export function answersThatDiffer(
  alignment: ShownAlignment,
): { readonly rows: Places; readonly words: string } | null {
  const { columns, rows } = alignment;
  const known = columns.filter(({ trace }) => trace.answer !== null);
  if (rows.some(({ disagrees }) => disagrees)) return null;
  if (new Set(known.map(({ trace }) => trace.answer)).size < 2) return null;
  const values = answerGroups(columns).flatMap(({ value }) =>
    value === null ? [] : [oneLine(value, LONGEST_ANSWER)],
  );
  const said = [...values.slice(0, MOST_ANSWERS), ...(values.length > MOST_ANSWERS ? ['…'] : [])].join(' / ');
  const places = columns.flatMap(({ found, trace }, at) => {
    const row = found === null || trace.answer === null ? -1 : rowOfPlace(alignment, at, found);
    return row < 0 ? [] : [row];
  });
  return {
    rows: [...new Set(places)].sort((a, b) => a - b),
    words:
      partingsOf(alignment).length === 0
        ? l10n.t('Only the final answers differ: {0}', said)
        : l10n.t('No pair disagrees, but the final answers differ: {0}', said),
  };
}
