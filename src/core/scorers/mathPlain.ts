/** Commands of what a computer-algebra system reads as we mean it; `\log` stands here with a base only. */
const commands: ReadonlySet<string> = new Set(
  `frac sqrt binom sum prod int lim to infty pi gcd lcm max min bmod ln exp
   sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth arsinh arcosh artanh
   lfloor rfloor lceil rceil alpha beta delta theta lambda mu rho sigma omega`
    .trim()
    .split(/\s+/),
);
/** Names that are written in roman letters where LaTeX has no command for them. */
const roman: Readonly<Record<string, string>> = {
  lcm: '\\operatorname{lcm}',
  gcd: '\\gcd ',
  sinh: '\\sinh ',
  cosh: '\\cosh ',
  tanh: '\\tanh ',
  arcsinh: '\\arsinh ',
  arccosh: '\\arcosh ',
  arctanh: '\\artanh ',
};
const longest = 300;

/**
 * LaTeX of a value without structure, for a computer-algebra system; null for all that could be read in more than one
 * way: words, lists, tuples, relations, thousands marks, number bases, `f(x)`, a logarithm without its base, dots.
 *
 * @param bare a cleaned answer without units (see `cleanMath`, `withoutAffixes`)
 */
export function plainFormula(bare: string): string | null {
  if (bare.length > longest || !/^[\x20-\x7e°]+$/.test(bare)) return null;
  const text = bare.replace(/\\text\{\s*([a-z]+)\s*\}/g, (all, word: string) => roman[word] ?? all);
  const named = [...text.matchAll(/\\([A-Za-z]+|.)/g)].map((match) => match[1] ?? '');
  if (named.some((name) => !commands.has(name) && !['operatorname', 'log'].includes(name))) return null;
  if (/\\log(?!\s*_)|\\operatorname(?!\{lcm\})/.test(text)) return null;
  const rest = text.replace(/\\(?:operatorname\{lcm\}|[A-Za-z]+)/g, ' ');
  const letters = rest.replace(/[^A-Za-z]+/g, ' ').trim();
  const isProse = /[A-Za-z]{3}/.test(letters);
  const isCalled = /[A-Zfgh]\s*'*\s*\(/.test(rest);
  // Without an operand: `/`, `5+`.
  const isPart = !/[A-Za-z\d]/.test(text) || /^\s*[*/^_!]|[-+*/^_]\s*$/.test(text);
  const isCut = /\d\s+\d|\d\s*_|\.\s*\.|[\d.]\.\d*\./.test(text);
  if (isProse || isPart || isCalled || isCut || /[^A-Za-z\d\s.,+\-*/^_!|()[\]{}=°]/.test(rest)) return null;
  if (!commasOnlyAmongArguments(text) || !equalsOnlyInBounds(text)) return null;
  return text.replaceAll('*', '\\times ').replaceAll('°', '^{\\circ}');
}

/** `\gcd(4,6)`: a comma that belongs to a function of several numbers, and to nothing else. */
function commasOnlyAmongArguments(text: string): boolean {
  const without = text.replace(
    /(?:\\(?:gcd|max|min)|\\operatorname\{lcm\})\s*\([^(),]*(?:,[^(),]*)*\)/g,
    (call) => (/\d,\d{3}(?!\d)/.test(call) ? call : ''),
  );
  return !without.includes(',');
}

/** `\sum_{k=1}`: the only place for `=`. */
const equalsOnlyInBounds = (text: string): boolean =>
  !text.replace(/\\(?:sum|prod)\s*_\s*\{\s*[A-Za-z]\s*=[^{}=]*\}/g, '').includes('=');
