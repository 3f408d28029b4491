import { sameAnswer } from './finalAnswers.ts';

/** UTF-16 units: longer formulas are not compared by value. */
const LONGEST = 80;
/** So many formulas of one comparison are compared by value; each takes up to a millisecond. */
const MOST_ASKED = 200;
const plain = /^-?\d{1,15}(?:\.\d{1,15})?$/;

/** Whether numbers and formulas have the same value, for the steps of one comparison. */
export class SameValues {
  readonly #known = new Map<string, boolean>();

  /** By the rules of `sameAnswer`; null where they are too long, or too many were asked for. */
  same(a: string, b: string): boolean | null {
    if (a === b) return true;
    if (plain.test(a) && plain.test(b)) return Number(a) === Number(b);
    if (a.length > LONGEST || b.length > LONGEST || a === '' || b === '') return null;
    const pair = JSON.stringify([a, b]);
    const known = this.#known.get(pair);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_ASKED) return null;
    const is = sameAnswer(a, b);
    this.#known.set(pair, is);
    return is;
  }
}
