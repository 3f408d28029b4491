import { type AlignmentRules, defaultRules } from './alignmentRules.ts';
import { alignSteps } from './alignSteps.ts';
import type { Comparison, Entry, SteppedText, TextRange, WordEdits } from './comparison.ts';
import { mirrored } from './mirrored.ts';
import { notationDifference, notationWork, type StepText } from './notation.ts';
import { readingOrder } from './readingOrder.ts';
import { stepBags } from './stepBags.ts';
import type { StepPair } from './stepCandidates.ts';
import { Vocabulary } from './textTokens.ts';
import { type ReadText, wordEdits } from './wordEdits.ts';
import { WordWork } from './wordWork.ts';

/** The most that is said of steps in other words, or in the same words with other signs, that have the same features. */
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
  const tokens = texts[0].tokens.ids.length + texts[1].tokens.ids.length;
  const work = { words: new WordWork(tokens), notation: notationWork(tokens) };
  const paired = pairs.map((pair) => entryOf(pair, texts, [left, right], vocabulary, work));
  const entries = readingOrder(paired, left.steps.length, right.steps.length);
  const { left: a, right: b } = bags;
  const total = sum(a.weights) + sum(b.weights);
  const shared = paired.reduce(
    (all, { left: i, right: j, similarity }) =>
      all + similarity * ((a.weights[i ?? 0] ?? 0) + (b.weights[j ?? 0] ?? 0)),
    0,
  );
  const same = entries.every(({ kind }) => kind === 'same');
  const isBlank = [left, right].every(({ text }) => text.trim() === '');
  return {
    entries,
    similarity: same || isBlank ? 1 : total === 0 ? 0 : Math.min(1, shared / total),
    coarse,
  };
}

function entryOf(
  pair: StepPair,
  [a, b]: readonly [ReadText, ReadText],
  steps: readonly [SteppedText, SteppedText],
  names: Vocabulary,
  work: { readonly words: WordWork; readonly notation: WordWork },
): Entry {
  const { left, right, moved, identical } = pair;
  if (identical) return { kind: 'same', moved, similarity: 1, left, right, edits: null, disagrees: false };
  const found = wordEdits(a, left, b, right, names, work.words);
  const similarity = Math.min(pair.similarity, NEARLY_SAME);
  const entry = { kind: 'changed' as const, moved, left, right };
  if (!mayBeNotation(found.edits, steps)) return { ...entry, similarity, ...found };
  const difference = notationDifference(stepText(steps[0], left), stepText(steps[1], right), work.notation);
  if (difference === null)
    return { ...entry, similarity: 1, edits: { left: [], right: [] }, disagrees: false };
  return { ...entry, similarity, ...difference };
}

/** No token differs, or none but the `^` that a raised digit goes without. */
function mayBeNotation({ left, right }: WordEdits, [a, b]: readonly [SteppedText, SteppedText]): boolean {
  const isCaret = ({ text }: SteppedText, [start, end]: TextRange): boolean => text.slice(start, end) === '^';
  return left.every((range) => isCaret(a, range)) && right.every((range) => isCaret(b, range));
}

function stepText({ text, steps }: SteppedText, at: number): StepText {
  const { start = 0, end = 0 } = steps[at] ?? {};
  return { source: text.slice(start, end), start };
}

function sum(weights: Float64Array): number {
  return weights.reduce((all, weight) => all + weight, 0);
}
