import type { MathJsonExpression } from '@cortex-js/compute-engine';

/** Operations that mean the same to the engine as to who wrote them. */
const operations = words(`
  Add Subtract Multiply Divide Power Root Sqrt Negate Rational Complex Degrees Delimiter
  Factorial Factorial2 Binomial Abs Floor Ceil GCD LCM Mod Max Min Exp Ln Log Lb
  Sin Cos Tan Cot Sec Csc Arcsin Arccos Arctan Sinh Cosh Tanh Coth Arsinh Arcosh Artanh
  Sum Product Integrate Limit Limits Function Block`);
const constants = words('Pi ExponentialE ImaginaryUnit PositiveInfinity NegativeInfinity');
/** Names that the engine takes for something else than a name. */
const taken = words('C D E G I N O Q R Z d e i');
const wholeNumbers = words('Factorial Factorial2 Binomial Floor Ceil GCD LCM Mod Sum Product');
const openEnded = words('Sum Product Integrate Limit');

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

export const headOf = (json: MathJsonExpression): string | null =>
  Array.isArray(json) && typeof json[0] === 'string' ? json[0] : null;

export function partsOf(json: MathJsonExpression): readonly MathJsonExpression[] {
  return Array.isArray(json) ? (json.slice(1) as readonly MathJsonExpression[]) : [];
}

/**
 * Whether a formula as the engine read it holds nothing that could be meant otherwise: no function of an unknown
 * name, no constant that looks like a name, no sum without its bounds, no error.
 */
export function isUnambiguous(json: MathJsonExpression, bound: ReadonlySet<string> = new Set()): boolean {
  if (typeof json === 'number') return true;
  if (typeof json === 'string') return constants.has(json) || bound.has(json) || isName(json);
  const head = headOf(json);
  if (head === null) return typeof json === 'object' && 'num' in json;
  const inner = boundIn(json, bound);
  return operations.has(head) && partsOf(json).every((part) => isUnambiguous(part, inner));
}

const isName = (symbol: string): boolean =>
  /^[A-Za-z](?:_[A-Za-z\d]+)?$|^(?:alpha|beta|delta|theta|lambda|mu|rho|sigma|omega)$/.test(symbol) &&
  !taken.has(symbol);

/** The names of a formula that nothing in it binds. */
export function namesOf(
  json: MathJsonExpression,
  bound: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  if (typeof json === 'string') return new Set(isName(json) && !bound.has(json) ? [json] : []);
  const inner = boundIn(json, bound);
  return new Set(partsOf(json).flatMap((part) => [...namesOf(part, inner)]));
}

/** With the names that a sum, an integral or a limit binds: those of its `Limits`, or of its `Function`. */
function boundIn(json: MathJsonExpression, bound: ReadonlySet<string>): ReadonlySet<string> {
  const parts = partsOf(json);
  const binds = parts
    .filter((part) => headOf(part) === 'Limits')
    .map((part) => partsOf(part)[0])
    .concat(headOf(json) === 'Function' ? parts.slice(1) : [])
    .filter((part) => typeof part === 'string');
  return binds.length === 0 ? bound : new Set([...bound, ...binds]);
}

const holds = (json: MathJsonExpression, heads: ReadonlySet<string>): boolean =>
  heads.has(headOf(json) ?? '') || partsOf(json).some((part) => holds(part, heads));

/** Whether the formula has a value at whole numbers only, or another one between them. */
export const wantsWholeNumbers = (json: MathJsonExpression): boolean => holds(json, wholeNumbers);

/** Whether no sum, integral or limit is left, of which there would be an approximation at best. */
export const isWorkedOut = (json: MathJsonExpression): boolean => !holds(json, openEnded);
