import { ComputeEngine, type Expression, type MathJsonExpression } from '@cortex-js/compute-engine';

import { evaluate, freeNames } from '../../core/scorers/mathEvaluate.ts';
import {
  exact,
  finite,
  ratio,
  sameConstant,
  sameNumber,
  type MathNumber,
} from '../../core/scorers/mathNumber.ts';
import { parseMath } from '../../core/scorers/mathParse.ts';
import { cleanMath } from '../../core/scorers/mathText.ts';
import { headOf, isUnambiguous, isWorkedOut, namesOf, partsOf, wantsWholeNumbers } from './algebraTerms.ts';

/** Values of names: small whole numbers or fractions. */
type Point = ReadonlyMap<string, readonly [n: number, d: number]>;

/** One of two formulas, as far as it is known. */
interface Side {
  readonly names: ReadonlySet<string>;
  readonly wholeOnly: boolean;
  /** Its value where names have these values; null where it has none that is known. */
  readonly at: (point: Point) => MathNumber | null;
}

/** Whether formulas are the same, by the Compute Engine (https://cortexjs.io/compute-engine/), MIT. */
export class AlgebraSystem {
  readonly #engine = new ComputeEngine();

  /**
   * Two formulas in LaTeX. Constants are worked out symbolically as far as they go and compared in value, exactly
   * where they are rational (an irrational number is never a decimal, however long); formulas with names at whole
   * numbers and, where that has a meaning, between them. What our own parser reads has the value that our own rules
   * give it. Null where neither way can be told.
   */
  same(left: string, right: string): boolean | null {
    // What is inferred of a name from one question must not meet the next.
    this.#engine.pushScope();
    try {
      const [a, b] = [this.#read(left), this.#read(right)];
      return a === null || b === null ? null : compare(a, b);
    } catch {
      // The engine throws for what it takes for a misuse of a function.
      return null;
    } finally {
      this.#engine.popScope();
    }
  }

  #read(latex: string): Side | null {
    const own = parseMath(cleanMath(latex));
    if (own !== null) {
      const values = (point: Point): Map<string, MathNumber> =>
        new Map([...point].map(([name, [n, d]]) => [name, exact(ratio(BigInt(n), BigInt(d)))]));
      const names = freeNames(own);
      if (![...names].every((name) => isShort(name))) return null;
      return { names, wholeOnly: false, at: (point) => evaluate(own, values(point)) };
    }
    const parsed = this.#engine.parse(latex);
    if (!parsed.isValid || !isUnambiguous(parsed.json)) return null;
    const names = namesOf(parsed.json);
    if (![...names].every((name) => isShort(name))) return null;
    const worked = parsed.evaluate();
    return {
      names,
      wholeOnly: wantsWholeNumbers(parsed.json),
      at: (point) => {
        const put = [...point].map(([name, value]) => [name, ['Rational', ...value]] as const);
        return numberOf(point.size === 0 ? worked : worked.subs(Object.fromEntries(put)).evaluate());
      },
    };
  }
}

/** A letter, with or without a short index; how longer names are spelled differs between the two parsers. */
const isShort = (name: string): boolean => /^[A-Za-z](?:_[A-Za-z\d])?$/.test(name);

function compare(a: Side, b: Side): boolean | null {
  const names = [...new Set([...a.names, ...b.names])].sort();
  if (names.length === 0) {
    const [x, y] = [a.at(new Map()), b.at(new Map())];
    return x === null || y === null ? null : sameConstant(x, y);
  }
  let compared = 0;
  for (const point of pointsOf(names, a.wholeOnly || b.wholeOnly)) {
    const [x, y] = [a.at(point), b.at(point)];
    if (x === null || y === null) continue;
    if (!sameNumber(x, y)) return false;
    compared += 1;
  }
  return compared >= 4 ? true : null;
}

const steps = [2, 3, 5, 7, 11];

function* pointsOf(names: readonly string[], wholeOnly: boolean): Generator<Point> {
  const point = (value: (index: number) => readonly [number, number]): Point =>
    new Map(names.map((name, index) => [name, value(index)]));
  const step = (index: number): number => steps[index % steps.length] ?? 2;
  for (let k = 1; k <= 8; k += 1) {
    // Each name is the largest in some of them.
    const at = (index: number): number => step(k % 2 === 0 ? index : names.length - 1 - index);
    yield point((index) => [k + (names.length > 1 ? at(index) * (k % 3) : 0), 1]);
  }
  if (wholeOnly) return;
  for (let k = 1; k <= 4; k += 1) {
    yield point((index) => [3 * k + index, step(index + 2)]);
    yield point((index) => [-2 * k - index, step(index + 3)]);
  }
}

/** The value of what was worked out: exact where it is a rational number; null where it is none. */
function numberOf(worked: Expression): MathNumber | null {
  const { json } = worked;
  if (!isWorkedOut(json)) return null;
  const whole = wholeOf(json);
  if (whole !== null) return exact(ratio(whole));
  if (headOf(json) === 'Rational') {
    const [n, d] = partsOf(json).map(wholeOf);
    if (n && d) return exact(ratio(n, d));
  }
  const value = worked.N();
  return finite(value.re, value.im);
}

function wholeOf(json: MathJsonExpression): bigint | null {
  const digits = typeof json === 'number' ? String(json) : numeralOf(json);
  return /^-?\d+$/.test(digits) ? BigInt(digits) : null;
}

const numeralOf = (json: MathJsonExpression): string =>
  typeof json === 'object' && 'num' in json ? json.num : '';
