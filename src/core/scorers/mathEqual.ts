import { evaluate, freeNames } from './mathEvaluate.ts';
import { isReal, parts } from './mathNumber.ts';
import { renamed } from './mathNode.ts';
import { readings, withUnit } from './mathReadings.ts';
import { compareLines, entriesOf, intervalOf, spanOf } from './mathRelations.ts';
import { shapeOf } from './mathShape.ts';
import type { Comparison, MathShape } from './mathShape.ts';
import { cleanMath, textForm } from './mathText.ts';
import { compareAffixes, compareValues } from './mathValues.ts';
import type { Context } from './mathValues.ts';
import { no, yes } from './mathVerdict.ts';
import type { MathVerdict } from './mathVerdict.ts';
import { say, verbatim } from '../say.ts';

export interface MathGoldHints {
  /** The gold answer is a list of several: its commas part answers, never thousands. */
  readonly several?: boolean;
  /** Largest difference from the gold number that still counts, as published with the item. */
  readonly tolerance?: number;
  /** The gold answer is known to be a tuple, or several, and no interval. */
  readonly tuple?: boolean;
  /** Unit of the gold answer, published beside it. */
  readonly unit?: string;
}

/**
 * Compares an answer with the gold one: as text, as numbers (exactly, where rational), as expressions by value at
 * sample points, and element by element where it has parts. Several answers are a set; a tuple is in order; an
 * interval keeps its brackets. A gold inequality accepts an interval, but not the other way (as Math-Verify). Where
 * both are plain expressions that this cannot decide, they are unequal and left `open`.
 */
export function sameMath(answer: string, gold: string, hints: MathGoldHints = {}): MathVerdict {
  const [a, g] = [cleanMath(answer), cleanMath(gold)];
  if (a === '' || g === '') return no();
  if (textForm(a) === textForm(g) && !/\d \d/.test(textForm(a))) {
    const units = compareAffixes(shapeOf(a), shapeOf(g));
    return units ?? yes('text');
  }
  const context: Context = { tolerance: hints.tolerance ?? null, noInterval: hints.tuple === true };
  let verdict: MathVerdict = no();
  for (const goldShape of readings(withUnit(g, hints.unit), hints.several === true, false)) {
    for (const answerShape of readings(a, false, goldShape.kind === 'several')) {
      const next = compare(answerShape, goldShape, context);
      if (next.equal) return next;
      if (next.why !== null || next.open !== null) verdict = next;
    }
  }
  return verdict;
}

function compare(answer: MathShape, gold: MathShape, context: Context): MathVerdict {
  if (answer.kind === 'named' || gold.kind === 'named') return compareNamed(answer, gold, context);
  if (answer.kind === 'equation' || gold.kind === 'equation') return compareEquations(answer, gold, context);
  if (answer.kind === 'value' && gold.kind === 'value') return compareValues(answer, gold, context);
  if (gold.kind === 'inequality') return compareInequality(answer, gold, context);
  if (answer.kind === 'several' || gold.kind === 'several') return compareSeveral(answer, gold, context);
  if (answer.kind === 'bracketed' && gold.kind === 'bracketed') {
    if (answer.open !== gold.open || answer.close !== gold.close) return no(say`the brackets differ`);
    return inOrder(answer.items, gold.items, context);
  }
  if (answer.kind === 'union' && gold.kind === 'union') return asSets(answer.items, gold.items, context);
  if (answer.kind === 'matrix' && gold.kind === 'matrix') {
    const [a, g] = [answer.rows, gold.rows];
    if (answer.fence !== gold.fence || a.length !== g.length) return no(say`the matrices differ in form`);
    if (a.some((row, index) => row.length !== g[index]?.length)) return no(say`the matrices differ in form`);
    return inOrder(a.flat(), g.flat(), context);
  }
  return no();
}

/** `x = 5` is 5 where the other side has no name; two names must be the same. */
function compareNamed(answer: MathShape, gold: MathShape, context: Context): MathVerdict {
  if (answer.kind === 'named' && gold.kind === 'named') {
    if (answer.name === gold.name) return compare(answer.value, gold.value, context);
    const sameHead = answer.name.split('(')[0] === gold.name.split('(')[0];
    if (sameHead && answer.argument !== null && gold.argument !== null) {
      const value = renamedShape(answer.value, answer.argument, gold.argument);
      if (value !== null) return compare(value, gold.value, context);
    }
    const lines = compareLines(answer, gold);
    return lines ?? no(say`${verbatim(answer.name)} and ${verbatim(gold.name)} are different names`);
  }
  if (answer.kind === 'named') {
    if (gold.kind === 'several' && gold.items.every((item) => item.kind === 'named')) {
      const entries = entriesOf(answer);
      if (entries !== null) return compare(entries, gold, context);
    }
    if (gold.kind === 'equation') return compareLines(answer, gold) ?? no();
    return compare(answer.value, gold, context);
  }
  if (gold.kind === 'named') {
    if (answer.kind === 'equation') {
      const lines = compareLines(answer, gold);
      if (lines !== null) return lines;
    }
    if (answer.kind === 'several' && answer.items.every((item) => item.kind === 'named')) {
      const entries = entriesOf(gold);
      if (entries !== null) return compare(answer, entries, context);
    }
    const span = gold.member === true ? spanOf(answer, gold.name) : null;
    return compare(span ?? answer, gold.value, context);
  }
  return no();
}

function renamedShape(shape: MathShape, from: string, to: string): MathShape | null {
  if (shape.kind !== 'value' || shape.node === null || freeNames(shape.node).has(to)) return null;
  return { ...shape, text: '', affixes: { ...shape.affixes, bare: '' }, node: renamed(shape.node, from, to) };
}

/** Chains of `=`: `2 + 3 = 5` is 5; equations of lines and curves are the same up to a factor. */
function compareEquations(answer: MathShape, gold: MathShape, context: Context): MathVerdict {
  if (answer.kind === 'equation' && gold.kind === 'equation') {
    if (answer.text === gold.text) return yes('text');
    return compareLines(answer, gold) ?? no();
  }
  if (answer.kind !== 'equation') return no();
  const last = answer.sides.at(-1);
  if (last === undefined) return no();
  const verdict = compare(last, gold, context);
  if (!verdict.equal) return no(verdict.why);
  // Every step must be the same number, so that `x + 1 = 5` is not taken for 5.
  for (const side of answer.sides.slice(0, -1)) {
    if (!compare(side, last, { ...context, tolerance: null }).equal) return no(say`its two sides differ`);
  }
  return verdict;
}

function compareSeveral(answer: MathShape, gold: MathShape, context: Context): MathVerdict {
  // A bare list is a tuple whose brackets were left out, unless it could as well be an open interval.
  if (answer.kind === 'bracketed' && gold.kind === 'several' && !gold.braced)
    return unbracketed(answer, gold.items, answer.items, context);
  if (answer.kind === 'several' && !answer.braced && gold.kind === 'bracketed')
    return unbracketed(gold, gold.items, answer.items, context);
  // `x < 1 or x > 2` against a union of intervals.
  if (
    answer.kind === 'union' &&
    gold.kind === 'several' &&
    gold.items.every((item) => item.kind === 'inequality')
  ) {
    return asSets(answer.items, gold.items, context);
  }
  const items = (shape: MathShape): readonly MathShape[] =>
    shape.kind === 'several' ? shape.items : [shape];
  // `x = 1, y = 2` against `1, 2`: the names give the order.
  const [a, g] = [items(answer), items(gold)];
  if (a.length === g.length && distinctNames(g) && !a.some((item) => item.kind === 'named')) {
    return inOrder(a, g, context);
  }
  return asSets(a, g, context);
}

const distinctNames = (items: readonly MathShape[]): boolean =>
  items.length > 1 &&
  items.every((item) => item.kind === 'named') &&
  new Set(items.map((item) => item.name)).size === items.length;

function unbracketed(
  tuple: MathShape & { kind: 'bracketed' },
  gold: readonly MathShape[],
  answer: readonly MathShape[],
  context: Context,
): MathVerdict {
  if (tuple.open !== '(' || tuple.close !== ')') return no(say`the brackets differ`);
  const [low, high, ...more] = tuple.items;
  const named = distinctNames(answer) || distinctNames(gold);
  if (!named && !context.noInterval && more.length === 0 && low !== undefined && high !== undefined) {
    const [x, y] = [constant(low), constant(high)];
    if (x === null || y === null || x < y) return no(say`one is in brackets, the other is not`);
  }
  return inOrder(answer, gold, context);
}

/** The value of a real constant; infinities included; else null. */
function constant(shape: MathShape): number | null {
  if (shape.kind !== 'value' || shape.node === null) return null;
  if (/^-?\\infty$/.test(shape.affixes.bare.replace(/[+ ]/g, '')))
    return shape.affixes.bare.startsWith('-') ? -Infinity : Infinity;
  const number = freeNames(shape.node).size === 0 ? evaluate(shape.node, new Map()) : null;
  return number !== null && isReal(number) ? parts(number)[0] : null;
}

function inOrder(answer: readonly MathShape[], gold: readonly MathShape[], context: Context): MathVerdict {
  if (answer.length !== gold.length) return no(say`${answer.length} entries, not ${gold.length}`);
  for (const [index, item] of gold.entries()) {
    const other = answer[index];
    if (other === undefined || !compare(other, item, context).equal)
      return no(say`entry ${index + 1} differs`);
  }
  return yes('structure');
}

function asSets(answer: readonly MathShape[], gold: readonly MathShape[], context: Context): MathVerdict {
  const among = (item: MathShape, others: readonly MathShape[], forwards: boolean): boolean =>
    others.some((other) => (forwards ? compare(item, other, context) : compare(other, item, context)).equal);
  const found = gold.filter((item) => among(item, answer, false)).length;
  const extra = answer.filter((item) => !among(item, gold, true)).length;
  if (found === gold.length && extra === 0) return yes('structure');
  if (extra === 0) return no(say`${found} of ${gold.length} right`);
  return extra === 1
    ? no(say`${found} of ${gold.length} right, and 1 that is not`)
    : no(say`${found} of ${gold.length} right, and ${extra} that are not`);
}

const flipped: Readonly<Record<Comparison, Comparison>> = {
  '<': '>',
  '>': '<',
  '\\le': '\\ge',
  '\\ge': '\\le',
  '\\ne': '\\ne',
};

function compareInequality(
  answer: MathShape,
  gold: MathShape & { kind: 'inequality' },
  context: Context,
): MathVerdict {
  if (answer.kind === 'inequality') {
    if (sameChain(answer.sides, answer.signs, gold, context)) return yes('structure');
    const backwards = [...answer.signs].reverse().map((sign) => flipped[sign]);
    return sameChain([...answer.sides].reverse(), backwards, gold, context) ? yes('structure') : no();
  }
  const interval = intervalOf(gold);
  return interval === null ? no() : compare(answer, interval, context);
}

function sameChain(
  sides: readonly MathShape[],
  signs: readonly Comparison[],
  gold: MathShape & { kind: 'inequality' },
  context: Context,
): boolean {
  return (
    signs.length === gold.signs.length &&
    signs.every((sign, index) => sign === gold.signs[index]) &&
    inOrder(sides, gold.sides, context).equal
  );
}
