import { caseWords, nearCaseWords } from './claimWords.ts';
import type { StrictToken } from './strictTokens.ts';

/** UTF-16 units by which cases are told apart. */
const LONGEST = 200;

/**
 * The case for which something is said, while a step is read: its bound stands behind `caseWords`. It holds up to the end
 * of the sentence, or of the step where a colon stands behind it.
 */
export class ClaimCases {
  #ofSentence = '';
  #ofStep = '';
  /** In this clause: a word of a case, and its bound. */
  #hasWord = false;
  #hasBound = false;
  /** The clause before was a case without a bound in formulas: `Suppose that this holds:`. */
  #wasCase = false;

  /** What is said for other cases is said of other things. */
  get key(): string {
    return `${this.#ofSentence}\n${this.#ofStep}`;
  }

  word(word: string): void {
    this.#hasWord ||= caseWords.has(word);
  }

  /** Whether a chain is the bound of a case, and no result. */
  takes(chain: readonly StrictToken[], wordBefore: string | undefined): boolean {
    if (!this.#hasWord && !nearCaseWords.has(wordBefore ?? '') && !this.#wasCase) return false;
    this.#hasBound = true;
    this.#ofSentence = `${this.#ofSentence} ${chain.map(({ key }) => key).join(' ')}`.slice(0, LONGEST);
    return true;
  }

  /** @param isBare nothing stood in the clause */
  endClause(sign: string, isBare: boolean, endsSentence: boolean): void {
    if (!isBare || sign !== '\n') {
      this.#wasCase = sign === ':' && !this.#hasBound && this.#hasWord;
      if (this.#hasBound && sign === ':') this.#ofStep = this.#ofSentence;
    }
    if (endsSentence && !isBare) this.#ofSentence = '';
    this.#hasWord = false;
    this.#hasBound = false;
  }
}
