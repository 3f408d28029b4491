/** A decimal number with all its digits: `digits` × 10^`exponent`; `percent` where a percent sign follows it. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
  readonly percent: boolean;
}

/** A number in a text; `range` half-open UTF-16 offsets. */
export interface FoundNumber {
  readonly value: Decimal;
  readonly range: readonly [number, number];
}

const sign = String.raw`[+\-−‐‑–]`;
/** Three digits after a comma, a thin space or LaTeX's `{,}` belong to the number before them. */
const grouped = String.raw`\d{1,3}(?:(?:,|\{,\}|\\,|[\u00a0\u2009\u202f'’])\d{3})+(?!\d)`;
const plain = String.raw`(?:${grouped}|\d+)(?:\.\d+)?|\.\d+`;
const scientific = String.raw`[eE]${sign}?\d+|\s*(?:[×·*]|\\times|\\cdot)\s*10\s*\^\s*(?:\{\s*${sign}?\d+\s*\}|${sign}?\d+)`;
/** A minus of the number itself: not of a range, a difference or a bulleted list. */
const minus = String.raw`(?<![\p{L}\p{N})\]}])(?<!\p{N}\s{1,3})(?<minus>${sign})(?:(?<=[=(]\s{0,3}${sign})\s{1,2})?`;
const currency = String.raw`\\?[$€£¥]\s?(?<inner>${sign}?)`;
const number = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.])(?:${minus})?(?:${currency})?(?<plain>${plain})(?<power>${scientific})?(?<percent>\s?\\?[%％])?`,
  'gu',
);

/** More digits, or a larger power of ten, are no number that anybody answers. */
const most = 400;

/**
 * The numbers of a text, in order: with thousands commas, a percent sign, a currency before them, a power of ten (`1e-3`,
 * `1.5 \times 10^{-3}`), a minus of Unicode. A minus between two numbers takes away, so `5-7` holds 5 and 7. Digits
 * within a word or a version (`H2O`, `1.2.3`) are none.
 */
export function numbersIn(text: string): FoundNumber[] {
  return [...text.matchAll(number)].flatMap((match) => {
    const value = decimalOf(match);
    const end = match.index + match[0].length;
    if (value === null || /^\.\d/.test(text.slice(end, end + 2))) return [];
    // A dollar sign may be that of a formula.
    const lead = match.groups?.minus === undefined ? (/^\\?[$€£¥]\s?/.exec(match[0])?.[0].length ?? 0) : 0;
    return [{ value, range: [match.index + lead, end] as const }];
  });
}

function decimalOf(match: RegExpExecArray): Decimal | null {
  const { minus = '', inner = '', plain: written = '', power = '', percent } = match.groups ?? {};
  const [whole = '', fraction = ''] = written.replace(/[^\d.]/g, '').split('.');
  const raised = /10\s*\^/.test(power) ? power.slice(power.indexOf('^') + 1) : power.slice(1);
  const exponent = power === '' ? 0 : Number(raised.replace(/[{}\s+]/g, '').replace(/[−‐‑–]/g, '-'));
  if (whole.length + fraction.length > most || Math.abs(exponent) > most) return null;
  const digits = BigInt(whole + fraction);
  const negative = [minus, inner].filter((each) => each !== '' && each !== '+').length === 1;
  return {
    digits: negative ? -digits : digits,
    exponent: exponent - fraction.length,
    percent: percent !== undefined,
  };
}

/** Both over one power of ten. */
function aligned(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  const over = ({ digits, exponent: own }: Decimal): bigint => digits * 10n ** BigInt(own - exponent);
  return [over(a), over(b), exponent];
}

const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** A decimal as JavaScript writes numbers, which it may be given as. */
export function decimalFrom(value: number): Decimal {
  const [found] = numbersIn(String(value));
  return found?.value ?? { digits: 0n, exponent: 0, percent: false };
}

const hundredth = (value: Decimal): Decimal => ({ ...value, exponent: value.exponent - 2 });

/**
 * Whether a number is within a tolerance of the gold one, compared with all digits. Where one of the two has a percent
 * sign, the other may be meant in percent (50) or as a share (0.5).
 *
 * @param relative the tolerance is a share of the gold number
 */
export function isNear(found: Decimal, gold: Decimal, tolerance: Decimal, relative: boolean): boolean {
  const near = (a: Decimal, b: Decimal): boolean => {
    const [x, y, exponent] = aligned(a, b);
    const apart = { digits: size(x - y), exponent, percent: false };
    const wide = relative
      ? { ...tolerance, digits: tolerance.digits * size(y), exponent: tolerance.exponent + exponent }
      : tolerance;
    const [distance, allowed] = aligned(apart, wide);
    return distance <= allowed;
  };
  if (near(found, gold)) return true;
  if (found.percent === gold.percent) return false;
  return found.percent ? near(hundredth(found), gold) : near(found, hundredth(gold));
}
