import { closingBraces } from './mathExtract.ts';
import { respelled } from './mathSpellings.ts';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const vulgar: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅖': '2/5',
  '⅗': '3/5',
  '⅘': '4/5',
  '⅙': '1/6',
  '⅚': '5/6',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
};
const symbols: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '×': '*',
  '·': '*',
  '⋅': '*',
  '÷': '/',
  '⁄': '/',
  π: '\\pi ',
  '∞': '\\infty ',
  '≤': '\\le ',
  '≥': '\\ge ',
  '≠': '\\ne ',
  '∪': '\\cup ',
  '∈': '\\in ',
  '±': '\\pm ',
  '∓': '\\mp ',
  '∅': '\\emptyset ',
  '⌊': '\\lfloor ',
  '⌋': '\\rfloor ',
  '⌈': '\\lceil ',
  '⌉': '\\rceil ',
  θ: '\\theta ',
  '（': '(',
  '）': ')',
  '，': ',',
};
/** One spelling for each command that has several. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/\\[dtc]frac(?![A-Za-z])/g, '\\frac'],
  [/\\[dt]binom(?![A-Za-z])/g, '\\binom'],
  [/\\(?:leqslant|leq)(?![A-Za-z])/g, '\\le'],
  [/\\(?:geqslant|geq)(?![A-Za-z])/g, '\\ge'],
  [/\\lt(?![A-Za-z])/g, '<'],
  [/\\gt(?![A-Za-z])/g, '>'],
  [/\\neq(?![A-Za-z])/g, '\\ne'],
  [/\\(?:lvert|rvert|vert|mid)(?![A-Za-z])/g, '|'],
  [/\\lbrace(?![A-Za-z])/g, '\\{'],
  [/\\rbrace(?![A-Za-z])/g, '\\}'],
  [/\\(?:lparen)(?![A-Za-z])/g, '('],
  [/\\(?:rparen)(?![A-Za-z])/g, ')'],
  [/\\varnothing(?![A-Za-z])/g, '\\emptyset'],
  [/\\(?:cdot|times|ast)(?![A-Za-z])/g, '*'],
  [/\\div(?![A-Za-z])/g, '/'],
  [/\\vee(?![A-Za-z])/g, '\\lor'],
  [/\\wedge(?![A-Za-z])/g, '\\land'],
  [/\\(?:lnot|neg)(?![A-Za-z])/g, '\\lnot'],
  [/\\not\s*=/g, '\\ne'],
  [/\\not\s*\\in(?![A-Za-z])/g, '\\notin'],
  [
    /\\(?:displaystyle|textstyle|limits|nolimits|bf|rm|boldmath|middle|left|right|[bB]ig{1,2}[lrm]?)(?![A-Za-z])/g,
    '',
  ],
];

/** `\lor` between equations, inequalities or numbers is the "or" of a list; between names it is what is answered. */
function joinedInWords(text: string): string {
  const says = /[=<>\d]|\\(?:le|ge|ne|in)(?![A-Za-z])/;
  const sides = text.split(/\\(?:lor|land)(?![A-Za-z])/);
  if (sides.length === 1 || !sides.every((side) => says.test(side))) return text;
  return text.replace(
    /\\(lor|land)(?![A-Za-z])/g,
    (_all, sign: string) => `\\text{${sign === 'lor' ? 'or' : 'and'}}`,
  );
}

/** `\text{2, 3, and 5}` is a list, set as text. */
const listInText = (() => {
  const entry = String.raw`(?:-?\d[\d.]*(?:\/\d+)?|[A-Za-z]|[IVX]+)`;
  const comma = String.raw`(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)`;
  return new RegExp(String.raw`\\text\s*\{\s*(${entry}(?:${comma}${entry})+)\s*\}`, 'g');
})();

/**
 * An answer in one spelling of LaTeX: without delimiters, sizes, thin spaces and thousands marks that
 * cannot be anything else (`10,\!080`, `11{,}111`, `10\,080`); roman text as `\text{…}`; a degree sign as `°`;
 * times as `*`. What the answer says is left as it is.
 */
export function cleanMath(source: string): string {
  // Runs of white space first: below, several patterns in a row would each try how much of one is theirs.
  let text = source.normalize('NFC').replace(/\s+/g, ' ');
  text = text.replace(/[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]/g, (char) => ` ${vulgar[char] ?? char}`);
  text = text.replace(/(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_all, minus: string, digits: string) => {
    const plain = Array.from(digits, (digit) => superscripts.indexOf(digit)).join('');
    return `^{${minus === '' ? '' : '-'}${plain}}`;
  });
  text = text.replace(/√\s*(\d+|[A-Za-z]|\([^()]*\))/g, '\\sqrt{$1}').replace(/√/g, '\\sqrt');
  text = text.replace(/[−–×·⋅÷⁄π∞≤≥≠∪∈±∓∅⌊⌋⌈⌉θ（），]/g, (char) => symbols[char] ?? char);
  text = text.replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  text = text.replace(/(?<=\d),\\!\s*(?=\d{3}(?!\d))|(?<=\d)\{,\}(?=\d)|(?<=\d)\\,\s*(?=\d{3}(?!\d))/g, '');
  text = unwrap(text, /\\(?:boxed|fbox|boldsymbol|bm|mathbin|mathord|mathopen|mathclose)\s*(?=\{)/);
  text = text.replace(
    /\\(?:text(?:bf|it|rm|sf|tt|normal)?|mbox|hbox|math(?:rm|bf|it|sf|tt|normal)|operatorname|emph)\s*(?=\{)/g,
    '\\text',
  );
  for (const [from, to] of spellings) text = text.replace(from, to);
  text = joinedInWords(text).replace(listInText, (_all, list: string) => list);
  text = text
    .replace(/(?<!\\)\\[()]|(?<!\\)\\[[\]]|(?<!\\)\$/g, '')
    .replace(/\\text\s*\{\s*\\\$\s*(?:\}|(?=[^{}]*\}))/g, (found) =>
      found.endsWith('}') ? '\\$' : '\\$\\text{',
    )
    .replace(/\\%/g, '%');
  text = text
    .replace(/(?<!\\)\\!/g, '')
    .replace(/(?<!\\)\\[,;: >]|(?<!\\)~|\\(?:quad|qquad|thinspace|enspace|medspace)(?![A-Za-z])/g, ' ');
  text = text.replace(/\\(?:hspace|vspace|phantom|hphantom)\*?\{[^{}]*\}/g, ' ');
  text = text.replace(/\^\s*\{?\s*\\circ\s*\}?|\\degree(?![A-Za-z])|\\circ(?![A-Za-z])/g, '°');
  // `10 000`, but not the mixed number `1 125/1000`.
  text = text.replace(/(?<![\d.,_^])\d{1,3}(?: \d{3})+(?!\d|\s*\/)/g, (digits) => digits.replaceAll(' ', ''));
  // Ordinals: `12^{\text{th}}`, `12th`.
  text = text.replace(
    /(?<=\d)\s*(?:\^?\s*\{?\s*\\text\s*\{\s*(?:st|nd|rd|th)\s*\}\s*\}?|(?:st|nd|rd|th)\b)/g,
    '',
  );
  text = text.replace(/\^\s*\{\s*(?:\\text\s*\{\s*\})?\s*\}/g, '');
  return respelled(trimEnds(text.replace(/\s+/g, ' ')));
}

/** Without white space, the marks of a sentence's end, and Markdown's asterisks around. `0.33...` goes on. */
function trimEnds(text: string): string {
  if (/\.\.[\s*`]*$/.test(text)) return text.replace(/^[\s*`]+|[\s*`]+$/g, '');
  let end = text.length;
  for (;;) {
    if (/[\s*`.,;:]/.test(text.charAt(end - 1))) end -= 1;
    else if (text.endsWith('\\\\', end)) end -= 2;
    else break;
  }
  return text.slice(0, end).replace(/^[\s*`]+/, '');
}

/** Replaces each `command{inside}` by `inside`. */
function unwrap(text: string, command: RegExp): string {
  let left = text;
  for (let rounds = 0; rounds < 20; rounds += 1) {
    const match = command.exec(left);
    if (match === null) return left;
    const open = match.index + match[0].length;
    const close = closingBraces(left).get(open);
    if (close === undefined) return left;
    left = left.slice(0, match.index) + left.slice(open + 1, close) + left.slice(close + 1);
  }
  return left;
}

/**
 * The form in which two answers are compared as text: no white space but between digits, braces only where they
 * group more than one character, `\frac12` and `\sqrt3` braced. Rules of Hendrycks MATH (`math_equivalence.py`).
 */
export function textForm(clean: string): string {
  let text = clean.replace(/(?<!\d) | (?!\d)/g, '');
  text = text.replace(/\\frac(\d)(\d)/g, '\\frac{$1}{$2}').replace(/\\frac(\d)\{/g, '\\frac{$1}{');
  text = text
    .replace(/(\\frac\{[^{}]*\})(\d|[A-Za-z])/g, '$1{$2}')
    .replace(/\\sqrt(\d|[A-Za-z])/g, '\\sqrt{$1}');
  text = text.replace(/(?<=[\^_])\{([^{}\\])\}/g, '$1');
  text = text.replace(/(?<![\d.])0+(?=\d)/g, '');
  return text.replace(/\\text\{([^{}]*)\}/g, '$1');
}
