/** What a token of a step is to a comparison. */
export type TokenKind = 'word' | 'number' | 'command' | 'sign';

/** A piece of a text that is never cut: a word, a number with its digits, a LaTeX command, a sign. */
export interface Token {
  /** UTF-16 offset in the text that was read, and length. */
  readonly start: number;
  readonly end: number;
  /** What it is compared by: lower case, compatibility forms and ways to write LaTeX made one. Empty: it says nothing. */
  readonly key: string;
  readonly kind: TokenKind;
}

/** Scripts that are written without spaces are read letter by letter. */
const unspaced = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`;
const pattern = new RegExp(
  [
    String.raw`(?<command>\\(?:[a-zA-Z]+|[^\s]))`,
    String.raw`(?<number>\p{Nd}+(?:[.,]\p{Nd}+)*)`,
    String.raw`(?<letter>[${unspaced}]\p{M}*)`,
    String.raw`(?<word>(?:(?![${unspaced}])\p{L}\p{M}*)+(?:['’](?:(?![${unspaced}])\p{L}\p{M}*)+)*)`,
    String.raw`(?<sign>[^\s])`,
  ].join('|'),
  'gsu',
);

/** One way to write what LaTeX can say in several; the empty ones only change how it looks. */
const spellings: ReadonlyMap<string, string> = new Map([
  ...['dfrac', 'tfrac', 'cfrac'].map((name) => [`\\${name}`, '\\frac'] as const),
  ...['\\times', '\\cdot', '×', '·', '⋅', '∗'].map((sign) => [sign, '×'] as const),
  ...['\\le', '\\leq', '\\leqslant'].map((sign) => [sign, '≤'] as const),
  ...['\\ge', '\\geq', '\\geqslant'].map((sign) => [sign, '≥'] as const),
  ...['\\ne', '\\neq'].map((sign) => [sign, '≠'] as const),
  ...['\\lt'].map((sign) => [sign, '<'] as const),
  ...['\\gt'].map((sign) => [sign, '>'] as const),
  ...['\\implies', '\\Rightarrow', '\\Longrightarrow', '⟹'].map((sign) => [sign, '⇒'] as const),
  ...['\\to', '\\rightarrow', '→'].map((sign) => [sign, '→'] as const),
  ...['−', '–', '—'].map((sign) => [sign, '-'] as const),
  ['\\div', '/'],
  ['÷', '/'],
  ['\\pi', 'π'],
  ['\\sqrt', '√'],
  ['\\infty', '∞'],
  ['\\approx', '≈'],
  ['\\pm', '±'],
  ...[
    '\\left',
    '\\right',
    '\\big',
    '\\Big',
    '\\bigl',
    '\\bigr',
    '\\displaystyle',
    '\\text',
    '\\textbf',
    '\\mathrm',
  ]
    .concat([
      '\\mathbf',
      '\\mathit',
      '\\operatorname',
      '\\quad',
      '\\qquad',
      '\\,',
      '\\;',
      '\\:',
      '\\!',
      '\\ ',
    ])
    .concat(['\\(', '\\)', '\\[', '\\]', '$', '{', '}', '*', '_', '#', '`', '**'])
    .map((sign) => [sign, ''] as const),
]);

/** The tokens of a text in order. Linear in the text. */
export function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const [source] = match;
    const { command, number, sign } = match.groups ?? {};
    const kind =
      command !== undefined
        ? 'command'
        : number !== undefined
          ? 'number'
          : sign !== undefined
            ? 'sign'
            : 'word';
    found.push({ start: match.index, end: match.index + source.length, key: keyOf(source, kind), kind });
  }
  return found;
}

function keyOf(source: string, kind: TokenKind): string {
  const spelled = spellings.get(source);
  if (spelled !== undefined) return spelled;
  if (kind === 'command') return source;
  if (kind === 'number') return source.normalize('NFKC').replace(/,(?=\p{Nd}{3}(?!\p{Nd}))/gu, '');
  return source.normalize('NFKC').toLowerCase().replaceAll('’', "'");
}
