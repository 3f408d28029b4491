/** How two texts of which nothing differs are the same: `empty` where there is no text, `blanks` but for white space. */
export type Sameness = 'empty' | 'exact' | 'blanks';

/**
 * Null where they differ in more than white space.
 *
 * @param identical every step is the same but for white space, in the same order (`AlignedTrace.identical`)
 */
export function samenessOf(identical: boolean, text: string, other: string): Sameness | null {
  if (text.trim() === '' && other.trim() === '') return 'empty';
  if (text === other) return 'exact';
  return identical ? 'blanks' : null;
}

/** In plain English, as the exported pages and the command line say it. */
export const samenessWords: Readonly<Record<Sameness, string>> = {
  empty: 'no text',
  exact: 'the same, word for word',
  blanks: 'the same but for white space',
};
