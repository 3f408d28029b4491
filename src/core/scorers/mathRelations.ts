import { evaluate, freeNames, samplePoints } from './mathEvaluate.ts';
import { divide, parts, sameNumber, whole } from './mathNumber.ts';
import type { MathNumber } from './mathNumber.ts';
import type { MathNode } from './mathNode.ts';
import { nameOf, shapeOf } from './mathShape.ts';
import type { Comparison, MathShape } from './mathShape.ts';
import { no, yes } from './mathVerdict.ts';
import type { MathVerdict } from './mathVerdict.ts';

/** Left side less right side. Null for what is not one equation in two names or more. */
function difference(shape: MathShape): MathNode | null {
  const sides =
    shape.kind === 'equation' ? shape.sides : shape.kind === 'named' ? [nameNode(shape), shape.value] : [];
  const [left, right] = sides;
  if (sides.length !== 2 || left?.kind !== 'value' || right?.kind !== 'value') return null;
  if (left.node === null || right.node === null) return null;
  const node: MathNode = { type: 'apply', op: '-', args: [left.node, right.node] };
  return freeNames(node).size >= 2 ? node : null;
}

const nameNode = (shape: MathShape & { kind: 'named' }): MathShape =>
  shapeOf(/^[A-Za-z]{1,2}$/.test(shape.name) ? shape.name : '');

/**
 * Two equations of a line or curve: the same up to a constant factor. Null if either is none, or has one name only
 * (`2x = 10` is no answer where `x = 5` is asked for).
 */
export function compareLines(answer: MathShape, gold: MathShape): MathVerdict | null {
  const [a, g] = [difference(answer), difference(gold)];
  if (a === null || g === null) return null;
  let factor: MathNumber | null = null;
  let compared = 0;
  for (const names of samplePoints([a, g])) {
    const [x, y] = [evaluate(a, names), evaluate(g, names)];
    if (x === null || y === null) continue;
    const [yr, yi] = parts(y);
    if (yr === 0 && yi === 0) {
      if (!sameNumber(x, whole(0))) return no();
      continue;
    }
    const quotient = divide(x, y);
    if (quotient === null || sameNumber(quotient, whole(0))) return no();
    if (factor !== null && !sameNumber(factor, quotient)) return no();
    factor = quotient;
    compared += 1;
  }
  return compared >= 4 ? yes('expression') : no();
}

/** What inequalities in the letter `name` say of it, as an interval or a union of some; null for any other. */
export function spanOf(shape: MathShape, name: string): MathShape | null {
  if (shape.kind === 'several' && !shape.braced) {
    const spans = shape.items.flatMap((item) => spanOf(item, name) ?? []);
    if (spans.length < shape.items.length) return null;
    return { kind: 'union', items: spans.flatMap((span) => (span.kind === 'union' ? span.items : [span])) };
  }
  return shape.kind === 'inequality' && shape.sides.some((side) => nameOf(side) === name)
    ? intervalOf(shape)
    : null;
}

/** The entries of a point by their names: `a = 1, b = 2` for `(a,b) = (1,2)`; null for any other. */
export function entriesOf(shape: MathShape & { kind: 'named' }): MathShape | null {
  const { name, value } = shape;
  if (!name.startsWith('(') || value.kind !== 'bracketed' || value.open !== '(' || value.close !== ')')
    return null;
  const names = name.slice(1, -1).split(',');
  const items = value.items.map((item, index): MathShape => {
    return { kind: 'named', name: names[index] ?? '', argument: null, value: item };
  });
  return { kind: 'several', braced: false, items };
}

/** The interval that an inequality in one letter says, or the two that `x \ne 3` says; null for any other. */
export function intervalOf({ sides, signs }: MathShape & { kind: 'inequality' }): MathShape | null {
  const isName = (side: MathShape | undefined): boolean => nameOf(side) !== null;
  if (signs.includes('\\ne')) {
    const [left, right] = sides;
    const hole = isName(left) ? right : left;
    if (sides.length !== 2 || hole === undefined || isName(left) === isName(right)) return null;
    const part = (low: MathShape, high: MathShape): MathShape => ({
      kind: 'bracketed',
      open: '(',
      close: ')',
      items: [low, high],
    });
    return { kind: 'union', items: [part(shapeOf('-\\infty'), hole), part(hole, shapeOf('\\infty'))] };
  }
  const rising = signs.every((sign) => sign === '<' || sign === '\\le');
  const falling = signs.every((sign) => sign === '>' || sign === '\\ge');
  if (!rising && !falling) return null;
  const order = rising ? sides : [...sides].reverse();
  const steps = rising ? signs : [...signs].reverse();
  const at = order.findIndex(isName);
  if (at < 0 || order.filter(isName).length !== 1 || order.length > 3) return null;
  if (order.length === 3 && at !== 1) return null;
  const strict = (sign: Comparison | undefined): boolean => sign === '<' || sign === '>';
  const low = order[at - 1];
  const high = order[at + 1];
  return {
    kind: 'bracketed',
    open: low === undefined || strict(steps[at - 1]) ? '(' : '[',
    close: high === undefined || strict(steps[at]) ? ')' : ']',
    items: [low ?? shapeOf('-\\infty'), high ?? shapeOf('\\infty')],
  };
}
