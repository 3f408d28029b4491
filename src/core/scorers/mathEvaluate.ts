import {
  add,
  approx,
  asWhole,
  divide,
  exactRoot,
  finite,
  isReal,
  multiply,
  negate,
  parts,
  power,
  ratio,
  exact,
  sameConstant,
  sameNumber,
  whole,
} from './mathNumber.ts';
import type { MathNumber, Ratio } from './mathNumber.ts';
import type { MathNode, NamedFunction, Operation } from './mathNode.ts';

/** Values of names. `pi`, `e` and `i` are what they always are. */
type Names = ReadonlyMap<string, MathNumber>;

/** The value of an expression; null where it is not defined, not known, or too large to work out. */
export function evaluate(node: MathNode, names: Names): MathNumber | null {
  if (node.type === 'number') return exact(node.value);
  if (node.type === 'name') {
    if (node.name === 'pi') return approx(Math.PI);
    if (node.name === 'e') return approx(Math.E);
    if (node.name === 'i') return exact(ratio(0n), ratio(1n));
    return names.get(node.name) ?? null;
  }
  const args: MathNumber[] = [];
  for (const arg of node.args) {
    const value = evaluate(arg, names);
    if (value === null) return null;
    args.push(value);
  }
  const [a, b] = args;
  return a === undefined ? null : operate(node.op, a, b ?? whole(0));
}

function operate(op: Operation, a: MathNumber, b: MathNumber): MathNumber | null {
  switch (op) {
    case '+':
      return add(a, b);
    case '-':
      return add(a, negate(b));
    case '*':
      return multiply(a, b);
    case '/':
      return divide(a, b);
    case '^':
      return power(a, b);
    case 'negate':
      return negate(a);
    case 'percent':
      return divide(a, whole(100));
    case 'degrees':
      return multiply(a, approx(Math.PI / 180));
    case 'root':
      return root(a, b);
    case '!':
      return factorial(asWhole(a));
    case 'binom':
      return binomial(asWhole(a), asWhole(b));
    case 'floor':
    case 'ceil':
      return rounded(a, op);
    case 'abs': {
      if (a.exact && isReal(a)) return a.re.n < 0n ? negate(a) : a;
      return approx(Math.hypot(...parts(a)));
    }
    case 'sin':
    case 'cos':
    case 'tan':
    case 'cot':
    case 'sec':
    case 'csc':
    case 'arcsin':
    case 'arccos':
    case 'arctan':
    case 'ln':
    case 'log':
    case 'exp':
      return namedFunction(op, a, b);
  }
}

function root(a: MathNumber, degree: MathNumber): MathNumber | null {
  const n = asWhole(degree);
  if (n === 2n) return exactRoot(a) ?? power(a, exact(ratio(1n, 2n)));
  const [re, im] = parts(a);
  // The odd root of a negative number is meant to be real.
  if (n !== null && n % 2n === 1n && im === 0 && re < 0) return finite(-((-re) ** (1 / Number(n))), 0);
  const inverse = divide(whole(1), degree);
  return inverse === null ? null : power(a, inverse);
}

function factorial(n: bigint | null): MathNumber | null {
  if (n === null || n < 0n || n > 1000n) return null;
  let product = 1n;
  for (let k = 2n; k <= n; k += 1n) product *= k;
  return whole(product);
}

function binomial(n: bigint | null, k: bigint | null): MathNumber | null {
  if (n === null || k === null || n < 0n || k < 0n || n > 5000n) return null;
  if (k > n) return whole(0);
  let product = 1n;
  for (let j = 1n; j <= (k > n - k ? n - k : k); j += 1n) product = (product * (n - j + 1n)) / j;
  return whole(product);
}

function rounded(a: MathNumber, op: 'floor' | 'ceil'): MathNumber | null {
  if (!isReal(a)) return null;
  if (!a.exact) {
    // A double that is a whole number but for rounding could be on either side of it.
    const near = Math.round(a.re);
    if (Math.abs(a.re - near) < 1e-9 * Math.max(1, Math.abs(near))) return whole(near);
    return Number.isSafeInteger(near) ? whole(op === 'floor' ? Math.floor(a.re) : Math.ceil(a.re)) : null;
  }
  const { n, d }: Ratio = a.re;
  const below = n >= 0n ? n / d : -((-n + d - 1n) / d);
  return whole(op === 'floor' || below * d === n ? below : below + 1n);
}

function namedFunction(op: NamedFunction, a: MathNumber, b: MathNumber): MathNumber | null {
  const [x, im] = parts(a);
  if (op === 'exp') return power(approx(Math.E), a);
  if (op === 'ln') return logarithm(x, im);
  if (op === 'log') {
    const [above, below] = [logarithm(x, im), logarithm(...parts(b))];
    return above === null || below === null ? null : divide(above, below);
  }
  if (im !== 0) return null;
  const over = (value: number): MathNumber | null => (Math.abs(value) < 1e-12 ? null : finite(1 / value, 0));
  switch (op) {
    case 'sin':
      return approx(Math.sin(x));
    case 'cos':
      return approx(Math.cos(x));
    case 'tan':
      return Math.abs(Math.cos(x)) < 1e-12 ? null : approx(Math.tan(x));
    case 'cot':
      return Math.abs(Math.sin(x)) < 1e-12 ? null : approx(Math.cos(x) / Math.sin(x));
    case 'sec':
      return over(Math.cos(x));
    case 'csc':
      return over(Math.sin(x));
    case 'arcsin':
      return finite(Math.asin(x), 0);
    case 'arccos':
      return finite(Math.acos(x), 0);
    case 'arctan':
      return approx(Math.atan(x));
  }
}

function logarithm(re: number, im: number): MathNumber | null {
  const length = Math.hypot(re, im);
  return length === 0 ? null : finite(Math.log(length), im === 0 && re > 0 ? 0 : Math.atan2(im, re));
}

/** The names in an expression that stand for a value to be put in. */
export function freeNames(node: MathNode, into = new Set<string>()): Set<string> {
  if (node.type === 'name' && !['pi', 'e', 'i'].includes(node.name)) into.add(node.name);
  if (node.type === 'apply') for (const arg of node.args) freeNames(arg, into);
  return into;
}

const uses = (node: MathNode, ops: readonly Operation[]): boolean =>
  node.type === 'apply' && (ops.includes(node.op) || node.args.some((arg) => uses(arg, ops)));

/** Beside floors, these names stand for whole numbers, as they do by custom: ⌈n/2⌉ is ⌊(n+1)/2⌋. */
const isWholeByCustom = (name: string): boolean => /^[j-nMN](?:_|$)/.test(name);

const primes = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n];

/**
 * Points at which expressions are compared. Whole numbers first (for `n!`, floors and powers), each name with
 * another value; then fractions and negative numbers, unless only whole numbers have a meaning (for `n!`, and beside
 * floors for `n`, but not for `x`). At least 20, each made when it is asked for: most expressions differ at the first.
 */
export function* samplePoints(nodes: readonly MathNode[]): Generator<Names> {
  const names = [...nodes.reduce((set, node) => freeNames(node, set), new Set<string>())].sort();
  const point = (value: (index: number) => Ratio): Names =>
    new Map(names.map((name, index) => [name, exact(value(index))]));
  const prime = (index: number): bigint => primes[index % primes.length] ?? 2n;
  const rounds = nodes.some((node) => uses(node, ['floor', 'ceil']));
  const isWhole =
    nodes.some((node) => uses(node, ['!', 'binom'])) || (rounds && names.every(isWholeByCustom));
  for (let k = 0; k < (isWhole || rounds ? 24 : 8); k += 1) {
    // Both orders of size among the names turn up, so that n ≥ k holds in some points and k ≥ n in others.
    const at = (index: number): bigint => (k % 2 === 0 ? prime(index) : prime(names.length - 1 - index));
    yield point((index) => ratio(BigInt(k + 1) + (names.length > 1 ? at(index) * BigInt(1 + (k % 3)) : 0n)));
  }
  if (isWhole) return;
  if (rounds) yield* between(names);
  else
    for (let k = 0; k < 6; k += 1) {
      yield point((index) => ratio(BigInt(3 * k + 2) + prime(index + k), prime(index + 4)));
      yield point((index) => ratio(-BigInt(2 * k + 1) - prime(index + 2 * k), prime(index + 5)));
    }
}

/** Halves, thirds and so on between whole numbers of both signs; whole numbers for names that stand for them. */
function between(names: readonly string[]): Names[] {
  return Array.from({ length: 12 }, (_, k) => {
    const sign = k % 2 === 0 ? 1n : -1n;
    const at = (index: number): bigint => BigInt(7 * k + 1) + (primes[(index + k) % primes.length] ?? 2n);
    return new Map(
      names.map((name, index) => [
        name,
        exact(
          isWholeByCustom(name) ? ratio(at(index)) : ratio(sign * at(index), BigInt(2 + ((k + index) % 5))),
        ),
      ]),
    );
  });
}

/**
 * Whether two expressions are equal: exactly where both are rational numbers, else in value at every sample
 * point where both are defined (at least four). Null where that cannot be told.
 */
export function sameExpression(a: MathNode, b: MathNode): boolean | null {
  if (freeNames(a, freeNames(b)).size === 0) {
    const [x, y] = [evaluate(a, new Map()), evaluate(b, new Map())];
    return x === null || y === null ? null : sameConstant(x, y);
  }
  let compared = 0;
  for (const names of samplePoints([a, b])) {
    const [x, y] = [evaluate(a, names), evaluate(b, names)];
    if (x === null || y === null) continue;
    if (!sameNumber(x, y)) return false;
    compared += 1;
  }
  return compared >= 4 ? true : null;
}
