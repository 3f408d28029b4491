import type { Stretch } from './candidates.ts';
import { range } from './places.ts';
import type { Bags, TextBags } from './stepBags.ts';
import type { StepPair } from './stepCandidates.ts';

/** Of fewer tokens a step says too little. */
const TELLING = 3;

/** Whether a step is in a pair already. */
export type IsTaken = (step: number) => boolean;

/**
 * Steps with a number that stand more than once in both texts, and of which the alignment leaves as many in the one as
 * in the other: the first is the first, and so on. What is computed says by itself which step is meant; of words alone
 * (`So the answer is`) the one that is left is no more the one than another. What stands more often than the root of
 * the number of steps is a loop: none of its rounds moved.
 *
 * @param inOrder ascending; a step that is left and would be in their order too did not move
 */
export function repeatsLeft(
  { left, right }: Bags,
  within: Stretch,
  inOrder: readonly StepPair[],
  [isLeftTaken, isRightTaken]: readonly [IsTaken, IsTaken],
): (readonly [left: number, right: number])[] {
  const lefts = leftSteps(left, within.left, isLeftTaken);
  const rights = leftSteps(right, within.right, isRightTaken);
  const found = [...lefts].flatMap(([identity, steps]) => {
    const others = rights.get(identity);
    return others?.length === steps.length ? steps.map((step, at) => [step, others[at] ?? 0] as const) : [];
  });
  const crosses = crossing(inOrder, left.identities.length, within.right);
  return found.filter(([a, b]) => crosses(a, b));
}

/** By identity the telling steps of a stretch that no pair has, without those of loops. */
function leftSteps(
  { identities, lengths, numbers }: TextBags,
  stretch: Stretch['left'],
  isTaken: IsTaken,
): Map<number, number[]> {
  const isTelling = (step: number): boolean => (lengths[step] ?? 0) >= TELLING && (numbers[step] ?? 0) > 0;
  const found = Map.groupBy(
    range(stretch).filter((step) => !isTaken(step) && isTelling(step)),
    (step) => identities[step] ?? -1,
  );
  if (found.size === 0) return found;
  const often = new Map<number, number>();
  for (const identity of identities)
    if (found.has(identity)) often.set(identity, (often.get(identity) ?? 0) + 1);
  for (const [identity, many] of often) if (many ** 2 > identities.length) found.delete(identity);
  return found;
}

function crossing(
  inOrder: readonly StepPair[],
  lefts: number,
  [from, to]: Stretch['right'],
): (left: number, right: number) => boolean {
  /** For each left step: between which right steps it would be in order. */
  const after = new Int32Array(lefts).fill(from - 1);
  const before = new Int32Array(lefts).fill(to);
  let at = 0;
  for (let step = 0; step < lefts; step += 1) {
    while (at < inOrder.length && (inOrder[at]?.left ?? 0) < step) at += 1;
    const last = inOrder[at - 1];
    const next = inOrder[at];
    if (last !== undefined) after[step] = last.right;
    if (next !== undefined) before[step] = next.right;
  }
  return (left, right) => right < (after[left] ?? 0) || right > (before[left] ?? 0);
}
