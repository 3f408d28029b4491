import type { StepLabel } from './alignedTraces.ts';
import type { SteppedText } from './comparison.ts';
import {
  backtrackingRules,
  checkingRules,
  computingWords,
  concludingRules,
  setupRules,
  type WordRule,
} from './stepWords.ts';

/** What a step sets up it says at its beginning: in so many sentences. */
const OPENING = 2;
/** Longer sentences are no sentences: a table, a list of numbers. Only their beginning is read. */
const LONGEST = 600;

/** The label of each step of a text, by words in it alone (`stepWords.ts`). Linear in the text. */
export function stepLabelsOf({ text, steps }: SteppedText): (StepLabel | null)[] {
  return steps.map(({ start, end }) => labelOf(text.slice(start, end)));
}

/**
 * What a step does, null where no word in it says so. Of several: it backtracks if a sentence does; else it checks or
 * concludes, whichever its last such sentence does; else it computes if an operation on numbers has its result in it;
 * else it sets up if its first sentences do; else it computes if it has an equation and a word for reckoning. A code
 * block has no label.
 */
export function labelOf(source: string): StepLabel | null {
  if (/^\s*(?:```|~~~)/.test(source)) return null;
  const sentences = sentencesOf(source);
  let last: StepLabel | null = null;
  for (const sentence of sentences) {
    if (says(sentence, backtrackingRules)) return 'backtracking';
    if (says(sentence, checkingRules)) last = 'checking';
    else if (says(sentence, concludingRules)) last = 'concluding';
  }
  if (last !== null) return last;
  const equations = source.replace(/\\(?:approx|equiv)(?![a-zA-Z])|≈|≡/g, '=');
  if (hasResult(equations)) return 'computing';
  if (sentences.slice(0, OPENING).some((sentence) => says(sentence, setupRules))) return 'setup';
  const reckons = equation.test(equations) && sentences.some((sentence) => computingWords.test(sentence));
  return reckons ? 'computing' : null;
}

function says(sentence: string, rules: readonly WordRule[]): boolean {
  return rules.some(({ is, unless }) => is.test(sentence) && unless?.test(sentence) !== true);
}

/** Sentences and lines as the rules read them, without the Markdown in front. */
function sentencesOf(source: string): string[] {
  return source
    .replaceAll('’', "'")
    .replaceAll('**', '')
    .toLowerCase()
    .split(/(?<=[.!?])\s+|(?<=\\\]|\$\$)\s*\n|\n+/)
    .map((sentence) =>
      sentence
        .slice(0, LONGEST)
        .replace(/^[\s#>*_\-–•"'“(]*(?:\d+[.)]\s+)?(?:(?:step|part) \w+\s*[:.–-]\s*)?["'“(]*/, '')
        .trimEnd(),
    )
    .filter((sentence) => sentence !== '');
}

/** Numbers and signs at the end of the left side of an equation, and what of them is an operation. */
const arithmetic =
  /(?:[\d.,+*/^×÷·−–!%(){}[\]\s$°√π²³-]|\\(?:times|cdot|div|[dt]?frac|sqrt|left|right|quad|pi|d?binom|[,;:! ()[\]]))+$/;
const operation =
  /[\d)}\]°%²³]\s*(?:[-+*/^×÷·−–!]|\\(?:times|cdot|div|d?binom))|\\[dt]?frac|\\sqrt|√|\\d?binom/;
/** So much of a left side is read: the rest does not change that it is one. */
const LONGEST_SIDE = 120;
const equation = /(?<![<>!:=])=(?!=)/;
const number = /^[\s$({[]*(?:\\[([])?\s*[-+−–±]?\s*(?:\\?[$€£]\s*)?(?:\d|\\[dt]?frac|\\sqrt|√|\\pi|π|\.\d)/;

/** An operation on numbers stands before an equals sign, and a number behind it. */
function hasResult(source: string): boolean {
  return source.split('\n').some((line) => {
    const sides = line.split(equation);
    return sides.slice(1).some((right, at) => {
      const left = arithmetic.exec((sides[at] ?? '').slice(-LONGEST_SIDE))?.[0] ?? '';
      return /\d/.test(left) && operation.test(left) && number.test(right);
    });
  });
}
