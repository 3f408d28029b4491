import type { MathNode } from './mathNode.ts';
import { ratio } from './mathNumber.ts';
import type { Ratio } from './mathNumber.ts';

/** A rational number times the square root of a positive one. */
interface Surd {
  readonly factor: Ratio;
  readonly radicand: Ratio;
}

const one = ratio(1n);
const product = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d);
const inverse = (a: Ratio): Ratio | null => (a.n === 0n ? null : ratio(a.d, a.n));

/** Whether `3\sqrt{2}` and `\sqrt{18}` are the same, exactly; false where one of them is of another form. */
export function sameSurd(a: MathNode, b: MathNode): boolean {
  const [x, y] = [surdOf(a), surdOf(b)];
  if (x === null || y === null || x.factor.n < 0n !== y.factor.n < 0n) return false;
  const [p, q] = [squareOf(x), squareOf(y)];
  return p.n === q.n && p.d === q.d;
}

const squareOf = ({ factor, radicand }: Surd): Ratio => product(product(factor, factor), radicand);

function surdOf(node: MathNode): Surd | null {
  if (node.type === 'number') return { factor: node.value, radicand: one };
  if (node.type === 'name') return null;
  const [first, second] = node.args.map(surdOf);
  if (!first) return null;
  if (node.op === 'negate') return { ...first, factor: { n: -first.factor.n, d: first.factor.d } };
  if (!second) return null;
  if (node.op === '*') return times(first, second);
  if (node.op === '/') {
    const [factor, radicand] = [inverse(second.factor), inverse(second.radicand)];
    return factor && radicand && times(first, { factor, radicand });
  }
  const isSquareRoot =
    node.op === 'root' && isRational(second) && second.factor.n === 2n && second.factor.d === 1n;
  return isSquareRoot && isRational(first) && first.factor.n > 0n
    ? { factor: one, radicand: first.factor }
    : null;
}

const isRational = ({ radicand }: Surd): boolean => radicand.n === 1n && radicand.d === 1n;

const times = (a: Surd, b: Surd): Surd => ({
  factor: product(a.factor, b.factor),
  radicand: product(a.radicand, b.radicand),
});
