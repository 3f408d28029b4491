import { alignSteps, type AlignmentRules, defaultRules, type StepPair } from './alignSteps.ts';
import type { Comparison, Entry, SteppedText } from './comparison.ts';
import { mirrored } from './mirrored.ts';
import { readingOrder } from './readingOrder.ts';
import { stepBags } from './stepBags.ts';
import { Vocabulary } from './textTokens.ts';
import { type ReadText, wordEdits } from './wordEdits.ts';

/** What is said of steps in other words that have the same features. */
const NEARLY_SAME = 0.99;

/**
 * Compares two texts: steps first, then the words of the steps that belong together. Never throws. The other way round
 * the result is the same, mirrored: whatever is not decided by the texts alone is decided with the one first that sorts
 * first.
 *
 * @param rules others than the default ones are for studies
 */
export function compareTexts(
  left: SteppedText,
  right: SteppedText,
  rules: AlignmentRules = defaultRules,
): Comparison {
  return isInOrder(left, right) ? compare(left, right, rules) : mirrored(compare(right, left, rules));
}

function isInOrder(left: SteppedText, right: SteppedText): boolean {
  if (left.text !== right.text) return left.text < right.text;
  const at = left.steps.findIndex(({ end }, step) => end !== right.steps[step]?.end);
  return at < 0 || (left.steps[at]?.end ?? 0) < (right.steps[at]?.end ?? 0);
}

function compare(left: SteppedText, right: SteppedText, rules: AlignmentRules): Comparison {
  const vocabulary = new Vocabulary();
  const read = (side: SteppedText): ReadText => ({ text: side.text, tokens: vocabulary.read(side) });
  const texts = [read(left), read(right)] as const;
  const bags = stepBags(texts[0].tokens, texts[1].tokens, vocabulary);
  const { pairs, coarse } = alignSteps(bags, rules);
  const paired = pairs.map((pair) => entryOf(pair, texts, vocabulary));
  const entries = readingOrder(paired, left.steps.length, right.steps.length);
  const { left: a, right: b } = bags;
  const total = sum(a.weights) + sum(b.weights);
  const shared = paired.reduce(
    (all, { left: i, right: j, similarity }) =>
      all + similarity * ((a.weights[i ?? 0] ?? 0) + (b.weights[j ?? 0] ?? 0)),
    0,
  );
  const same = entries.every(({ kind }) => kind === 'same');
  const tooLarge = entries.some(({ kind, edits }) => kind === 'changed' && edits === null);
  return {
    entries,
    similarity: same ? 1 : total === 0 ? 0 : Math.min(1, shared / total),
    coarse: coarse || tooLarge,
  };
}

function entryOf(pair: StepPair, [a, b]: readonly [ReadText, ReadText], names: Vocabulary): Entry {
  const { left, right, moved, identical } = pair;
  if (identical) return { kind: 'same', moved, similarity: 1, left, right, edits: null, disagrees: false };
  const found = wordEdits(a, left, b, right, names);
  const isNotation = found !== null && found.edits.left.length + found.edits.right.length === 0;
  return {
    kind: 'changed',
    moved,
    similarity: isNotation ? 1 : Math.min(pair.similarity, NEARLY_SAME),
    left,
    right,
    edits: found?.edits ?? null,
    disagrees: found?.disagrees ?? false,
  };
}

function sum(weights: Float64Array): number {
  return weights.reduce((all, weight) => all + weight, 0);
}
