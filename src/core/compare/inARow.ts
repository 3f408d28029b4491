import { tokensOf } from './tokens.ts';

const opening = '([{';
const closing = ')]}';
const inNoRow = /^(?:[()[\]|×]|)$/;

/**
 * What is written in a row: `\frac{a}{b + 1}` and `a / (b + 1)` have the same letters and signs in it, as many strokes of
 * fractions, and as many brackets or braces that hold a sum together or are raised as a whole; `a / b + 1` has none.
 */
export function inARow(text: string): string {
  const written = plain(text);
  const tokens = tokensOf(written);
  const row: string[] = [];
  /** Of each open bracket, how much stood in the row before it; and whether a sum has stood in it. */
  const open: { readonly from: number; isSum: boolean }[] = [];
  let [strokes, groups, bars] = [0, 0, 0];
  tokens.forEach(({ key, start }, at) => {
    const source = written.charAt(start);
    if (opening.includes(source)) open.push({ from: row.length, isSum: false });
    else if (closing.includes(source)) {
      const group = open.pop();
      const isRaised = tokens[at + 1]?.key === '^' && row.length - (group?.from ?? Infinity) > 1;
      if (group?.isSum === true || isRaised) groups += 1;
    } else if (key === '/') strokes += 1;
    else if (key === '|') bars += 1;
    else if (!inNoRow.test(key)) {
      const group = open.at(-1);
      if ((key === '+' || key === '-') && group !== undefined && row.length > group.from) group.isSum = true;
      row.push(key === 'sqrt' ? '√' : key);
    }
  });
  return `${row.join(' ')} ${strokes} ${groups} ${bars}`;
}

function plain(text: string): string {
  return text
    .replace(/[⁰¹²³⁴-⁹]+/gu, (raised) => `^${raised.normalize('NFKC')}`)
    .replace(/\^\s*\{?\s*(?=\\circ|°)/g, ' ');
}
