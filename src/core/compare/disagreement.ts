import { mayClaimOther } from './changedClaims.ts';
import { isName, type Place, type Range, relations, StepTokens, valueOf } from './formulaPlaces.ts';
import { SameSentences } from './sameSentence.ts';
import { claimsDiffer } from './sameSubject.ts';
import type { SameValues } from './sameValues.ts';
import type { TokenKind } from './tokens.ts';
import type { ReadText } from './wordEdits.ts';

/** What stands in place of each other in two steps: half-open indices of the steps' tokens. One may be empty. */
export interface Replaced {
  readonly left: Range;
  readonly right: Range;
}

/** A step of a text, by its 0-based index. */
export type StepOf = readonly [text: ReadText, step: number];

/** In more tokens than these another thing is said, and no number is in place of another. */
const MANY = 8;
/** Steps with more differences have other words: their formulas are not compared by value. */
const MANY_RUNS = 64;

/** By token id, in both texts; and what is known of their values. */
export interface TokenNames {
  readonly kinds: readonly TokenKind[];
  readonly keys: readonly string[];
  readonly values: SameValues;
}

type Sides = readonly [left: StepTokens, right: StepTokens];

/**
 * Whether two steps say another value of the same thing.
 *
 * - Behind the same left side, in a box, or as the answer (`claimsDiffer`): a chain of equations says its last member of
 *   its first side. Other left sides, other cases and an equation that is only rearranged say nothing against each other.
 * - In a sentence that is otherwise the same word for word (`SameSentences`), a number or formula stands in place of
 *   another one. Arguments, indices, names and the bounds of a case are no such place. Numbers of list items and headings
 *   are none. There:
 *   - What stands behind the same relation, in the same box, or in the same formula but for a place, is compared by
 *     value where that can be told (`sameAnswer`): `0.50` is `0.5`, `2` is not `2\pi`. A letter that is another one
 *     throughout is a renaming.
 *   - Else a number stands in place of another of another value where one does behind the same sign of relation, or
 *     where the other step has it nowhere: else the same is said in another order.
 *   - A formula stands in place of another that is the same but for one place: another number, sign or function.
 *   - A sign or factor that is put to a number: `-5`, `5/3`, `5%`.
 * - Both are nothing but a value, `12` and `15`: what is a pair for its place alone stands there for the same thing.
 */
export function disagree(runs: readonly Replaced[], left: StepOf, right: StepOf, names: TokenNames): boolean {
  if (runs.length === 0) return false;
  const sides = [new StepTokens(...left, names), new StepTokens(...right, names)] as const;
  if (mayClaimOther(runs, ...sides) && claimsDiffer(sourceOf(left), sourceOf(right), names.values))
    return true;
  const [value, other] = [bareValue(sides[0]), bareValue(sides[1])];
  if (value !== null && other !== null) return names.values.same(value, other) === false;
  let sentences: SameSentences | null = null;
  return runs.some((run, at) => {
    if (!isShort(run) || !saysOther(run, at)) return false;
    sentences ??= new SameSentences(runs, left, right, names);
    return sentences.has(run);
  });

  function saysOther(run: Replaced, at: number): boolean {
    if (isProduct(sides[0], run.left, run.right) || isProduct(sides[1], run.right, run.left)) return false;
    const differs = runs.length > MANY_RUNS ? null : valuesDiffer(run, runs, sides, names.values);
    if (differs !== null) return differs;
    const [isAdded, isRemoved] = [run.left[0] === run.left[1], run.right[0] === run.right[1]];
    if (isAdded) return changesNumber(sides[1], run.right);
    if (isRemoved) return changesNumber(sides[0], run.left);
    return numbersDiffer(run, sides, names.values) || formulasDiffer(runs, at, sides);
  }
}

function sourceOf([{ text, tokens }, step]: StepOf): string {
  const [from, to] = [tokens.first[step] ?? 0, tokens.first[step + 1] ?? 0];
  if (from >= to) return '';
  // What opens and closes a formula is no token: a few signs more, but none of the steps before and behind.
  const start = Math.max(tokens.ends[from - 1] ?? 0, (tokens.starts[from] ?? 0) - 8);
  return text.slice(start, Math.min(tokens.starts[to] ?? text.length, (tokens.ends[to - 1] ?? 0) + 8));
}

/** What a step of numbers and signs alone comes to; null where it has words, letters, a relation or no number. */
function bareValue(side: StepTokens): string | null {
  const many = side.ids.length;
  if (many > MANY) return null;
  let numbers = 0;
  for (let at = 0; at < many; at += 1) {
    const kind = side.kind(at);
    if (kind === 'word' || kind === 'marker' || relations.has(side.key(at))) return null;
    if (kind === 'number') numbers += 1;
  }
  return numbers === 0 ? null : (side.written([0, many])?.replace(/[.,;]$/, '') ?? null);
}

function isShort({ left, right }: Replaced): boolean {
  const [a, b] = [size(left), size(right)];
  return a <= MANY && b <= MANY && (a > 0 || b > 0);
}

/** Null where the values around a run cannot be compared. */
function valuesDiffer(
  run: Replaced,
  runs: readonly Replaced[],
  [a, b]: Sides,
  values: SameValues,
): boolean | null {
  const [x, y] = [a.place(run.left), b.place(run.right)];
  if (x?.inFormula !== y?.inFormula || x === null || y === null || !isSamePlace(x, y, runs)) return null;
  const inside = runs.filter(({ left, right }) => touches(left, x.range) || touches(right, y.range));
  if (!(x.boxed && y.boxed)) {
    if (a.hasWords(x.range) || b.hasWords(y.range)) return null;
    if (inside.every((one) => isRenaming(one, [a, b]))) return null;
    if (!(x.behindRelation && y.behindRelation)) {
      if (!x.inFormula) return null;
      const changed = inside.reduce((sum, { left, right }) => sum + Math.max(size(left), size(right)), 0);
      const shared = size(x.range) - inside.reduce((sum, { left }) => sum + size(left), 0);
      if (shared < changed) return null;
    }
  }
  const same = values.same(x.text, y.text);
  return same === null ? null : !same;
}

/** What stands before both is the same token of both. */
function isSamePlace({ range: [i] }: Place, { range: [j] }: Place, runs: readonly Replaced[]): boolean {
  if (i === 0 || j === 0) return i === j;
  let shift = 0;
  for (const { left, right } of runs) {
    if (left[0] >= i) break;
    if (left[1] >= i && left[1] > left[0]) return false;
    shift = right[1] - left[1];
  }
  return i + shift === j;
}

function size([from, to]: Range): number {
  return to - from;
}

function touches([from, to]: Range, place: Range): boolean {
  return from === to ? from >= place[0] && from <= place[1] : from < place[1] && to > place[0];
}

/** A name stands in place of another, and neither step has both. */
function isRenaming({ left, right }: Replaced, [a, b]: Sides): boolean {
  if (size(left) !== 1 || size(right) !== 1) return false;
  const [from, to] = [a.ids[left[0]] ?? -1, b.ids[right[0]] ?? -1];
  return isName(a.key(left[0])) && isName(b.key(right[0])) && !a.has(to) && !b.has(from);
}

/** A sign before a number, or a factor or power at it, which the other step does not have. */
function changesNumber(side: StepTokens, [from, to]: Range): boolean {
  const key = side.key(from);
  if (key === '-' && to - from === 1)
    return (
      side.behind(from) !== ' ' && side.kind(to) === 'number' && !/[\p{L}\p{Nd})]/u.test(side.before(from))
    );
  if (side.kind(from - 1) !== 'number' || /\s/.test(side.before(from))) return false;
  if (to - from === 1) return key === '%' || key === 'π' || key === '!';
  return (key === '/' || key === '^') && to - from === 2 && side.kind(from + 1) === 'number';
}

/** A sign of multiplication that the other step does without; between numbers it is needed. */
function isProduct(side: StepTokens, [from, to]: Range, other: Range): boolean {
  if (to - from !== 1 || size(other) > 0 || side.key(from) !== '×') return false;
  return side.kind(from - 1) !== 'number' || side.kind(to) !== 'number';
}

function numbersDiffer(run: Replaced, [a, b]: Sides, values: SameValues): boolean {
  const [lefts, rights] = [numbersIn(a, run.left), numbersIn(b, run.right)];
  if (lefts.length === 0 || rights.length === 0) return false;
  if (lefts.map(valueOf).sort().join(' ') === rights.map(valueOf).sort().join(' ')) return false;
  const [x, y] = [a.written(run.left), b.written(run.right)];
  if (x !== null && y !== null && values.same(x, y) === true) return false;
  const isAlone = size(run.left) === 1 && size(run.right) === 1;
  const before = a.key(run.left[0] - 1);
  if (isAlone && before === b.key(run.right[0] - 1) && relations.has(before)) return true;
  return lefts.some((key) => !b.hasNumber(valueOf(key))) && rights.some((key) => !a.hasNumber(valueOf(key)));
}

function numbersIn(side: StepTokens, [from, to]: Range): string[] {
  const found: string[] = [];
  for (let at = from; at < to; at += 1) if (side.kind(at) === 'number') found.push(side.key(at));
  return found;
}

/** The formulas that a run stands in are the same but for a token. */
function formulasDiffer(runs: readonly Replaced[], at: number, [a, b]: Sides): boolean {
  const run = runs[at];
  if (run === undefined) return false;
  if (size(run.left) !== 1 || size(run.right) !== 1 || isRenaming(run, [a, b])) return false;
  const kinds = [a.kind(run.left[0]), b.kind(run.right[0])];
  if (kinds.includes('number')) return false;
  const [left, right] = [a.formula(run.left), b.formula(run.right)];
  if (left === null || right === null) return false;
  // Runs are in order on both sides: where the next ones are not in the formulas, no others are.
  return ![runs[at - 1], runs[at + 1]].some(
    (other) => other !== undefined && (touches(other.left, left) || touches(other.right, right)),
  );
}
