/** Words in any case with a letter behind them that is theirs: `vitamin A`, `type B`. */
const nouns = [
  ...[
    'vitamins?',
    'vitaminas?',
    'hepatitis',
    'influenza',
    'type',
    'tipo',
    'group',
    'grupo',
    'class',
    'factor',
  ],
  ...['protein', 'coenzyme', 'immunoglobulin', 'cytochrome', 'chromosome', 'appendix', 'figure', 'table'],
  ...['section', 'grade', 'plan', 'point'],
].join('|');

/** Words that begin a sentence, or are written as if they did, and after which a letter is an option's. */
const openings = [
  ...['Options?', 'Choices?', 'Ans', 'Answers?', 'Letters?', 'Statements?', 'Alternativ[ea]', 'Possibility'],
  ...['Variant', 'Scenario', 'Case', 'Item', 'Number', 'Conclusion', 'Result', 'Verdict', 'Selection'],
  ...['Response', 'Solution', 'Final', 'Overall', 'So', 'Then', 'Thus', 'Hence', 'Therefore', 'Ergo', 'Only'],
  ...['Just', 'Both', 'Either', 'Maybe', 'Perhaps', 'And', 'Or', 'But', 'Not', 'Nor', 'Neither', 'Yes', 'No'],
  ...[
    'Say',
    'Mark',
    'Given',
    'Since',
    'Because',
    'While',
    'With',
    'For',
    'Between',
    'Versus',
    'Unlike',
    'Like',
  ],
  ...['Than', 'That', 'This', 'The', 'Our', 'Guess', 'Choos(?:e|ing)', 'Chose', 'Pick(?:ed|ing)?'],
  ...[
    'Select(?:ed|ing)?',
    'Correct',
    'Right',
    'Best',
    'Keep',
    'Take',
    'Try',
    'Respuesta',
    String.raw`Opci[oó]n`,
  ],
  ...[String.raw`(?:Eliminat|Exclud|Reject|Discard|Dismiss)\p{Ll}*`, String.raw`\p{Lu}\p{Ll}*ly`],
].join('|');

const before = new RegExp(
  String.raw`(?<![\p{L}\p{N}'’])(?:(?:${nouns}|${nouns.replace(/(?<=^|\|)[a-z]/g, (letter) => letter.toUpperCase())})|(?!(?:${openings})[^\S\n])\p{Lu}\p{Ll}{2,})[^\S\n]$`,
  'u',
);

/**
 * Whether a capital letter is the end of a name, as in `Vitamin A` or `hepatitis B`, and no option's.
 *
 * @param text what stands before the letter
 */
export const isPartOfName = (text: string): boolean => before.test(text);
