import { mathSpans } from '../traces/mathSpans.ts';
import type { TextTokens } from './textTokens.ts';
import type { TokenKind } from './tokens.ts';
import type { ReadText } from './wordEdits.ts';

/** What stands in place of each other in two steps: half-open indices of the steps' tokens. One may be empty. */
export interface Replaced {
  readonly left: readonly [from: number, to: number];
  readonly right: readonly [from: number, to: number];
}

type StepOf = readonly [text: ReadText, step: number];

/** In more tokens than these another thing is said, and no number is in place of another. */
const MANY = 8;
const relations: ReadonlySet<string> = new Set(['=', '≈', '<', '>', '≤', '≥', '≠', '≡']);

/** By token id, in both texts. */
export interface TokenNames {
  readonly kinds: readonly TokenKind[];
  readonly keys: readonly string[];
}

/**
 * Whether a number or a formula stands in place of another one. Numbers of list items and headings are none.
 *
 * - A number stands in place of another where one does behind the same sign of relation, or where the other step has it
 *   nowhere: else the same is said in another order.
 * - A formula stands in place of another that is the same but for one place: another sign, or another letter, unless
 *   that letter is another one throughout, which is a renaming.
 */
export function disagree(runs: readonly Replaced[], left: StepOf, right: StepOf, names: TokenNames): boolean {
  const replaced = runs.filter(({ left: a, right: b }) => {
    const [lefts, rights] = [a[1] - a[0], b[1] - b[0]];
    return lefts > 0 && rights > 0 && lefts <= MANY && rights <= MANY;
  });
  if (replaced.length === 0) return false;
  const sides = [sideOf(left), sideOf(right)] as const;
  return replaced.some((run) => numbersDiffer(run, sides, names) || formulasDiffer(run, runs, sides, names));
}

type Range = readonly [from: number, to: number];

interface Side {
  readonly ids: Int32Array;
  readonly has: (id: number) => boolean;
  /** The formula that tokens of the step stand in, by half-open indices. */
  readonly formula: (range: Range) => Range | null;
}

function sideOf([{ text, tokens }, step]: StepOf): Side {
  const [from, to] = [tokens.first[step] ?? 0, tokens.first[step + 1] ?? 0];
  const ids = tokens.ids.subarray(from, to);
  let all: Set<number> | null = null;
  let formulas: readonly Range[] | null = null;
  return {
    ids,
    has: (id) => (all ??= new Set(ids)).has(id),
    formula: ([first, behind]) => {
      formulas ??= formulasOf(text, tokens, from, to);
      return formulas.find(([start, end]) => start <= first && behind <= end) ?? null;
    },
  };
}

function formulasOf(text: string, { starts, ends }: TextTokens, from: number, to: number): Range[] {
  // What opens and closes a formula is no token: the first may begin before the step's first token.
  const base = Math.max(0, (starts[from] ?? 0) - 8);
  return mathSpans(text.slice(base, (ends[to - 1] ?? 0) + 8)).map((span) => {
    let first = from;
    while (first < to && (starts[first] ?? 0) < base + span.start) first += 1;
    let behind = first;
    while (behind < to && (ends[behind] ?? 0) <= base + span.end) behind += 1;
    return [first - from, behind - from];
  });
}

function numbersDiffer(run: Replaced, [a, b]: readonly [Side, Side], { kinds, keys }: TokenNames): boolean {
  const numbers = (ids: Int32Array): number[] => [...ids].filter((id) => kinds[id] === 'number');
  const [lefts, rights] = [numbers(a.ids.subarray(...run.left)), numbers(b.ids.subarray(...run.right))];
  const isAlone = run.left[1] - run.left[0] === 1 && run.right[1] - run.right[0] === 1;
  const before = a.ids[run.left[0] - 1];
  if (
    isAlone &&
    before !== undefined &&
    before === b.ids[run.right[0] - 1] &&
    relations.has(keys[before] ?? '')
  )
    return lefts.length === 1 && rights.length === 1;
  return lefts.some((id) => !b.has(id)) && rights.some((id) => !a.has(id));
}

function formulasDiffer(
  run: Replaced,
  runs: readonly Replaced[],
  [a, b]: readonly [Side, Side],
  { kinds }: TokenNames,
): boolean {
  const [from, to] = [a.ids[run.left[0]] ?? 0, b.ids[run.right[0]] ?? 0];
  if (run.left[1] - run.left[0] !== 1 || run.right[1] - run.right[0] !== 1) return false;
  if (kinds[from] === 'number' || kinds[to] === 'number') return false;
  const isRenaming = kinds[from] !== 'sign' && kinds[to] !== 'sign' && !a.has(to) && !b.has(from);
  const [left, right] = [a.formula(run.left), b.formula(run.right)];
  if (isRenaming || left === null || right === null) return false;
  const touches = (range: Range, formula: Range): boolean => range[0] < formula[1] && range[1] > formula[0];
  return !runs.some((other) => other !== run && (touches(other.left, left) || touches(other.right, right)));
}
