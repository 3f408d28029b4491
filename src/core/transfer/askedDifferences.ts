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
  return [
    ...temperatures(left.temperature, right.temperature, one, other, oneTool),
    ...topPs(left.topP, right.topP, one, other),
    ...limits(left.maxTokens, right.maxTokens, one, other, oneTool),
    ...apis(left.api, right.api, one, other),
    ...prompts(left.prompt, right.prompt, one, other),
    ...systems(left.system, right.system, one, other, oneTool),
  ];
}

/** Each has its own words: values alone would say too little for another language to find them again. */
function temperatures(
  a: number | undefined,
  b: number | undefined,
  one: string,
  other: string,
  oneTool: boolean,
): string[] {
  if (a === b) return [];
  if (a === undefined || b === undefined) {
    if (!oneTool) return [];
    return a === undefined
      ? [say`${one} without a temperature, ${other} with T ${b ?? ''}`]
      : [say`${one} with T ${a}, ${other} without a temperature`];
  }
  if (a === 0) return [say`${one} greedy, ${other} T ${b}`];
  return b === 0 ? [say`${one} T ${a}, ${other} greedy`] : [say`${one} T ${a}, ${other} T ${b}`];
}

function topPs(a: number | undefined, b: number | undefined, one: string, other: string): string[] {
  if (a === undefined || b === undefined || a === b) return [];
  return [say`${one} top-p ${a}, ${other} top-p ${b}`];
}

function limits(
  a: number | undefined,
  b: number | undefined,
  one: string,
  other: string,
  oneTool: boolean,
): string[] {
  if (a === b) return [];
  if (a !== undefined && b !== undefined) return [say`${one} at most ${a} tokens, ${other} at most ${b}`];
  if (!oneTool) return [];
  return a === undefined
    ? [say`at most ${b ?? ''} tokens for ${other} alone`]
    : [say`at most ${a} tokens for ${one} alone`];
}

function apis(a: Asked['api'], b: Asked['api'], one: string, other: string): string[] {
  if (a === undefined || b === undefined || a === b) return [];
  return [say`${one} asked by ${verbatim(a)}, ${other} by ${verbatim(b)}`];
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
