import type { Asked } from '../results/formats/format.ts';
import { say, verbatim } from '../say.ts';

/** What the two sides of a comparison are called. */
export type SideNames = readonly [left: string, right: string];

const longestName = 40;

/**
 * How two runs were asked otherwise, in words such as `base greedy, tuned T 0.6`. Of what only one of them says
 * something is said only where one tool ran both: of another one nothing can be known.
 */
export function askedDifferences(
  left: Asked,
  right: Asked,
  [one, other]: SideNames,
  oneTool: boolean,
): readonly string[] {
  const both = <T>(
    a: T | undefined,
    b: T | undefined,
    words: (value: T) => string,
    unsaid: string | null,
  ): string[] => {
    if (a === b || ((a === undefined || b === undefined) && (!oneTool || unsaid === null))) return [];
    return [say`${one} ${wordsOf(a, words, unsaid)}, ${other} ${wordsOf(b, words, unsaid)}`];
  };
  const heat = (value: number): string => (value === 0 ? say`greedy` : say`T ${value}`);
  return [
    ...both(left.temperature, right.temperature, heat, say`no temperature set`),
    ...both(left.topP, right.topP, (value) => say`top-p ${value}`, null),
    ...both(
      left.maxTokens,
      right.maxTokens,
      (value) => say`at most ${value} tokens`,
      say`no token limit set`,
    ),
    ...both(left.shots, right.shots, (value) => say`${value} shots`, null),
    ...both(left.api, right.api, apiWords, null),
    ...prompts(left.prompt, right.prompt, one, other),
    ...systems(left.system, right.system, one, other, oneTool),
  ];
}

function wordsOf<T>(value: T | undefined, words: (value: T) => string, unsaid: string | null): string {
  return value === undefined ? (unsaid ?? '') : words(value);
}

function apiWords(api: NonNullable<Asked['api']>): string {
  if (api === 'chat') return say`asked by chat`;
  return api === 'completions' ? say`asked by completions` : say`scored by likelihood`;
}

function prompts(left: string | undefined, right: string | undefined, one: string, other: string): string[] {
  if (left === undefined || right === undefined || left === right) return [];
  const isNamed = [left, right].every((name) => name.length <= longestName && !/^[0-9a-f]{12,}$/.test(name));
  return isNamed
    ? [say`${one} prompt ${verbatim(left)}, ${other} prompt ${verbatim(right)}`]
    : [say`other prompts`];
}

function systems(
  left: string | undefined,
  right: string | undefined,
  one: string,
  other: string,
  oneTool: boolean,
): string[] {
  const [a, b] = [left ?? '', right ?? ''];
  if (a === b) return [];
  if (a !== '' && b !== '') return [say`other system messages`];
  if (!oneTool) return [];
  return [a === '' ? say`a system message for ${other} alone` : say`a system message for ${one} alone`];
}
