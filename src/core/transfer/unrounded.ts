/** A fraction with a larger divisor is no likelier to be meant than a decimal. */
const largestDivisor = 1024;

/**
 * What a number was before it was kept in 32 bits: the fraction with the smallest divisor, up to 1024, that gives the
 * same 32 bits (such are F1 scores and means over repeats), else the shortest decimal that does. A number that 32 bits
 * cannot hold was never kept in them, and stays.
 *
 * The 32 bits next to a number in [0, 1] are at most 6e-8 away, so that no two such fractions give the same.
 *
 * @param value in [0, 1]; others stay
 */
export function unrounded(value: number): number {
  if (value === 0 || value === 1 || !(value > 0 && value < 1) || Math.fround(value) !== value) return value;
  return asFraction(value) ?? asDecimal(value);
}

/** The convergents of the continued fraction: each is nearer than any fraction with a divisor as small. */
function asFraction(value: number): number | null {
  let [above, below] = [0, 1];
  let [aboveBefore, belowBefore] = [1, 0];
  let rest = value;
  while (rest > 0) {
    rest = 1 / rest;
    const whole = Math.floor(rest);
    rest -= whole;
    [above, aboveBefore] = [whole * above + aboveBefore, above];
    [below, belowBefore] = [whole * below + belowBefore, below];
    if (below > largestDivisor) return null;
    if (Math.fround(above / below) === value) return above / below;
  }
  return null;
}

/** Nine digits tell any two numbers of 32 bits apart. */
function asDecimal(value: number): number {
  for (const digits of [6, 7, 8]) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}
