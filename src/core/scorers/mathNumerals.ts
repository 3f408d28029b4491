import { decimal, ratio } from './mathNumber.ts';
import type { Ratio } from './mathNumber.ts';
import type { TokenReader } from './mathTokenReader.ts';

/** Reads the `4/5` of `1 4/5`, or nothing. */
export function slashFraction(tokens: TokenReader): Ratio | null {
  const [n, d] = [tokens.peek(), tokens.peek(2)];
  if (n?.kind !== 'number' || !n.spaced || !tokens.is('/', 1) || d?.kind !== 'number') return null;
  if (n.text.includes('.') || d.text.includes('.') || BigInt(d.text) === 0n) return null;
  tokens.place += 3;
  return { n: BigInt(n.text), d: BigInt(d.text) };
}

/** The value of a numeral just read, with an overline behind it: the `{6}` of `0.1\overline{6}` repeats. */
export function decimalNumeral(tokens: TokenReader, digits: string): Ratio {
  const repeating =
    tokens.is('overline') && tokens.is('{', 1) && tokens.is('}', 3) ? tokens.peek(2) : undefined;
  const head = decimal(digits);
  if (!digits.includes('.') || repeating?.kind !== 'number' || !/^\d+$/.test(repeating.text)) return head;
  tokens.place += 4;
  const places = 10n ** BigInt((digits.split('.')[1] ?? '').length);
  const tail = ratio(BigInt(repeating.text), (10n ** BigInt(repeating.text.length) - 1n) * places);
  return ratio(head.n * tail.d + tail.n * head.d, head.d * tail.d);
}
