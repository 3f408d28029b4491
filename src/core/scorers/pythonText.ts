/** Text and numbers as Python's `str` and `decimal` read them, for graders that compare what programs print. */

/** What `str.isspace()` is true for beyond ASCII; the rest of them are ranges. */
const wideSpaces: ReadonlySet<number> = new Set([0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]);

function isSpace(code: number): boolean {
  return (
    (code >= 0x09 && code <= 0x0d) ||
    (code >= 0x1c && code <= 0x20) ||
    (code >= 0x2000 && code <= 0x200a) ||
    wideSpaces.has(code)
  );
}

/** `str.strip()`. */
export function strip(text: string): string {
  let [begin, end] = [0, text.length];
  while (begin < end && isSpace(text.charCodeAt(begin))) begin += 1;
  while (end > begin && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(begin, end);
}

/** `str.split()`: the words between space. */
export function words(text: string): string[] {
  const found: string[] = [];
  let begin = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !isSpace(text.charCodeAt(at))) continue;
    if (at > begin) found.push(text.slice(begin, at));
    begin = at + 1;
  }
  return found;
}

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,30}))?$/i;
const infinity = /^([+-]?)inf(?:inity)?$/i;
const notANumber = /^[+-]?s?nan\d*$/i;
/** `decimal.MAX_EMAX` of CPython on 64 bits: beyond it `Decimal(text)` fails. */
const mostExponent = 999_999_999_999_999_999n;

/**
 * What `Decimal(word)` is, written so that two numbers are equal where these texts are; `null` for NaN, which equals
 * nothing; undefined where it is no number. Digits of other scripts, which `Decimal` takes, are none here.
 */
export function decimalKey(word: string): string | null | undefined {
  // `Decimal` drops underscores, wherever they stand.
  const text = word.replaceAll('_', '');
  if (notANumber.test(text)) return null;
  const endless = infinity.exec(text);
  if (endless) return `${endless[1] === '-' ? '-' : ''}Infinity`;
  const [, sign, whole = '', part = '', power = '0'] = decimal.exec(text) ?? [];
  if (sign === undefined || whole + part === '') return undefined;
  const digits = whole + part;
  const exponent = BigInt(power) - BigInt(part.length);
  const first = firstNonZero(digits);
  if (first === digits.length)
    return exponent > mostExponent || exponent < -2n * mostExponent ? undefined : '0';
  let end = digits.length;
  while (digits.charAt(end - 1) === '0') end -= 1;
  const adjusted = exponent + BigInt(digits.length - first - 1);
  if (adjusted > mostExponent || adjusted < -mostExponent) return undefined;
  return `${sign === '-' ? '-' : ''}${digits.slice(first, end)}e${exponent + BigInt(digits.length - end)}`;
}

function firstNonZero(digits: string): number {
  let first = 0;
  while (digits.charAt(first) === '0') first += 1;
  return first;
}
