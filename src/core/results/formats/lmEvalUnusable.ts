import { kindInWords, type JsonValue } from '../../json.ts';
import type { Problem } from '../../problem.ts';
import { say, verbatim } from '../../say.ts';

interface Unusable {
  readonly count: number;
  /** 1-based, of the first; null where a sample has no line of its own. */
  readonly line: number | null;
  readonly kind: string;
  /** Whether it is a mistake only where other samples have numbers. */
  readonly mayBe: boolean;
}

/** Python's words for what is no number, where its kind of number was saved as text. */
const noNumber = /^[-+]?(?:nan|inf(?:inity)?)$/i;
/** The metric of a run that is not scored (`predict_only`): it is null. */
const notScored = 'bypass';

/**
 * Counts the values of metrics in one file that are no numbers, so that they are in no score. NaN stands for none.
 * Lists and objects are no mistake where all samples have them: what is made of them is made over all samples.
 */
export class UnusableValues {
  readonly #byName = new Map<string, Unusable>();

  /** @param listed whether the sample lists the key as a metric; else it may be something else */
  add(name: string, value: JsonValue, line: number | null, listed: boolean): void {
    if (typeof value === 'number' || name === notScored) return;
    if (typeof value === 'string' && noNumber.test(value)) return;
    const mayBe = !listed || (typeof value === 'object' && value !== null);
    const known = this.#byName.get(name);
    this.#byName.set(
      name,
      known === undefined
        ? { count: 1, line, kind: kindInWords(value), mayBe }
        : { ...known, count: known.count + 1, mayBe: known.mayBe && mayBe },
    );
  }

  /**
   * One problem for all of the file; null where there is none.
   *
   * @param usable metrics of which some sample has a number
   */
  problem(file: string, usable: ReadonlySet<string>): Problem | null {
    const wrong = [...this.#byName].filter(([name, { mayBe }]) => !mayBe || usable.has(name));
    const [first, ...others] = wrong;
    if (first === undefined) return null;
    const [field, { line, kind }] = first;
    const place = line === null ? { file, field } : { file, line, field };
    const count = wrong.reduce((sum, [, one]) => sum + one.count, 0);
    const what = say`The value of "${field}" must be a number, not ${kind}: this sample is left out of the score.`;
    if (count === 1) return { ...place, message: what };
    const names = others.map(([name]) => `"${name}"`).join(', ');
    return {
      ...place,
      message:
        names === ''
          ? say`${what} The file has ${count} such values.`
          : say`${what} The file has ${count} such values, also of ${verbatim(names)}.`,
    };
  }
}
