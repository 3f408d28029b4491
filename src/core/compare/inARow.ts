import { tokensOf } from './tokens.ts';

const inNoRow = /^(?:[()[\]|×]|)$/;

/** What is written in a row: `\frac{a}{b + 1}` and `a / (b + 1)` have the same letters and signs in it. */
export function inARow(text: string): string {
  const keys = tokensOf(
    text
      .replace(/[⁰¹²³⁴-⁹]+/gu, (raised) => `^${raised.normalize('NFKC')}`)
      .replace(/\^\s*\{?\s*(?=\\circ|°)/g, ' '),
  ).flatMap(({ key }) => (inNoRow.test(key) ? [] : [key === 'sqrt' ? '√' : key]));
  return `${keys.filter((key) => key !== '/').join(' ')} ${keys.filter((key) => key === '/').length}`;
}
