/** One token of cleaned LaTeX or plain text. */
export interface Token {
  readonly kind: 'number' | 'letter' | 'command' | 'symbol' | 'text';
  readonly text: string;
  /** White space stands before it. */
  readonly spaced: boolean;
}

/** Functions written by name, with or without a backslash. */
export const functions: ReadonlySet<string> = new Set([
  'sin',
  'cos',
  'tan',
  'cot',
  'sec',
  'csc',
  'arcsin',
  'arccos',
  'arctan',
  'ln',
  'log',
  'lg',
  'exp',
]);
const plainWords: ReadonlySet<string> = new Set([...functions, 'sqrt', 'pi', 'infty', 'infinity', 'binom']);
/** Cuts cleaned text into tokens. Words of plain text that are functions (`sqrt`, `pi`) are commands. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern =
    /(?<space>\s*)(?:(?<number>\d+(?:\.\d*)?|\.\d+)|\\text\{(?<text>[^{}]*)\}|\\(?<command>[A-Za-z]+|[{}|])|(?<word>[A-Za-z]+)|(?<symbol>\S))/gy;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const groups = match.groups ?? {};
    const spaced = (groups.space ?? '') !== '';
    const push = (kind: Token['kind'], value: string, gap = spaced): number =>
      tokens.push({ kind, text: value, spaced: gap });
    if (groups.number !== undefined) push('number', groups.number);
    else if (groups.text !== undefined) push('text', groups.text.trim());
    else if (groups.command !== undefined) push('command', groups.command);
    else if (groups.word !== undefined) {
      if (plainWords.has(groups.word)) push('command', groups.word);
      else Array.from(groups.word).forEach((letter, index) => push('letter', letter, index === 0 && spaced));
    } else if (groups.symbol !== undefined) push('symbol', groups.symbol);
  }
  return tokens;
}
