/** A fraction in lowest terms; `d` is positive. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

/** A complex number: exact as long as it is rational, else in double precision. */
export type MathNumber =
  | { readonly exact: true; readonly re: Ratio; readonly im: Ratio }
  | { readonly exact: false; readonly re: number; readonly im: number };

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

/** `n / d` in lowest terms; `d` must not be 0. */
export function ratio(n: bigint, d = 1n): Ratio {
  if (d === 1n) return { n, d };
  const common = gcd(n, d);
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / common, d: (sign * d) / common };
}

const zero: Ratio = { n: 0n, d: 1n };
export const exact = (re: Ratio, im: Ratio = zero): MathNumber => ({ exact: true, re, im });
export const whole = (n: number | bigint): MathNumber => exact(ratio(BigInt(n)));
export const approx = (re: number, im = 0): MathNumber => ({ exact: false, re, im });

const addR = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
const mulR = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d);
const negR = (a: Ratio): Ratio => ({ n: -a.n, d: a.d });

const bits = (n: bigint): number => n.toString(16).length * 4;

/** The nearest double, also where numerator and denominator are beyond its range. */
export function ratioToNumber({ n, d }: Ratio): number {
  const excess = Math.max(bits(n < 0n ? -n : n), bits(d)) - 900;
  if (excess <= 0) return Number(n) / Number(d);
  const shift = BigInt(excess);
  const small = d >> shift;
  return small === 0n ? Infinity * (n < 0n ? -1 : 1) : Number(n >> shift) / Number(small);
}

/** Real and imaginary part as doubles. */
export function parts(value: MathNumber): readonly [number, number] {
  return value.exact ? [ratioToNumber(value.re), ratioToNumber(value.im)] : [value.re, value.im];
}

export function add(a: MathNumber, b: MathNumber): MathNumber {
  if (a.exact && b.exact) return exact(addR(a.re, b.re), addR(a.im, b.im));
  const [ar, ai] = parts(a);
  const [br, bi] = parts(b);
  return approx(ar + br, ai + bi);
}

export function negate(a: MathNumber): MathNumber {
  return a.exact ? exact(negR(a.re), negR(a.im)) : approx(-a.re, -a.im);
}

export function multiply(a: MathNumber, b: MathNumber): MathNumber {
  if (a.exact && b.exact) {
    return exact(addR(mulR(a.re, b.re), negR(mulR(a.im, b.im))), addR(mulR(a.re, b.im), mulR(a.im, b.re)));
  }
  const [ar, ai] = parts(a);
  const [br, bi] = parts(b);
  return approx(ar * br - ai * bi, ar * bi + ai * br);
}

/** Null where the divisor is 0. */
export function divide(a: MathNumber, b: MathNumber): MathNumber | null {
  if (b.exact) {
    const norm = addR(mulR(b.re, b.re), mulR(b.im, b.im));
    if (norm.n === 0n) return null;
    const inverse = ratio(norm.d, norm.n);
    return multiply(a, exact(mulR(b.re, inverse), mulR(negR(b.im), inverse)));
  }
  const norm = b.re * b.re + b.im * b.im;
  return norm === 0 ? null : multiply(a, approx(b.re / norm, -b.im / norm));
}

export const isReal = (a: MathNumber): boolean => (a.exact ? a.im.n === 0n : a.im === 0);

/** The value as a bigint, where it is exactly a whole number; else null. */
export function asWhole(a: MathNumber): bigint | null {
  return a.exact && a.im.n === 0n && a.re.d === 1n ? a.re.n : null;
}

const maxBits = 40_000;

/** `a` to the power `b`, principal value; null where it is not defined or too large to work out. */
export function power(a: MathNumber, b: MathNumber): MathNumber | null {
  const exponent = asWhole(b);
  if (exponent !== null && a.exact) {
    const size = exponent < 0n ? -exponent : exponent;
    const base = exponent < 0n ? divide(whole(1), a) : a;
    if (base === null) return null;
    if (size <= 100_000n && base.exact) {
      const digits = Math.max(
        bits(base.re.n < 0n ? -base.re.n : base.re.n),
        bits(base.re.d),
        bits(base.im.n),
        bits(base.im.d),
      );
      const unit = [0n, 1n, -1n].includes(base.re.n) && base.re.d === 1n && base.im.n === 0n;
      if (unit || digits * Number(size) <= maxBits) return powerBySquaring(base, size);
    }
  }
  if (b.exact && isReal(b) && b.re.d === 2n) {
    const root = exactRoot(a);
    if (root !== null) return power(root, exact(ratio(b.re.n)));
  }
  const [ar, ai] = parts(a);
  const [br, bi] = parts(b);
  if (ar === 0 && ai === 0) return br > 0 ? whole(0) : null;
  if (ai === 0 && bi === 0 && (ar > 0 || Number.isInteger(br))) return finite(ar ** br, 0);
  const length = Math.log(Math.hypot(ar, ai));
  const angle = Math.atan2(ai, ar);
  const size = Math.exp(br * length - bi * angle);
  const turn = bi * length + br * angle;
  return finite(size * Math.cos(turn), size * Math.sin(turn));
}

function powerBySquaring(base: MathNumber, exponent: bigint): MathNumber {
  let result = whole(1);
  let square = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = multiply(result, square);
    if (left > 1n) square = multiply(square, square);
  }
  return result;
}

/** The square root where it is rational (times i for a negative number); else null. */
export function exactRoot(a: MathNumber): MathNumber | null {
  if (!a.exact || a.im.n !== 0n) return null;
  const n = wholeRoot(a.re.n < 0n ? -a.re.n : a.re.n);
  const d = wholeRoot(a.re.d);
  if (n === null || d === null) return null;
  return a.re.n < 0n ? exact(zero, ratio(n, d)) : exact(ratio(n, d));
}

function wholeRoot(n: bigint): bigint | null {
  if (n < 2n) return n;
  let guess = 1n << BigInt(Math.ceil(bits(n) / 2) + 1);
  for (;;) {
    const next = (guess + n / guess) >> 1n;
    if (next >= guess) return guess * guess === n ? guess : null;
    guess = next;
  }
}

export function finite(re: number, im: number): MathNumber | null {
  return Number.isFinite(re) && Number.isFinite(im) ? approx(re, im) : null;
}

/** Exactly equal where both are rational; else to 10 significant digits. */
export function sameNumber(a: MathNumber, b: MathNumber): boolean {
  if (a.exact && b.exact) {
    return a.re.n === b.re.n && a.re.d === b.re.d && a.im.n === b.im.n && a.im.d === b.im.d;
  }
  const [ar, ai] = parts(a);
  const [br, bi] = parts(b);
  const scale = Math.max(Math.hypot(ar, ai), Math.hypot(br, bi));
  return Math.hypot(ar - br, ai - bi) <= Math.max(1e-10 * scale, 1e-13);
}

/**
 * The same for constants, of which one may be irrational: that is never a rational number, however many digits they
 * share. In double precision that is seen from how near they are for a rational number as simple as this one; of one
 * with more than some 13 digits in all it cannot be seen.
 */
export function sameConstant(a: MathNumber, b: MathNumber): boolean {
  if (!sameNumber(a, b)) return false;
  if (a.exact === b.exact) return true;
  const [rational, other] = a.exact ? [a, b] : [b, a];
  if (!rational.exact) return true;
  const size = [rational.re, rational.im]
    .filter(({ n }) => n !== 0n)
    .reduce((product, part) => product * Math.abs(Number(part.n)) * Number(part.d), 1);
  if (size > 1e13) return false;
  const [[re, im], [x, y]] = [parts(rational), parts(other)];
  return Math.hypot(re - x, im - y) <= Math.max((Math.hypot(re, im) * 0.01) / size, size === 1 ? 1e-13 : 0);
}

/** The value of a decimal numeral such as `12.50` or `.5`. */
export function decimal(digits: string): Ratio {
  const [before = '', after = ''] = digits.split('.');
  return ratio(BigInt(`${before}${after}` || '0'), 10n ** BigInt(after.length));
}
