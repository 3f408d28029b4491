/**
 * Whether a bare answer is one word or several, not a product or a difference of letters: three letters or more and
 * nothing else. Beside a space are at least two; beside a hyphen as well, which is no minus then. So `p - q`, `ab-c` and
 * `a b c` are none, `well-known`, `New York` and `x-axis` are.
 */
export function isWord(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z' -]{2,}$/.test(text) || /^(?:sqrt|pi|infty)$/.test(text)) return false;
  // A prime belongs to a name: f', AB'.
  if (/(?<![A-Za-z]{2})'|'(?![A-Za-z])/.test(text)) return false;
  if (/^[A-Za-z]-[a-z]{4,}$/.test(text)) return true;
  const parts = text.split(/ *[ -] */);
  return parts.every((part) => part.length > 1) && parts.some((part) => part.length > 2);
}

/** Words with the marks of prose, digits among them; a sign of calculation, a call or a prime makes it none. */
const isProse = (text: string): boolean =>
  /^[\p{L}\p{N}\s.,'()-]+$/u.test(text) &&
  /\p{L}{2}/u.test(text) &&
  !/(?<!\p{L})\p{L}'*\(/u.test(text) &&
  !/(?<![\p{L}]{2})-|-(?!\p{L}{2})|(?<!\p{L}\p{L})'|'(?!\p{L})/u.test(
    text.replace(/^\p{L}-(?=\p{L}{4})/u, ''),
  );

/** Lower case, and only the marks that could be signs or primes. */
const normal = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}'-]+/gu, ' ')
    .trim()
    .toLowerCase();

/** The same words: case and the marks of a sentence say nothing. */
export function sameWords(answer: string, gold: string): boolean {
  return isProse(answer) && isProse(gold) && normal(answer) === normal(gold);
}
