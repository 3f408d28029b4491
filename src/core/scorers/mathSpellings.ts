const baseWords: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  sixteen: 16,
};
const powersOfTen: Readonly<Record<string, number>> = {
  hundred: 2,
  thousand: 3,
  million: 6,
  billion: 9,
  trillion: 12,
};
const reals = String.raw`\\mathbb\s*(?:\{\s*R\s*\}|R)|\\(?:R|reals)(?![A-Za-z])|ℝ|(?:\\text\s*\{\s*)?all real(?:s| numbers)(?:\s*\})?`;
const noneAtAll = String.raw`\\\{\s*\\\}|(?:\\text\s*\{\s*)?(?:the empty set|empty set|no (?:real )?solutions?)(?:\s*\})?`;
const member = String.raw`[A-Za-z](?:\s*\\in\s*(?:${reals}))?`;

const whole: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^(${String.raw`[A-Za-z]\s*\\in\s*`})?(?:${reals})$`, 'i'), '(-\\infty, \\infty)'],
  [new RegExp(`^(?:${noneAtAll})$`, 'i'), '\\emptyset'],
  // `\{x | x > 2\}` says what `x > 2` says.
  [new RegExp(String.raw`^\\\{\s*${member}\s*[|:]\s*([^|:]*[<>=\\][^|:]*)\\\}$`), '$1'],
  [/^(-?\d+(?:\.\d+)?)[eE]([+-]?\d+)$/, '$1*10^{$2}'],
  [/^\\approx(?![A-Za-z])\s*/, ''],
];

/**
 * Words and older notations in the one that the rest is written in: `2516_{\text{eight}}`, `(2516)_8` and `2516 base 8`
 * as `2516_8`; `3 \text{ million}` as `3*10^{6}`; all real numbers as an interval; no solution as the empty set; a set
 * by its condition as the condition; `1.5e3`; `12{:}30`. For cleaned LaTeX (see `cleanMath`).
 */
export function respelled(clean: string): string {
  // Nothing of this is longer, and some of the patterns look twice.
  if (clean.length > 1500) return clean;
  let text = clean
    .replace(/_\s*\{?\s*\\text\s*\{\s*([a-z]+)\s*\}\s*\}?/g, (all, word: string) => {
      const base = baseWords[word];
      return base === undefined ? all : `_{${base}}`;
    })
    .replace(/^\(\s*([\dA-F]+)\s*\)_/, '$1_')
    .replace(
      /^([\dA-F]+)\s*(?:\\text\s*\{)?\s*\(?\s*(?:in )?base[\s-]*(\d+)\s*\)?\s*\}?$|^([\dA-F]+)\s*\\text\s*\{\s*(?:in )?base\s*\}\s*(\d+)$/,
      (_all, digits?: string, base?: string, others?: string, other?: string) =>
        `${digits ?? others ?? ''}_{${base ?? other ?? ''}}`,
    )
    .replace(
      /(\d)\s*(?:\\text\s*\{\s*)(hundred|thousand|million|billion|trillion)(?=[\s}])\s*(\}?)|(\d)\s+(hundred|thousand|million|billion|trillion)(?![A-Za-z])/g,
      (
        _all,
        digit: string | undefined,
        word: string | undefined,
        end: string | undefined,
        plainDigit?: string,
        plainWord?: string,
      ) => {
        const power = `*10^{${powersOfTen[word ?? plainWord ?? ''] ?? 0}}`;
        return `${digit ?? plainDigit ?? ''}${power}${digit === undefined || end === '}' ? '' : '\\text{ '}`;
      },
    )
    .replace(/(?<=\d)\{:\}(?=\d)/g, ':');
  for (const [from, to] of whole) text = text.replace(from, to);
  return text;
}
