import { closingOf, splitTop } from './mathBrackets.ts';
import { parseMath } from './mathParse.ts';
import type { MathNode } from './mathNode.ts';
import { withoutAffixes } from './mathUnits.ts';
import type { Affixes } from './mathUnits.ts';
import { textForm } from './mathText.ts';
import { isWord } from './mathWords.ts';

export type Comparison = '<' | '>' | '\\le' | '\\ge' | '\\ne';

/** An answer taken apart as far as its brackets, commas and signs say. */
export type MathShape =
  | {
      readonly kind: 'value';
      readonly text: string;
      readonly node: MathNode | null;
      readonly affixes: Affixes;
    }
  /** A single thing, named: `x = 5`, `f(x) = 2x`. `argument` is the letter in brackets; `member` for `x \in [0,1]`. */
  | {
      readonly kind: 'named';
      readonly name: string;
      readonly argument: string | null;
      readonly member?: true;
      readonly value: MathShape;
    }
  /** Sides of a chain of `=` that is no name with its value. */
  | { readonly kind: 'equation'; readonly text: string; readonly sides: readonly MathShape[] }
  | {
      readonly kind: 'inequality';
      readonly sides: readonly MathShape[];
      readonly signs: readonly Comparison[];
    }
  /** Answers in no order: a set in braces, or a list without brackets. */
  | { readonly kind: 'several'; readonly braced: boolean; readonly items: readonly MathShape[] }
  /** A point, a tuple or an interval: two or more entries in ordinary brackets. */
  | {
      readonly kind: 'bracketed';
      readonly open: string;
      readonly close: string;
      readonly items: readonly MathShape[];
    }
  | { readonly kind: 'union'; readonly items: readonly MathShape[] }
  | { readonly kind: 'matrix'; readonly fence: string; readonly rows: readonly (readonly MathShape[])[] };

const maxDepth = 12;
/** Longer texts are compared as text only. */
const longest = 1500;

/** Takes a cleaned answer apart (see `cleanMath`). Never fails: what it does not know is a value without a node. */
export function shapeOf(clean: string, depth = 0): MathShape {
  const text = withoutOuterBraces(clean.trim());
  if (depth > maxDepth || text.length > 4000) return value(text);
  const inner = (part: string): MathShape => shapeOf(part, depth + 1);

  const [, names, set] = /^([A-Za-z](?:\s*,\s*[A-Za-z])*)\s*\\in(?![A-Za-z])\s*(.+)$/.exec(text) ?? [];
  if (names !== undefined && set !== undefined && !/^\\(?:mathbb|text)|\\in(?![A-Za-z])/.test(set)) {
    const value = inner(set);
    return names.length > 1 ? value : { kind: 'named', name: names, argument: null, member: true, value };
  }

  const listed = splitTop(text, /^(?:[,;]|\\text\{\s*(?:,\s*)?(?:or|and)\s*\}|(?:or|and)(?![A-Za-z]))/, true)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (listed.length > 1) {
    const items = flat(listed.map(inner));
    return isOneCondition(text, items) ? value(text) : { kind: 'several', braced: false, items };
  }

  const united = splitTop(text, /^(?:\\cup(?![A-Za-z])|\\bigcup(?![A-Za-z]))/);
  if (united.length > 1) return { kind: 'union', items: united.map(inner) };

  const compared = splitTop(text, /^(?:\\(?:le|ge|ne)(?![A-Za-z])|<=?|>=?)/);
  if (compared.length > 1) return inequality(text, compared, inner);

  const equated = splitTop(text, /^=/);
  if (equated.length > 1) return equation(text, equated, inner);

  const matrix = matrixShape(text, inner);
  if (matrix !== null) return matrix;

  const bracketed = bracketedShape(text, inner);
  if (bracketed !== null) return bracketed;

  if (/\\(?:pm|mp)(?![A-Za-z])/.test(text)) {
    const plus = text.replace(/\\pm(?![A-Za-z])/g, '+').replace(/\\mp(?![A-Za-z])/g, '-');
    const minus = text.replace(/\\pm(?![A-Za-z])/g, '-').replace(/\\mp(?![A-Za-z])/g, '+');
    return { kind: 'several', braced: false, items: [inner(plus), inner(minus)] };
  }
  return value(text);
}

function value(text: string): MathShape {
  if (text.length > longest) {
    const affixes = { bare: text, percent: false, degrees: false, unit: null };
    return { kind: 'value', text: textForm(text), node: null, affixes };
  }
  const affixes = withoutAffixes(text);
  const node = isWord(affixes.bare) ? null : parseMath(affixes.bare);
  return { kind: 'value', text: textForm(text), node, affixes };
}

/** `x > 1 and x < 3`: both at once, not two answers. */
function isOneCondition(text: string, items: readonly MathShape[]): boolean {
  if (!/\band\b/.test(text)) return false;
  const names = items.map((item) =>
    item.kind === 'inequality'
      ? item.sides
          .map(nameOf)
          .filter((name) => name !== null)
          .join()
      : null,
  );
  return names.every((name) => name !== null && name === names[0]);
}

/** The name that a side of a relation is; null for anything else. */
export const nameOf = (side: MathShape | undefined): string | null =>
  side?.kind === 'value' && side.node?.type === 'name' ? side.node.name : null;

/** A set in a list, as ± makes one, adds its members to it. */
function flat(items: readonly MathShape[]): MathShape[] {
  return items.flatMap((item) => (item.kind === 'several' && !item.braced ? item.items : [item]));
}

function withoutOuterBraces(text: string): string {
  let left = text;
  for (let rounds = 0; rounds < maxDepth; rounds += 1) {
    if (!left.startsWith('{') || closingOf(left, 0) !== left.length - 1) break;
    left = left.slice(1, -1).trim();
  }
  return left;
}

function inequality(text: string, sides: readonly string[], inner: (part: string) => MathShape): MathShape {
  const names: Readonly<Record<string, Comparison>> = { '<=': '\\le', '>=': '\\ge' };
  const signs: Comparison[] = [];
  let at = 0;
  for (const side of sides.slice(0, -1)) {
    at += side.length;
    const sign = /^(?:\\(?:le|ge|ne)|<=?|>=?)/.exec(text.slice(at))?.[0] ?? '';
    at += sign.length;
    signs.push(names[sign] ?? (sign as Comparison));
  }
  if (sides.some((side) => side.trim() === '' || side.includes('='))) return value(text);
  return { kind: 'inequality', sides: sides.map(inner), signs };
}

/** A letter or two, primed, indexed or with arguments; an angle; a length; roman words: no value of its own. */
const nameForm =
  /^(?:(?:\\(?:angle|triangle|overline|vec|hat|bar|mathbf|measuredangle)\s*)*(?:\{[A-Za-z' ]+\}|[A-Za-z]{1,4}'?|\\[A-Za-z]+|\\text\{[^{}]*\})(?:_(?:\{[^{}]*\}|[A-Za-z\d]|\\[A-Za-z]+))*)(?:\s*\(([^()]*)\))?$|^\|[A-Z]{2}\|$/;
/** The names of the entries of a point: `(a,b) = (1,2)`. */
const pointNames = /^\(\s*([A-Za-z](?:_\w)?(?:\s*,\s*[A-Za-z](?:_\w)?)+)\s*\)$/;
/** The sine of an angle, as geometry asks for it. */
const angleFunction =
  /^\\(?:sin|cos|tan|cot|sec|csc)\s*(?:\\angle\s*)?(?:[A-Z]{1,3}|\\[a-z]+|\(\s*(?:[A-Z]{1,3}|\\[a-z]+)\s*\))$/;
const calculated =
  /^\\(?:pi|infty|sqrt|frac|sin|cos|tan|cot|sec|csc|log|ln|exp|binom)(?![A-Za-z])|^(?:e|i|pi)$/;

function equation(text: string, sides: readonly string[], inner: (part: string) => MathShape): MathShape {
  const [first = '', ...rest] = sides.map((side) => side.trim());
  if ([first, ...rest].includes('')) return value(text);
  const point = pointNames.exec(first)?.[1];
  if (point !== undefined && rest.length === 1) {
    const value = inner(rest[0] ?? '');
    const names = point.replace(/\s/g, '');
    if (value.kind === 'bracketed' && value.items.length === names.split(',').length)
      return { kind: 'named', name: `(${names})`, argument: null, value };
  }
  const name = angleFunction.exec(first) ?? (calculated.test(first) ? null : nameForm.exec(first));
  if (name === null) return { kind: 'equation', text: textForm(text), sides: [first, ...rest].map(inner) };
  const argument = /^[A-Za-z]$/.test(name[1] ?? '') ? (name[1] ?? null) : null;
  const value_ = rest.length === 1 ? inner(rest[0] ?? '') : equation(rest.join('='), rest, inner);
  const label = textForm(
    first.replace(/\\(?:text|mathbf|vec|overline|measuredangle|angle)|[{}]/g, ' '),
  ).replace(/\s/g, '');
  return { kind: 'named', name: label, argument, value: value_ };
}

const fences: Readonly<Record<string, string>> = {
  pmatrix: 'matrix',
  bmatrix: 'matrix',
  matrix: 'matrix',
  array: 'matrix',
  smallmatrix: 'matrix',
  Bmatrix: 'matrix',
  vmatrix: 'determinant',
};

function matrixShape(text: string, inner: (part: string) => MathShape): MathShape | null {
  // Brackets around `\begin{matrix}` or `\begin{array}` belong to it.
  const bare = /^[([]\s*(\\begin\{(?:array|matrix|smallmatrix)\}.*)[)\]]$/s.exec(text)?.[1]?.trim() ?? text;
  const match = /^\\begin\{(\w+)\}(?:\{[clr| ]*\})?(.*)\\end\{\1\}$/s.exec(bare);
  const fence = fences[match?.[1] ?? ''];
  const body = match?.[2];
  if (fence === undefined || body === undefined || body.includes('\\begin{')) return null;
  const rows = body.split(/\\\\(?:\[[^\]]*\])?/).map((row) => row.replace(/\\hline/g, '').trim());
  if (rows.at(-1) === '') rows.pop();
  return { kind: 'matrix', fence, rows: rows.map((row) => row.split('&').map((cell) => inner(cell.trim()))) };
}

function bracketedShape(text: string, inner: (part: string) => MathShape): MathShape | null {
  const opening = /^(?:\\\{|\\langle(?![A-Za-z])|[([])/.exec(text)?.[0];
  if (opening === undefined) return null;
  const closing = /(?:\\\}|\\rangle|[)\]])$/.exec(text)?.[0];
  const close = closingOf(text, 0);
  if (closing === undefined || close === null || close < text.length - closing.length) return null;
  const body = text.slice(opening.length, text.length - closing.length).trim();
  if (opening === '\\{') {
    if (closing !== '\\}' || /\||\\mid|:/.test(body)) return value(text);
    const items = splitTop(body, /^[,;]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    return { kind: 'several', braced: true, items: flat(items.map(inner)) };
  }
  const items = splitTop(body, /^[,;]/).map((part) => part.trim());
  if (items.length > 1 && !items.includes('')) {
    const plain = (bracket: string): string => bracket.replace('\\langle', '(').replace('\\rangle', ')');
    return { kind: 'bracketed', open: plain(opening), close: plain(closing), items: items.map(inner) };
  }
  // Brackets around one thing say nothing: `(C)`, `(x+1)`.
  return items.length === 1 && opening === '(' && closing === ')' && body !== '' ? inner(body) : null;
}
