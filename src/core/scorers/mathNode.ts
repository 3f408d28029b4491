import type { Ratio } from './mathNumber.ts';

/** An expression: a number, a name, or an operation on expressions. */
export type MathNode =
  | { readonly type: 'number'; readonly value: Ratio }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'apply'; readonly op: Operation; readonly args: readonly MathNode[] };

/** Functions written by name, with one argument; `log` has its base as a second. */
export type NamedFunction =
  'sin' | 'cos' | 'tan' | 'cot' | 'sec' | 'csc' | 'arcsin' | 'arccos' | 'arctan' | 'ln' | 'log' | 'exp';

export type Operation =
  | NamedFunction
  | ('+' | '-' | '*' | '/' | '^' | 'negate' | 'root' | '!' | 'binom')
  | ('abs' | 'floor' | 'ceil' | 'degrees' | 'percent');

/** An operation on its arguments. */
export function apply(op: Operation, ...args: MathNode[]): MathNode {
  return { type: 'apply', op, args };
}

export const isOne = (node: MathNode | undefined): boolean =>
  node?.type === 'number' && node.value.n === 1n && node.value.d === 1n;

/** The expression with one name put for another. */
export function renamed(node: MathNode, from: string, to: string): MathNode {
  if (node.type === 'number') return node;
  if (node.type === 'name') return node.name === from ? { type: 'name', name: to } : node;
  return { ...node, args: node.args.map((arg) => renamed(arg, from, to)) };
}
