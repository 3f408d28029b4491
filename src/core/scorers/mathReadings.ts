import { shapeOf } from './mathShape.ts';
import type { MathShape } from './mathShape.ts';
import { cleanMath } from './mathText.ts';

/** The gold answer with the unit published beside it, unless it says one itself or is a list. */
export function withUnit(gold: string, unit: string | undefined): string {
  if (unit === undefined || /[,°%]|\\(?:text|\$)/.test(gold)) return gold;
  const clean = cleanMath(unit);
  if (clean === '%' || clean === '°') return gold + clean;
  if (clean === '\\$') return clean + gold;
  return `${gold}\\text{ ${clean.replace(/\\text|[{}]/g, '')}}`;
}

const thousands = /(?<![\d.,_^])\d{1,3}(?:,\d{3})+(?![\d,])/g;

/**
 * The commas of `12,345` mark thousands, unless it is known to be a list. Where the gold answer is a list, an
 * answer of that form may be one as well, its spaces left out.
 */
export function readings(clean: string, isList: boolean, mayBeList: boolean): MathShape[] {
  const list = shapeOf(clean);
  if (isList || /[([]|\\\{/.test(clean) || clean.search(thousands) < 0) return [list];
  const number = shapeOf(clean.replace(thousands, (digits) => digits.replaceAll(',', '')));
  return mayBeList ? [number, list] : [number];
}
