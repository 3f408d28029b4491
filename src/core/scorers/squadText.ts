/** Python's `string.punctuation`. */
const punctuation = /[!-/:-@[-`{-~]/g;

/**
 * The words of a text as SQuAD compares answers: in lower case, without punctuation (ASCII), without the articles a, an
 * and the. Source: `normalize_answer` of SQuAD's evaluate-v2.0.py, which lm-evaluation-harness' CoQA shares.
 */
function squadWords(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(punctuation, '')
    .replace(/(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** What two texts have in common. */
export interface SquadOverlap {
  /** They have the same words in the same order. */
  readonly exact: boolean;
  /** The harmonic mean of the shares of words in common, in [0, 1]. */
  readonly f1: number;
  /** Words in both, each as often as in both. */
  readonly shared: number;
  readonly goldWords: number;
  readonly saidWords: number;
}

/**
 * How an answer meets a gold answer, word by word; without a word in one of them F1 is 1 if neither has any, else 0.
 * Source: `compute_exact` and `compute_f1` of SQuAD's evaluate-v2.0.py.
 */
export function squadOverlap(gold: string, said: string): SquadOverlap {
  const [wanted, words] = [squadWords(gold), squadWords(said)];
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of words) {
    const count = left.get(word) ?? 0;
    if (count > 0) shared += 1;
    left.set(word, count - 1);
  }
  const exact = wanted.join(' ') === words.join(' ');
  const none = wanted.length === 0 || words.length === 0;
  const f1 = none ? Number(exact) : (2 * shared) / (wanted.length + words.length);
  return { exact, f1, shared, goldWords: wanted.length, saidWords: words.length };
}
