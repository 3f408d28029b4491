import { lastBoxes } from '../scorers/mathExtract.ts';
import type { Claim } from './claim.ts';
import { claimsOf } from './claims.ts';
import { inARow } from './inARow.ts';
import type { SameValues } from './sameValues.ts';

/** Of one thing so many values at most are compared; of what is said in more ways nothing is. */
const MOST_VALUES = 8;

/**
 * Whether two steps say another value of the same thing: behind the same left side, as the answer, or in a box.
 *
 * - A chain of equations says its last member of its first side. What the other step has on its way says the same.
 * - Values of other letters are other equations, and of other units other measures: they do not count.
 * - Of more than one value of a thing, as many must be said on both sides; else none of them may be said on both.
 */
export function claimsDiffer(left: string, right: string, values: SameValues): boolean {
  const [box, other] = [boxed(left), boxed(right)];
  if (box !== null && other !== null && box !== other) if (values.same(box, other) === false) return true;
  const claims = bySubject(claimsOf(left));
  if (claims.size === 0) return false;
  for (const [subject, others] of bySubject(claimsOf(right))) {
    const own = claims.get(subject);
    if (own !== undefined && differ(own, others, values)) return true;
  }
  return false;
}

function bySubject(claims: readonly Claim[]): Map<string, Claim[]> {
  const found = new Map<string, Claim[]>();
  for (const claim of claims) {
    // An answer is one, whatever letters it has: `B` and `C`.
    const key = claim.isAnswer ? claim.subject : `${claim.subject} ${claim.letters}`;
    const before = found.get(key);
    if (before === undefined) found.set(key, [claim]);
    else if (before.length <= MOST_VALUES && !before.some((one) => spelled(one) === spelled(claim)))
      before.push(claim);
  }
  return found;
}

function spelled({ members }: Claim): string {
  return (members.at(-1) ?? '').replace(/\s+/g, '');
}

function differ(left: readonly Claim[], right: readonly Claim[], values: SameValues): boolean {
  if (left.length > MOST_VALUES || right.length > MOST_VALUES) return false;
  const [lefts, rights] = [distinct(left, values), distinct(right, values)];
  const newLeft = lefts.filter((one) => !rights.some((other) => agree(one, other, values)));
  const newRight = rights.filter((one) => !lefts.some((other) => agree(other, one, values)));
  if (newLeft.length === 0 || newRight.length === 0) return false;
  return (
    lefts.length === rights.length || (newLeft.length === lefts.length && newRight.length === rights.length)
  );
}

function distinct(claims: readonly Claim[], values: SameValues): Claim[] {
  const found: Claim[] = [];
  for (const claim of claims) if (!found.some((one) => agree(one, claim, values))) found.push(claim);
  return found;
}

/** They say the same, or it cannot be told. */
function agree(a: Claim, b: Claim, values: SameValues): boolean {
  if (a.unit !== b.unit && a.unit !== '' && b.unit !== '' && isUnit(a.unit) && isUnit(b.unit)) return true;
  const [x, y] = [withoutBase(a.members.at(-1) ?? ''), withoutBase(b.members.at(-1) ?? '')];
  if (spelled(a) === spelled(b)) return true;
  const [row, other] = [inARow(x), inARow(y)];
  if (
    row === other ||
    a.members.some((one) => inARow(one) === other) ||
    b.members.some((one) => inARow(one) === row)
  )
    return true;
  if (twofold.test(x) !== twofold.test(y)) return true;
  if ((a.approximate || b.approximate) && isNear(x, y)) return true;
  const same = values.same(x, y);
  if (same === null) return !isOtherNumber(x, y);
  return same;
}

const twofold = /±|\\pm\b/;

/** `255_{10}` is `255`. */
function withoutBase(value: string): string {
  return value.replace(/^(\d+)\s*_\s*(?:10|\{10\})$/, '$1');
}

function isUnit(word: string): boolean {
  return word.length <= 3;
}

/** One is the other with fewer digits behind the point; what is no plain number may be near. */
function isNear(x: string, y: string): boolean {
  const [a, b] = [Number(x.replaceAll(',', '')), Number(y.replaceAll(',', ''))];
  if (Number.isNaN(a) || Number.isNaN(b)) return true;
  const [i, j] = [x, y].map((text) => (text.split('.')[1] ?? '').length);
  if (i === undefined || j === undefined || i === j) return a === b;
  return Math.abs(a - b) <= 1.01 * 10 ** -Math.min(i, j);
}

/** The same but for one number. */
function isOtherNumber(x: string, y: string): boolean {
  const split = (text: string): string[] => text.replace(/\s+/g, '').split(/(\d+(?:\.\d+)?)/);
  const [a, b] = [split(x), split(y)];
  if (a.length !== b.length) return false;
  const others = a.flatMap((part, at) => (part === b[at] ? [] : [at]));
  return others.length === 1 && (others[0] ?? 0) % 2 === 1;
}

function boxed(step: string): string | null {
  if (!step.includes('\\boxed') && !step.includes('\\fbox')) return null;
  const boxes = lastBoxes(step);
  return boxes.length === 0 ? null : boxes.map(({ inner }) => step.slice(...inner).trim()).join(', ');
}
