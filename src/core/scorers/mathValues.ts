import { evaluate, freeNames, sameExpression } from './mathEvaluate.ts';
import { add, negate, parts } from './mathNumber.ts';
import type { MathNode } from './mathNode.ts';
import { plainFormula } from './mathPlain.ts';
import type { MathShape } from './mathShape.ts';
import { sameSurd } from './mathSurd.ts';
import { textForm } from './mathText.ts';
import { unitsConflict } from './mathUnitWords.ts';
import { no, unknown, yes } from './mathVerdict.ts';
import type { MathVerdict } from './mathVerdict.ts';
import { sameWords } from './mathWords.ts';
import { say, verbatim } from '../say.ts';

/** What a whole comparison goes by. */
export interface Context {
  readonly tolerance: number | null;
  /** Two numbers in round brackets are a pair. */
  readonly noInterval: boolean;
}

/**
 * Percent, degrees and units of two values that cannot be meant for each other; null where they can. One side may leave
 * them out beside a number; of `x°` the sign is a part.
 */
export function compareAffixes(answer: MathShape, gold: MathShape): MathVerdict | null {
  if (answer.kind !== 'value' || gold.kind !== 'value') return null;
  const [a, g] = [answer.affixes, gold.affixes];
  const sign = ({ percent, degrees }: typeof a): string | null => (percent ? '%' : degrees ? '°' : null);
  const [sa, sg] = [sign(a), sign(g)];
  const [ka, kg] = [sa ?? a.unit, sg ?? g.unit];
  if (sa !== sg) {
    if (ka !== null && kg !== null) return no(say`the units differ: ${verbatim(ka)} and ${verbatim(kg)}`);
    const signed = sa === null ? gold : answer;
    return signed.node === null || freeNames(signed.node).size > 0 ? no() : null;
  }
  if (unitsConflict(a.unit, g.unit))
    return no(say`the units differ: ${verbatim(a.unit ?? '')} and ${verbatim(g.unit ?? '')}`);
  return null;
}

const hundredth = (node: MathNode): MathNode => ({ type: 'apply', op: 'percent', args: [node] });

/** A gold answer without the sign is read as a percentage too, unless it is a number of at most 1, a share. */
function mayBePercentage(gold: MathNode | null): boolean {
  const value = gold === null || freeNames(gold).size > 0 ? null : evaluate(gold, new Map());
  return value === null || Math.hypot(...parts(value)) > 1;
}

/** Two single values: as text, as words, as numbers or as expressions. */
export function compareValues(
  answer: MathShape & { kind: 'value' },
  gold: MathShape & { kind: 'value' },
  context: Context,
): MathVerdict {
  const conflict = compareAffixes(answer, gold);
  if (conflict !== null) return conflict;
  const [a, g] = [textForm(answer.affixes.bare), textForm(gold.affixes.bare)];
  // 50% is 0.5 as well as "50 percent"; 0.5% is not one half, although a percentage may leave its sign out.
  if (answer.affixes.percent && !gold.affixes.percent && !mayBePercentage(gold.node)) {
    const [x, y] = [answer.node, gold.node];
    return x !== null && y !== null && sameExpression(hundredth(x), y) === true
      ? yes('number')
      : no(say`it says percent`);
  }
  if (answer.text === gold.text || (a === g && a !== '')) return yes('text');
  if (gold.node === null && sameWords(a, g)) return yes('text');
  // `\text{(C)}` and `C` are the same choice.
  const choice = /^\(?([A-Z])\)?$/;
  if (choice.test(a) && choice.exec(a)?.[1] === choice.exec(g)?.[1]) return yes('text');
  // And so is `\textbf{(C)}\ 12`, where a letter is asked for.
  const labelled = /^(?:\\text\{\s*\(([A-Z])\)|\(([A-Z])\)\s+(?![-+*/^=]))/.exec(answer.affixes.bare);
  const letter = labelled?.[1] ?? labelled?.[2];
  if (letter !== undefined && letter === choice.exec(g)?.[1] && !/\([A-Z]\)/.test(a.slice(3)))
    return yes('text');
  const base = /^(\w+)_\{?(\d+)\}?$/.exec(g);
  if (base !== null && a === base[1]) return no(say`base ${base[2] ?? ''} is not said`);
  if (answer.node === null || gold.node === null) return undecided(answer, gold);
  if (context.tolerance !== null) return withinTolerance(answer.node, gold.node, context.tolerance);
  const numeric = freeNames(gold.node).size === 0 && freeNames(answer.node).size === 0;
  const same = sameExpression(answer.node, gold.node);
  if (same === true) return yes(numeric ? howNumbers(answer.node, gold.node) : 'expression');
  if (answer.affixes.percent !== gold.affixes.percent) {
    const [x, y] = answer.affixes.percent
      ? [hundredth(answer.node), gold.node]
      : [answer.node, hundredth(gold.node)];
    if (sameExpression(x, y) === true) return yes('number');
  }
  return same === null ? undecided(answer, gold) : no();
}

/** Rational numbers are compared as such; of roots it is said where they are exactly the same. */
function howNumbers(a: MathNode, g: MathNode): 'number' | 'algebra' {
  const isIrrational = evaluate(g, new Map())?.exact === false;
  return isIrrational && sameSurd(a, g) ? 'algebra' : 'number';
}

/** Two plain expressions, of which one is beyond this parser, or that have no value at the points looked at. */
function undecided(answer: MathShape & { kind: 'value' }, gold: MathShape & { kind: 'value' }): MathVerdict {
  const [a, g] = [answer.affixes, gold.affixes];
  if (a.percent !== g.percent) return no();
  const [left, right] = [plainFormula(a.bare), plainFormula(g.bare)];
  return left === null || right === null ? no() : unknown(left, right);
}

function withinTolerance(answer: MathNode, gold: MathNode, tolerance: number): MathVerdict {
  const [x, y] = [evaluate(answer, new Map()), evaluate(gold, new Map())];
  if (x === null || y === null) return no();
  const [re, im] = parts(add(x, negate(y)));
  // A hair more, since 4.3 - 4.2 is not 0.1 in doubles.
  return Math.hypot(re, im) <= tolerance * (1 + 1e-9) ? yes('number') : no(say`more than ${tolerance} away`);
}
