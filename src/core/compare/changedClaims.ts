import { caseWords, nearCaseWords, otherAnswerWords } from './claimWords.ts';
import type { Replaced } from './disagreement.ts';
import { type Range, relations, type StepTokens } from './formulaPlaces.ts';

const answers: ReadonlySet<string> = new Set(['answer', 'answers']);
const boxes: ReadonlySet<string> = new Set(['\\boxed', '\\fbox']);
/** They change what is claimed wherever they stand in its sentence. */
const telling: ReadonlySet<string> = new Set([
  ...[...caseWords, ...nearCaseWords, ...otherAnswerWords, ...answers],
  ...['is', 'are', 'be', 'mod'],
]);

/**
 * Whether what changed in two steps may have changed what they claim (`claimsOf`): a look at the sentences around the
 * changes alone, so that most steps need not be read for claims. A sentence without a relation, a box or an answer claims
 * nothing; words among words do not change what stands in formulas. Linear in the steps.
 */
export function mayClaimOther(runs: readonly Replaced[], left: StepTokens, right: StepTokens): boolean {
  const [a, b] = [new ChangedStep(left), new ChangedStep(right)];
  const areWords = runs.map((run) => a.areWords(run.left) && b.areWords(run.right));
  const [lefts, rights] = [runs.map((run) => run.left), runs.map((run) => run.right)];
  const [from, to] = [a.claimed(lefts, areWords), b.claimed(rights, areWords)];
  // Claims are of the same things only where both claim there; the boxes of a step are one answer.
  return from === 'box' || to === 'box' || (from !== null && to !== null);
}

class ChangedStep {
  readonly #tokens: StepTokens;
  readonly #many: number;

  constructor(tokens: StepTokens) {
    this.#tokens = tokens;
    this.#many = tokens.ids.length;
  }

  /** Words that say nothing of a claim, and between words. */
  areWords([from, to]: Range): boolean {
    for (let at = from - 1; at <= to; at += 1) {
      if (at < 0 || at >= this.#many) continue;
      if (!this.#tokens.isWord(at) || telling.has(this.#tokens.key(at))) return false;
    }
    return true;
  }

  /**
   * What is claimed in the sentences around changes: null where nothing is.
   *
   * @param changes in order
   * @param areWords by change: nothing but words has changed there
   */
  claimed(changes: readonly Range[], areWords: readonly boolean[]): 'box' | 'claim' | null {
    let found: 'claim' | null = null;
    let done = 0;
    for (let next = 0; next < changes.length;) {
      let end = changes[next]?.[0] ?? 0;
      let start = end;
      while (start > done && !this.#tokens.endsSentence(start - 1)) start -= 1;
      let words = true;
      for (let change = changes[next]; change !== undefined && change[0] <= end; change = changes[next]) {
        words &&= areWords[next] === true;
        // What changes at the end of a sentence may make one of two.
        while (end < this.#many && !(end >= change[1] && this.#tokens.endsSentence(end))) end += 1;
        next += 1;
      }
      if (this.#isAnnounced(start, done)) found = 'claim';
      /** Behind the last word, or the last end of a sentence. */
      let formula = start;
      for (let at = start; at <= end && at < this.#many; at += 1) {
        if (!words && boxes.has(this.#tokens.key(at))) return 'box';
        if (this.#claims(at, words, formula)) found = 'claim';
        if (this.#tokens.isWord(at) || this.#tokens.endsSentence(at)) formula = at + 1;
      }
      done = end + 1;
    }
    return found;
  }

  /** Something claims at a token, and differs where nothing but words elsewhere in its sentence does. */
  #claims(at: number, words: boolean, formula: number): boolean {
    const key = this.#tokens.key(at);
    if (answers.has(key)) return true;
    return relations.has(key) && (!words || this.#isOfWords(at, formula));
  }

  /** The words before a relation are what it says something of: `the area = 5`, `area_1 = 5`. */
  #isOfWords(relation: number, formula: number): boolean {
    if (formula === relation || formula === 0) return true;
    return /[_^]/.test(this.#tokens.gap(formula));
  }

  /** What a sentence announces may stand in the next one: `The final answer:`, and `5` in the line below. */
  #isAnnounced(start: number, from: number): boolean {
    for (let at = start - 1; at >= from; at -= 1) {
      if (answers.has(this.#tokens.key(at))) return true;
      if (at < start - 1 && this.#tokens.endsSentence(at)) return false;
    }
    return false;
  }
}
